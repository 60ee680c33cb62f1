import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { OutputName } from '../../../src/core/obs/outputs';
import { ownNames } from '../../../src/core/obs/ownership';
import { type RequestName, requestNames } from '../../../src/core/obs/protocol';
import { ok, type Result } from '../../../src/core/result';
import type { CaptionPictures } from '../../../src/main/obs/ports';
import type { Cue, CueEffect } from '../../../src/core/show/cues';
import { barFilm } from '../../support/films';
import { segment, show, speaker } from '../../support/shows';
import { type Ground, type RunningObs, virtualGround } from '../truth/ground';
import { startRoom, type RoomStage } from './roomStage';
import type { Alarm } from '../../../src/renderer/features/alarms/alarms';
import { airSeen, alarmsSeen } from './seen';

/** OBS's answer to what it will not do. */
const refusal = { code: 703, comment: 'Not today' } as const;

const microphone = 'Host microphone';

interface Refused {
  readonly room: RoomStage;
  readonly ground: Ground;
  readonly obs: RunningObs;
}

let stage: Refused | null = null;
/** Where everybody's clip is. */
let folder = '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lectern-refusals-'));
  const canvas = { width: 64, height: 36 };
  writeFileSync(join(folder, 'clip.mov'), await barFilm(canvas, [250, 200, 0], [{ share: 1, frames: 90 }]));
});

afterAll(() => rmSync(folder, { recursive: true }));

afterEach(async () => {
  await stage?.room.dispose();
  await stage?.ground.close();
  stage = null;
});

const pictures: CaptionPictures = {
  async renderClip({ name }) {
    const fit = { nameLines: [name], roleLines: [], orgLines: [], scale: 1, shortened: false };
    return ok({ file: join(folder, 'clip.mov'), fit });
  },
  prune: async () => {},
  async render({ name }) {
    const fit = { nameLines: [name], roleLines: [], orgLines: [], scale: 1, shortened: false };
    return ok({ file: `/nowhere/${name}.png`, fit });
  },
};

/** One for each request that only cues send; by hand. */
const effects: Readonly<Partial<Record<RequestName, CueEffect>>> = {
  SetInputVolume: { kind: 'volume', input: microphone, decibels: -12, over: 0 },
  TriggerMediaInputAction: { kind: 'media', input: 'Jingle', action: 'restart' },
  SetSourceFilterEnabled: { kind: 'filter', source: 'Panel', filter: 'Blur', on: false },
  TriggerHotkeyByName: { kind: 'hotkey', name: 'OBSBasic.ResetStats' },
  SaveReplayBuffer: { kind: 'saveReplay' },
};

/** A room in a time of its own, not yet connected; captions by pictures, or by OBS's own text. */
function begin(way: 'pictures' | 'text' = 'pictures'): Refused {
  const ground = virtualGround(1, {
    surroundings: { streamServer: true, virtualCam: true, replayBuffer: true },
  });
  const obs = ground.obs();
  if (!obs) throw new Error('no OBS');
  obs.person.setTransition('Cut');
  obs.person.addInput('Speaker + slides', 'Jingle', 'ffmpeg_source');
  obs.person.addFilter('Panel', 'Blur');
  const cues = Object.entries(effects).map(([id, effect]): Cue => ({
    id,
    effect,
    trigger: { kind: 'hand' },
  }));
  const { surroundings } = ground;
  const room = startRoom({
    show: show(
      [
        segment('a', {
          scene: 'Panel',
          speakerIds: ['ann'],
          transition: { name: 'Fade', duration: 200 },
          cues,
        }),
        segment('b', { scene: 'Host', soundOff: true }),
      ],
      { date: null, speakers: [speaker('ann', { microphone })], slateScene: 'Pause' },
    ),
    target: { address: ground.address, practice: true, password: null },
    pictures: way === 'pictures' ? pictures : null,
    ...(surroundings ? { surroundings } : {}),
  });
  stage = { room, ground, obs };
  return stage;
}

async function connected(way: 'pictures' | 'text' = 'pictures'): Promise<Refused> {
  const begun = begin(way);
  await begun.ground.pass(1_000);
  expect(begun.room.view.link.status).toBe('connected');
  return begun;
}

function refuse({ obs }: Refused, request: RequestName): void {
  obs.faults.add({ kind: 'refuse', request, ...refusal });
}

async function inTime<T>({ ground }: Refused, promise: Promise<T>): Promise<T> {
  await ground.pass(2_000);
  return promise;
}

/** One press, and what came of it. */
async function go(at: Refused): Promise<void> {
  at.room.go();
  await at.ground.pass(3_000);
}

