import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Show } from '../../src/core/show/model';
import { check } from '../../src/main/check';
import { writeShowText } from '../../src/main/storage/showFile';
import { type PracticeObs, startPracticeObs } from '../../src/practice-obs/server';
import { ok } from '../../src/core/result';
import { segment, show, speaker } from '../support/shows';
import { startRoom } from './obsRoom/roomStage';
import { freePort } from '../support/ports';

let obs: PracticeObs;
let folder: string;

beforeEach(async () => {
  obs = await startPracticeObs();
  folder = mkdtempSync(join(tmpdir(), 'lectern-check-'));
});
afterEach(async () => {
  await obs.close();
  rmSync(folder, { recursive: true });
});

function fileOf(of: Show | string): string {
  const file = join(folder, 'show.lectern');
  writeFileSync(file, typeof of === 'string' ? of : writeShowText({ revision: 1, show: of }));
  return file;
}

const scenes = (...names: readonly string[]): Show =>
  show(
    names.map((scene, index) => segment(`s${index}`, { scene })),
    { title: 'A webinar' },
  );

describe('a check in the terminal', () => {
  it('of a show that is ready exits 0, and changes nothing in OBS', async () => {
    const before = JSON.stringify(obs.snapshot());
    expect(await check(['check', fileOf(scenes('Host', 'Panel')), '--obs', obs.url], {})).toEqual({
      exit: 0,
      text: 'A webinar, against OBS 29.0.2\nReady for the show',
    });
    expect(JSON.stringify(obs.snapshot())).toBe(before);
  });

  it('exits 1 with a sentence for each finding, the worst first', async () => {
    obs.person.setStudioMode(true);
    const { exit, text } = await check(['check', fileOf(scenes('Host', 'Panels')), '--obs', obs.url], {});
    expect(exit).toBe(1);
    expect(text.split('\n')).toEqual([
      'A webinar, against OBS 29.0.2',
      '  Problem: OBS has no scene ‘Panels’, which ‘s1’ names. Did you mean ‘Panel’?',
      '  Warning: OBS is in studio mode.',
      '11 of 11 checked · 9 ready · 1 problem, 1 warning',
    ]);
  });

  it('measures names in OBS where its text sources draw them, and leaves them where it found them', async () => {
    // Narrow letters: by Arial's widths they fit; the practice OBS draws every letter as wide as the next.
    const name =
      'Lillijill Illfilli-Fillitti Jillifitti Tillirilli Fillitti-Jilli Lillifilli-Jitti Tillirilli-Fillitti Illijill';
    const people = [speaker('ann', { name }), speaker('bo', { name: 'Bo' })];
    const of: Show = { ...scenes('Host', 'Panel'), speakers: people, slateScene: 'Holding slide' };
    const named = { ...of, segments: of.segments.map((one) => ({ ...one, speakerIds: ['ann', 'bo'] })) };
    const stage = startRoom({ show: named, target: { address: obs.url, practice: false, password: null } });
    await stage.connected();
    expect(await stage.room.setUpCaptions()).toEqual(ok(null));
    await stage.dispose();
    const { program, scenes: before } = obs.snapshot();
    const args = ['check', fileOf(named), '--obs', obs.url];
    expect((await check(args, {})).text.split('\n')).toEqual([
      'A webinar, against OBS 29.0.2',
      `  Warning: Caption of ${name}: a long name, drawn under 60 % of its size.`,
      '11 of 11 checked · 10 ready · 0 problems, 1 warning',
    ]);
    expect(obs.snapshot()).toMatchObject({ program, scenes: before });
    const short = { ...named, speakers: people.map((one) => ({ ...one, name: 'Bo' })) };
    expect(await check(['check', fileOf(short), '--obs', obs.url], {})).toEqual({
      exit: 0,
      text: 'A webinar, against OBS 29.0.2\nReady for the show',
    });
  });

  it('says that names were not checked where nothing has drawn them, as pictures only the app does', async () => {
    const of = scenes('Host', 'Panel');
    const named = { ...of, speakers: [speaker('bo', { name: 'Bo' })] };
    const segments = of.segments.map((one) => ({ ...one, speakerIds: ['bo'] }));
    const file = fileOf({ ...named, segments });
    const { exit, text } = await check(['check', file, '--obs', obs.url], {});
    expect(exit).toBe(1);
    expect(text.split('\n')).toEqual([
      'A webinar, against OBS 29.0.2',
      '  Warning: Names cannot be shown yet: OBS has no captions from Lectern.',
      '  Not checked: whether names fit their captions. They are drawn in the app.',
      '10 of 11 checked · 9 ready · 0 problems, 1 warning',
    ]);
    const { checks } = JSON.parse((await check(['check', file, '--obs', obs.url, '--json'], {})).text);
    expect(checks).toContainEqual({ name: 'names', state: 'unknown' });
  });

  it('takes studio mode for meant where Next goes into its preview', async () => {
    obs.person.setStudioMode(true);
    const args = ['check', fileOf(scenes('Host')), '--obs', obs.url, '--preview-next'];
    expect(await check(args, {})).toMatchObject({ exit: 0 });
  });

  it('with --json says the same for programs', async () => {
    const args = ['check', fileOf(scenes('Panels')), '--obs', obs.url, '--json'];
    const { exit, text } = await check(args, {});
    expect(exit).toBe(1);
    expect(JSON.parse(text)).toMatchObject({
      show: 'A webinar',
      obs: '29.0.2',
      checks: expect.arrayContaining([{ name: 'scenes', state: 'problem' }]),
      findings: [
        {
          severity: 'problem',
          code: 'sceneMissing',
          scene: 'Panels',
          closest: 'Panel',
          segmentIds: ['s0'],
          sentence: 'OBS has no scene ‘Panels’, which ‘s0’ names. Did you mean ‘Panel’?',
          place: { at: 'segment', id: 's0' },
        },
      ],
    });
  });

  it('exits 2 and says why where OBS is not there, in JSON too', async () => {
    const away = `ws://127.0.0.1:${await freePort()}`;
    const file = fileOf(scenes('Host'));
    expect(await check(['check', file, '--obs', away], {})).toEqual({
      exit: 2,
      text: 'OBS cannot be reached.',
    });
    expect(await check(['check', file, '--obs', away, '--json'], {})).toEqual({
      exit: 2,
      text: '{"error":"OBS cannot be reached."}',
    });
  });

  it('takes the password from the environment, and says so where it is missing or wrong', async () => {
    await obs.close();
    obs = await startPracticeObs({ password: 'open sesame' });
    const args = ['check', fileOf(scenes('Host')), '--obs', obs.url];
    expect(await check(args, {})).toMatchObject({
      exit: 2,
      text: 'OBS asks for its password. It is taken from LECTERN_OBS_PASSWORD.',
    });
    expect(await check(args, { LECTERN_OBS_PASSWORD: 'sesame' })).toMatchObject({
      exit: 2,
      text: 'OBS did not accept the password. It is taken from LECTERN_OBS_PASSWORD.',
    });
    expect(await check(args, { LECTERN_OBS_PASSWORD: 'open sesame' })).toMatchObject({ exit: 0 });
  });

  it.each([
    ['{"lectern": 1', 'is no Lectern show, or it is damaged.'],
    ['', 'is empty.'],
    ['{"lectern": 99}', 'was written by a newer Lectern (format 99).'],
  ])('exits 2 over the file %j', async (content, words) => {
    const { exit, text } = await check(['check', fileOf(content), '--obs', obs.url], {});
    expect(exit).toBe(2);
    expect(text).toContain(words);
  });

  it('exits 2 over a file that is not there, and over words that it does not know', async () => {
    const usage = 'Usage: lectern check SHOW.lectern --obs ws://host:port [--json] [--preview-next]';
    expect(await check(['check', '/nowhere.lectern', '--obs', obs.url], {})).toEqual({
      exit: 2,
      text: 'There is no file ‘/nowhere.lectern’.',
    });
    expect(await check([], {})).toEqual({ exit: 2, text: usage });
    expect(await check(['check', 'a', 'b', '--obs', obs.url], {})).toEqual({ exit: 2, text: usage });
    expect((await check(['check', 'a', '--colour'], {})).text).toContain('--colour');
    expect(await check(['check', 'a', '--obs', 'http://x'], {})).toMatchObject({ exit: 2 });
  });
});
