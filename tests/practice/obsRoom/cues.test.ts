import { afterEach, describe, expect, it } from 'vitest';
import type { RequestEffect } from '../../../src/core/obs/effects';
import type { RequestName } from '../../../src/core/obs/protocol';
import type { Cue, CueEffect } from '../../../src/core/show/cues';
import { startPracticeObs, type PracticeObs } from '../../../src/practice-obs/server';
import { plannedCues } from '../../../src/renderer/features/cues/plannedCues';
import { segment, show } from '../../support/shows';
import { alarmsSeen } from './seen';
import { startRoom, type RoomStage, type RoomStageOptions } from './roomStage';

const endings: (() => unknown)[] = [];

afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

const microphone = 'Host microphone';

/** One of each kind that OBS is asked for, with the request that asks, and whether its world shows it. */
const kinds: readonly {
  readonly effect: RequestEffect;
  readonly request: RequestName;
  readonly shows?: (obs: PracticeObs) => boolean;
}[] = [
  {
    effect: { kind: 'visibility', scene: 'Panel', source: 'Backdrop', on: false },
    request: 'SetSceneItemEnabled',
    shows: (obs) =>
      obs
        .snapshot()
        .scenes.find(({ name }) => name === 'Panel')
        ?.items.some(({ source, enabled }) => source === 'Backdrop' && !enabled) ?? false,
  },
  {
    effect: { kind: 'mute', input: microphone, on: true },
    request: 'SetInputMute',
    shows: (obs) => inputOf(obs, microphone)?.muted === true,
  },
  {
    effect: { kind: 'volume', input: microphone, decibels: -12, over: 0 },
    request: 'SetInputVolume',
    shows: (obs) => Math.abs(volumeOf(obs) + 12) < 0.01,
  },
  {
    effect: { kind: 'filter', source: 'Host', filter: 'Blur', on: false },
    request: 'SetSourceFilterEnabled',
    shows: (obs) => obs.snapshot().scenes.find(({ name }) => name === 'Host')?.filters[0]?.enabled === false,
  },
  { effect: { kind: 'media', input: 'Jingle', action: 'restart' }, request: 'TriggerMediaInputAction' },
  { effect: { kind: 'hotkey', name: 'OBSBasic.ResetStats' }, request: 'TriggerHotkeyByName' },
  { effect: { kind: 'saveReplay' }, request: 'SaveReplayBuffer' },
];

function inputOf(obs: PracticeObs, name: string) {
  return obs.snapshot().inputs.find((input) => input.name === name);
}

/** dB. */
function volumeOf(obs: PracticeObs): number {
  return 20 * Math.log10(inputOf(obs, microphone)?.volume ?? 0);
}

async function practice(): Promise<PracticeObs> {
  const obs = await startPracticeObs({
    surroundings: { streamServer: true, virtualCam: true, replayBuffer: true },
  });
  endings.push(() => obs.close());
  obs.person.setTransition('Cut');
  obs.person.addInput('Host', 'Jingle', 'ffmpeg_source');
  obs.person.addFilter('Host', 'Blur');
  obs.person.startOutput('ReplayBuffer');
  return obs;
}

function cue(id: string, effect: CueEffect, trigger: Cue['trigger'] = { kind: 'hand' }): Cue {
  return { id, trigger, effect };
}

interface Started {
  readonly obs: PracticeObs;
  readonly stage: RoomStage;
}

/** On air with the segment that has these cues. */
async function onAir(cues: readonly Cue[], options: Pick<RoomStageOptions, 'synced'> = {}): Promise<Started> {
  const obs = await practice();
  const target = { address: obs.url, practice: false, password: null };
  const plan = show([segment('first', { scene: 'Panel', cues })], { date: null });
  const stage = startRoom({ show: plan, target, ...options });
  endings.push(() => stage.dispose());
  await stage.connected();
  await stage.until(
    'the replay buffer runs',
    () => stage.view.observed?.outputs.replayBuffer.status === 'on',
  );
  stage.go();
  await stage.heard('takeOnAir');
  return { obs, stage };
}

function asked({ inBatches }: RoomStage, request: RequestName): number {
  return inBatches.filter((name) => name === request).length;
}

