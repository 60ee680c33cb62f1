import { describe, expect, it, onTestFinished } from 'vitest';
import { trackSchema } from '../../src/contract/trackSchema';
import { readTrack } from '../../src/core/captions/track';
import type { Cue, CueEffect } from '../../src/core/show/cues';
import { nextSegment } from '../../src/core/run/order';
import type { PracticeObs } from '../../src/practice-obs/server';
import { startPracticeObs } from '../../src/practice-obs/server';
import { airOf } from '../../src/renderer/client/air';
import { startApp } from '../support/appDesk';
import { until } from '../support/until';

async function otherObs(): Promise<PracticeObs> {
  const obs = await startPracticeObs();
  onTestFinished(() => obs.close());
  return obs;
}

it('a show without a slate is given the one that is built for it, and that can be undone', async () => {
  const desk = await startApp();
  await desk.connected();
  await desk.call('closeShow', {});
  await desk.newShow('Host');
  expect(desk.seen.session?.show.slateScene).toBeNull();
  await desk.call('buildObs', {});
  expect(desk.seen.session?.show.slateScene).toBe('Slate');
  await until('it is in OBS', 5_000, () => desk.seen.obs.observed?.scenes.includes('Slate') === true);
  await desk.call('undoEdit', {});
  expect(desk.seen.session?.show.slateScene).toBeNull();
});

it('the wish for Next in OBS’s preview is kept, and is off at first', async () => {
  const desk = await startApp();
  expect(desk.seen.settings.previewNext).toBe(false);
  await desk.connected();
  await desk.call('setPreviewNext', { on: true });
  expect(desk.seen.settings.previewNext).toBe(true);
});

it('OBS never seems to differ in a take, a slate or a Back that goes as it should', async () => {
  const desk = await startApp();
  await desk.connected();
  const said = new Set<string>();
  onTestFinished(
    desk.app.publisher.subscribe(() => {
      const { session, obs } = desk.seen;
      const air = session && airOf(session.show, session.run, obs);
      if (air) said.add(air.status);
    }),
  );
  const settled = () =>
    until('it is settled', 5_000, () => {
      const run = desk.seen.session?.run;
      return run?.pending.length === 0 && run.settling === null;
    });
  await desk.go();
  await desk.go();
  await desk.call('setSlate', { on: true });
  await settled();
  await desk.call('setSlate', { on: false });
  await settled();
  await desk.call('back', { expectedOnAir: desk.seen.session?.run.onAir?.takeId ?? null });
  await settled();
  expect(said).toEqual(new Set(['sent', 'practice']));
});

describe('practice looks like practice', () => {
  it('in the log of every show, also of one that finds the practice OBS connected', async () => {
    const desk = await startApp();
    await desk.connected();
    await desk.call('closeShow', {});
    await desk.newShow('Host');
    await desk.go();
    expect(desk.seen.session?.run.onPractice).toBe(true);
    expect(desk.seen.session?.log.every(({ practice }) => practice)).toBe(true);
  });
});

it('in the show that comes with the app names follow voices, with nothing installed; what was heard can be kept', async () => {
  const desk = await startApp();
  await desk.connected();
  await desk.call('takeSegment', { expectedOnAir: null, segmentId: 'panel', armed: true });
  await desk.call('recordTrack', {});
  const run = () => desk.seen.session?.run;
  await until('a name comes by voice', 10_000, () => run()?.caption?.by === 'voice');
  expect(run()?.caption?.speakerId).toBe('paul-leinster');
  expect(run()?.voices).toMatchObject([{ input: 'Mic 3', speakerId: 'paul-leinster', muted: false }]);
  const { fileName, text } = await desk.ask('endTrack', {});
  expect(fileName).toMatch(/\.meters\.json$/);
  const track = readTrack(trackSchema.parse(JSON.parse(text)), 0);
  const loudest = Math.max(...track.frames.map(({ levels }) => levels['Mic 3']?.peak ?? -100));
  expect(loudest).toBeGreaterThan(-20);
  expect(await desk.refusalOf('endTrack', {})).toBe('alreadySo');
});

it('a microphone that the slate of one show muted is not opened by opening another', async () => {
  const obs = await otherObs();
  const desk = await startApp({ address: obs.url });
  await desk.connected();
  const live = (): readonly (boolean | null)[] =>
    obs.snapshot().inputs.flatMap(({ name, muted }) => (name === 'Host microphone' ? [muted] : []));
  await desk.call('setSlate', { on: true });
  await until('it is muted', 5_000, () => live()[0] === true);
  await until('the slate is up', 5_000, () => Boolean(desk.seen.session?.run.slate));
  await desk.call('closeShow', {});
  await desk.newShow('Host');
  // What would go by itself goes before this is answered.
  await desk.call('lookAtOutputs', {});
  expect(live()).toEqual([true]);
  await desk.go();
  await until('it is heard again', 5_000, () => live()[0] === false);
});

