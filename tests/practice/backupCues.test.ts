import OBSWebSocket from 'obs-websocket-js/json';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Cue, CueEffect } from '../../src/core/show/cues';
import type { PracticeObs } from '../../src/practice-obs/server';
import type { AppDesk } from '../support/appDesk';
import type { Two } from '../support/twoObs';
import {
  back,
  backupChecked,
  backupSaid,
  cuesSaid,
  differs,
  lost,
  program,
  seen,
  shows,
  two,
} from '../support/twoObs';
import { until } from '../support/until';

/** What cues set and do on two OBS, whichever of them is there. */

const microphone = 'Host microphone';
const mute: CueEffect = { kind: 'mute', input: microphone, on: true };
const film: CueEffect = { kind: 'media', input: 'Film', action: 'restart' };

function cue(id: string, effect: CueEffect, trigger: Cue['trigger']): Cue {
  return { id, trigger, effect };
}

const withTake: Cue['trigger'] = { kind: 'take' };
const byHand: Cue['trigger'] = { kind: 'hand' };
const after = (offset: number): Cue['trigger'] => ({ kind: 'afterStart', offset });

/** 'Host', 'Panel' with these cues, and another; each OBS has a film and a filter. */
async function withCues(...cues: readonly Cue[]): Promise<Two> {
  const both = await two('Host', 'Panel', 'Speaker + slides');
  for (const obs of [both.main, both.backup]) {
    obs.person.addInput('Host', 'Film', 'ffmpeg_source');
    obs.person.addFilter('Panel', 'Blur');
  }
  await until('both have it', 5_000, () =>
    [both.desk.seen.obs, seen(both.desk).obs].every(
      ({ observed }) =>
        observed?.inputs.some(({ name }) => name === 'Film') && observed.filters['Panel'] !== undefined,
    ),
  );
  await both.desk.call('edit', { edit: { kind: 'setSegment', id: 's1', patch: { cues } } });
  return both;
}

/** How often a film began on that OBS from now on, by its word. */
async function filmsOn(obs: PracticeObs): Promise<() => number> {
  let begun = 0;
  const ear = new OBSWebSocket();
  await ear.connect(obs.url);
  onTestFinished(() => ear.disconnect());
  ear.on('MediaInputActionTriggered', () => {
    begun += 1;
  });
  return () => begun;
}

/** Both are on 'Panel'. */
async function onPanel({ desk, main, backup }: Two): Promise<void> {
  await desk.go();
  await desk.go();
  for (const obs of [main, backup]) await shows(obs, 'Panel');
}

function isMute(obs: PracticeObs): boolean {
  return obs.snapshot().inputs.some(({ name, muted }) => name === microphone && muted);
}

/** dB. */
function volume(obs: PracticeObs): number {
  return 20 * Math.log10(obs.snapshot().inputs.find(({ name }) => name === microphone)?.volume ?? 0);
}

async function says(desk: AppDesk, sentence: string | null): Promise<void> {
  await until('it is said', 5_000, () => {
    expect(backupSaid(desk)).toBe(sentence);
    return true;
  });
}

async function stands(desk: AppDesk, cues: Readonly<Record<string, string>>): Promise<void> {
  await until('the cues stand so', 5_000, () => {
    expect(cuesSaid(desk)).toEqual(cues);
    return true;
  });
}

async function run(desk: AppDesk, cueId: string): Promise<void> {
  await desk.call('runCue', { expectedOnAir: desk.seen.session?.run.onAir?.takeId ?? '', cueId });
}

async function missed(desk: AppDesk, cueId: string): Promise<void> {
  await until('it is missed', 5_000, () => cuesSaid(desk)[cueId] === 'missed obsAway, run');
}