function run(stage: RoomStage, cueId: string): void {
  const expectedOnAir = stage.host.state.run.onAir?.takeId ?? '';
  stage.submit({ type: 'runCue', expectedOnAir, cueId });
}

describe('a cue that OBS is asked for', () => {
  for (const { effect, request, shows } of kinds) {
    const byHand = [cue('it', effect)];

    it(`is done when OBS shows it: ${effect.kind}`, async () => {
      const { obs, stage } = await onAir(byHand);
      run(stage, 'it');
      const { after } = await stage.heard('cueDone');
      expect(after).toBeLessThan(1_000);
      expect(shows?.(obs) ?? true).toBe(true);
      expect(stage.host.state.run.onAir?.cues['it']?.kind).toBe('done');
    });

    it(`has failed where OBS refuses it, in OBS’s words: ${effect.kind}`, async () => {
      const { obs, stage } = await onAir(byHand);
      obs.faults.add({ kind: 'refuse', request, code: 703, comment: 'Not now.' });
      run(stage, 'it');
      const { problem } = await stage.heard('cueFailed');
      expect(problem).toEqual({ why: 'refused', code: 703, comment: 'Not now.' });
      expect(shows?.(obs) ?? false).toBe(false);
    });

    it(`has failed where OBS is silent, and a late answer settles nothing twice: ${effect.kind}`, async () => {
      const { obs, stage } = await onAir(byHand);
      obs.faults.halfOpen(true);
      run(stage, 'it');
      expect((await stage.heard('cueFailed')).problem).toEqual({ why: 'silent' });
      obs.faults.halfOpen(false);
      // What was asked reaches OBS after all, and is not asked again.
      await stage.until('OBS answers again', () => shows?.(obs) ?? true);
      run(stage, 'it');
      await stage.heard('cueDone');
      expect(stage.of('cueFailed')).toHaveLength(1);
      expect(stage.of('cueDone')).toHaveLength(1);
    });

    it(`is not known where the connection closes, and is not sent again: ${effect.kind}`, async () => {
      const { obs, stage } = await onAir(byHand);
      obs.faults.add({ kind: 'close', request, when: 'before acting', times: 1 });
      const before = asked(stage, request);
      run(stage, 'it');
      expect((await stage.heard('cueUnknown')).why).toBe('closed');
      await stage.heard('obsConnected', 2);
      await stage.room.readAgain();
      expect(asked(stage, request) - before).toBe(1);
      expect(shows?.(obs) ?? false).toBe(false);
      expect(stage.of('cueFired')).toHaveLength(1);
      expect(stage.host.state.run.onAir?.cues['it']?.kind).toBe('unknown');
    });
  }

  it('is found out by asking where OBS does not tell', async () => {
    const { obs, stage } = await onAir([cue('it', { kind: 'mute', input: microphone, on: true })]);
    obs.faults.add({ kind: 'drop event', event: 'InputMuteStateChanged' });
    run(stage, 'it');
    await stage.heard('cueDone');
    expect(stage.view.observed?.inputs.find(({ name }) => name === microphone)?.muted).toBe(true);
  });

  it('is done without an answer where OBS tells that it happened', async () => {
    const { obs, stage } = await onAir([cue('it', { kind: 'mute', input: microphone, on: true })]);
    obs.faults.add({ kind: 'silence', request: 'SetInputMute' });
    run(stage, 'it');
    await stage.heard('cueDone');
    expect(inputOf(obs, microphone)?.muted).toBe(true);
  });

  it('has failed where OBS says yes and nothing comes of it', async () => {
    const { stage } = await onAir([cue('it', { kind: 'media', input: 'Backdrop', action: 'play' })]);
    run(stage, 'it');
    expect((await stage.heard('cueFailed')).problem).toEqual({ why: 'notSeen' });
  });

  it.each<CueEffect>([
    { kind: 'visibility', scene: 'Panel', source: 'Nobody', on: true },
    { kind: 'mute', input: 'Nobody', on: true },
    { kind: 'volume', input: 'Nobody', decibels: 0, over: 400 },
    { kind: 'media', input: 'Nobody', action: 'play' },
    { kind: 'filter', source: 'Host', filter: 'Nothing', on: true },
  ])('is not sent where OBS has nothing of that name: $kind', async (effect) => {
    const { stage } = await onAir([cue('it', effect)]);
    run(stage, 'it');
    expect((await stage.heard('cueFailed')).problem).toEqual({ why: 'notThere' });
  });

  it('is refused by OBS where only OBS knows: a hotkey, sound of what has none', async () => {
    const { stage } = await onAir([
      cue('key', { kind: 'hotkey', name: 'Nothing.Of.That' }),
      cue('mute', { kind: 'mute', input: 'Backdrop', on: true }),
      cue('fade', { kind: 'volume', input: 'Backdrop', decibels: -20, over: 300 }),
    ]);
    for (const [index, id] of ['key', 'mute', 'fade'].entries()) {
      run(stage, id);
      const { problem } = await stage.heard('cueFailed', index + 1);
      expect(problem).toMatchObject({ why: 'refused', code: id === 'key' ? 600 : 604 });
    }
  });

  it('waits for the disk where it must not come twice', async () => {
    let isSynced = true;
    let release = (): void => {};
    const { stage } = await onAir([cue('it', { kind: 'hotkey', name: 'OBSBasic.StartRecording' })], {
      synced: () => (isSynced ? Promise.resolve() : new Promise((done) => (release = done))),
    });
    isSynced = false;
    run(stage, 'it');
    await stage.room.lookAtOutputs();
    expect(stage.view.observed?.outputs.record.status).toBe('off');
    release();
    await stage.heard('cueDone');
    await stage.until('it records', () => stage.view.observed?.outputs.record.status === 'on');
  });

  it('is not sent while OBS changes its scene collection', async () => {
    const { obs, stage } = await onAir([cue('it', { kind: 'mute', input: microphone, on: true })]);
    obs.person.openSceneCollection('Evening', ['Host', 'Panel']);
    run(stage, 'it');
    const { problem } = await stage.heard('cueFailed');
    expect(['notThere', 'refused']).toContain(problem.why);
  });
});

