import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import OBSWebSocket from 'obs-websocket-js/json';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ownNames } from '../../../src/core/obs/ownership';
import { ok } from '../../../src/core/result';
import type { Segment, Show } from '../../../src/core/show/model';
import type { CaptionPictures } from '../../../src/main/obs/ports';
import { memory, startRoom, type RoomStage, type RoomStageOptions } from '../../practice/obsRoom/roomStage';
import { whyNot } from '../../../scripts/setup/available.mjs';
import { decodePng } from '../../../src/practice-obs/picture/png';
import { noClips } from '../../support/films';
import { startRealObs, type RealObs } from '../../support/realObs';
import { segment, show, speaker } from '../../support/shows';
import { until } from '../../support/until';
import { wholeObs } from '../../support/wholeObs';

const noObs = whyNot('obs') !== null;

/** The room against a real OBS: what the practice OBS cannot vouch for. */
let obs: RealObs;
/** Somebody else at OBS. */
let person: OBSWebSocket;
let stage: RoomStage | null = null;
let folder = '';

/** The scenes and their colours, `0xAABBGGRR`. */
const scenes = { 'Holding slide': 0xff402000, Host: 0xff004020, Panel: 0xff200040 } as const;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lectern-room-'));
  obs = await startRealObs();
  person = new OBSWebSocket();
  await person.connect(obs.url, obs.password);
  for (const [sceneName, color] of Object.entries(scenes)) {
    await person.call('CreateScene', { sceneName });
    await person.call('CreateInput', {
      sceneName,
      inputName: `Backdrop of ${sceneName}`,
      inputKind: 'color_source_v3',
      inputSettings: { color, width: 1280, height: 720 },
    });
  }
});

afterEach(async () => {
  await stage?.dispose();
  stage = null;
});

afterAll(async () => {
  await person.disconnect();
  await obs.stop();
  rmSync(folder, { recursive: true });
});

/** A canvas-sized picture with an opaque bar of one colour where a caption is. */
function picture(name: string, [red, green, blue]: readonly [number, number, number]): string {
  const [width, height] = [1280, 720];
  const rows = Buffer.alloc((width * 4 + 1) * height);
  const bar = Buffer.alloc(640 * 4, Buffer.from([red, green, blue, 255]));
  for (let y = 600; y < 680; y += 1) bar.copy(rows, y * (width * 4 + 1) + 1 + 60 * 4);
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 6, 0, 0, 0], 8);
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  const file = join(folder, `${name}.png`);
  writeFileSync(
    file,
    Buffer.concat([
      signature,
      chunk('IHDR', header),
      chunk('IDAT', deflateSync(rows)),
      chunk('IEND', Buffer.alloc(0)),
    ]),
  );
  return file;
}

const colours: Readonly<Record<string, readonly [number, number, number]>> = {
  'Ann Example': [250, 200, 0],
  'Anne Example': [0, 200, 250],
};

const pictures: CaptionPictures = {
  renderClip: noClips,
  prune: async () => {},
  async render(caption) {
    const file = picture(caption.name, colours[caption.name] ?? [255, 255, 255]);
    const fit = { nameLines: [caption.name], roleLines: [], orgLines: [], scale: 1, shortened: false };
    return ok({ file, fit });
  },
};

const ann = speaker('ann', { name: 'Ann Example', role: 'Chair', organisation: 'Example & Sons' });

function showOf(...segments: readonly Partial<Segment>[]): Show {
  return show(
    segments.map((fields, index) => segment(`s${index}`, { speakerIds: ['ann'], ...fields })),
    { date: null, speakers: [ann], slateScene: 'Holding slide' },
  );
}

const fade = (duration: number): Segment['transition'] => ({ name: 'Fade', duration });

async function begin(of: Show, options: Partial<RoomStageOptions> = {}): Promise<RoomStage> {
  const target = { address: obs.url, practice: false, password: obs.password };
  stage = startRoom({ show: of, target, pictures, ...options });
  await stage.connected();
  return stage;
}