/** What a check before the show finds is seen to elsewhere. */
function alarms({ room }: Refused): readonly Alarm[] {
  return alarmsSeen(room).filter(({ kind }) => kind !== 'findings' && kind !== 'captionsNotSetUp');
}

/** Everything is as it should be: what is asked for is in program, and nothing is to be said. */
function allIsWell(at: Refused): void {
  expect(airSeen(at.room)?.status).toBe('practice');
  expect(alarms(at)).toEqual([]);
  expect(at.obs.showing()).toEqual([at.room.view.observed?.program]);
  expect(at.room.memory.borrowed?.transition ?? null).toBeNull();
}

type Row = (request: RequestName) => Promise<void>;

/** Nothing is claimed of an OBS that does not say this; it is asked again, and all is well once it does. */
const isWaitedFor: Row = async (request) => {
  const at = begin();
  refuse(at, request);
  await at.ground.pass(12_000);
  expect(alarms(at)).toMatchObject([{ kind: 'obsRetrying', problem: 'notAnswering' }]);
  expect(at.room.view.observed).toBeNull();
  at.obs.faults.clear();
  await at.ground.pass(12_000);
  await go(at);
  allIsWell(at);
};

/** The same of what is asked about our own sources, which are there. */
const isWaitedForOnceSetUp: Row = async (request) => {
  const at = await connected();
  expect(await inTime(at, at.room.room.setUpCaptions())).toEqual(ok(null));
  refuse(at, request);
  at.obs.faults.dropConnections();
  await at.ground.pass(12_000);
  expect(alarms(at)).toMatchObject([{ kind: 'obsRetrying', problem: 'notAnswering' }]);
  at.obs.faults.clear();
  await at.ground.pass(12_000);
  expect(at.room.view.observed?.captions.sceneReady).toBe(true);
};

/** It is left out of what is known, and the show goes on. */
function isUnknown(part: (room: RoomStage) => unknown, unknown: unknown): Row {
  return async (request) => {
    const at = begin();
    refuse(at, request);
    at.room.room.watch({ program: true, next: null });
    await at.ground.pass(5_000);
    expect(at.room.view.link.status).toBe('connected');
    expect(part(at.room)).toEqual(unknown);
    await go(at);
    allIsWell(at);
  };
}

/** The scene counts: it goes on air with the transition that OBS has, and everything goes back. */
const goesOnAir: Row = async (request) => {
  const at = await connected();
  refuse(at, request);
  await go(at);
  allIsWell(at);
  at.obs.faults.clear();
  await at.ground.pass(6_000);
  expect(at.obs.snapshot()).toMatchObject({ program: 'Panel', transition: 'Cut' });
};

/** The name does not come up, which is said, and no viewer sees it. */
function nameFails(prepare: (at: Refused) => void, problem: string): Row {
  return async (request) => {
    const at = await connected();
    await inTime(at, at.room.room.setUpCaptions());
    refuse(at, request);
    await go(at);
    prepare(at);
    at.room.submit({ type: 'showCaption', speakerId: 'ann', pinned: true, expected: null });
    await at.ground.pass(3_000);
    expect(at.room.of('captionFailed')).toMatchObject([{ problem }]);
    expect(at.room.host.log.at(-1)?.key).toBe('captionFailed');
    expect(at.room.host.state.run.caption).toBeNull();
    const { scenes } = at.obs.snapshot();
    expect(scenes.find(({ name }) => name === ownNames.captions)?.items[0]?.enabled).toBe(false);
  };
}

/** A clip that is not heard of, or does not go, is switched off all the same. */
const clipIsCut: Row = async (request) => {
  const at = await connected();
  await inTime(at, at.room.room.setUpCaptions());
  await go(at);
  refuse(at, request);
  at.room.submit({ type: 'showCaption', speakerId: 'ann', pinned: false, expected: null });
  await at.ground.pass(1_000);
  const isOn = (): unknown =>
    at.obs
      .snapshot()
      .scenes.find(({ name }) => name === ownNames.captions)
      ?.items.some(({ enabled }) => enabled);
  expect(isOn()).toBe(true);
  at.room.submit({ type: 'hideCaption', expected: 'ann' });
  await at.ground.pass(2_000);
  expect(isOn()).toBe(false);
  expect(at.room.of('captionFailed')).toEqual([]);
};

function did(result: Result<null, { readonly code: string }>): string {
  return result.ok ? 'done' : JSON.stringify(result.problem);
}