describe('what cues have set', () => {
  it.each<{ effect: CueEffect; change: (obs: PracticeObs) => void; sentence: string }>([
    {
      effect: mute,
      change: (obs) => obs.person.mute(microphone, false),
      sentence: '‘Host microphone’ is not muted on the backup OBS, as it is in the program.',
    },
    {
      effect: { kind: 'volume', input: microphone, decibels: -12, over: 0 },
      change: (obs) => obs.person.setVolume(microphone, -3.5),
      sentence: '‘Host microphone’ is at −3.5 dB on the backup OBS, and at −12 dB in the program.',
    },
    {
      effect: { kind: 'visibility', scene: 'Panel', source: 'Backdrop', on: false },
      change: (obs) => obs.person.enableItem('Panel', itemOf(obs, 'Panel', 'Backdrop'), true),
      sentence: '‘Backdrop’ in ‘Panel’ is not hidden on the backup OBS, as it is in the program.',
    },
    {
      effect: { kind: 'filter', source: 'Panel', filter: 'Blur', on: false },
      change: (obs) => obs.person.enableFilter('Panel', 'Blur', true),
      sentence: 'Filter ‘Blur’ of ‘Panel’ is on on the backup OBS, and off in the program.',
    },
  ])('is compared, said in words and mended with one press: $effect.kind', async (of) => {
    const both = await withCues(cue('one', of.effect, withTake));
    const { desk, backup, told } = both;
    await onPanel(both);
    await stands(desk, { one: 'done' });
    expect(told).toEqual([]);
    of.change(backup);
    await says(desk, of.sentence);
    const lines = desk.keys.length;
    await desk.call('bringBackupInLine', {});
    await says(desk, null);
    expect(program(backup)).toBe('Panel');
    expect(desk.keys).toHaveLength(lines);
  });

  it('is as a person has it in the main OBS, who has the last word; several are counted', async () => {
    const both = await withCues(
      cue('one', mute, withTake),
      cue('two', { kind: 'volume', input: microphone, decibels: -12, over: 0 }, withTake),
    );
    const { desk, main, backup } = both;
    await onPanel(both);
    await stands(desk, { one: 'done', two: 'done' });
    main.person.mute(microphone, false);
    main.person.setVolume(microphone, -20);
    await says(
      desk,
      '‘Host microphone’ is muted on the backup OBS, and not in the program. 1 more thing differs.',
    );
    await desk.call('bringBackupInLine', {});
    await says(desk, null);
    expect(isMute(backup)).toBe(false);
    expect(volume(backup)).toBeCloseTo(-20, 1);
    expect(isMute(main)).toBe(false);
  });

  it('is mended with scene and cues in one press, on a backup that was killed and started again', async () => {
    const both = await withCues(cue('one', mute, withTake), cue('film', film, withTake));
    const { desk, backup } = both;
    await onPanel(both);
    await stands(desk, { one: 'done', film: 'done' });
    backup.faults.refuseConnections(true);
    backup.faults.dropConnections();
    await says(desk, 'away');
    backup.person.switchScene('Host');
    backup.person.mute(microphone, false);
    backup.faults.refuseConnections(false);
    const films = await filmsOn(backup);
    await desk.call('retryBackup', {});
    await differs(desk, { what: 'scene', program: 'Panel', shows: 'Host', failure: null });
    expect([program(backup), isMute(backup)]).toEqual(['Host', false]);
    await desk.call('bringBackupInLine', {});
    await says(desk, null);
    expect([program(backup), isMute(backup)]).toEqual(['Panel', true]);
    expect(films()).toBe(0);
  });

  it('is no difference under the slate, where each OBS mutes its own live inputs', async () => {
    const both = await withCues(
      cue('heard', { ...mute, on: false }, withTake),
      cue('volume', { kind: 'volume', input: microphone, decibels: -12, over: 0 }, withTake),
    );
    const { desk, main, backup } = both;
    await desk.call('edit', { edit: { kind: 'setShow', patch: { slateScene: 'Holding slide' } } });
    await onPanel(both);
    await stands(desk, { heard: 'done', volume: 'done' });
    await desk.call('setSlate', { on: true });
    await until('both are mute', 5_000, () => isMute(main) && isMute(backup));
    await lost(desk, main);
    // A true difference is told all alone.
    backup.person.setVolume(microphone, -3);
    await says(desk, '‘Host microphone’ is at −3 dB on the backup OBS, and at −12 dB in the program.');
    await desk.call('setSlate', { on: false });
    await until('it is heard again', 5_000, () => !isMute(backup));
    expect(seen(desk).obs.link.status).toBe('connected');
    await says(desk, '‘Host microphone’ is at −3 dB on the backup OBS, and at −12 dB in the program.');
  });
});

