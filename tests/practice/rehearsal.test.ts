import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { RehearsalObs } from '../../src/core/run/model';
import { type PracticeObs, startPracticeObs } from '../../src/practice-obs/server';
import { type AppDesk, startApp } from '../support/appDesk';
import { type CutWire, cutWire } from '../support/cutWire';
import { folder } from '../support/storage';
import { until } from '../support/until';

interface Theatre {
  readonly desk: AppDesk;
  /** The show's own OBS, and the wire to it. */
  readonly obs: PracticeObs;
  readonly wire: CutWire;
  readonly home: string;
}

/** The bundled show on an OBS of its own, with captions set up and the sound of one live input on. */
async function theatre(): Promise<Theatre> {
  const obs = await startPracticeObs();
  onTestFinished(() => obs.close());
  const wire = await cutWire(Number(new URL(obs.url).port));
  onTestFinished(() => wire.close());
  const home = folder();
  const desk = await startApp({}, home);
  await desk.connected();
  await desk.call('connectObs', { address: wire.url });
  await desk.connected(wire.url);
  await desk.call('setUpCaptions', {});
  await until('captions are set up', 5_000, () => desk.seen.obs.observed?.captions.sceneReady);
  return { desk, obs, wire, home };
}

/** What changes anything in OBS: all but what is read. */
function told(wire: CutWire): readonly string[] {
  return wire.types().filter((type) => !type.startsWith('Get'));
}

async function rehearse({ desk, wire }: Theatre, obs: RehearsalObs): Promise<void> {
  let isAnew = false;
  const stop = desk.app.publisher.subscribe(() => (isAnew ||= desk.seen.obs.link.status === 'connecting'));
  await desk.call('startRehearsal', { obs });
  await until('connected anew', 5_000, () => {
    const { link, address, observed } = desk.seen.obs;
    return isAnew && link.status === 'connected' && address === wire.url && observed !== null;
  });
  stop();
}

describe('a rehearsal with OBS left alone', () => {
  it('reads OBS and tells it nothing: no scene, no name, no mute, no preview, nothing to clear up', async () => {
    const at = await theatre();
    const { desk, obs, wire } = at;
    obs.person.setStudioMode(true);
    await desk.call('setPreviewNext', { on: true });
    await until('studio mode', 5_000, () => desk.seen.obs.observed?.studioMode === true);
    const before = told(wire).length;
    const was = obs.snapshot();
    await rehearse(at, 'untouched');
    const told0 = told(wire).slice(before);
    await desk.press();
    await desk.call('setSlate', { on: true });
    await desk.call('setSlate', { on: false });
    await desk.press();
    const speakerId = desk.seen.session?.show.speakers[0]?.id ?? '';
    await desk.call('showCaption', { speakerId, pinned: true, expected: null });
    await desk.press();
    await desk.call('back', { expectedOnAir: desk.seen.session?.run.onAir?.takeId ?? null });
    expect(await desk.refusalOf('setOutput', { output: 'record', on: true, armed: true })).toBe(
      'obsUntouched',
    );
    expect(await desk.refusalOf('setUpCaptions', {})).toBe('obsUntouched');
    expect(await desk.refusalOf('usePracticeObs', {})).toBe('leaveRehearsalFirst');
    // What would have been sent is sent before this is answered.
    await desk.call('lookAtOutputs', {}).catch(() => {});
    await desk.call('readObs', {});
    expect(told(wire).slice(before)).toEqual(told0);
    expect(told0).toEqual([]);
    expect(obs.snapshot()).toMatchObject({ program: was.program, preview: was.preview, inputs: was.inputs });
    expect(desk.seen.session?.run).toMatchObject({ pending: [], settling: null, failed: null });
  });

  it('goes on while OBS is away, and hears nothing of what a person does there', async () => {
    const at = await theatre();
    const { desk, obs } = at;
    await rehearse(at, 'untouched');
    await desk.press();
    obs.person.switchScene('Panel');
    await until('Panel', 5_000, () => desk.seen.obs.observed?.program === 'Panel');
    expect(desk.seen.session?.run.changedInObs).toBeNull();
    await obs.close();
    await until('OBS is away', 5_000, () => desk.seen.obs.link.status !== 'connected');
    await desk.press();
    expect(desk.seen.session?.run.onAir?.confirmation).toBe('accepted');
    expect(desk.keys.filter((key) => key !== 'taken')).toEqual([]);
  });

  it('is left for the show, which drives its OBS again', async () => {
    const at = await theatre();
    const { desk, obs } = at;
    await rehearse(at, 'untouched');
    await desk.press();
    await desk.call('leaveRehearsal', { armed: true });
    expect(desk.seen.session?.run).toMatchObject({ phase: 'before', rehearsal: null });
    await until('the run heard of OBS', 5_000, () => desk.keys.includes('obsConnected'));
    await desk.go();
    expect(obs.snapshot().program).toBe(desk.seen.session?.run.onAir?.segment.scene);
    expect(desk.seen.session?.run.onPractice).toBe(false);
  });
});