/** "Build my OBS" says OBS's own words, and makes the rest the next time. */
function buildFails(way: 'pictures' | 'text' = 'pictures'): Row {
  return async (request) => {
    const at = await connected(way);
    refuse(at, request);
    const problem = { code: 'buildFailed', comment: refusal.comment };
    expect(did(await inTime(at, at.room.room.buildObs()))).toBe(JSON.stringify(problem));
    at.obs.faults.clear();
    expect(did(await inTime(at, at.room.room.buildObs()))).toBe('done');
    expect(at.room.room.planBuild()).toMatchObject({ ok: true, value: { steps: [] } });
  };
}

/** The alarm has OBS's own words, and says how the output stands. */
function outputIsRefused(output: OutputName, on: boolean): Row {
  return async (request) => {
    const at = await connected();
    const ask = async (wish: boolean): Promise<void> => {
      at.room.submit({ type: 'setOutput', output, on: wish, armed: true });
      await at.ground.pass(4_000);
    };
    if (!on) await ask(true);
    refuse(at, request);
    await ask(on);
    expect(alarms(at)).toMatchObject([
      {
        kind: 'output',
        output,
        what: 'news',
        news: { kind: 'refused', on, ...refusal },
      },
    ]);
    expect(at.room.view.observed?.outputs[output].status).toBe(on ? 'off' : 'on');
  };
}

/** The alarm names the cue, and the cue has OBS's own words. */
const cueFails: Row = async (request) => {
  const at = await connected();
  at.obs.person.startOutput('ReplayBuffer');
  await go(at);
  refuse(at, request);
  const expectedOnAir = at.room.host.state.run.onAir?.takeId ?? '';
  at.room.submit({ type: 'runCue', expectedOnAir, cueId: request });
  await at.ground.pass(3_000);
  expect(alarms(at)).toMatchObject([
    {
      kind: 'cuesFailed',
      all: [{ cue: { id: request }, news: { kind: 'failed', problem: { why: 'refused', ...refusal } } }],
    },
  ]);
};