/** With a Cut, and until it is over: a transition chosen while another runs costs OBS its events. */
async function personSwitches(sceneName: keyof typeof scenes): Promise<void> {
  await person.call('SetCurrentSceneTransition', { transitionName: 'Cut' });
  const { currentProgramSceneName } = await person.call('GetCurrentProgramScene');
  if (currentProgramSceneName === sceneName) return;
  const ended = new Promise((done) => person.once('SceneTransitionEnded', done));
  await person.call('SetCurrentProgramScene', { sceneName });
  await ended;
}

/** OBS tells its duration only while a transition is chosen that has one. Leaves it on Cut. */
async function fadeDuration(): Promise<number | null> {
  await person.call('SetCurrentSceneTransition', { transitionName: 'Fade' });
  const chosen = await until('Fade is chosen', 2_000, async () => {
    const current = await person.call('GetCurrentSceneTransition');
    return current.transitionName === 'Fade' && current;
  });
  await person.call('SetCurrentSceneTransition', { transitionName: 'Cut' });
  return chosen.transitionDuration;
}

/** Of all scenes only this one reaches the output: OBS is not left between two. */
async function seenAlone(sceneName: keyof typeof scenes): Promise<void> {
  await until(`${sceneName} is seen alone`, 2_000, async () => {
    const active: string[] = [];
    for (const sourceName of Object.keys(scenes)) {
      if ((await person.call('GetSourceActive', { sourceName })).videoActive) active.push(sourceName);
    }
    return active.join() === sceneName;
  });
}

/** A colour where captions are, read off OBS's own picture of a scene: red, green, blue. */
async function captionPixel(sceneName: string): Promise<readonly number[]> {
  const { imageData } = await person.call('GetSourceScreenshot', {
    sourceName: sceneName,
    imageFormat: 'bmp',
    imageWidth: 640,
    imageHeight: 360,
  });
  const bitmap = Buffer.from(imageData.split(',')[1] ?? '', 'base64');
  const start = bitmap.readUInt32LE(10);
  const bytes = bitmap.readUInt16LE(28) / 8;
  const at = start + (360 - 1 - 325) * Math.ceil((640 * bytes) / 4) * 4 + 38 * bytes;
  return [bitmap[at + 2] ?? 0, bitmap[at + 1] ?? 0, bitmap[at] ?? 0];
}

async function shows(sceneName: string, colour: readonly number[]): Promise<void> {
  const deadline = performance.now() + 3_000;
  let last: readonly number[] = [];
  while (performance.now() < deadline) {
    last = await captionPixel(sceneName);
    if (last.every((value, index) => Math.abs(value - (colour[index] ?? 0)) <= 3)) return;
  }
  expect(last).toEqual(colour);
}

async function sceneNames(): Promise<readonly string[]> {
  const listed = await person.call('GetSceneList');
  return listed.scenes.map(({ sceneName }) => (typeof sceneName === 'string' ? sceneName : ''));
}

/** All sources, and each scene's items. */
async function madeOf(): Promise<unknown> {
  const { scenes: all, inputs } = await wholeObs(person);
  const items = Object.entries(all).map(([scene, { items }]) => [
    scene,
    items.map(({ sourceName, sceneItemId, sceneItemEnabled }) => [sourceName, sceneItemId, sceneItemEnabled]),
  ]);
  return [Object.keys(inputs), items];
}

/** Of a scene's pixels, the part that is nearly black and the part that is nearly white. */
async function lightOf(sourceName: string): Promise<{ readonly dark: number; readonly bright: number }> {
  const { imageData } = await person.call('GetSourceScreenshot', { sourceName, imageFormat: 'png' });
  const picture = decodePng(Buffer.from(imageData.split(',')[1] ?? '', 'base64'));
  if (!picture) throw new Error('no picture');
  const { width, height, data: pixels } = picture;
  let [dark, bright] = [0, 0];
  for (let at = 0; at < pixels.length; at += 4) {
    const light = Math.max(pixels[at] ?? 0, pixels[at + 1] ?? 0, pixels[at + 2] ?? 0);
    if (light < 40) dark += 1;
    if (light > 220) bright += 1;
  }
  return { dark: dark / (width * height), bright: bright / (width * height) };
}

