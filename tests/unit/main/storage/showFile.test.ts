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

it('a file from before shows named their outputs needs none', () => {
  const { outputs: _none, ...older } = webinar();
  const read = readShowText(JSON.stringify({ lectern: 1, revision: 1, show: older }));
  expect(read).toMatchObject({ ok: true, value: { show: { outputs: [] } } });
});

it('an output that does not exist, or is named twice, is said', () => {
  const place = (field: string): object => ({ list: null, number: 0, field });
  const file = (outputs: readonly string[]): string =>
    JSON.stringify({ lectern: 1, revision: 1, show: { ...webinar(), outputs } });
  expect(problem(file(['record', 'replay']))).toMatchObject({
    damage: { what: 'field', place: place('outputs 1'), problem: 'wrong' },
  });
  expect(problem(file(['record', 'record']))).toMatchObject({
    damage: { what: 'field', place: place('outputs'), problem: 'wrong' },
  });
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

  const inSegment = (field = ''): object => ({ list: 'segments', number: 3, field });
  const inShow = (field = ''): object => ({ list: null, number: 0, field });
  const damages = [
    ['a negative duration', withSegment({ duration: -1 }), inSegment(), 'durationNotPositive'],
    ['a duration of zero', withSegment({ duration: 0 }), inSegment(), 'durationNotPositive'],
    ['an absurd duration', withSegment({ duration: 9e11 }), inSegment(), 'durationTooLong'],
    ['a duration with a fraction', withSegment({ duration: 0.5 }), inSegment('duration'), 'wrongKind'],
    [
      'a start that is no time of day',
      withSegment({ start: { kind: 'fixed', at: -1 } }),
      inSegment(),
      'startOutOfRange',
    ],
    ['a zone that is none', text({ zone: 'Europe/Atlantis' }), inShow('zone'), 'zoneUnknown'],
    ['a day that is none', text({ date: '2023-02-30' }), inShow('date'), 'dateUnknown'],
    [
      'a name of 501 letters',
      text({ speakers: [speaker('a', { name: 'x'.repeat(501) })] }),
      { list: 'speakers', number: 1, field: 'name' },
      'tooLong',
    ],
    ['two segments with one id', text({ segments: [segment('a'), segment('a')] }), inShow(), 'idTaken'],
    ['a number for a title', text({ title: 5 as unknown as string }), inShow('title'), 'wrongKind'],
    ['no title', text({ title: undefined as unknown as string }), inShow('title'), 'missing'],
    ['a field of nobody’s', text({ colour: 'red' } as Partial<Show>), inShow(), 'unknown'],
  ] as const;
  it.each(damages)('%s', (_, content, place, fault) => {
    expect(problem(content)).toEqual({
      code: 'fileDamaged',
      damage: { what: 'field', place, problem: fault },
    });
  });
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