const rows: Readonly<Partial<Record<RequestName, Row>>> = {
  GetVersion: isWaitedFor,
  GetSceneList: isWaitedFor,
  GetSceneTransitionList: isWaitedFor,
  GetCurrentSceneTransition: isWaitedFor,
  GetCurrentSceneTransitionCursor: isWaitedFor,
  GetStudioModeEnabled: isWaitedFor,
  GetVideoSettings: isWaitedFor,
  GetInputKindList: isWaitedFor,
  GetInputList: isWaitedFor,
  GetSpecialInputs: isWaitedFor,
  GetInputMute: isWaitedFor,
  GetInputVolume: isWaitedFor,
  GetSourceFilterList: isWaitedFor,
  GetHotkeyList: isWaitedFor,
  GetStreamStatus: isWaitedFor,
  GetRecordStatus: isWaitedFor,
  GetVirtualCamStatus: isWaitedFor,
  GetReplayBufferStatus: isWaitedFor,
  GetSceneItemList: isWaitedForOnceSetUp,
  GetSourcePrivateSettings: isWaitedForOnceSetUp,

  GetStats: isUnknown(({ view }) => [view.health, view.observed?.settings.freeDisk], [null, null]),
  GetRecordDirectory: isUnknown(({ view }) => view.observed?.settings.recordFolder, null),
  GetStreamServiceSettings: isUnknown(({ view }) => view.observed?.settings.streamTarget, null),
  GetSourceScreenshot: isUnknown((room) => room.pictures, []),

  SetCurrentSceneTransition: goesOnAir,
  SetCurrentSceneTransitionDuration: goesOnAir,
  // OBS's event says that it is on air.
  GetCurrentProgramScene: goesOnAir,

  async SetCurrentProgramScene(request) {
    const at = await connected();
    refuse(at, request);
    await go(at);
    expect(alarms(at)).toMatchObject([
      { kind: 'takeFailed', failed: { failure: { why: 'refused', ...refusal } }, still: 'Holding slide' },
    ]);
    expect(airSeen(at.room)).toBeNull();
    expect(at.obs.showing()).toEqual(['Holding slide']);
    expect(at.room.memory.borrowed?.transition ?? null).toBeNull();
  },

  async SetCurrentPreviewScene(request) {
    const at = await connected();
    at.obs.person.setStudioMode(true);
    refuse(at, request);
    at.room.room.previewNext(true);
    await at.ground.pass(1_000);
    expect(at.room.view.observed).toMatchObject({ preview: 'Holding slide', studioMode: true });
    await go(at);
    allIsWell(at);
  },

  async SetInputMute(request) {
    const at = await connected();
    await go(at);
    refuse(at, request);
    await go(at);
    // On air all the same, and beside it what viewers still hear.
    expect(airSeen(at.room)?.status).toBe('practice');
    expect(alarms(at)).toEqual([{ kind: 'stillHeard', inputs: [microphone] }]);
    expect(at.obs.snapshot().inputs.find(({ name }) => name === microphone)?.muted).toBe(false);
  },

  SetInputVolume: cueFails,
  TriggerMediaInputAction: cueFails,
  SetSourceFilterEnabled: cueFails,
  TriggerHotkeyByName: cueFails,
  SaveReplayBuffer: cueFails,

  GetMediaInputStatus: clipIsCut,
  SetMediaInputCursor: clipIsCut,

  SetInputSettings: nameFails(() => {}, 'refused'),
  SetSceneItemEnabled: nameFails(() => {}, 'refused'),
  // Asked only where OBS's own word of it was lost: then it is taken out again.
  GetSceneItemEnabled: nameFails(({ obs }) => {
    obs.faults.add({ kind: 'drop event', event: 'SceneItemEnableStateChanged', times: 1 });
  }, 'silent'),

  async GetInputSettings(request) {
    const at = await connected();
    await inTime(at, at.room.room.setUpCaptions());
    refuse(at, request);
    at.obs.faults.dropConnections();
    await at.ground.pass(2_000);
    await go(at);
    // Which picture OBS holds is not known: it is given the right one.
    at.room.submit({ type: 'showCaption', speakerId: 'ann', pinned: true, expected: null });
    await at.ground.pass(1_000);
    expect(at.room.of('captionShown')).toHaveLength(1);
    const picture = at.obs.snapshot().inputs.find(({ name }) => name === ownNames.picture);
    expect(picture?.settings['file']).toBe('/nowhere/Name ann.png');
  },

  async GetSceneItemTransform(request) {
    const at = await connected('text');
    refuse(at, request);
    expect(await inTime(at, at.room.room.setUpCaptions())).toEqual(ok(null));
    // It is reckoned as it was before there was anything to measure with.
    expect(at.room.drawings.get('ann')).toMatchObject({ scale: 1, problem: null });
    await go(at);
    allIsWell(at);
  },

  CreateScene: buildFails(),
  CreateInput: buildFails(),
  CreateSceneItem: buildFails('text'),
  SetSourcePrivateSettings: buildFails(),
  SetSceneItemTransform: buildFails(),

  async SetStudioModeEnabled(request) {
    const at = await connected();
    at.obs.person.setStudioMode(true);
    await at.ground.pass(1_000);
    refuse(at, request);
    const problem = { code: 'studioModeFailed', comment: refusal.comment };
    expect(did(await inTime(at, at.room.room.leaveStudioMode()))).toBe(JSON.stringify(problem));
    expect(at.room.view.observed?.studioMode).toBe(true);
    at.obs.faults.clear();
    expect(did(await inTime(at, at.room.room.leaveStudioMode()))).toBe('done');
    await at.ground.pass(1_000);
    expect(at.room.view.observed?.studioMode).toBe(false);
  },

  async RemoveScene(request) {
    const at = await connected();
    await inTime(at, at.room.room.buildObs());
    const { scenes } = at.obs.snapshot();
    refuse(at, request);
    const problem = { code: 'removalFailed', comment: refusal.comment };
    expect(did(await inTime(at, at.room.room.removeBuilt()))).toBe(JSON.stringify(problem));
    expect(at.obs.snapshot().scenes.map(({ name }) => name)).toEqual(scenes.map(({ name }) => name));
    at.obs.faults.clear();
    expect(did(await inTime(at, at.room.room.removeBuilt()))).toBe('done');
    expect(at.obs.snapshot().scenes.map(({ name }) => name)).not.toContain(ownNames.captions);
  },

  StartStream: outputIsRefused('stream', true),
  StopStream: outputIsRefused('stream', false),
  StartRecord: outputIsRefused('record', true),
  StopRecord: outputIsRefused('record', false),
  StartVirtualCam: outputIsRefused('virtualCam', true),
  StopVirtualCam: outputIsRefused('virtualCam', false),
  StartReplayBuffer: outputIsRefused('replayBuffer', true),
  StopReplayBuffer: outputIsRefused('replayBuffer', false),
};

describe('what the operator sees where OBS refuses', () => {
  it('is seen to for everything that is asked of OBS', () => {
    expect(requestNames.filter((name) => rows[name] === undefined)).toEqual([]);
  });

  it.each(requestNames)('%s', async (request) => {
    const row = rows[request];
    expect(row).toBeDefined();
    await row?.(request);
  });
});
