import { afterEach, beforeEach, describe, expect, it } from 'vitest';
// Loaded ahead, so that no virtual time passes while it is.
import '../../../src/core/captions/director';
import { ok, refused } from '../../../src/core/result';
import { minute, second } from '../../../src/core/time/units';
import { createPracticeObs, type PracticeObs } from '../../../src/practice-obs/practiceObs';
import { startPracticeObs } from '../../../src/practice-obs/server';
import { chanceFrom } from '../../support/chance';
import { openMemory } from '../../support/memoryObs';
import { webinar } from '../../support/shows';
import { VirtualTime } from '../../support/virtualTime';
import { startRoom, type RoomStage } from './roomStage';

/** OBS's levels on their way to the screens, in virtual time: to the ms, and without waiting. */

let time: VirtualTime;
let obs: PracticeObs;
let stage: RoomStage;

beforeEach(async () => {
  time = new VirtualTime(0);
  obs = createPracticeObs({ clock: time });
  obs.person.switchScene('Host');
  stage = startRoom({
    show: webinar({ date: null }),
    target: { address: 'ws://127.0.0.1:4455', practice: false, password: null },
    surroundings: {
      now: time.now,
      timers: time,
      open: openMemory({ time, chance: chanceFrom(1), obs: () => obs }),
    },
  });
  await time.pass(second);
  if (stage.view.link.status !== 'connected') throw new Error('not connected');
});

afterEach(async () => {
  await stage.dispose();
  obs.close();
});

const last = (): Readonly<Record<string, number>> =>
  Object.fromEntries((stage.meters.at(-1)?.inputs ?? []).map(({ name, peak }) => [name, Math.round(peak)]));

