import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import OBSWebSocket, { EventSubscription } from 'obs-websocket-js/json';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { whyNot } from '../../../scripts/setup/available.mjs';
import type { Cue, CueEffect, CueTrigger } from '../../../src/core/show/cues';
import { decodePng } from '../../../src/practice-obs/picture/png';
import { startRoom, type RoomStage } from '../../practice/obsRoom/roomStage';
import { startRealObs, type RealObs } from '../../support/realObs';
import { segment, show } from '../../support/shows';
import { until } from '../../support/until';

/** `0xAABBGGRR`. */
const colours = { Backdrop: 0xff104010, Logo: 0xff2020e0 } as const;

/** Ten seconds of silence: mono, 16 bits, 8 kHz. */
function silence(): Buffer {
  const wav = Buffer.alloc(44 + 160_000);
  wav.write('RIFF', 0);
  wav.writeUInt32LE(wav.length - 8, 4);
  wav.write('WAVEfmt ', 8);
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(8_000, 24);
  wav.writeUInt32LE(16_000, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write('data', 36);
  wav.writeUInt32LE(160_000, 40);
  return wav;
}

/** What cues do in a real OBS, looked at by somebody else at it. */
describe.skipIf(whyNot('obs') !== null)('cues on a real OBS', () => {
  let obs: RealObs;
  let person: OBSWebSocket;
  let stage: RoomStage;
  let folder = '';

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'lectern-cues-'));
    const file = join(folder, 'silence.wav');
    writeFileSync(file, silence());
    obs = await startRealObs();
    person = new OBSWebSocket();
    await person.connect(obs.url, obs.password, { eventSubscriptions: EventSubscription.Inputs });
    for (const sceneName of ['Host', 'Panel']) await person.call('CreateScene', { sceneName });
    for (const [inputName, color] of Object.entries(colours)) {
      await person.call('CreateInput', {
        sceneName: 'Panel',
        inputName,
        inputKind: 'color_source_v3',
        inputSettings: { color, width: 1280, height: 720 },
      });
    }
    await person.call('CreateInput', {
      sceneName: 'Panel',
      inputName: 'Jingle',
      inputKind: 'ffmpeg_source',
      inputSettings: { local_file: file, looping: true },
    });
    await person.call('CreateSourceFilter', {
      sourceName: 'Logo',
      filterName: 'Gone',
      filterKind: 'color_filter_v2',
      filterSettings: { opacity: 0 },
    });
    await person.call('SetSourceFilterEnabled', {
      sourceName: 'Logo',
      filterName: 'Gone',
      filterEnabled: false,
    });
    await person.call('SetCurrentSceneTransition', { transitionName: 'Cut' });
  });
  afterEach(() => stage.dispose());
  afterAll(async () => {
    await person.disconnect();
    await obs.stop();
    rmSync(folder, { recursive: true });
  });

  /** On air with a segment of the scene 'Panel' that has these cues. */
  async function onAir(effects: readonly CueEffect[], kind: 'take' | 'hand' = 'hand'): Promise<void> {
    const trigger: CueTrigger = { kind };
    const cues = effects.map((effect, index): Cue => ({ id: `c${index}`, trigger, effect }));
    const target = { address: obs.url, practice: false, password: obs.password };
    const plan = show([segment('first', { scene: 'Panel', cues })], { date: null, slateScene: 'Host' });
    stage = startRoom({ show: plan, target });
    await stage.connected();
    stage.go();
    await stage.heard('takeOnAir');
  }

  function run(cueId = 'c0'): void {
    const expectedOnAir = stage.host.state.run.onAir?.takeId ?? '';
    stage.submit({ type: 'runCue', expectedOnAir, cueId });
  }

  /** The middle of what viewers see: red, green, blue. */
  async function middle(): Promise<readonly number[]> {
    const { imageData } = await person.call('GetSourceScreenshot', {
      sourceName: 'Panel',
      imageFormat: 'png',
      imageWidth: 64,
      imageHeight: 36,
    });
    const picture = decodePng(Buffer.from(imageData.split(',')[1] ?? '', 'base64'));
    if (!picture) throw new Error('no picture');
    const { data, width } = picture;
    const at = (18 * width + 32) * 4;
    return [...data.subarray(at, at + 3)];
  }

  const isLogo = async (): Promise<boolean> => ((await middle())[0] ?? 0) > 150;
  const isBackdrop = async (): Promise<boolean> => ((await middle())[0] ?? 255) < 60;

  it('hide a source and show it again, by OBS’s picture', async () => {
    const effect = { kind: 'visibility', scene: 'Panel', source: 'Logo' } as const;
    await onAir([
      { ...effect, on: false },
      { ...effect, on: true },
    ]);
    expect(await isLogo()).toBe(true);
    run('c0');
    await stage.heard('cueDone');
    await until('the logo is gone', 2_000, isBackdrop);
    run('c1');
    await stage.heard('cueDone', 2);
    await until('the logo is back', 2_000, isLogo);
  });

  it('switch a filter on and off, by OBS’s picture', async () => {
    const effect = { kind: 'filter', source: 'Logo', filter: 'Gone' } as const;
    await onAir([
      { ...effect, on: true },
      { ...effect, on: false },
    ]);
    run('c0');
    await stage.heard('cueDone');
    await until('the logo is seen through', 2_000, isBackdrop);
    run('c1');
    await stage.heard('cueDone', 2);
    await until('the logo is back', 2_000, isLogo);
    expect(stage.of('cueFailed')).toEqual([]);
  });

  it('mute and unmute', async () => {
    const effect = { kind: 'mute', input: 'Jingle' } as const;
    await onAir([
      { ...effect, on: true },
      { ...effect, on: false },
    ]);
    const muted = async (): Promise<boolean> =>
      (await person.call('GetInputMute', { inputName: 'Jingle' })).inputMuted;
    run('c0');
    await stage.heard('cueDone');
    expect(await muted()).toBe(true);
    run('c1');
    await stage.heard('cueDone', 2);
    expect(await muted()).toBe(false);
  });

  it('fade a volume, heard frame by frame', async () => {
    await onAir([{ kind: 'volume', input: 'Jingle', decibels: -30, over: 1_200 }]);
    const heard: number[] = [];
    const listen = ({ inputVolumeDb }: { readonly inputVolumeDb: number }): void =>
      void heard.push(inputVolumeDb);
    person.on('InputVolumeChanged', listen);
    run();
    const { after } = await stage.heard('cueDone');
    const { inputVolumeDb } = await person.call('GetInputVolume', { inputName: 'Jingle' });
    person.off('InputVolumeChanged', listen);
    expect(inputVolumeDb).toBeCloseTo(-30, 2);
    expect(after).toBeGreaterThan(1_100);
    expect(heard.length).toBeGreaterThan(12);
    expect(heard).toEqual(heard.toSorted((a, b) => b - a));
  });

  it('give a fader up to a hand at OBS', async () => {
    await onAir([{ kind: 'volume', input: 'Jingle', decibels: -60, over: 20_000 }]);
    run();
    await until('it is on its way', 4_000, async () => {
      return (await person.call('GetInputVolume', { inputName: 'Jingle' })).inputVolumeDb < -31;
    });
    await person.call('SetInputVolume', { inputName: 'Jingle', inputVolumeDb: 3 });
    expect((await stage.heard('cueFailed')).problem).toEqual({ why: 'notSeen' });
    const { inputVolumeDb } = await person.call('GetInputVolume', { inputName: 'Jingle' });
    expect(inputVolumeDb).toBeCloseTo(3, 2);
  });

  it('stop, play and pause a file', async () => {
    await onAir(
      (['pause', 'play', 'stop', 'restart'] as const).map((action) => ({
        kind: 'media',
        input: 'Jingle',
        action,
      })),
    );
    // A restart before OBS has come to the end of a stop is undone by it.
    for (const [index, state] of ['PAUSED', 'PLAYING', 'ENDED', 'PLAYING'].entries()) {
      run(`c${index}`);
      await stage.heard('cueDone', index + 1);
      await until(`it is ${state}`, 2_000, async () => {
        const { mediaState } = await person.call('GetMediaInputStatus', { inputName: 'Jingle' });
        return mediaState === `OBS_MEDIA_STATE_${state}`;
      });
    }
    expect(stage.of('cueFailed')).toEqual([]);
  });

  it('press a hotkey, by what it does', async () => {
    await onAir([{ kind: 'hotkey', name: 'OBSBasic.StartRecording' }]);
    run();
    await stage.heard('cueDone');
    await stage.until('it records', () => stage.view.observed?.outputs.record.status === 'on');
    await person.call('StopRecord');
    await stage.until('it has stopped', () => stage.view.observed?.outputs.record.status === 'off');
    expect(stage.of('cueFailed')).toEqual([]);
  });

  it('are not sent, or refused in OBS’s words, where OBS cannot', async () => {
    await onAir([
      { kind: 'saveReplay' },
      { kind: 'hotkey', name: 'Nothing.Of.That' },
      { kind: 'mute', input: 'Logo', on: true },
      { kind: 'media', input: 'Logo', action: 'play' },
    ]);
    expect(stage.view.observed?.outputs.replayBuffer.status).toBe('unavailable');
    const problems: unknown[] = [];
    for (let index = 0; index < 4; index += 1) {
      run(`c${index}`);
      problems.push((await stage.heard('cueFailed', index + 1)).problem);
    }
    expect(problems).toMatchObject([
      { why: 'refused', code: 604, comment: 'Replay buffer is not available.' },
      { why: 'refused', code: 600 },
      { why: 'refused', code: 604 },
      { why: 'notSeen' },
    ]);
  });

  it('come with a take in one batch, and one that is refused holds up nothing', async () => {
    const twenty = Array.from({ length: 20 }, (_, index): CueEffect => {
      if (index === 7) return { kind: 'mute', input: 'Backdrop', on: true };
      return index % 2 === 0
        ? { kind: 'volume', input: 'Jingle', decibels: -index, over: 0 }
        : { kind: 'visibility', scene: 'Panel', source: 'Logo', on: index === 19 };
    });
    await onAir(twenty, 'take');
    await stage.until('all are known', () =>
      Object.values(stage.host.state.run.onAir?.cues ?? {}).every(({ kind }) => kind !== 'sent'),
    );
    const cues = stage.host.state.run.onAir?.cues ?? {};
    expect(cues['c7']).toMatchObject({ kind: 'failed', problem: { why: 'refused', code: 604 } });
    expect(cues['c18']?.kind).toBe('done');
    expect(cues['c19']?.kind).toBe('done');
    expect((await person.call('GetCurrentProgramScene')).currentProgramSceneName).toBe('Panel');
    const { inputVolumeDb } = await person.call('GetInputVolume', { inputName: 'Jingle' });
    expect(inputVolumeDb).toBeCloseTo(-18, 2);
    await until('the logo is there', 2_000, isLogo);
  });

  it('are done once more with the next take where OBS was killed before it had saved them', async () => {
    const muted = async (): Promise<boolean> =>
      (await person.call('GetInputMute', { inputName: 'Jingle' })).inputMuted;
    const effect: CueEffect = { kind: 'mute', input: 'Jingle', on: true };
    const cues: readonly Cue[] = [{ id: 'c0', trigger: { kind: 'take' }, effect }];
    const segments = [segment('first', { scene: 'Panel', cues }), segment('second', { scene: 'Panel' })];
    const target = { address: obs.url, practice: false, password: obs.password };
    await person.call('SetInputMute', { inputName: 'Jingle', inputMuted: false });
    // Asked to quit, it saves.
    await person.disconnect();
    await obs.quit();
    await obs.restart();
    await person.connect(obs.url, obs.password, { eventSubscriptions: EventSubscription.Inputs });
    stage = startRoom({ show: show(segments, { date: null, slateScene: 'Host' }), target });
    await stage.connected();
    stage.go();
    await stage.heard('cueDone');
    expect(await muted()).toBe(true);
    await person.disconnect();
    await obs.kill();
    await stage.heard('obsLost');
    await obs.restart();
    await person.connect(obs.url, obs.password, { eventSubscriptions: EventSubscription.Inputs });
    stage.room.retry();
    await stage.heard('effectLost');
    expect(await muted()).toBe(false);
    expect(stage.of('takeRequested')).toHaveLength(1);
    await stage.guardIsOver();
    stage.go();
    await stage.heard('cueDone', 2);
    expect(await muted()).toBe(true);
  });
});
