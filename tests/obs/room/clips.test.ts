import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import OBSWebSocket from 'obs-websocket-js/json';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { whyNot } from '../../../scripts/setup/available.mjs';
import { clipShots } from '../../../src/core/captions/clip';
import { comesIn, goesIn } from '../../../src/core/captions/motion';
import { ownNames } from '../../../src/core/obs/ownership';
import { ok } from '../../../src/core/result';
import type { State } from '../../../src/core/run/state';
import { type RoomStage, startRoom } from '../../practice/obsRoom/roomStage';
import { type Rgb, barFilm, barPicture } from '../../support/films';
import { type RealObs, startRealObs } from '../../support/realObs';
import { segment, show, speaker } from '../../support/shows';
import { until } from '../../support/until';

const run = promisify(execFile);

const canvas = { width: 1280, height: 720 };
/** How long a name stays, ms. */
const stays = 4_000;
const fps = 30;

const colours = {
  ann: [250, 200, 0],
  bo: [0, 200, 250],
  cy: [250, 0, 200],
} as const satisfies Readonly<Record<string, Rgb>>;
type Name = keyof typeof colours;
const names = ['ann', 'bo', 'cy'] as const;

/** How much of each one's bar is seen, 0–1, frame by frame. */
type Seen = Readonly<Record<Name, readonly number[]>>;

describe.skipIf(whyNot('obs', 'ffmpeg') !== null)('names as clips, in what a real OBS records', () => {
  let folder = '';
  let obs: RealObs;
  let person: OBSWebSocket;
  let stage: RoomStage | null = null;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'lectern-clips-'));
    [obs] = await Promise.all([startRealObs({ canvas, fps }), ...names.map((name) => draw(name))]);
    person = new OBSWebSocket();
    await person.connect(obs.url, obs.password);
    for (const [sceneName, color] of [
      ['Panel', 0xff200040],
      ['Host', 0xff004020],
    ] as const) {
      await person.call('CreateScene', { sceneName });
      await person.call('CreateInput', {
        sceneName,
        inputName: `Backdrop of ${sceneName}`,
        inputKind: 'color_source_v3',
        inputSettings: { color, ...canvas },
      });
    }
    await person.call('SetCurrentSceneTransition', { transitionName: 'Cut' });
    await person.call('SetCurrentProgramScene', { sceneName: 'Panel' });
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

  async function draw(name: Name): Promise<void> {
    const shots = clipShots(stays).map(({ moment, frames }) => ({
      frames,
      share: moment === null ? 1 : moment.of === 'coming' ? moment.at / comesIn : 1 - moment.at / goesIn,
    }));
    writeFileSync(join(folder, `${name}.mov`), await barFilm(canvas, colours[name], shots));
    writeFileSync(join(folder, `${name}.png`), await barPicture(canvas, colours[name], 1));
  }

  /** Drawn as Electron draws them, but for what is in them. */
  const fit = { nameLines: [], roleLines: [], orgLines: [], scale: 1, shortened: false };

  async function open(state?: State): Promise<RoomStage> {
    const fade = { name: 'Fade', duration: 400 };
    const segments = [
      segment('s0', { scene: 'Panel', speakerIds: names }),
      segment('s1', { scene: 'Host', speakerIds: names, transition: fade }),
    ];
    const speakers = names.map((name) => speaker(name, { name }));
    stage = startRoom({
      show: show(segments, { date: null, speakers, slateScene: null, captionDuration: stays }),
      target: { address: obs.url, practice: false, password: obs.password },
      pictures: {
        prune: async () => {},
        render: async ({ name }) => ok({ file: join(folder, `${name}.png`), fit }),
        renderClip: async ({ name }) => ok({ file: join(folder, `${name}.mov`), fit }),
      },
      ...(state ? { state } : {}),
    });
    await stage.connected();
    return stage;
  }

  async function name(room: RoomStage, speakerId: Name): Promise<void> {
    const before = room.of('captionShown').length;
    const expected = room.host.state.run.caption?.speakerId ?? null;
    room.submit({ type: 'showCaption', speakerId, pinned: false, expected });
    await room.heard('captionShown', before + 1);
  }

  const isOn = async (): Promise<boolean> => {
    const { sceneItems } = await person.call('GetSceneItemList', { sceneName: ownNames.captions });
    return sceneItems.some((item) => item['sceneItemEnabled'] === true);
  };

  const hasEnded = async (): Promise<boolean> => {
    const { mediaState } = await person.call('GetMediaInputStatus', { inputName: ownNames.clip });
    return mediaState === 'OBS_MEDIA_STATE_ENDED';
  };

  async function stopRecording(): Promise<string> {
    const written = new Promise<void>((done) => {
      person.on('RecordStateChanged', ({ outputState }) => {
        if (outputState === 'OBS_WEBSOCKET_OUTPUT_STOPPED') done();
      });
    });
    const { outputPath } = await person.call('StopRecord');
    await written;
    return outputPath;
  }

  it('they come in, go on time with the app dead, go early when told, and never ride along', async () => {
    let room = await open();
    expect(await room.room.setUpCaptions()).toEqual(ok(null));
    room.submit({ type: 'setAutoCaptions', on: false });
    room.go();
    await room.heard('takeOnAir');
    await person.call('StartRecord');

    // The app dies 30 ms after it has shown a name.
    await name(room, 'ann');
    await pause(30);
    await room.dispose();
    await until('it has ended', stays + 6_000, hasEnded);
    expect(await isOn()).toBe(true);
    // When it is back it switches off what has ended.
    room = await open(room.host.state);
    await until('it is switched off', 2_000, async () => !(await isOn()));
    expect(room.of('leftoverCleared')).toEqual([]);

    await name(room, 'bo');
    await pause(1_200);
    room.submit({ type: 'hideCaption', expected: 'bo' });
    await until('it is out', 2_000, async () => !(await isOn()));

    await name(room, 'cy');
    await pause(1_000);
    room.go();
    await room.heard('takeOnAir');
    expect(await isOn()).toBe(false);

    // Another name in the place of one: it has all of its time.
    await name(room, 'ann');
    await pause(1_200);
    await name(room, 'bo');
    await until('it has gone by itself', stays + 6_000, async () => !(await isOn()));
    expect(room.of('captionHidden').at(-1)).toEqual({ type: 'captionHidden', by: 'time' });

    const seen = await frames(await stopRecording());
    const [first, second] = [appearances(seen.ann), appearances(seen.bo)];
    const [dead, replaced] = first;
    const [early, after] = second;
    const [taken] = appearances(seen.cy);
    expect([first.length, second.length, appearances(seen.cy).length]).toEqual([2, 2, 1]);
    if (!dead || !replaced || !early || !after || !taken) throw new Error('unreachable');

    console.log(
      JSON.stringify([early, dead, taken, replaced, after].map((s) => s.map((v) => v.toFixed(2)).join(' '))),
    );
    // In: it grows over 740 ms, and is whole until its time is over; then it goes within 460 ms.
    expect(growth(dead)).toBeGreaterThan(2);
    expectAbout(dead.length, (stays + goesIn) / 1_000);
    expect(dead.filter((share) => share > 0.97).length / fps).toBeGreaterThan(1);
    expect(growth(dead.toReversed())).toBeGreaterThan(2);
    // Early: half a second after it was told to.
    expectAbout(early.length, 1.2 + goesIn / 1_000);
    expect(growth(early.toReversed())).toBeGreaterThan(2);
    // A take cuts it, in the frame in which the scenes begin to mix.
    expectAbout(taken.length, 1);
    expect(taken.at(-1)).toBe(Math.max(...taken));
    // So does the next name, which comes in anew.
    expectAbout(replaced.length, 1.2);
    expect(growth(after)).toBeGreaterThan(2);
    expectAbout(after.length, (stays + goesIn) / 1_000);
  }, 40_000);

  /** A row of pixels through the bar, of every frame of a recording. */
  async function frames(file: string): Promise<Seen> {
    const row = [
      '-vf',
      `fps=${fps},crop=${canvas.width}:2:0:640`,
      '-pix_fmt',
      'rgb24',
      '-f',
      'rawvideo',
      '-',
    ];
    const { stdout } = await run('ffmpeg', ['-v', 'error', '-i', file, ...row], {
      encoding: 'buffer',
      maxBuffer: 2 ** 28,
    });
    const length = canvas.width * 2 * 3;
    const count = Math.floor(stdout.length / length);
    const of = (name: Name): readonly number[] =>
      Array.from({ length: count }, (_, frame) =>
        share(stdout.subarray(frame * length, frame * length + length / 2), colours[name]),
      );
    return { ann: of('ann'), bo: of('bo'), cy: of('cy') };
  }
});