it('a stream that was still starting when its show was closed is what OBS shows of it when that is opened again', async () => {
  const surroundings = { streamServer: true, virtualCam: true, replayBuffer: true };
  const obs = await startPracticeObs({ surroundings });
  onTestFinished(() => obs.close());
  obs.person.streamServer('silent');
  const desk = await startApp({ address: obs.url });
  await desk.connected();
  const stream = (): string | undefined => desk.seen.obs.observed?.outputs.stream.status;
  await desk.call('setOutput', { output: 'stream', on: true, armed: true });
  await until('it is starting', 5_000, () => stream() === 'starting');
  const showId = desk.seen.session?.show.id ?? '';
  await desk.call('closeShow', {});
  obs.person.streamServer(true);
  await until('it runs', 5_000, () => stream() === 'on');
  await desk.call('openRecent', { showId });
  expect(desk.seen.session?.run.outputs).toEqual({});
  await desk.call('setOutput', { output: 'stream', on: false, armed: true });
});

describe('the practice OBS', () => {
  it('has the scenes of the show that is rehearsed, whichever show that is', async () => {
    const desk = await startApp();
    await desk.connected();
    await desk.call('closeShow', {});
    await desk.newShow('Kitchen');
    const showId = desk.seen.session?.show.id ?? '';
    await desk.call('closeShow', {});
    await desk.call('openRecent', { showId });
    await until('its scene is there', 5_000, () => desk.seen.obs.observed?.scenes.includes('Kitchen'));
    await desk.go();
    expect(desk.seen.obs.observed?.program).toBe('Kitchen');
  });

  it('has what the cues of the show are about, so that a rehearsal runs them', async () => {
    const desk = await startApp();
    await desk.connected();
    await desk.call('closeShow', {});
    await desk.newShow('Kitchen');
    const { show } = desk.seen.session ?? {};
    const segment = show?.segments[0];
    if (!show || !segment) throw new Error('no segment');
    const effects: readonly CueEffect[] = [
      { kind: 'mute', input: 'Cook', on: true },
      { kind: 'visibility', scene: 'Kitchen', source: 'Recipe', on: true },
      { kind: 'filter', source: 'Recipe', filter: 'Blur', on: false },
    ];
    const cues = effects.map((effect): Cue => ({ id: effect.kind, trigger: { kind: 'take' }, effect }));
    await desk.call('edit', { edit: { kind: 'setSegment', id: segment.id, patch: { cues } } });
    await desk.call('closeShow', {});
    await desk.call('openRecent', { showId: show.id });
    await until('its scene is there', 5_000, () => desk.seen.obs.observed?.scenes.includes('Kitchen'));
    await desk.go();
    const news = (): readonly string[] =>
      Object.values(desk.seen.session?.run.onAir?.cues ?? {}).map(({ kind }) => kind);
    await until('all are done', 5_000, () => news().every((kind) => kind === 'done'));
    expect(news().length).toBe(3);
    expect(desk.seen.obs.observed?.inputs.find(({ name }) => name === 'Cook')?.muted).toBe(true);
    expect(desk.seen.obs.observed?.sourcesOff['Kitchen']).toEqual([]);
    expect(desk.seen.obs.observed?.filtersOff['Recipe']).toEqual(['Blur']);
  });

  it('has them too when it takes the place of a real one', async () => {
    const desk = await startApp();
    await desk.connected();
    const obs = await otherObs();
    await desk.call('connectObs', { address: obs.url });
    await desk.connected(obs.url);
    await desk.call('closeShow', {});
    await desk.newShow('Kitchen');
    await desk.call('usePracticeObs', {});
    await until('its scene is there', 5_000, () => desk.seen.obs.observed?.scenes.includes('Kitchen'));
    await desk.go();
    expect(desk.seen.obs.observed?.program).toBe('Kitchen');
  });
});

describe('a show that is opened while OBS is connected', () => {
  it('hears of OBS: a take that was made without it is settled by what OBS shows', async () => {
    const desk = await startApp();
    await desk.connected();
    const showId = desk.seen.session?.show.id ?? '';
    const obs = await otherObs();
    await desk.call('connectObs', { address: obs.url });
    await desk.connected(obs.url);
    obs.faults.refuseConnections(true);
    obs.faults.dropConnections();
    await until('OBS lost', 5_000, () => desk.seen.obs.link.status === 'retrying');
    obs.person.switchScene('Holding slide');
    const next = desk.seen.session?.show.segments[0]?.id ?? '';
    await desk.call('takeNext', { expectedOnAir: null, expectedNext: next });
    expect(desk.seen.session?.run.onAir?.confirmation).toBe('notConfirmed');
    await desk.call('closeShow', { armed: true });
    obs.faults.refuseConnections(false);
    await desk.call('retryObs', {});
    await until('OBS connected', 5_000, () => desk.seen.obs.link.status === 'connected');
    await desk.call('openRecent', { showId });
    await until('settled', 5_000, () => desk.seen.session?.run.onAir?.confirmation === 'accepted');
  });
});

