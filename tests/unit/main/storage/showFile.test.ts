import fs from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Show } from '../../../../src/core/show/model';
import { bundledShow } from '../../../../src/main/storage/bundledShow';
import { realFileSystem } from '../../../../src/main/storage/fileSystem';
import { readShowFile, readShowText, writeShowText } from '../../../../src/main/storage/showFile';
import { segment, show, speaker, webinar } from '../../../support/shows';
import { folder } from '../../../support/storage';

const text = (fields: Partial<Show>): string => writeShowText({ revision: 1, show: webinar(fields) });

function problem(content: string): unknown {
  const read = readShowText(content);
  return read.ok ? null : read.problem;
}

function withSegment(fields: Parameters<typeof segment>[1]): string {
  return text({ segments: [segment('a'), segment('b'), segment('c', fields)] });
}

it('what is written is read', () => {
  const document = { revision: 7, show: webinar() };
  expect(readShowText(writeShowText(document))).toEqual({ ok: true, value: { lectern: 1, ...document } });
});

it('reads a file with a byte order mark', () => {
  expect(readShowText(`\uFEFF${text({})}`).ok).toBe(true);
});

describe('a show file that cannot be opened says why', () => {
  it('empty', () => {
    expect(problem('')).toEqual({ code: 'fileEmpty' });
    expect(problem(' \n')).toEqual({ code: 'fileEmpty' });
  });

  it('of a newer version', () => {
    expect(problem('{"lectern": 2, "anything": true}')).toEqual({ code: 'fileNewer', version: 2 });
  });

  it('of 50 MB: not even read', () => {
    const file = join(folder(), 'large.lectern');
    fs.writeFileSync(file, '');
    fs.truncateSync(file, 50 * 1024 * 1024);
    const readFileSync = (() => {
      throw new Error('was read');
    }) as typeof fs.readFileSync;
    const read = readShowFile({ ...realFileSystem, readFileSync }, file);
    expect(read).toEqual({ ok: false, problem: { code: 'fileTooLarge', megabytes: 50 } });
    expect(problem('x'.repeat(9 * 1024 * 1024))).toEqual({ code: 'fileTooLarge', megabytes: 9 });
  });

  it('cut short', () => {
    const whole = text({});
    expect(problem(whole.slice(0, whole.length / 2))).toMatchObject({ code: 'fileDamaged' });
  });

  it('something else altogether', () => {
    for (const other of ['null', '[]', '"lectern"', '{"title": "x"}', '\u0000\u0001']) {
      expect(problem(other)).toMatchObject({ code: 'fileDamaged' });
    }
  });

  it('a folder in its place', () => {
    expect(readShowFile(realFileSystem, folder())).toMatchObject({
      ok: false,
      problem: { code: 'fileDamaged' },
    });
  });

  it('none at all', () => {
    expect(readShowFile(realFileSystem, join(folder(), 'gone.lectern'))).toBeNull();
  });

  const details = [
    ['a negative duration', withSegment({ duration: -1 }), 'segment 3: the duration is not positive'],
    ['a duration of zero', withSegment({ duration: 0 }), 'segment 3: the duration is not positive'],
    ['an absurd duration', withSegment({ duration: 9e11 }), 'segment 3: the duration is longer than a day'],
    ['a duration with a fraction', withSegment({ duration: 0.5 }), 'segment 3, duration: '],
    [
      'a start that is no time of day',
      withSegment({ start: { kind: 'fixed', at: -1 } }),
      'segment 3: the start is no time of day',
    ],
    ['a zone that is none', text({ zone: 'Europe/Atlantis' }), 'zone: the time zone is unknown'],
    ['a day that is none', text({ date: '2023-02-30' }), 'date: the date is no date'],
    [
      'a name of 501 letters',
      text({ speakers: [speaker('a', { name: 'x'.repeat(501) })] }),
      'speaker 1, name: ',
    ],
    [
      'two segments with one id',
      text({ segments: [segment('a'), segment('a')] }),
      'two segments or two speakers have the same id',
    ],
  ] as const;
  for (const [what, content, detail] of details) {
    it(`${what}`, () => {
      expect(problem(content)).toEqual({ code: 'fileDamaged', detail: expect.stringContaining(detail) });
    });
  }
});

it('takes names with emoji, right-to-left script, 200 characters and none', () => {
  const names = ['👩🏽‍💻 Zoë', 'ליאת כהן', 'x'.repeat(200), ''];
  const speakers = names.map((name, index) => speaker(`s${index}`, { name }));
  const read = readShowText(writeShowText({ revision: 0, show: show([segment('a')], { speakers }) }));
  expect(read.ok && read.value.show.speakers.map(({ name }) => name)).toEqual(names);
});

it('the bundled show is the one of the plan', () => {
  const { title, date, zone, slateScene, hostId, segments, speakers } = bundledShow();
  expect({ title, date, zone, slateScene, hostId }).toEqual({
    title: 'Platform cooperatives: Building good jobs and great places',
    date: '2023-10-27',
    zone: 'Europe/Paris',
    slateScene: 'Holding slide',
    hostId: null,
  });
  const time = (at: number): string => new Date(at).toISOString().slice(11, 16);
  const people = new Map(speakers.map(({ id, name }) => [id, name]));
  const panel = ['Paul Leinster', 'Morshed Mannan', 'Coby Kalter', 'Jimena Viornery'];
  expect(
    segments.map(({ start, duration, title: name, scene, speakerIds }) => [
      start.kind === 'fixed' ? time(start.at) : 'follows',
      duration / 60_000,
      name,
      scene,
      speakerIds.map((id) => people.get(id)),
    ]),
  ).toEqual([
    ['15:50', 10, 'Pre-show slate', 'Holding slide', []],
    ['16:00', 5, 'Welcome', 'Host', []],
    ['follows', 20, 'Setting the scene', 'Speaker + slides', ['Amal Chevreau', 'Sarah de Heusch']],
    ['follows', 35, 'Panel discussion', 'Panel', panel],
    ['follows', 10, 'Q&A', 'Panel + Q&A', panel],
    ['follows', 5, 'Closing', 'Host', []],
  ]);
  expect(segments.filter((one) => one.showsFirstName).map((one) => one.title)).toEqual(['Setting the scene']);
  expect(
    speakers.map(({ name, role, organisation, place }) =>
      [name, role, organisation, place].filter((words) => words !== '').join(', '),
    ),
  ).toEqual([
    'Amal Chevreau, Policy Analyst, Local Employment, Skills and Social Innovation Division, OECD',
    'Sarah de Heusch, Director, Social Economy Europe',
    'Paul Leinster, Councillor, Glasgow, Scotland, United Kingdom',
    'Morshed Mannan, Research Fellow, Robert Schuman Centre for Advanced Studies, European University Institute, Florence, Italy',
    'Coby Kalter, Executive Director, Department of Small Business Services, New York City, United States',
    'Jimena Viornery, Instituto Nacional de la Economía Social, INAES, Mexico',
  ]);
});