describe('what the show’s own OBS does by itself in a rehearsal', () => {
  it('goes by the machine’s clock: how long it records, and since when it is there', async () => {
    const at = await theatre();
    const { desk } = at;
    const was = desk.app.now();
    await desk.call('setOutput', { output: 'record', on: true, armed: true });
    const record = () => desk.seen.obs.observed?.outputs.record;
    await until('it records', 5_000, () => record()?.status === 'on');
    await rehearse(at, 'untouched');
    await desk.call('setRehearsalSpeed', { speed: 60 });
    await desk.press();
    await until('looked', 5_000, async () => (await desk.refusalOf('lookAtOutputs', {})) === null);
    const state = record();
    const { link } = desk.seen.obs;
    for (const since of [state?.status === 'on' && state.since, link.status === 'connected' && link.since]) {
      expect(since).toBeGreaterThanOrEqual(was - 1_000);
      expect(since).toBeLessThanOrEqual(desk.app.now());
    }
  });
});

describe('the log of a rehearsal', () => {
  it('is a run of its own, marked as what it was, and no last run of the show', async () => {
    const at = await theatre();
    const { desk } = at;
    const showId = desk.seen.session?.show.id ?? '';
    await rehearse(at, 'untouched');
    await desk.press();
    await desk.call('leaveRehearsal', { armed: true });
    const runs = await desk.ask('listRuns', { showId });
    expect(runs.runs.map(({ rehearsal, standing }) => ({ rehearsal, standing }))).toEqual([
      { rehearsal: 'untouched', standing: 'reset' },
    ]);
    await desk.call('closeShow', {});
    expect(desk.seen.library.recent.find(({ id }) => id === showId)).toMatchObject({
      run: 'none',
      over: null,
    });
  });
});

describe('the clock of a rehearsal', () => {
  it('stands at the planned start, then runs as fast as was asked: names come and go sixty times as soon', async () => {
    const at = await theatre();
    const { desk } = at;
    await rehearse(at, 'untouched');
    const { pace, run } = desk.seen.session ?? {};
    expect(pace).toMatchObject({ at: run?.rehearsal?.from, speed: 0 });
    await desk.call('setRehearsalSpeed', { speed: 60 });
    expect(desk.seen.session?.pace?.speed).toBe(0);
    while (desk.seen.session?.run.onAir?.segment.title !== 'Setting the scene') await desk.press();
    expect(desk.seen.session.pace?.speed).toBe(60);
    await until('a name came by itself and went', 2_000, () => desk.keys.includes('captionOut'));
    expect(desk.keys).toContain('captionRehearsed');
    await desk.call('leaveRehearsal', { armed: true });
    expect(desk.seen.session?.pace).toBeNull();
  });

  it('stands on every screen from when the machine says that it goes to sleep, and goes on as it woke, or at a press', async () => {
    const at = await theatre();
    const { desk } = at;
    await rehearse(at, 'untouched');
    await desk.press();
    const speed = (): number | undefined => desk.seen.session?.pace?.speed;
    desk.app.setAsleep(true);
    expect(speed()).toBe(0);
    desk.app.setAsleep(false);
    expect(speed()).toBe(1);
    desk.app.setAsleep(true);
    await desk.call('setHold', { on: true });
    expect(speed()).toBe(1);
  });
});

