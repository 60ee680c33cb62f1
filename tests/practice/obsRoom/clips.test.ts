import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { clipFps, clipShots, clipTimes } from '../../../src/core/captions/clip';
import { ownNames } from '../../../src/core/obs/ownership';
import { ok, refused } from '../../../src/core/result';
import type { State } from '../../../src/core/run/state';
import type { Segment } from '../../../src/core/show/model';
import { movOf } from '../../../src/main/electron/mov';
import type { CaptionPictures } from '../../../src/main/obs/ports';
import { barPicture } from '../../support/films';
import { segment, show, speaker } from '../../support/shows';
import { type Ground, type RunningObs, virtualGround } from '../truth/ground';
import { type RoomStage, startRoom } from './roomStage';

/** How long a name stays, ms. */
const stays = 4_000;
const { leavesAt, endsAt } = clipTimes(stays);
const small = { width: 64, height: 36 };

let whole: Buffer;
let folder = '';
let ground: Ground;
let stage: RoomStage | null = null;

beforeAll(async () => {
  whole = await barPicture(small, [250, 200, 0], 1);
});

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lectern-clips-'));
  ground = virtualGround(1);
  obs().person.setTransition('Cut');
});

afterEach(async () => {
  await stage?.dispose();
  stage = null;
  await ground.close();
  rmSync(folder, { recursive: true });
});

function obs(): RunningObs {
  const running = ground.obs();
  if (!running) throw new Error('no OBS');
  return running;
}

/** Pictures and clips as Electron draws them, but for what is in them. */
const drawer: CaptionPictures = {
  prune: async () => {},
  async render({ name }) {
    const file = join(folder, `${name}.png`);
    writeFileSync(file, whole);
    return ok({ file, fit: fitOf(name) });
  },
  async renderClip({ name }, _canvas, _graphics, lasts) {
    if (name === 'Slow') return refused({ kind: 'notDrawn', detail: 'for the test' });
    const file = join(folder, `${name} ${lasts}.mov`);
    const shots = clipShots(lasts).map(({ frames }) => ({ png: whole, frames }));
    writeFileSync(file, movOf(shots, small, clipFps));
    return ok({ file, fit: fitOf(name) });
  },
};

function fitOf(name: string) {
  return { nameLines: [name], roleLines: [], orgLines: [], scale: 1, shortened: false };
}

const people = ['ann', 'bo'].map((id) => speaker(id, { name: `${id} Example` }));

async function begin(
  segments: readonly Partial<Segment>[] = [{ scene: 'Panel' }, { scene: 'Host' }],
  options: {
    readonly state?: State;
    readonly people?: typeof people;
    readonly pictures?: CaptionPictures;
  } = {},
): Promise<RoomStage> {
  const speakers = options.people ?? people;
  const { surroundings } = ground;
  stage = startRoom({
    show: show(
      segments.map((fields, index) =>
        segment(`s${index}`, { speakerIds: speakers.map(({ id }) => id), ...fields }),
      ),
      { date: null, speakers, slateScene: 'Holding slide', captionDuration: stays },
    ),
    target: { address: ground.address, practice: true, password: null },
    pictures: options.pictures ?? drawer,
    ...(surroundings ? { surroundings } : {}),
    ...(options.state ? { state: options.state } : {}),
  });
  await ground.pass(1_000);
  expect(stage.view.link.status).toBe('connected');
  return stage;
}

/** On air, with captions set up. */
async function onAir(...given: Parameters<typeof begin>): Promise<RoomStage> {
  const room = await begin(...given);
  await ground.setUp(room);
  room.go();
  await ground.pass(1_000);
  expect(room.of('takeOnAir')).toHaveLength(1);
  return room;
}

async function name(room: RoomStage, speakerId: string, pinned = false): Promise<void> {
  const expected = room.host.state.run.caption?.speakerId ?? null;
  room.submit({ type: 'showCaption', speakerId, pinned, expected });
  await ground.pass(100);
}