describe('levels', () => {
  it('come ten times a second at most, and only while a screen watches', async () => {
    await time.pass(5 * second);
    expect(stage.meters).toEqual([]);
    expect(stage.view.levels).toBe('notAsked');
    obs.converse(['Host microphone']);
    stage.room.watchMeters(true);
    await time.pass(5 * second);
    expect(stage.view.levels).toBe('coming');
    expect(stage.meters.length).toBeGreaterThan(25);
    expect(stage.meters.length).toBeLessThanOrEqual(50);
    stage.room.watchMeters(false);
    await time.pass(100);
    expect(stage.view.levels).toBe('notAsked');
    const so = stage.meters.length;
    await time.pass(5 * second);
    expect(stage.meters.length).toBe(so);
  });

  it('are in dBFS, and a peak between two readings is not missed', async () => {
    stage.room.watchMeters(true);
    await time.pass(second);
    expect(last()).toEqual({ 'Host microphone': -100 });
    obs.person.speak('Host microphone', 0.5);
    await time.pass(60);
    obs.person.speak('Host microphone', 0);
    await time.pass(200);
    const peaks = stage.meters.map(({ inputs }) => Math.round(inputs[0]?.peak ?? 0));
    expect(Math.max(...peaks)).toBe(-6);
    expect(peaks.at(-1)).toBe(-100);
  });

  it('that do not move wake no page', async () => {
    stage.room.watchMeters(true);
    // A silent microphone is taken for dead after a while: that moves once.
    await time.pass(15 * second);
    const so = stage.meters.length;
    await time.pass(20 * second);
    expect(stage.meters.length).toBe(so);
  });

  it('tell of who speaks into a muted microphone', async () => {
    stage.room.watchMeters(true);
    obs.person.mute('Host microphone', true);
    obs.person.speak('Host microphone', 0.5);
    await time.pass(second);
    const [reading] = stage.meters.at(-1)?.inputs ?? [];
    expect(reading?.peak).toBe(-100);
    expect(Math.round(reading?.inputPeak ?? 0)).toBe(-6);
  });

  it('of an OBS that sends none: said after two seconds, and taken back when they come', async () => {
    const dropped = obs.faults.add({ kind: 'drop event', event: 'InputVolumeMeters' });
    stage.room.watchMeters(true);
    await time.pass(1.5 * second);
    expect(stage.view.levels).toBe('coming');
    await time.pass(second);
    expect(stage.view.levels).toBe('none');
    dropped();
    await time.pass(second);
    expect(stage.view.levels).toBe('coming');
  });

  it('end with OBS, and are asked for anew when it is back', async () => {
    stage.room.watchMeters(true);
    await time.pass(second);
    obs.faults.dropConnections();
    await time.pass(100);
    expect(stage.meters.at(-1)?.inputs).toEqual([]);
    expect(stage.view.levels).toBe('notAsked');
    const so = stage.meters.length;
    await time.pass(3 * second);
    expect(stage.view.link.status).toBe('connected');
    expect(stage.view.levels).toBe('coming');
    expect(stage.meters.length).toBeGreaterThan(so);
  });

  it('follow an input that is renamed, and forget one that is removed', async () => {
    stage.room.watchMeters(true);
    await time.pass(second);
    obs.person.renameInput('Host microphone', 'Desk');
    await time.pass(second);
    expect(Object.keys(last())).toEqual(['Desk']);
    obs.person.removeInput('Desk');
    await time.pass(second);
    expect(last()).toEqual({});
    expect(stage.view.levels).toBe('coming');
  });

  it('of forty inputs come as those of one', async () => {
    for (let index = 0; index < 40; index += 1)
      obs.person.addInput('Host', `Mic ${index}`, 'pulse_input_capture');
    stage.room.watchMeters(true);
    await time.pass(3 * second);
    expect(stage.meters.at(-1)?.inputs.length).toBe(41);
    expect(stage.meters.length).toBeLessThanOrEqual(30);
  });

  it('are kept for a track while that is recorded, whether a screen watches or not', async () => {
    expect(stage.room.recordTrack()).toEqual(ok(null));
    expect(stage.room.recordTrack()).toEqual(refused({ code: 'alreadySo' }));
    obs.person.speak('Host microphone', 0.5);
    await time.pass(5 * second);
    expect(stage.view.recordsSince).not.toBeNull();
    const kept = stage.room.endTrack();
    if (!kept.ok) throw new Error('nothing was kept');
    expect(kept.value.length).toBeGreaterThan(95);
    expect(kept.value.at(-1)?.levels['Host microphone']?.peak).toBeCloseTo(-6, 0);
    expect(stage.view.recordsSince).toBeNull();
    await time.pass(100);
    expect(stage.view.levels).toBe('notAsked');
    expect(stage.room.endTrack()).toEqual(refused({ code: 'alreadySo' }));
  });

  it('go on being kept when OBS is back, and for twenty minutes at most', async () => {
    stage.room.recordTrack();
    await time.pass(second);
    obs.faults.dropConnections();
    await time.pass(5 * second);
    expect(stage.view.levels).toBe('coming');
    await time.pass(21 * minute);
    const kept = stage.room.endTrack();
    if (!kept.ok) throw new Error('nothing was kept');
    const [first, last] = [kept.value[0]?.at ?? 0, kept.value.at(-1)?.at ?? 0];
    expect(last - first).toBeGreaterThan(19.9 * minute);
    expect(last - first).toBeLessThanOrEqual(20 * minute);
  });

  it('cannot be kept while OBS is away', async () => {
    obs.faults.refuseConnections(true);
    obs.faults.dropConnections();
    await time.pass(second);
    expect(stage.room.recordTrack()).toEqual(refused({ code: 'obsAway' }));
  });

  it('come over a WebSocket, and stop there too', async () => {
    const served = await startPracticeObs();
    const over = startRoom({
      show: webinar({ date: null }),
      target: { address: served.url, practice: false, password: null },
    });
    await over.connected();
    over.room.watchMeters(true);
    await over.until('levels', () => over.meters.length > 0);
    over.room.watchMeters(false);
    over.room.watchMeters(true);
    const so = over.meters.length;
    await over.until('levels again', () => over.meters.length > so);
    expect(over.view.levels).toBe('coming');
    await over.dispose();
    await served.close();
  });
});