describe('the effects of a take', () => {
  const atTake: Cue['trigger'] = { kind: 'take' };

  const once: readonly RequestName[] = ['TriggerMediaInputAction', 'TriggerHotkeyByName', 'SaveReplayBuffer'];

  function newsOfAll({ host }: RoomStage): Readonly<Record<string, string>> {
    const news = Object.entries(host.state.run.onAir?.cues ?? {});
    return Object.fromEntries(news.map(([id, { kind }]) => [id, kind]));
  }

  /** Twenty of them on one input each, in turns. */
  function twenty(): readonly Cue[] {
    return Array.from({ length: 20 }, (_, index) => {
      const effects: readonly CueEffect[] = [
        { kind: 'mute', input: microphone, on: index % 8 < 4 },
        { kind: 'volume', input: microphone, decibels: -index, over: 0 },
        { kind: 'visibility', scene: 'Panel', source: 'Backdrop', on: index % 8 < 4 },
        { kind: 'filter', source: 'Host', filter: 'Blur', on: index % 8 < 4 },
      ];
      return cue(`c${index}`, effects[index % 4] ?? { kind: 'saveReplay' }, atTake);
    });
  }

  it('ride in its one batch, each with its own result', async () => {
    const { stage } = await onAir(twenty());
    await stage.until('all are known', () => {
      const news = Object.values(stage.host.state.run.onAir?.cues ?? {});
      return news.length === 20 && news.every(({ kind }) => kind !== 'sent');
    });
    // The last of each address is what OBS shows; those before it were overridden in the same batch.
    const news = stage.host.state.run.onAir?.cues ?? {};
    for (const id of ['c16', 'c17', 'c18', 'c19']) expect(news[id]?.kind).toBe('done');
    expect(stage.sent.filter((type) => type.startsWith('Set'))).toEqual([]);
    expect(asked(stage, 'SetInputMute')).toBe(5);
  });

  it('do not hold up its scene where OBS refuses one, or has nothing of that name', async () => {
    const { obs, stage } = await onAir([
      cue('sound', { kind: 'mute', input: 'Backdrop', on: true }, atTake),
      cue('none', { kind: 'mute', input: 'Nobody', on: true }, atTake),
      cue('good', { kind: 'mute', input: microphone, on: true }, atTake),
    ]);
    await stage.heard('cueDone');
    await stage.heard('cueFailed', 2);
    expect(obs.snapshot().program).toBe('Panel');
    const cues = stage.host.state.run.onAir?.cues ?? {};
    expect(cues['sound']).toMatchObject({ kind: 'failed', problem: { why: 'refused', code: 604 } });
    expect(cues['none']).toMatchObject({ kind: 'failed', problem: { why: 'notThere' } });
    expect(cues['good']?.kind).toBe('done');
  });

  it('are heard of from the moment they are sent: what happens and is over is told before the take is accepted', async () => {
    const { obs, stage } = await onAir([
      cue('play', { kind: 'media', input: 'Jingle', action: 'restart' }, atTake),
      cue('key', { kind: 'hotkey', name: 'OBSBasic.ResetStats' }, atTake),
      cue('save', { kind: 'saveReplay' }, atTake),
    ]);
    await stage.heard('cueDone', 3);
    expect(stage.of('cueFailed')).toEqual([]);
    expect(obs.snapshot().program).toBe('Panel');
  });

  it('that must not come twice wait for the disk, in a batch of their own; the scene does not', async () => {
    let isSynced = false;
    let release: readonly (() => void)[] = [];
    const { stage } = await onAir(
      [
        cue('mute', { kind: 'mute', input: microphone, on: true }, atTake),
        cue('play', { kind: 'media', input: 'Jingle', action: 'restart' }, atTake),
        cue('key', { kind: 'hotkey', name: 'OBSBasic.ResetStats' }, atTake),
        cue('save', { kind: 'saveReplay' }, atTake),
      ],
      {
        synced: () => (isSynced ? Promise.resolve() : new Promise((done) => (release = [...release, done]))),
      },
    );
    await stage.heard('cueDone');
    expect(newsOfAll(stage)).toEqual({ mute: 'done', play: 'sent', key: 'sent', save: 'sent' });
    expect(once.map((name) => asked(stage, name))).toEqual([0, 0, 0]);
    const before = stage.inBatches.length;
    isSynced = true;
    for (const done of release) done();
    await stage.heard('cueDone', 4);
    expect(newsOfAll(stage)).toEqual({ mute: 'done', play: 'done', key: 'done', save: 'done' });
    expect(stage.inBatches.slice(before)).toEqual(once);
  });

  it('that must not come twice are not sent where OBS refuses the scene', async () => {
    const obs = await practice();
    const target = { address: obs.url, practice: false, password: null };
    const play = cue('it', { kind: 'media', input: 'Jingle', action: 'restart' }, atTake);
    const stage = startRoom({
      show: show([segment('first', { scene: 'Panel', cues: [play] })], { date: null }),
      target,
    });
    endings.push(() => stage.dispose());
    await stage.connected();
    obs.faults.add({ kind: 'refuse', request: 'SetCurrentProgramScene', code: 703, times: 1 });
    stage.go();
    await stage.heard('takeFailed');
    await stage.room.lookAtOutputs();
    expect(asked(stage, 'TriggerMediaInputAction')).toBe(0);
  });

  it('that must not come twice are not sent to an OBS that came back while the disk was busy', async () => {
    let release: readonly (() => void)[] = [];
    const { obs, stage } = await onAir(
      [cue('it', { kind: 'media', input: 'Jingle', action: 'restart' }, atTake)],
      { synced: () => new Promise((done) => (release = [...release, done])) },
    );
    obs.faults.dropConnections();
    await stage.heard('obsConnected', 2);
    for (const done of release) done();
    await stage.heard('cueFailed');
    expect(asked(stage, 'TriggerMediaInputAction')).toBe(0);
  });

  it('are undone by Back in its one batch: whom a stray GO muted is heard again in OBS', async () => {
    const obs = await practice();
    const target = { address: obs.url, practice: false, password: null };
    const mute = (id: string, on: boolean): Cue => cue(id, { kind: 'mute', input: microphone, on }, atTake);
    const film = cue('film', { kind: 'media', input: 'Jingle', action: 'restart' }, atTake);
    const segments = [
      segment('first', { scene: 'Panel', cues: [mute('on', false)] }),
      segment('second', { scene: 'Host', cues: [mute('off', true), film] }),
    ];
    const stage = startRoom({ show: show(segments, { date: null }), target });
    endings.push(() => stage.dispose());
    await stage.connected();
    stage.go();
    await stage.heard('cueDone');
    await stage.guardIsOver();
    stage.go();
    await stage.heard('cueDone', 3);
    expect(inputOf(obs, microphone)?.muted).toBe(true);
    stage.submit({ type: 'back', expectedOnAir: stage.host.state.run.onAir?.takeId ?? null });
    await stage.heard('cueDone', 4);
    expect(inputOf(obs, microphone)?.muted).toBe(false);
    expect(newsOfAll(stage)).toEqual({ on: 'done' });
    expect(stage.sent).not.toContain('SetInputMute');
    expect(alarmsSeen(stage)).toMatchObject([
      { kind: 'notUndone', notUndone: { title: 'second', cues: [{ id: 'film' }], named: [] } },
    ]);
  });

  it('stay out where OBS has no such scene: nobody is unmuted by a GO that comes to nothing', async () => {
    const obs = await practice();
    const target = { address: obs.url, practice: false, password: null };
    const muted = cue('it', { kind: 'mute', input: microphone, on: true }, atTake);
    const plan = show([segment('first', { scene: 'Nowhere', cues: [muted] })], { date: null });
    const stage = startRoom({ show: plan, target });
    endings.push(() => stage.dispose());
    await stage.connected();
    stage.go();
    await stage.heard('takeFailed');
    expect(inputOf(obs, microphone)?.muted).toBe(false);
    expect(asked(stage, 'SetInputMute')).toBe(0);
  });

  it('are sent where it has no scene', async () => {
    const obs = await practice();
    const target = { address: obs.url, practice: false, password: null };
    const muted = cue('it', { kind: 'mute', input: microphone, on: true }, atTake);
    const plan = show([segment('first', { scene: null, cues: [muted] })], { date: null });
    const stage = startRoom({ show: plan, target });
    endings.push(() => stage.dispose());
    await stage.connected();
    stage.go();
    await stage.heard('cueDone');
    expect(inputOf(obs, microphone)?.muted).toBe(true);
  });

  it('are not known where the connection closes in the middle of its batch', async () => {
    const obs = await practice();
    const target = { address: obs.url, practice: false, password: null };
    const muted = cue('it', { kind: 'mute', input: microphone, on: true }, atTake);
    const plan = show([segment('first', { scene: 'Panel', cues: [muted] })], { date: null });
    const stage = startRoom({ show: plan, target });
    endings.push(() => stage.dispose());
    await stage.connected();
    obs.faults.add({ kind: 'close', request: 'SetInputMute', when: 'before acting', times: 1 });
    stage.go();
    await stage.heard('obsConnected', 2);
    await stage.until('it is said', () => stage.host.state.run.onAir?.cues['it']?.kind === 'unknown');
    expect(inputOf(obs, microphone)?.muted).toBe(false);
  });
});

