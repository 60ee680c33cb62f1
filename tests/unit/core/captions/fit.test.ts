import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Measure } from '../../../../src/core/captions/fit';
import { fitCaption } from '../../../../src/core/captions/fit';
import { graphemes } from '../../../../src/core/captions/lines';
import type { CaptionText } from '../../../../src/core/captions/lowerThird';
import { captionBox, captionText } from '../../../../src/core/captions/lowerThird';

/** A type of its own: wide CJK and emoji, narrow i and l, half an em for the rest, bold a little wider. */
const measure: Measure = (text, fontPx, weight) => {
  let em = 0;
  for (const character of text) em += ".,il' ".includes(character) ? 0.28 : character > '\u2fff' ? 1 : 0.56;
  return em * fontPx * (weight === 600 ? 1.04 : 1);
};

const box = captionBox({ width: 1920, height: 1080 });
const caption = (name: string, role = '', organisation = ''): CaptionText =>
  captionText({ name, role, organisation });
const fit = (name: string, role = '', organisation = '') =>
  fitCaption(caption(name, role, organisation), measure, box);

describe('fitCaption', () => {
  it('leaves a name that fits on one line at full size', () => {
    expect(
      fit(
        'Morshed Mannan',
        'Research Fellow, Robert Schuman Centre for Advanced Studies',
        'European University Institute, Florence, Italy',
      ),
    ).toEqual({
      nameLines: ['Morshed Mannan'],
      roleLines: ['Research Fellow, Robert Schuman Centre for Advanced Studies'],
      orgLines: ['European University Institute, Florence, Italy'],
      scale: 1,
      shortened: false,
    });
  });

  it('sets a 47-letter name in two even lines at 82 %', () => {
    const { nameLines, scale, finding } = fit('María de los Ángeles Fernández‑Villaseñor y Montemayor');
    expect(nameLines).toEqual(['María de los Ángeles', 'Fernández‑Villaseñor y Montemayor']);
    expect(scale).toBe(0.82);
    expect(finding).toBeUndefined();
  });

  it('breaks a name between words before it breaks it after a hyphen', () => {
    expect(fit('Maximiliane-Charlotte von Sachsen-Coburg-Saalfeld').nameLines).toEqual([
      'Maximiliane-Charlotte von',
      'Sachsen-Coburg-Saalfeld',
    ]);
    expect(fit('Maximiliane-Charlotte-von-Sachsen-Coburg-Saalfeld').nameLines).toEqual([
      'Maximiliane-Charlotte-von-',
      'Sachsen-Coburg-Saalfeld',
    ]);
  });

  it('shrinks a longer name, but not under 60 % without saying so', () => {
    const long = fit(
      'Wolfeschlegelsteinhausenbergerdorff Hubert Blaine Wolfeschlegelsteinhausenberger the Elder',
    );
    expect(long.nameLines).toHaveLength(2);
    expect(long.scale).toBeLessThan(0.82);
    expect(long.scale).toBeGreaterThanOrEqual(0.6);
    expect(long.finding).toBeUndefined();
  });

  it('draws an unbreakable name of 200 characters whole, in three lines, as a finding', () => {
    const name = 'M'.repeat(200);
    const { nameLines, scale, finding } = fit(name);
    expect(nameLines).toHaveLength(3);
    expect(nameLines.join('')).toBe(name);
    expect(scale).toBeLessThan(0.6);
    expect(scale).toBeGreaterThan(0.4);
    expect(finding).toBe('tooSmall');
  });

  it('never takes an emoji apart', () => {
    const family = '👩‍👩‍👧‍👦';
    const { nameLines } = fit(family.repeat(90));
    for (const line of nameLines) expect(new Set(graphemes(line))).toEqual(new Set([family]));
    expect(nameLines.join('')).toBe(family.repeat(90));
  });

  it('breaks Japanese where its words end, and no line starts with a full stop', () => {
    const { roleLines, shortened } = fit(
      '山田 太郎',
      '経済協力開発機構、起業家精神・中小企業・地域・都市センター、地域雇用・技能・社会イノベーション課、政策アナリスト。',
    );
    expect(shortened).toBe(false);
    expect(roleLines).toHaveLength(2);
    for (const line of roleLines) expect(line).not.toMatch(/^[、。・ー]/u);
  });

  it('shortens the role at a word, without the comma before it', () => {
    const role =
      'Policy Analyst, Local Employment, Skills and Social Innovation Division, Centre for Entrepreneurship, SMEs, Regions and Cities, Directorate for Employment, Labour and Social Affairs';
    const { roleLines, shortened } = fit('Amal Chevreau', role);
    expect(shortened).toBe(true);
    expect(roleLines).toHaveLength(2);
    const shown = roleLines.join(' ');
    expect(shown).toMatch(/\p{L}…$/u);
    expect(role.startsWith(shown.slice(0, -1))).toBe(true);
    expect(role.charAt(shown.length - 1)).toMatch(/[ ,]/u);
  });

  it('shortens a role of one endless word at a character', () => {
    const { roleLines, shortened } = fit('A', 'x'.repeat(400));
    expect(shortened).toBe(true);
    expect(roleLines.join('')).toMatch(/^x{100,}…$/u);
  });

  it('gives role and organisation three lines between them', () => {
    const long =
      'Department of Small Business Services and Local Development of the City of New York and its boroughs';
    const both = fit('A', long, long);
    expect(both.roleLines).toHaveLength(2);
    expect(both.orgLines).toHaveLength(1);
    expect(both.orgLines[0]).toMatch(/…$/u);
    const alone = fit('A', '', long);
    expect(alone.orgLines).toHaveLength(2);
    expect(alone.shortened).toBe(false);
  });

  it('has an answer for a box without room', () => {
    const none = { ...box, widthPx: 0 };
    expect(fitCaption(caption('Ada Lovelace', 'Analyst'), measure, none)).toMatchObject({
      nameLines: ['Ada Lovelace'],
      finding: 'tooSmall',
      shortened: true,
    });
  });

  it('draws nothing for an empty text', () => {
    expect(fit('', '', '')).toEqual({
      nameLines: [],
      roleLines: [],
      orgLines: [],
      scale: 1,
      shortened: false,
    });
  });
});

