import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { clipShots } from '../../../src/core/captions/clip';
import { desired } from '../../../src/core/obs/desired';
import { ownNames } from '../../../src/core/obs/ownership';
import { isLive, isSoundOff } from '../../../src/core/obs/sound';
import { ok, refused } from '../../../src/core/result';
import { nextSegment } from '../../../src/core/run/order';
import { startPracticeObs, type PracticeObs } from '../../../src/practice-obs/server';
import { barFilm } from '../../support/films';
import { segment, show, speaker } from '../../support/shows';
import { startRoom, type RoomStage } from './roomStage';

let obs: PracticeObs;
let stage: RoomStage | null = null;
let folder = '';
/** Everybody's. */
let clip = '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lectern-storm-'));
  clip = join(folder, 'clip.mov');
  const shots = clipShots(stays).map(({ frames }) => ({ share: 1, frames }));
  writeFileSync(clip, await barFilm({ width: 64, height: 36 }, [250, 200, 0], shots));
});

afterAll(() => rmSync(folder, { recursive: true }));

beforeEach(async () => {
  obs = await startPracticeObs();
  obs.person.setTransition('Cut');
});

afterEach(async () => {
  await stage?.dispose();
  stage = null;
  await obs.close();
});

/** Numbers 0–1 from a seed (mulberry32), so that a storm can be had again. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const names = ['ann', 'bo', 'cy'];
/** How long a name stays, ms. */
const stays = 700;
const scenes = ['Host', 'Panel', 'Panel + Q&A', 'Speaker + slides'];
const transitions = [
  null,
  { name: 'Fade', duration: 60 },
  { name: 'Fade', duration: 400 },
  { name: 'Cut', duration: null },
];

describe('hands that press everything, on an OBS that stumbles', () => {
  it.each([1, 2, 3, 4])('leave OBS as the run says once they rest (storm %i)', async (seed) => {
    const roll = dice(seed);
    const pick = <Value>(from: readonly Value[]): Value => {
      const picked = from[Math.floor(roll() * from.length)];
      if (picked === undefined) throw new Error('nothing to pick from');
      return picked;
    };
    const room = startRoom({
      show: show(
        Array.from({ length: 60 }, (_, index) =>
          segment(`s${index}`, {
            scene: scenes[index % scenes.length] ?? null,
            transition: transitions[index % transitions.length] ?? null,
            speakerIds: names,
            showsFirstName: true,
          }),
        ),
        { date: null, speakers: names.map((name) => speaker(name)), captionDuration: stays },
      ),
      target: { address: obs.url, practice: true, password: null },
      pictures: {
        renderClip: async ({ name }) => {
          const fit = { nameLines: [], roleLines: [], orgLines: [], scale: 1, shortened: false };
          // Some are not drawn in time.
          return name === 'Name bo' ? refused({ kind: 'notDrawn', detail: '' }) : ok({ file: clip, fit });
        },
        prune: async () => {},
        async render(caption) {
          const fit = { nameLines: [], roleLines: [], orgLines: [], scale: 1, shortened: false };
          return ok({ file: `/nowhere/${caption.name}.png`, fit });
        },
      },
    });
    stage = room;
    await room.connected();
    expect(await room.room.setUpCaptions()).toEqual(ok(null));

    const attempts: readonly (() => void)[] = [
      () => {
        const { run, document } = room.host.state;
        const expectedNext = nextSegment(document.show, run)?.id ?? 'nothing';
        room.host.submit({ type: 'takeNext', expectedOnAir: run.onAir?.takeId ?? null, expectedNext });
      },
      () => room.host.submit({ type: 'setSlate', on: room.host.state.run.slate === null }),
      () => room.host.submit({ type: 'back', expectedOnAir: room.host.state.run.onAir?.takeId ?? null }),
      () =>
        room.host.submit({
          type: 'showCaption',
          speakerId: pick(names),
          pinned: roll() < 0.5,
          expected: room.host.state.run.caption?.speakerId ?? null,
        }),
      () => room.host.submit({ type: 'showCaption', speakerId: pick(names), pinned: true, expected: null }),
      () => room.host.submit({ type: 'hideCaption', expected: room.host.state.run.caption?.speakerId ?? '' }),
      () =>
        room.host.submit({
          type: 'edit',
          edit: { kind: 'setSpeaker', id: pick(names), patch: { name: `Name ${Math.floor(roll() * 1e6)}` } },
        }),
      () => obs.faults.add({ kind: 'delay', request: 'SetSceneItemEnabled', ms: 40, times: 1 }),
      () => obs.faults.add({ kind: 'delay', request: 'SetCurrentProgramScene', ms: 60, times: 1 }),
      () => obs.faults.add({ kind: 'drop event', event: 'CurrentProgramSceneChanged', times: 1 }),
      () => obs.faults.add({ kind: 'refuse', request: 'SetSceneItemEnabled', code: 703, times: 1 }),
      () => {
        if (roll() < 0.15) obs.faults.dropConnections();
      },
    ];
    for (let press = 0; press < 120; press += 1) {
      pick(attempts)();
      await new Promise((rest) => setTimeout(rest, roll() * 60));
    }
    obs.faults.clear();
    await room.connected();

    const isOn = (): boolean | undefined =>
      obs
        .snapshot()
        .scenes.find(({ name }) => name === ownNames.captions)
        ?.items.some(({ enabled }) => enabled);
    const rests = (): boolean => {
      const { pending, settling, caption } = room.host.state.run;
      const isCalm = pending.length === 0 && settling === null && room.view.observed?.transitioning === null;
      const owed = room.memory.borrowed;
      const isBack = !owed?.transition && (isSoundOff(room.host.state.run) || !owed?.muted.length);
      return isCalm && (caption === null || caption.shownAt !== null) && isBack;
    };
    await room.until('all is calm', rests);
    await room.until(
      'the caption is as the run says',
      () => rests() && isOn() === (room.host.state.run.caption !== null),
    );
    // With a take for good measure: it settles whatever was not confirmed.
    await room.until(
      'the guard is over',
      () => room.host.submit({ type: 'setSlate', on: room.host.state.run.slate === null }).ok,
    );
    await room.until('that is calm too', () => rests() && obs.snapshot().transition === 'Cut');
    expect(obs.snapshot().program).toBe(desired(room.host.state).program ?? obs.snapshot().program);
    expect(room.view.observed?.program).toBe(obs.snapshot().program);
    const live = obs.snapshot().inputs.filter((input) => isLive(input, { speakers: [] }));
    expect(new Set(live.map(({ muted }) => muted))).toEqual(new Set([isSoundOff(room.host.state.run)]));
    await room.until(
      'the caption is as the run says once more',
      () => isOn() === (room.host.state.run.caption !== null),
    );
  });
});