describe('a rehearsal', () => {
  it('of a show whose name was left on its own OBS sends that one nothing, and is not remembered', async () => {
    const desk = await startApp();
    await desk.connected();
    const showId = desk.seen.session?.show.id ?? '';
    const obs = await otherObs();
    await desk.call('connectObs', { address: obs.url });
    await desk.connected(obs.url);
    await desk.call('setUpCaptions', {});
    await until('captions are set up', 5_000, () => desk.seen.obs.observed?.captions.sceneReady);
    await desk.call('closeShow', {});
    const scene = obs.snapshot().scenes.find(({ name }) => name === 'Lectern captions');
    const item = scene?.items[0]?.id ?? 0;
    obs.person.enableItem('Lectern captions', item, true);
    const isOn = (): boolean | undefined =>
      obs.snapshot().scenes.find(({ name }) => name === 'Lectern captions')?.items[0]?.enabled;
    const connecting: string[] = [];
    desk.app.publisher.subscribe(() => {
      const { link, address } = desk.seen.obs;
      if (link.status === 'connecting') connecting.push(address);
    });
    await desk.call('openRecent', { showId, rehearse: true });
    await until('on practice', 5_000, () => desk.seen.obs.practice && desk.seen.obs.observed !== null);
    expect(isOn()).toBe(true);
    expect(connecting).not.toContain(obs.url);
    await desk.call('closeShow', {});
    await desk.call('openRecent', { showId });
    expect(desk.seen.obs).toMatchObject({ practice: false, address: obs.url });
    await until('the leftover is cleared', 5_000, () => isOn() === false);
  });
});

describe('another OBS', () => {
  it('is no loss: the log says what the run is connected to, not that OBS stopped answering', async () => {
    const desk = await startApp();
    await desk.connected();
    const obs = await otherObs();
    await desk.call('connectObs', { address: obs.url });
    await desk.connected(obs.url);
    await until('told', 5_000, () => desk.keys.filter((key) => key === 'obsConnected').length === 2);
    expect(desk.keys.filter((key) => key === 'obsLost' || key === 'obsClosed')).toEqual([]);
  });
});

describe('a name', () => {
  it('is not said to be on air over a scene that has no captions, whoever chose that scene', async () => {
    const desk = await startApp();
    await desk.connected();
    const obs = await otherObs();
    obs.person.addScene('Lobby');
    await desk.call('connectObs', { address: obs.url });
    await desk.connected(obs.url);
    await desk.call('setUpCaptions', {});
    obs.person.switchScene('Lobby');
    await until('in the lobby', 5_000, () => desk.seen.obs.observed?.program === 'Lobby');
    const speakerId = desk.seen.session?.show.speakers[0]?.id ?? '';
    expect(await desk.refusalOf('showCaption', { speakerId, pinned: false, expected: null })).toBe(
      'captionsNotSetUp',
    );
    obs.person.switchScene('Panel');
    await until('on the panel', 5_000, () => desk.seen.obs.observed?.program === 'Panel');
    expect(await desk.refusalOf('showCaption', { speakerId, pinned: false, expected: null })).toBeNull();
  });
});

describe('Back while the slate is up', () => {
  it('moves the cursor only: OBS goes on showing the slate, and the segment comes back when it is left', async () => {
    const desk = await startApp();
    await desk.connected();
    const run = () => desk.seen.session?.run;
    const settled = (what: string, done: () => boolean): Promise<boolean> =>
      until(what, 5_000, () => run()?.pending.length === 0 && run()?.settling === null && done());
    for (const title of ['Pre-show slate', 'Welcome', 'Setting the scene']) {
      // A take within a second of the last is refused.
      await until(`GO → ${title}`, 5_000, async () => {
        const { session } = desk.seen;
        const expectedNext = (session && nextSegment(session.show, session.run)?.id) ?? '';
        const expectedOnAir = session?.run.onAir?.takeId ?? null;
        return (await desk.refusalOf('takeNext', { expectedOnAir, expectedNext })) === null;
      });
      await settled(title, () => run()?.onAir?.segment.title === title);
    }
    await desk.call('setSlate', { on: true });
    await settled('the slate', () => run()?.slate?.confirmation === 'accepted');
    await desk.call('back', { expectedOnAir: run()?.onAir?.takeId ?? null });
    await settled('back', () => run()?.onAir?.segment.title === 'Welcome');
    expect(desk.seen.obs.observed?.program).toBe('Holding slide');
    expect(run()?.slate?.confirmation).toBe('accepted');
    expect(desk.keys.at(-1)).toBe('takenBackAsIs');
    await desk.call('setSlate', { on: false });
    await until('Welcome', 5_000, () => desk.seen.obs.observed?.program === 'Host');
  });
});