describe.skipIf(noObs)('on a real OBS, a take', () => {
  it('is accepted at once, on air when the fade has ended, and gives the transition back', async () => {
    await personSwitches('Host');
    const room = await begin(showOf({ scene: 'Panel', transition: fade(1_500) }));
    room.go();
    const accepted = await room.heard('takeAccepted');
    expect(room.of('takeOnAir')).toEqual([]);
    const onAir = await room.heard('takeOnAir');
    expect(onAir.after).toBeGreaterThanOrEqual(1_480);
    expect(accepted.after).toBeLessThan(onAir.after - 500);
    await room.until('the transition is back', () => room.memory.borrowed === null);
    await until('it is Cut', 2_000, async () => {
      return (await person.call('GetCurrentSceneTransition')).transitionName === 'Cut';
    });
    // The transition is back and OBS still tells of the next take.
    await room.guardIsOver();
    room.submit({ type: 'setSlate', on: true });
    await room.heard('takeOnAir', 2);
    expect(room.of('takeOnAirUnheard')).toEqual([]);
  });

  it('that cuts into a long fade is on air at once, and OBS has everything back', async () => {
    await personSwitches('Host');
    const before = await fadeDuration();
    const room = await begin(showOf({ scene: 'Panel', transition: fade(8_000) }, { scene: 'Host' }));
    room.go();
    await room.heard('takeAccepted');
    await room.guardIsOver();
    room.submit({ type: 'setSlate', on: true });
    const { after } = await room.heard('takeOnAir');
    expect(after).toBeLessThan(600);
    await seenAlone('Holding slide');
    await room.until('the transition is back', () => room.memory.borrowed === null);
    expect(await fadeDuration()).toBe(before);
    expect(room.of('takeOnAirUnheard')).toEqual([]);
  });

  it('back to the scene that a fade is leaving is told to its end, and the next one too', async () => {
    await personSwitches('Host');
    const room = await begin(showOf({ scene: 'Host' }, { scene: 'Panel', transition: fade(1_500) }));
    room.go();
    await room.heard('takeOnAir');
    await room.guardIsOver();
    room.go();
    await room.heard('takeAccepted', 2);
    room.submit({ type: 'back', expectedOnAir: room.host.state.run.onAir?.takeId ?? null });
    await room.heard('takeOnAir', 2);
    await seenAlone('Host');
    await room.until('the transition is back', () => room.memory.borrowed === null);
    room.submit({ type: 'setSlate', on: true });
    await room.heard('takeOnAir', 3);
    await seenAlone('Holding slide');
    expect(room.of('takeOnAirUnheard')).toEqual([]);
  });

  it('to the scene on air is on air at once', async () => {
    await personSwitches('Panel');
    const room = await begin(showOf({ scene: 'Panel' }));
    room.go();
    const { after } = await room.heard('takeOnAir');
    expect(after).toBeLessThan(400);
  });

  it('to a scene that is not there is refused in OBS’s own words', async () => {
    const room = await begin(showOf({ scene: 'Nowhere' }));
    room.go();
    const { failure } = await room.heard('takeFailed');
    expect(failure).toEqual({
      why: 'refused',
      code: 600,
      comment: 'No source was found by the name of `Nowhere`.',
    });
  });

  it('works in studio mode and leaves preview and mode alone', async () => {
    await personSwitches('Host');
    await person.call('SetStudioModeEnabled', { studioModeEnabled: true });
    const room = await begin(showOf({ scene: 'Panel', transition: fade(200) }));
    room.go();
    await room.heard('takeOnAir');
    await person.call('SetStudioModeEnabled', { studioModeEnabled: false });
    await room.until('studio mode is off', () => room.view.observed?.studioMode === false);
    expect(room.view.observed?.program).toBe('Panel');
    expect(room.of('sceneChangedInObs')).toEqual([]);
  });
});