describe('a volume that takes its time', () => {
  const fade = (decibels: number, over: number): CueEffect => ({
    kind: 'volume',
    input: microphone,
    decibels,
    over,
  });

  function volumes(obs: PracticeObs): readonly number[] {
    const seen: number[] = [];
    endings.push(obs.onChange(() => seen.push(volumeOf(obs))));
    return seen;
  }

  it('gets there in steps of a frame, and is done when it is there', async () => {
    const { obs, stage } = await onAir([cue('it', fade(-40, 900))]);
    const seen = volumes(obs);
    run(stage, 'it');
    const { after } = await stage.heard('cueDone');
    expect(after).toBeGreaterThanOrEqual(850);
    expect(seen.length).toBeGreaterThan(12);
    expect(seen).toEqual(seen.toSorted((a, b) => b - a));
    expect(volumeOf(obs)).toBeCloseTo(-40, 3);
  });

  it('leaves a take alone: it follows, in a batch of its own', async () => {
    const { obs, stage } = await onAir([cue('it', fade(-40, 600), { kind: 'take' })]);
    expect(stage.of('cueDone')).toEqual([]);
    expect(obs.snapshot().program).toBe('Panel');
    expect(volumeOf(obs)).toBeGreaterThan(-40);
    await stage.heard('cueDone');
    expect(volumeOf(obs)).toBeCloseTo(-40, 3);
  });

  it('gives way to a hand at the same fader', async () => {
    const { obs, stage } = await onAir([cue('it', fade(-60, 20_000))]);
    const seen = volumes(obs);
    run(stage, 'it');
    await stage.until('it is on its way', () => seen.length > 4);
    obs.person.setVolume(microphone, 3);
    expect((await stage.heard('cueFailed')).problem).toEqual({ why: 'notSeen' });
    expect(volumeOf(obs)).toBeCloseTo(3, 3);
  });

  it('gives way to another cue of the same input', async () => {
    const { obs, stage } = await onAir([cue('slow', fade(-60, 20_000)), cue('quick', fade(-10, 300))]);
    const seen = volumes(obs);
    run(stage, 'slow');
    await stage.until('it is on its way', () => seen.length > 4);
    run(stage, 'quick');
    await stage.heard('cueDone');
    expect((await stage.heard('cueFailed')).problem).toEqual({ why: 'notSeen' });
    expect(stage.host.state.run.onAir?.cues['quick']?.kind).toBe('done');
    expect(volumeOf(obs)).toBeCloseTo(-10, 3);
  });

  it('is not known where the connection closes, and does not go on by itself', async () => {
    const { obs, stage } = await onAir([cue('it', fade(-60, 20_000))]);
    const seen = volumes(obs);
    run(stage, 'it');
    await stage.until('it is on its way', () => seen.length > 4);
    obs.faults.dropConnections();
    expect((await stage.heard('cueUnknown')).why).toBe('closed');
    await stage.heard('obsConnected', 2);
    const where = volumeOf(obs);
    await stage.room.readAgain();
    expect(volumeOf(obs)).toBe(where);
    expect(where).toBeGreaterThan(-60);
  });
});