describe('a rehearsal that was cut off by a kill', () => {
  it('goes on where it was, as the rehearsal that it was', async () => {
    const at = await theatre();
    const { desk, wire } = at;
    await rehearse(at, 'untouched');
    await desk.press();
    await desk.press();
    const { onAir, runId } = desk.seen.session?.run ?? {};
    // What the disk has while the app still runs is what a kill leaves behind.
    const left = join(folder(), 'left');
    cpSync(at.home, left, { recursive: true });
    const before = told(wire).length;
    const again = await startApp({}, left);
    expect(again.seen.session?.run).toMatchObject({ runId, phase: 'live', rehearsal: { obs: 'untouched' } });
    expect(again.seen.session?.run.onAir).toMatchObject({ takeId: onAir?.takeId, confirmation: 'accepted' });
    const { pace } = again.seen.session ?? {};
    expect(pace?.speed).toBe(1);
    expect(pace?.at).toBeGreaterThanOrEqual(onAir?.startedAt ?? Infinity);
    expect((pace?.at ?? Infinity) - (onAir?.startedAt ?? 0)).toBeLessThan(10_000);
    await again.press();
    await again.call('readObs', {}).catch(() => {});
    expect(told(wire)).toHaveLength(before);
  });

  it('goes on before a show that was left live only where there is none', async () => {
    const at = await theatre();
    const { desk } = at;
    await rehearse(at, 'untouched');
    await desk.press();
    const rehearsed = desk.seen.session?.show.id ?? '';
    const left = join(folder(), 'left');
    cpSync(at.home, left, { recursive: true });
    const again = await startApp({}, left);
    expect(again.seen.session?.show.id).toBe(rehearsed);
    await again.call('closeShow', { armed: true });
    expect(again.seen.library.recent.find(({ id }) => id === rehearsed)).toMatchObject({ run: 'none' });
    await again.call('openRecent', { showId: rehearsed });
    expect(again.seen.session?.run).toMatchObject({ phase: 'before', rehearsal: null });
  });
});

describe('a rehearsal on the practice OBS', () => {
  it('is had from the start screen, and leaves the show’s own OBS alone until it is left', async () => {
    const { desk, obs, wire } = await theatre();
    const showId = desk.seen.session?.show.id ?? '';
    await desk.call('closeShow', {});
    const before = told(wire).length;
    await desk.call('openRecent', { showId, rehearse: true });
    expect(desk.seen.session?.run.rehearsal).toMatchObject({ obs: 'practice' });
    await until('on practice', 5_000, () => desk.seen.obs.practice && desk.seen.obs.observed !== null);
    await desk.connected();
    await desk.go();
    const program = obs.snapshot().program;
    expect(told(wire)).toHaveLength(before);
    await desk.call('leaveRehearsal', { armed: true });
    await desk.connected(wire.url);
    expect(desk.seen.obs.practice).toBe(false);
    expect(obs.snapshot().program).toBe(program);
  });

  it('is refused for a show that is live', async () => {
    const { desk } = await theatre();
    const showId = desk.seen.session?.show.id ?? '';
    await desk.go();
    await desk.call('closeShow', { armed: true });
    expect(await desk.refusalOf('openRecent', { showId, rehearse: true })).toBe('runIsLive');
    expect(desk.seen.session).toBeNull();
  });

  it('is refused in words for a show without segments, which is not opened live instead', async () => {
    const { desk, wire } = await theatre();
    await desk.newShow();
    const showId = desk.seen.session?.show.id ?? '';
    await desk.call('closeShow', {});
    const before = told(wire).length;
    expect(await desk.refusalOf('openRecent', { showId, rehearse: true })).toBe('nothingNext');
    expect(desk.seen.session).toBeNull();
    expect(told(wire)).toHaveLength(before);
    await desk.call('openRecent', { showId });
    expect(desk.seen.session?.run.rehearsal).toBeNull();
  });
});