/** How much of the bar has this colour, more or less: a recording blurs it. */
function share(row: Buffer, colour: Rgb): number {
  let count = 0;
  for (let at = 0; at < row.length; at += 3) {
    if (colour.every((value, channel) => Math.abs(value - (row[at + channel] ?? 0)) < 75)) count += 1;
  }
  return count / (canvas.width * 0.5);
}

/** The stretches in which it is seen. */
function appearances(shares: readonly number[]): readonly (readonly number[])[] {
  const found: number[][] = [];
  shares.forEach((value, frame) => {
    if (value < 0.01) return;
    if ((shares[frame - 1] ?? 0) < 0.01) found.push([]);
    found.at(-1)?.push(value);
  });
  return found;
}

/** In how many different sizes it is seen until it is whole. */
function growth(shares: readonly number[]): number {
  const whole = shares.findIndex((value) => value > 0.97);
  const growing = shares.slice(0, whole);
  expect(growing).toEqual(growing.toSorted((a, b) => a - b));
  return new Set(growing.map((value) => value.toFixed(2))).size;
}

/** Seconds of so many frames: OBS takes a moment to begin, and more where the machine is busy. */
function expectAbout(count: number, seconds: number): void {
  expect(count / fps).toBeGreaterThan(seconds - 0.25);
  expect(count / fps).toBeLessThan(seconds + 1);
}

function pause(ms: number): Promise<void> {
  return new Promise((over) => setTimeout(over, ms));
}