describe('what cues had set in an OBS that was killed before it saved', () => {
  const mute: Cue = cue('mute', { kind: 'mute', input: microphone, on: true }, { kind: 'take' });
  const hide: Cue = cue(
    'hide',
    { kind: 'visibility', scene: 'Panel', source: 'Backdrop', on: false },
    { kind: 'take' },
  );

  async function killed(whatAPersonDid: (obs: PracticeObs) => void) {
    const first = await startPracticeObs();
    first.person.setTransition('Cut');
    const saved = first.snapshot();
    const target = { address: first.url, practice: true, password: null };
    const segments = [
      segment('first', { scene: 'Panel', cues: [mute, hide] }),
      segment('second', { scene: 'Host' }),
    ];
    const stage = startRoom({ show: show(segments, { date: null }), target });
    endings.push(() => stage.dispose());
    await stage.connected();
    stage.go();
    await stage.heard('cueDone', 2);
    whatAPersonDid(first);
    await stage.room.readAgain();
    await first.close();
    await stage.heard('obsLost');
    const again = await startPracticeObs({ port: first.port, world: saved });
    endings.push(() => again.close());
    stage.room.retry();
    await stage.heard('obsConnected', 2);
    return { obs: again, stage };
  }

  it('is sent by nobody, said, and so again with the next take', async () => {
    const { obs, stage } = await killed(() => {});
    await stage.heard('effectLost', 2);
    await stage.room.readAgain();
    expect(inputOf(obs, microphone)?.muted).toBe(false);
    expect(stage.of('takeRequested')).toHaveLength(1);
    const rows = plannedCues(stage.host.state.document.show, stage.host.state.run, stage.view.observed, true);
    expect(rows.map(({ news }) => news?.kind)).toEqual(['theirs', 'theirs']);
    expect(stage.host.log.map(({ key }) => key)).toContain('effectLost');

    await stage.guardIsOver();
    stage.go();
    await stage.heard('cueDone', 4);
    expect(inputOf(obs, microphone)?.muted).toBe(true);
    expect(kinds[0]?.shows?.(obs)).toBe(true);
    expect(asked(stage, 'SetSceneItemEnabled')).toBe(2);
  });

  it('stays as a person had changed it, who was there', async () => {
    const { obs, stage } = await killed((first) => first.person.mute(microphone, false));
    expect(stage.of('effectChangedInObs')).toHaveLength(1);
    await stage.heard('effectLost');
    await stage.guardIsOver();
    stage.go();
    await stage.heard('cueDone', 3);
    expect(inputOf(obs, microphone)?.muted).toBe(false);
    expect(kinds[0]?.shows?.(obs)).toBe(true);
  });
});