describe.skipIf(noObs)('on a real OBS, a person', () => {
  it('who changes the scene is told of', async () => {
    await personSwitches('Host');
    const room = await begin(showOf({ scene: 'Panel' }));
    room.go();
    await room.heard('takeOnAir');
    await personSwitches('Host');
    expect(await room.heard('sceneChangedInObs')).toMatchObject({ scene: 'Host' });
  });

  it('who opens another scene collection is followed there and back', async () => {
    const room = await begin(showOf({ scene: 'Panel' }));
    const { currentSceneCollectionName: first } = await person.call('GetSceneCollectionList');
    await person.call('CreateSceneCollection', { sceneCollectionName: 'Evening' });
    await room.until('its scenes are known', () => room.view.observed?.scenes.join() === 'Scene');
    await person.call('SetCurrentSceneCollection', { sceneCollectionName: first });
    await room.until('the others are back', () => room.view.observed?.scenes.includes('Panel') === true);
    room.go();
    await room.heard('takeOnAir');
    expect(room.view.link.status).toBe('connected');
  });
});

describe.skipIf(noObs)('on a real OBS in studio mode', () => {
  it('Next goes into the preview where that is wanted, after OBS’s own swap of the two', async () => {
    await personSwitches('Holding slide');
    await person.call('SetStudioModeEnabled', { studioModeEnabled: true });
    try {
      const preview = async (): Promise<string> =>
        (await person.call('GetCurrentPreviewScene')).currentPreviewSceneName;
      const room = await begin(showOf({ scene: 'Panel', transition: fade(300) }, { scene: 'Host' }));
      room.room.previewNext(true);
      await until('the first is in the preview', 2_000, async () => (await preview()) === 'Panel');
      room.go();
      await room.heard('takeOnAir');
      await until('the second is in the preview', 2_000, async () => (await preview()) === 'Host');
      await room.until('the room knows', () => room.view.observed?.preview === 'Host');
      expect(room.view.observed?.program).toBe('Panel');
    } finally {
      await person.call('SetStudioModeEnabled', { studioModeEnabled: false });
    }
  });
});

describe.skipIf(noObs)('on a real OBS, "Build my OBS"', () => {
  it('makes scenes and a slate that can be seen, once, and takes away no more than that', async () => {
    await personSwitches('Host');
    const before = await sceneNames();
    const of = { ...showOf({ scene: 'Host' }, { scene: 'Studio two' }), slateScene: 'Pause', title: 'MMMM' };
    const room = await begin(of, { pictures: null });
    expect(await room.room.buildObs()).toEqual(ok(null));
    expect(room.room.planBuild()).toEqual(ok({ way: 'text', steps: [] }));
    const built = await madeOf();
    expect(await room.room.buildObs()).toEqual(ok(null));
    expect(await madeOf()).toEqual(built);
    expect(room.view.observed?.scenes).toEqual(expect.arrayContaining(['Studio two', 'Pause']));
    // The title's white in the middle of the dark; which letter's stroke is there is the font's affair.
    await until('the title is seen on the dark', 3_000, async () => {
      const { dark, bright } = await lightOf('Pause');
      return dark > 0.8 && bright > 0.003;
    });

    expect(await room.room.removeBuilt()).toEqual(ok(null));
    await until('OBS has what it had', 3_000, async () => (await sceneNames()).join() === before.join());
    // OBS's list is without them before its events of it have come.
    await until('nothing of ours is left', 3_000, async () => {
      expect(await room.room.planRemoval()).toEqual(ok({ removes: [], keeps: [] }));
      return true;
    });
  });
});