describe('what the show names', () => {
  it('and the backup lacks is a row of the check, before the show, that goes once it is there', async () => {
    const { desk, main, backup } = await two('Host', 'Panel');
    await until(
      'all is there',
      5_000,
      () => backupChecked(desk) === 'ready: It has all that this show names',
    );
    main.person.addInput('Panel', 'Logo');
    main.person.addInput('Panel', 'Jingle', 'ffmpeg_source');
    main.person.addFilter('Panel', 'Blur');
    const cues = [
      cue('logo', { kind: 'visibility', scene: 'Panel', source: 'Logo', on: true }, withTake),
      cue('jingle', { kind: 'media', input: 'Jingle', action: 'restart' }, byHand),
      cue('blur', { kind: 'filter', source: 'Panel', filter: 'Blur', on: true }, byHand),
    ];
    await desk.call('edit', { edit: { kind: 'setSegment', id: 's1', patch: { cues } } });
    const row = async (sentence: string): Promise<void> => {
      await until('the row says it', 5_000, () => {
        expect(backupChecked(desk)).toBe(sentence);
        return true;
      });
    };
    await row('warning: Scene ‘Panel’ has no source ‘Logo’ on the backup OBS. And 2 more.');
    expect(backupSaid(desk)).toBe('lacks');
    backup.person.addInput('Panel', 'Logo');
    backup.person.addInput('Panel', 'Jingle', 'ffmpeg_source');
    await row('warning: ‘Panel’ has no filter ‘Blur’ on the backup OBS.');
    backup.person.addFilter('Panel', 'Blur');
    await row('ready: It has all that this show names');
    expect(backupSaid(desk)).toBeNull();
    backup.faults.refuseConnections(true);
    backup.faults.dropConnections();
    await row('unknown: Waits for the backup OBS');
  });
});