/** What of ours is switched on in OBS, with the file that it holds. */
function seen(): readonly string[] {
  const { scenes, inputs } = obs().snapshot();
  const items = scenes.find(({ name: scene }) => scene === ownNames.captions)?.items ?? [];
  return items
    .filter(({ enabled }) => enabled)
    .map(({ source }) => {
      const input = inputs.find((found) => found.name === source);
      return fileOf(input?.settings[source === ownNames.clip ? 'local_file' : 'file']);
    });
}

function fileOf(setting: unknown): string {
  return typeof setting === 'string' ? basename(setting) : '';
}

function hidden(room: RoomStage): readonly string[] {
  return room.of('captionHidden').map(({ by }) => by);
}

describe('a name as a clip', () => {
  it('is drawn only once captions are set up: before, nothing in OBS would play it', async () => {
    const clips: string[] = [];
    const pictures: CaptionPictures = {
      ...drawer,
      async renderClip(caption, ...rest) {
        clips.push(caption.name);
        return drawer.renderClip(caption, ...rest);
      },
    };
    const room = await begin(undefined, { pictures });
    expect(clips).toEqual([]);
    await ground.setUp(room);
    await ground.pass(1_000);
    expect(clips).toEqual(['ann Example', 'bo Example']);
  });

  it('is set up beside the picture, and what was set up with pictures alone goes on working', async () => {
    obs().faults.add({
      kind: 'misreport',
      request: 'GetInputKindList',
      data: { inputKinds: ['image_source'] },
    });
    const before = await onAir();
    expect(before.view.observed?.captions.way).toBe('pictures');
    await name(before, 'ann');
    expect(seen()).toEqual(['ann Example.png']);
    const { state } = before.host;
    await before.dispose();

    obs().faults.clear();
    const room = await begin(undefined, { state });
    expect(room.view.observed?.captions).toMatchObject({ way: 'clips', sceneReady: true, missingIn: [] });
    await name(room, 'bo');
    expect(seen()).toEqual(['bo Example.png']);
    const [scene, input] = [ownNames.captions, ownNames.clip];
    expect(room.room.planCaptionSetup()).toEqual(
      ok({ way: 'clips', steps: [{ kind: 'createInput', scene, input, inputKind: 'ffmpeg_source' }] }),
    );
    await ground.setUp(room);
    expect(room.room.planCaptionSetup()).toEqual(ok({ way: 'clips', steps: [] }));
    await name(room, 'ann');
    expect(seen()).toEqual(['ann Example 4000.mov']);
  });

  it('goes by itself when its time is over, and is switched off then: left on, it would play again', async () => {
    const room = await onAir();
    await name(room, 'ann');
    expect(seen()).toEqual(['ann Example 4000.mov']);
    expect(room.of('captionShown')).toHaveLength(1);
    await ground.pass(stays - 200);
    expect(hidden(room)).toEqual([]);
    await ground.pass(300);
    // It is on its way out, by itself.
    expect([hidden(room), seen()]).toEqual([['time'], ['ann Example 4000.mov']]);
    await ground.pass(endsAt - leavesAt + 200);
    expect([hidden(room), seen()]).toEqual([['time'], []]);
  });

  it('put out by a hand goes as it came, in half a second', async () => {
    const room = await onAir();
    await name(room, 'ann');
    await ground.pass(1_000);
    room.submit({ type: 'hideCaption', expected: 'ann' });
    await ground.pass(100);
    expect(room.sent).toContain('SetMediaInputCursor');
    expect(seen()).toEqual(['ann Example 4000.mov']);
    await ground.pass(endsAt - leavesAt + 200);
    expect([hidden(room), seen()]).toEqual([['hand'], []]);
  });

  it('is cut where OBS does not send it to its way out', async () => {
    const room = await onAir();
    await name(room, 'ann');
    await ground.pass(1_000);
    obs().faults.add({ kind: 'refuse', request: 'SetMediaInputCursor', code: 604, times: 1 });
    room.submit({ type: 'hideCaption', expected: 'ann' });
    await ground.pass(100);
    expect(seen()).toEqual([]);
  });

  it('in its last two seconds is cut: OBS cannot leap so little', async () => {
    const room = await onAir();
    await name(room, 'ann');
    await ground.pass(stays - 1_500);
    room.submit({ type: 'hideCaption', expected: 'ann' });
    await ground.pass(50);
    expect([hidden(room), seen()]).toEqual([['hand'], []]);
    expect(room.sent).not.toContain('SetMediaInputCursor');
  });

  it('is switched off in time where OBS does not say that it has ended', async () => {
    const room = await onAir();
    obs().faults.add({ kind: 'drop event', event: 'MediaInputPlaybackEnded', times: 1 });
    await name(room, 'ann');
    await ground.pass(endsAt + 1_200);
    expect([hidden(room), seen()]).toEqual([['time'], []]);
  });

  it('gives way to the next, which has all of its time', async () => {
    const room = await onAir();
    await name(room, 'ann');
    await ground.pass(2_000);
    await name(room, 'bo');
    expect(seen()).toEqual(['bo Example 4000.mov']);
    await ground.pass(stays - 300);
    expect([hidden(room), seen()]).toEqual([[], ['bo Example 4000.mov']]);
    await ground.pass(1_200);
    expect([hidden(room), seen()]).toEqual([['time'], []]);
  });

  it('asked for again on its way out comes in again', async () => {
    const room = await onAir();
    await name(room, 'ann');
    await ground.pass(1_000);
    room.submit({ type: 'hideCaption', expected: 'ann' });
    await ground.pass(200);
    await name(room, 'ann');
    await ground.pass(stays - 300);
    expect([hidden(room), seen()]).toEqual([['hand'], ['ann Example 4000.mov']]);
    await ground.pass(1_200);
    expect([hidden(room), seen()]).toEqual([['hand', 'time'], []]);
  });

  it('that is to stay is a picture: it has no end', async () => {
    const room = await onAir();
    await name(room, 'ann', true);
    expect(seen()).toEqual(['ann Example.png']);
    await name(room, 'bo');
    expect(seen()).toEqual(['bo Example 4000.mov']);
    await name(room, 'bo', true);
    expect(seen()).toEqual(['bo Example.png']);
    await ground.pass(20_000);
    expect(seen()).toEqual(['bo Example.png']);
  });

  it('that is corrected again and again on air has its clip drawn when it is off', async () => {
    const drawn: string[] = [];
    const renderClip: CaptionPictures['renderClip'] = async (...given) => {
      drawn.push(given[0].name);
      return drawer.renderClip(...given);
    };
    const room = await onAir(undefined, { pictures: { ...drawer, renderClip } });
    await name(room, 'ann', true);
    for (const called of ['Anna', 'Anne']) {
      room.submit({ type: 'edit', edit: { kind: 'setSpeaker', id: 'ann', patch: { name: called } } });
      await ground.pass(100);
    }
    expect(seen()).toEqual(['Anne.png']);
    expect(drawn).toEqual(['ann Example', 'bo Example']);
    room.submit({ type: 'hideCaption', expected: 'ann' });
    await ground.pass(100);
    expect(drawn).toEqual(['ann Example', 'bo Example', 'Anne']);
  });

  it('that is told to stay for longer goes on as a picture, for as long as it is to', async () => {
    const room = await onAir([{ scene: 'Panel' }], { people: people.slice(0, 1) });
    await ground.pass(3_000);
    // It came by itself; a hand says that it stays from now on.
    expect(seen()).toEqual(['ann Example 4000.mov']);
    await ground.pass(2_000);
    await name(room, 'ann');
    expect(seen()).toEqual(['ann Example.png']);
    await ground.pass(stays - 200);
    expect(seen()).toEqual(['ann Example.png']);
    await ground.pass(200);
    expect([hidden(room), seen()]).toEqual([['time'], []]);
  });

  it('that has no clip yet is a picture, and goes when its time is over', async () => {
    const slow = [speaker('slow', { name: 'Slow' })];
    const room = await onAir([{ scene: 'Panel' }], { people: slow });
    await name(room, 'slow');
    expect(seen()).toEqual(['Slow.png']);
    await ground.pass(stays + 100);
    expect(seen()).toEqual([]);
  });

  it('corrected on air is right at once, as a picture, and goes when it was to go', async () => {
    const room = await onAir();
    await name(room, 'ann');
    await ground.pass(1_000);
    room.submit({
      type: 'edit',
      edit: { kind: 'setSpeaker', id: 'ann', patch: { name: 'Anne Example' } },
    });
    await ground.pass(100);
    expect(seen()).toEqual(['Anne Example.png']);
    expect(room.of('captionShown')).toHaveLength(1);
    await ground.pass(stays - 1_000);
    expect([hidden(room), seen()]).toEqual([['time'], []]);
    // Long enough after: at once it would mean the name that has just left.
    await ground.pass(5_000);
    await name(room, 'ann');
    expect(seen()).toEqual(['Anne Example 4000.mov']);
  });

  it('never rides along: takes, Back and Slate put it out in their own batch, and load the next ahead', async () => {
    const room = await onAir([{ scene: 'Panel' }, { scene: 'Host' }]);
    await name(room, 'bo');
    room.go();
    await ground.pass(50);
    expect(seen()).toEqual([]);
    const clip = obs()
      .snapshot()
      .inputs.find((input) => input.name === ownNames.clip);
    expect(fileOf(clip?.settings['local_file'])).toBe('ann Example 4000.mov');
    await ground.pass(3_000);
    await name(room, 'bo');
    room.submit({ type: 'setSlate', on: true });
    await ground.pass(50);
    expect(seen()).toEqual([]);
  });

  it('switched off by a person in OBS is told of and not fought', async () => {
    const room = await onAir();
    await name(room, 'ann');
    const { scenes } = obs().snapshot();
    const item = scenes
      .find((scene) => scene.name === ownNames.captions)
      ?.items.find((found) => found.enabled);
    obs().person.enableItem(ownNames.captions, item?.id ?? 0, false);
    await ground.pass(100);
    expect([hidden(room), seen()]).toEqual([['obs'], []]);
  });

  it('whose file has gone is not on air, which is told', async () => {
    const room = await onAir();
    rmSync(join(folder, 'ann Example 4000.mov'));
    await name(room, 'ann');
    await ground.pass(500);
    expect([hidden(room), seen()]).toEqual([['obs'], []]);
  });

  it('has ended in OBS when the app comes back later: nothing is to be cleared, and it is switched off', async () => {
    const room = await onAir();
    await name(room, 'ann');
    await room.dispose();
    await ground.pass(endsAt + 1_000);
    expect(seen()).toEqual(['ann Example 4000.mov']);
    const again = await begin();
    expect(seen()).toEqual([]);
    expect(again.of('leftoverCleared')).toEqual([]);
  });

  it('of another run is cleared while it plays, and the log says so', async () => {
    const room = await onAir();
    await name(room, 'ann');
    await room.dispose();
    const again = await begin();
    await ground.pass(1_000);
    expect(seen()).toEqual([]);
    expect(again.of('leftoverCleared')).toMatchObject([{ what: 'caption' }]);
  });

  it('within its time goes on over a restart of the app, and goes with its run’s', async () => {
    const room = await onAir();
    await name(room, 'ann');
    await room.dispose();
    const again = await begin(undefined, { state: room.host.state });
    expect(seen()).toEqual(['ann Example 4000.mov']);
    await ground.pass(stays - 1_000);
    expect([hidden(again), seen()]).toEqual([['time'], ['ann Example 4000.mov']]);
    await ground.pass(800);
    expect([hidden(again), seen()]).toEqual([['time'], []]);
    expect(again.of('leftoverCleared')).toEqual([]);
  });

  it('that was on when OBS was killed does not play again for long when OBS is back', async () => {
    const room = await onAir();
    await name(room, 'ann');
    ground.restart(6_000);
    await ground.pass(15_000);
    expect(room.view.link.status).toBe('connected');
    expect(seen()).toEqual([]);
  });

  it('whose time is changed is drawn anew, and lasts as long as is said then', async () => {
    const room = await onAir();
    room.submit({ type: 'edit', edit: { kind: 'setShow', patch: { captionDuration: 2_000 } } });
    await ground.pass(100);
    await name(room, 'ann');
    expect(seen()).toEqual(['ann Example 2000.mov']);
    await ground.pass(2_900);
    expect([hidden(room), seen()]).toEqual([['time'], []]);
  });
});