describe('a rehearsal that only OBS’s preview follows', () => {
  it('puts what would be on air there, turns studio mode on for it and off again; the program stays', async () => {
    const at = await theatre();
    const { desk, obs, wire } = at;
    const { program } = obs.snapshot();
    const studioMode = (): boolean | undefined => desk.seen.obs.observed?.studioMode;
    expect(studioMode()).toBe(false);
    const before = told(wire).length;
    await rehearse(at, 'preview');
    await until('studio mode', 5_000, () => desk.seen.obs.observed?.studioMode === true);
    for (const _ of [1, 2]) {
      await desk.press();
      const scene = desk.seen.session?.run.onAir?.segment.scene ?? null;
      await until(`'${scene}' is in the preview`, 5_000, () => desk.seen.obs.observed?.preview === scene);
    }
    await desk.call('setSlate', { on: true });
    const slate = desk.seen.session?.show.slateScene;
    await until('the slate is in the preview', 5_000, () => desk.seen.obs.observed?.preview === slate);
    expect(new Set(told(wire).slice(before))).toEqual(
      new Set(['SetStudioModeEnabled', 'SetCurrentPreviewScene']),
    );
    expect(obs.snapshot().program).toBe(program);
    await desk.call('leaveRehearsal', { armed: true });
    await until('studio mode is off', 5_000, () => studioMode() === false);
    expect(obs.snapshot().program).toBe(program);
  });

  it('turns studio mode off again also after a kill, and not while another rehearsal leaves OBS alone', async () => {
    const at = await theatre();
    const { desk, home, wire } = at;
    await rehearse(at, 'preview');
    await until('studio mode', 5_000, () => desk.seen.obs.observed?.studioMode === true);
    await desk.press();
    const left = join(folder(), 'left');
    cpSync(home, left, { recursive: true });
    await desk.app.dispose();
    const again = await startApp({}, left);
    await again.call('leaveRehearsal', { armed: true });
    await again.call('startRehearsal', { obs: 'untouched' });
    const studioMode = (): boolean | undefined => again.seen.obs.observed?.studioMode;
    await until(
      'connected',
      5_000,
      () => again.seen.obs.link.status === 'connected' && studioMode() === true,
    );
    await again.call('readObs', {});
    expect(wire.reached('SetStudioModeEnabled')).toBe(1);
    await again.call('leaveRehearsal', {});
    await until('studio mode is off', 5_000, () => studioMode() === false);
  });

  it('leaves studio mode on where it was', async () => {
    const at = await theatre();
    const { desk, obs, wire } = at;
    obs.person.setStudioMode(true);
    await until('studio mode', 5_000, () => desk.seen.obs.observed?.studioMode === true);
    await rehearse(at, 'preview');
    await desk.press();
    const scene = desk.seen.session?.run.onAir?.segment.scene ?? null;
    await until('it is in the preview', 5_000, () => desk.seen.obs.observed?.preview === scene);
    await desk.call('leaveRehearsal', { armed: true });
    await until('the run heard of OBS', 5_000, () => desk.keys.includes('obsConnected'));
    await desk.call('readObs', {});
    expect(wire.reached('SetStudioModeEnabled')).toBe(0);
    expect(desk.seen.obs.observed?.studioMode).toBe(true);
  });
});