describe('cues while the main OBS is away', () => {
  it('run on the backup at their time, and are listed as missed; a hand makes up for the main OBS alone', async () => {
    const both = await withCues(
      cue('mute', mute, after(1_500)),
      cue('film', film, after(1_600)),
      cue('slides', { kind: 'scene', scene: 'Speaker + slides', transition: null }, after(1_700)),
      cue('key', { kind: 'hotkey', name: 'OBSBasic.StartStreaming' }, after(1_800)),
    );
    const { desk, main, backup, told } = both;
    const onBackup = await filmsOn(backup);
    await onPanel(both);
    await lost(desk, main);
    await shows(backup, 'Speaker + slides');
    await until('the backup did them', 5_000, () => isMute(backup) && onBackup() === 1);
    for (const id of ['mute', 'film', 'slides', 'key'])
      await until(`${id} is missed`, 5_000, () => cuesSaid(desk)[id] === 'missed obsAway');
    expect(seen(desk).difference).toBeNull();
    expect(told).toEqual([]);
    expect(seen(desk).obs.observed?.outputs.stream.status).not.toBe('on');

    await back(desk, main);
    const onMain = await filmsOn(main);
    expect([program(main), isMute(main)]).toEqual(['Panel', false]);
    await differs(desk, { what: 'scene', program: 'Panel', shows: 'Speaker + slides', failure: null });
    for (const id of ['film', 'slides', 'mute']) {
      await missed(desk, id);
      await run(desk, id);
      await until(`${id} is done`, 5_000, () => cuesSaid(desk)[id] === 'done');
    }
    await shows(main, 'Speaker + slides');
    expect([isMute(main), onMain()]).toEqual([true, 1]);
    await says(desk, null);
    expect([program(backup), isMute(backup), onBackup()]).toEqual(['Speaker + slides', true, 1]);
  });

  it('go with a take that only the backup could do, and not a second time when a hand runs them', async () => {
    const both = await withCues(cue('film', film, withTake), cue('mute', mute, withTake));
    const { desk, main, backup } = both;
    const onBackup = await filmsOn(backup);
    await desk.go();
    await shows(backup, 'Host');
    await lost(desk, main);
    await desk.press();
    await shows(backup, 'Panel');
    await until('with its effects', 5_000, () => isMute(backup) && onBackup() === 1);
    await stands(desk, { film: 'missed obsAway', mute: 'missed obsAway' });
    await back(desk, main);
    const onMain = await filmsOn(main);
    expect([program(main), isMute(main)]).toEqual(['Host', false]);
    await desk.call('takeAgain', { expectedOnAir: desk.seen.session?.run.onAir?.takeId ?? null });
    await shows(main, 'Panel');
    await says(desk, '‘Host microphone’ is muted on the backup OBS, and not in the program.');
    await run(desk, 'film');
    await run(desk, 'mute');
    await until('the main one did them', 5_000, () => isMute(main) && onMain() === 1);
    await says(desk, null);
    expect(onBackup()).toBe(1);
    expect(program(backup)).toBe('Panel');
  });

  it('run by hand on both where the backup was away, too', async () => {
    const both = await withCues(cue('film', film, after(1_500)), cue('again', film, byHand));
    const { desk, main, backup } = both;
    await onPanel(both);
    backup.faults.refuseConnections(true);
    backup.faults.dropConnections();
    await says(desk, 'away');
    await lost(desk, main);
    await until('it is missed', 5_000, () => cuesSaid(desk)['film'] === 'missed obsAway');
    backup.faults.refuseConnections(false);
    await desk.call('retryBackup', {});
    await until('the backup is there', 5_000, () => seen(desk).obs.link.status === 'connected');
    await back(desk, main);
    const [onMain, onBackup] = [await filmsOn(main), await filmsOn(backup)];
    await run(desk, 'film');
    await until('both play it', 5_000, () => onMain() === 1 && onBackup() === 1);
    expect([onMain(), onBackup()]).toEqual([1, 1]);
    for (const times of [2, 3]) {
      await run(desk, 'again');
      await until('once more', 5_000, () => onMain() === times && onBackup() === times);
      await until('it is done', 5_000, () => cuesSaid(desk)['again'] === 'done, run');
    }
  });

  it('a volume on its way there is no difference, nor once it has arrived', async () => {
    const both = await withCues(
      cue('down', { kind: 'volume', input: microphone, decibels: -24, over: 1_800 }, after(1_200)),
    );
    const { desk, main, backup, told } = both;
    await onPanel(both);
    await lost(desk, main);
    await until('it has gone down', 8_000, () => Math.abs(volume(backup) + 24) < 0.1);
    await stands(desk, { down: 'missed obsAway' });
    expect(told).toEqual([]);
    backup.person.setVolume(microphone, -6);
    await says(desk, '‘Host microphone’ is at −6 dB on the backup OBS, and at −24 dB in the program.');
    await desk.call('bringBackupInLine', {});
    await says(desk, null);
    expect(volume(backup)).toBeCloseTo(-24, 1);
  });
});

function itemOf(obs: PracticeObs, scene: string, source: string): number {
  const { items } = obs.snapshot().scenes.find(({ name }) => name === scene) ?? { items: [] };
  return items.find((item) => item.source === source)?.id ?? 0;
}