describe.skipIf(noObs)('on a real OBS, a name', () => {
  it('is set up once, shown in OBS’s own picture, corrected, and taken out by a take', async () => {
    await personSwitches('Host');
    const room = await begin(showOf({ scene: 'Panel' }, { scene: 'Host', transition: fade(300) }));
    expect(await room.room.setUpCaptions()).toEqual(ok(null));
    expect(room.view.observed?.captions).toEqual({
      way: 'clips',
      measures: true,
      sceneReady: true,
      missingIn: [],
    });
    expect(room.room.planCaptionSetup()).toEqual(ok({ way: 'clips', steps: [] }));
    room.go();
    await room.heard('takeOnAir');
    room.submit({ type: 'showCaption', speakerId: 'ann', pinned: true, expected: null });
    const { after } = await room.heard('captionShown');
    expect(after).toBeLessThan(500);
    await shows('Panel', [250, 200, 0]);

    const edit = { kind: 'setSpeaker', id: 'ann', patch: { name: 'Anne Example' } } as const;
    room.submit({ type: 'edit', edit });
    await shows('Panel', [0, 200, 250]);

    await room.guardIsOver();
    room.go();
    await room.heard('takeAccepted', 2);
    await room.until('it is out', () => room.view.observed?.captionVisible === false);
    await shows('Host', [0x20, 0x40, 0x00]);
    await room.heard('takeOnAir', 2);
  });

  it('switched off by a person is told of', async () => {
    await personSwitches('Host');
    const room = await begin(showOf({ scene: 'Panel' }));
    await room.room.setUpCaptions();
    room.go();
    await room.heard('takeOnAir');
    room.submit({ type: 'showCaption', speakerId: 'ann', pinned: true, expected: null });
    await room.heard('captionShown');
    const { sceneItemId } = await person.call('GetSceneItemId', {
      sceneName: ownNames.captions,
      sourceName: ownNames.picture,
    });
    await person.call('SetSceneItemEnabled', {
      sceneName: ownNames.captions,
      sceneItemId,
      sceneItemEnabled: false,
    });
    expect(await room.heard('captionHidden')).toMatchObject({ by: 'obs' });
  });

  it('is drawn by text sources where no pictures can be', async () => {
    await personSwitches('Host');
    const room = await begin(showOf({ scene: 'Panel' }), { pictures: null });
    expect(await room.room.setUpCaptions()).toEqual(ok(null));
    expect(room.view.observed?.captions).toMatchObject({ way: 'text', measures: true, sceneReady: true });
    room.go();
    await room.heard('takeOnAir');
    room.submit({ type: 'showCaption', speakerId: 'ann', pinned: true, expected: null });
    await room.heard('captionShown');
    await shows('Panel', [8, 12, 20]);
    if (process.env['LECTERN_LOOK'] !== undefined) {
      const shot = {
        sourceName: 'Panel',
        imageFormat: 'png',
        imageFilePath: join(process.env['LECTERN_LOOK'], 'text.png'),
      };
      await person.call('SaveSourceScreenshot', { ...shot, imageWidth: 1280 });
    }
    room.submit({ type: 'hideCaption', expected: 'ann' });
    await room.until('it is out', () => room.view.observed?.captionVisible === false);
  });
});

describe.skipIf(noObs)('a real OBS that dies and comes back', () => {
  it('gets back what was borrowed and loses our caption past its time; all else is as it was', async () => {
    await personSwitches('Host');
    const kept = memory();
    const room = await begin(showOf({ scene: 'Panel', transition: fade(5_000) }), { memory: kept });
    await room.room.setUpCaptions();
    room.go();
    await room.heard('takeAccepted');
    expect(kept.borrowed?.transition).toMatchObject({ name: 'Cut', chosen: 'Fade' });
    await obs.kill();
    await room.heard('obsLost');
    await person.disconnect();
    await obs.restart();
    await person.connect(obs.url, obs.password);
    await room.heard('obsConnected', 2);
    await room.until('nothing is borrowed any more', () => kept.borrowed === null);
  });
});
