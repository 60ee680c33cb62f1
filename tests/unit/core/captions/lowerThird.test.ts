import { describe, expect, it } from 'vitest';
import { captionBox, captionText } from '../../../../src/core/captions/lowerThird';

const speaker = (name: string, role = '', organisation = '', place = '') => ({
  name,
  role,
  organisation,
  place,
});

describe('captionText', () => {
  it('puts the role on the second line, organisation and place on the third', () => {
    expect(
      captionText(
        speaker(
          'Morshed Mannan',
          'Research Fellow, Robert Schuman Centre for Advanced Studies',
          'European University Institute',
          'Florence, Italy',
        ),
      ),
    ).toEqual({
      name: 'Morshed Mannan',
      role: 'Research Fellow, Robert Schuman Centre for Advanced Studies',
      organisation: 'European University Institute, Florence, Italy',
      dir: 'ltr',
    });
  });

  it('does not say the place twice, nor a comma for nothing', () => {
    expect(captionText(speaker('A', '', 'City of Glasgow', 'Glasgow')).organisation).toBe('City of Glasgow');
    expect(captionText(speaker('A', '', '', 'Glasgow')).organisation).toBe('Glasgow');
    expect(captionText(speaker('A', '', 'INAES', ' ')).organisation).toBe('INAES');
    expect(captionText({ name: 'A', role: '', organisation: 'INAES' }).organisation).toBe('INAES');
  });

  it('makes one clean line of whatever was pasted', () => {
    expect(captionText(speaker('  Amal\t\r\n Chevreau\u2028', '\u0000 \u0007')).name).toBe('Amal Chevreau');
    expect(captionText(speaker('A', '\u0000 \u0007')).role).toBe('');
    expect(captionText(speaker('\u202eevil\u202c \u2067x\u2069')).name).toBe('evil x');
    expect(captionText(speaker('Zoe\u0308')).name).toBe('Zoë');
    expect(captionText(speaker('broken \ud83d emoji')).name).toBe('broken \ufffd emoji');
  });

  it('keeps the joiners and no-break spaces that names are spelled with', () => {
    expect(captionText(speaker('علی\u200cرضا')).name).toBe('علی\u200cرضا');
    expect(captionText(speaker('👩\u200d💻 Ada')).name).toBe('👩\u200d💻 Ada');
    expect(captionText(speaker('J.\u00a0Doe')).name).toBe('J.\u00a0Doe');
  });

  it('takes its side from the first letter of the name, whatever stands before it', () => {
    expect(captionText(speaker('مرشد منان')).dir).toBe('rtl');
    expect(captionText(speaker('«3» דנה Levi')).dir).toBe('rtl');
    expect(captionText(speaker('Dana דנה', 'מנהלת')).dir).toBe('ltr');
    expect(captionText(speaker('🙂 7', 'מנהלת')).dir).toBe('rtl');
    expect(captionText(speaker('', '', '١٢٣')).dir).toBe('ltr');
  });

  it('joins an Arabic place with the Arabic comma', () => {
    expect(captionText(speaker('م', '', 'معهد الجامعة الأوروبية', 'فلورنسا')).organisation).toBe(
      'معهد الجامعة الأوروبية، فلورنسا',
    );
  });
});

describe('captionBox', () => {
  it('is the mock at 1920×1080 and its scaled copy at 1280×720', () => {
    expect(captionBox({ width: 1920, height: 1080 })).toMatchObject({ unitPx: 19.2, namePx: 52.8 });
    expect(captionBox({ width: 1280, height: 720 })).toMatchObject({ unitPx: 12.8 });
  });

  it.each([
    [1024, 768],
    [3840, 1080],
    [1080, 1920],
    [720, 720],
    [640, 360],
    [1280, 800],
  ])('keeps the plate inside a %i×%i canvas', (width, height) => {
    const { unitPx } = captionBox({ width, height });
    expect(unitPx * (2 * 5 + 58)).toBeLessThanOrEqual(width * 1.03);
    expect(unitPx * (5 + 58)).toBeLessThanOrEqual(width * 0.95);
    // The tallest plate: three small lines of name, three lines below it, in a script that needs room.
    expect(unitPx * (4.2 + 2.2 + 3 * 2.75 * 0.6 * 1.4 + 0.3 + 3 * 1.56 * 1.55)).toBeLessThan(height * 0.45);
  });
});
