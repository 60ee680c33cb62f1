import OBSWebSocket from 'obs-websocket-js/json';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { whyNot } from '../../../scripts/setup/available.mjs';
import { stillHeard } from '../../../src/core/obs/sound';
import { memory, type RoomStage, startRoom } from '../../practice/obsRoom/roomStage';
import { type RealObs, startRealObs } from '../../support/realObs';
import { segment, show, speaker } from '../../support/shows';
import { until } from '../../support/until';

/** Sound off in the real OBS: what it mutes, what it gives back, and what is heard all the same. */
describe.skipIf(whyNot('obs') !== null)('the sound of a real OBS', () => {
  let obs: RealObs;
  let person: OBSWebSocket;
  let stage: RoomStage;

  const plan = show(
    [
      segment('pre', { scene: 'Slate', soundOff: true }),
      segment('talk', { scene: 'Scene' }),
      segment('gone', { scene: 'Nowhere' }),
    ],
    { date: null, slateScene: 'Slate', speakers: [speaker('a', { microphone: 'Call' })] },
  );

  beforeAll(async () => {
    obs = await startRealObs();
    person = new OBSWebSocket();
    await person.connect(obs.url, obs.password);
    await person.call('CreateScene', { sceneName: 'Slate' });
    await person.call('CreateScene', { sceneName: 'Inner' });
    await person.call('CreateSceneItem', { sceneName: 'Slate', sourceName: 'Inner' });
    for (const [sceneName, inputName, inputKind] of [
      ['Scene', 'Mic', 'pulse_input_capture'],
      ['Scene', 'Call', 'ffmpeg_source'],
      ['Scene', 'Muted', 'alsa_input_capture'],
      ['Inner', 'Music', 'ffmpeg_source'],
      ['Scene', 'Intro', 'ffmpeg_source'],
    ] as const)
      await person.call('CreateInput', { sceneName, inputName, inputKind });
    await person.call('SetInputMute', { inputName: 'Muted', inputMuted: true });
  });
  afterEach(() => stage.dispose());
  afterAll(async () => {
    await person.disconnect();
    await obs.stop();
  });

  async function begin(kept = memory(), state?: RoomStage['host']['state']): Promise<void> {
    const target = { address: obs.url, practice: false, password: obs.password };
    stage = startRoom({ show: plan, target, memory: kept, ...(state ? { state } : {}) });
    await stage.connected();
  }

  /** Those of the inputs that OBS says are not muted. */
  async function open(): Promise<readonly string[]> {
    const names = ['Mic', 'Call', 'Muted', 'Music', 'Intro'];
    const muted = await Promise.all(names.map((inputName) => person.call('GetInputMute', { inputName })));
    return names.filter((_, index) => muted[index]?.inputMuted === false);
  }

  /** Those of them that OBS says are in what goes out. */
  async function active(): Promise<readonly string[]> {
    const there: string[] = [];
    for (const sourceName of await open()) {
      const { videoActive } = await person.call('GetSourceActive', { sourceName });
      if (videoActive) there.push(sourceName);
    }
    return there.toSorted();
  }

  /** OBS says so a frame later. */
  async function isActive(...names: readonly string[]): Promise<void> {
    await until(`active: ${names.join()}`, 3_000, async () => (await active()).join() === names.join());
  }

  async function slate(on: boolean): Promise<void> {
    const before = stage.of('takeOnAir').length;
    stage.submit({ type: 'setSlate', on });
    await stage.heard('takeOnAir', before + 1);
  }

  async function goAgain(): Promise<void> {
    await stage.guardIsOver();
    stage.go();
  }

  it('is off in a segment and under the slate, and what was found comes back', async () => {
    await begin();
    stage.go();
    await stage.heard('takeOnAir');
    expect(await open()).toEqual(['Music', 'Intro']);
    await goAgain();
    await stage.heard('takeOnAir', 2);
    expect(await open()).toEqual(['Mic', 'Call', 'Music', 'Intro']);
    await slate(true);
    expect(await open()).toEqual(['Music', 'Intro']);
    await slate(false);
    expect(await open()).toEqual(['Mic', 'Call', 'Music', 'Intro']);
    await stage.until('nothing is owed', () => stage.memory.borrowed === null);
  });

  it('names exactly what OBS says is active and not muted', async () => {
    await begin();
    stage.go();
    await stage.heard('takeOnAir');
    const heard = (): readonly string[] => {
      const { observed } = stage.view;
      return observed ? stillHeard(stage.host.state.run, observed) : [];
    };
    await stage.until('the music is named', () => heard().length === 1);
    expect(heard()).toEqual(['Music']);
    await isActive('Music');
    await person.call('SetInputMute', { inputName: 'Music', inputMuted: true });
    await stage.until('nothing is heard', () => heard().length === 0);
    await isActive();
    await person.call('SetInputMute', { inputName: 'Music', inputMuted: false });
    await goAgain();
    await stage.heard('takeOnAir', 2);
  });

  it('stays off where OBS refuses the take out of it', async () => {
    await begin();
    await slate(true);
    const { host } = stage;
    // The first segment is marked: the second take is the one that would be heard.
    expect(host.state.run.slate).not.toBeNull();
    stage.submit({ type: 'takeSegment', expectedOnAir: null, segmentId: 'gone', armed: true });
    await stage.heard('takeFailed');
    await stage.until('they are muted again', () => {
      const inputs = stage.view.observed?.inputs ?? [];
      return inputs.every(({ name, muted }) => !['Mic', 'Call'].includes(name) || muted === true);
    });
    expect(await open()).toEqual(['Music', 'Intro']);
    await slate(false);
    expect(await open()).toEqual(['Mic', 'Call', 'Music', 'Intro']);
  });

  it('comes back at the next start where the app was killed on its way into the slate', async () => {
    const kept = memory();
    await begin(kept);
    stage.go();
    await stage.heard('takeOnAir');
    await goAgain();
    await stage.heard('takeOnAir', 2);
    const { state } = stage.host;
    await slate(true);
    const owed = kept.borrowed;
    expect(owed?.muted.toSorted()).toEqual(['Call', 'Mic']);
    await stage.dispose();
    // Nothing of the slate was journalled.
    await begin(kept, state);
    await stage.heard('leftoverCleared', 2);
    expect(await open()).toEqual(['Mic', 'Call', 'Music', 'Intro']);
  });
});