const spelled = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60, size: 'max' }),
  fc.string({ unit: fc.constantFrom(...graphemes('abcMWi -ñéß\u2011')), maxLength: 260, size: 'max' }),
  fc.string({
    unit: fc.constantFrom('山', '田', 'ア', 'ー', '、', ' ', '👩‍💻', 'م', 'ن', 'ש', 'क्षि', 'ก'),
    maxLength: 200,
    size: 'max',
  }),
);
const canvas = fc.constantFrom(
  { width: 1920, height: 1080 },
  { width: 1280, height: 720 },
  { width: 640, height: 360 },
  { width: 1080, height: 1920 },
  { width: 3440, height: 1440 },
);
const letters = (text: string): string => text.replace(/\s/gu, '');

describe('fitCaption, whatever is typed', () => {
  it('is never wider than its box', () => {
    fc.assert(
      fc.property(spelled, spelled, spelled, canvas, (name, role, organisation, size) => {
        const room = captionBox(size);
        const fitted = fitCaption(captionText({ name, role, organisation }), measure, room);
        for (const line of fitted.nameLines) {
          expect(measure(line, room.namePx * fitted.scale, 600)).toBeLessThanOrEqual(room.widthPx);
        }
        for (const line of fitted.roleLines) {
          expect(measure(line, room.rolePx, 400)).toBeLessThanOrEqual(room.widthPx);
        }
        for (const line of fitted.orgLines) {
          expect(measure(line, room.organisationPx, 400)).toBeLessThanOrEqual(room.widthPx);
        }
        expect(fitted.nameLines.length).toBeLessThanOrEqual(3);
        expect(fitted.roleLines.length).toBeLessThanOrEqual(2);
        expect(fitted.roleLines.length + fitted.orgLines.length).toBeLessThanOrEqual(3);
      }),
      { numRuns: 150 },
    );
  });

  it('shows every character of the name, none taken apart', () => {
    fc.assert(
      fc.property(spelled, (typed) => {
        const { name } = caption(typed);
        const { nameLines } = fit(typed);
        expect(letters(nameLines.join(''))).toBe(letters(name));
        expect(nameLines.flatMap((line) => graphemes(letters(line)))).toEqual(graphemes(letters(name)));
      }),
      { numRuns: 150 },
    );
  });

  it('says the same twice', () => {
    fc.assert(
      fc.property(spelled, spelled, (name, role) => {
        expect(fit(name, role)).toEqual(fit(name, role));
      }),
      { numRuns: 100 },
    );
  });

  it('never sets a longer name larger, nor any name smaller in a wider box', () => {
    const word = fc.string({ unit: fc.constantFrom(...graphemes('abcMWi-')), minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 8 }), word, (words, more) => {
        const name = words.join(' ');
        expect(fit(`${name}${more}`).scale).toBeLessThanOrEqual(fit(name).scale);
        expect(fit(`${name} ${more}`).scale).toBeLessThanOrEqual(fit(name).scale);
        const wider = { ...box, widthPx: box.widthPx * 1.3 };
        expect(fitCaption(caption(name), measure, wider).scale).toBeGreaterThanOrEqual(fit(name).scale);
      }),
      { numRuns: 150 },
    );
  });

  it('calls a name too small exactly when it is set under 60 %', () => {
    fc.assert(
      fc.property(spelled, (name) => {
        const { scale, finding } = fit(name);
        expect(finding === 'tooSmall').toBe(scale < 0.6);
      }),
      { numRuns: 100 },
    );
  });
});
