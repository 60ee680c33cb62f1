import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { difference } from '../../../src/core/obs/difference';
import type { Finding } from '../../../src/core/obs/preflight';
import { findingsOf, preflight } from '../../../src/core/obs/preflight';
import type { Cue, CueEffect } from '../../../src/core/show/cues';
import type { Edit } from '../../../src/core/show/edit';
import { startPracticeObs, type PracticeObs } from '../../../src/practice-obs/server';
import { type OpenSocket, openSocket } from '../../../src/main/obs/socket';
import type { Show } from '../../../src/core/show/model';
import { segment, show } from '../../support/shows';
import { type RoomStage, type RoomStageOptions, machine, startRoom } from './roomStage';

let obs: PracticeObs;
let stage: RoomStage;
let target: RoomStageOptions['target'];

const planned = show(
  [
    segment('first', { scene: 'Host' }),
    segment('second', { scene: 'Panel' }),
    segment('third', { scene: 'Host' }),
  ],
  { date: null, slateScene: 'Holding slide' },
);

beforeEach(async () => {
  obs = await startPracticeObs();
  obs.person.setTransition('Cut');
  target = { address: obs.url, practice: true, password: null };
  stage = startRoom({ show: planned, target });
  await stage.connected();
});

afterEach(async () => {
  await stage.dispose();
  await obs.close();
});

const scenes = (): readonly (string | null)[] =>
  stage.host.state.document.show.segments.map(({ scene }) => scene);

/** What the console would say is wrong with the show. */
function found(): readonly Finding[] {
  const { link, observed } = stage.view;
  return findingsOf(
    preflight({
      show: stage.host.state.document.show,
      link: link.status,
      observed,
      drawings: {},
      previewNext: false,
    }),
  );
}

/** The console is let in anew, and OBS takes its time to say what it has. */
async function duringFirstRead(of: Show): Promise<void> {
  await stage.dispose();
  obs.faults.add({ kind: 'delay', request: 'GetSceneList', ms: 200, times: 1 });
  let isLetIn = false;
  const open: OpenSocket = async (options) => {
    const opened = await openSocket(options);
    isLetIn = opened.ok;
    return opened;
  };
  stage = startRoom({ show: of, target, surroundings: { ...machine, open } });
  await stage.until('it is let in', () => isLetIn);
  expect(stage.view.link.status).toBe('connecting');
}

describe('a scene that is renamed in OBS', () => {
  it('is followed everywhere in the show, by an edit of its own that can be undone', async () => {
    obs.person.renameScene('Host', 'Hosts');
    await stage.heard('showEdited');
    expect(scenes()).toEqual(['Hosts', 'Panel', 'Hosts']);
    await stage.until('OBS is seen so', () => stage.view.observed?.scenes.includes('Hosts') === true);
    expect(found()).toEqual([]);
    expect(stage.host.log.at(-1)).toMatchObject({
      key: 'sceneRenamedInObs',
      values: { from: 'Host', to: 'Hosts' },
    });
    stage.submit({ type: 'undoEdit' });
    expect(scenes()).toEqual(['Host', 'Panel', 'Host']);
    expect(found()).toMatchObject([{ code: 'sceneMissing', scene: 'Host', closest: 'Hosts' }]);
  });

  it('on air stays what is on air, and Back finds it under its new name', async () => {
    stage.go();
    await stage.heard('takeOnAir');
    obs.person.renameScene('Host', 'Hosts');
    await stage.heard('sceneRenamedInObs');
    await stage.until('OBS is seen so', () => stage.view.observed?.program === 'Hosts');
    const { observed } = stage.view;
    expect(observed && difference(stage.host.state, observed)).toBeNull();
    await stage.guardIsOver();
    stage.go();
    await stage.heard('takeOnAir', 2);
    stage.submit({ type: 'back', expectedOnAir: stage.host.state.run.onAir?.takeId ?? null });
    await stage.heard('takeOnAir', 3);
    expect(obs.snapshot().program).toBe('Hosts');
  });

  it('while OBS is read for the first time is followed all the same', async () => {
    await duringFirstRead(planned);
    obs.person.renameScene('Host', 'Hosts');
    await stage.connected();
    await stage.heard('showEdited');
    expect(scenes()).toEqual(['Hosts', 'Panel', 'Hosts']);
    expect(found()).toEqual([]);
  });

  it('right after another collection has come, and before that is read, is followed there', async () => {
    obs.person.openSceneCollection('Another', ['Host', 'Panel', 'Holding slide']);
    await stage.until('it comes', () => obs.snapshot().sceneCollection === 'Another');
    obs.person.renameScene('Host', 'Hosts');
    await stage.heard('showEdited');
    expect(scenes()).toEqual(['Hosts', 'Panel', 'Hosts']);
    await stage.until('nothing is missed', () => found().length === 0);
  });

  it('is left alone where the show does not name it', async () => {
    obs.person.renameScene('Panel + Q&A', 'Questions');
    await stage.until('OBS is seen so', () => stage.view.observed?.scenes.includes('Questions') === true);
    expect(stage.of('showEdited')).toEqual([]);
    expect(stage.of('sceneRenamedInObs')).toEqual([]);
  });
});

describe('a filter that is renamed in OBS', () => {
  const switches = (source: string): CueEffect => ({ kind: 'filter', source, filter: 'Blur', on: true });
  const effects = (): readonly CueEffect[] =>
    stage.host.state.document.show.segments.flatMap(({ cues }) => cues.map(({ effect }) => effect));

  it('is followed in the cues that mean it, by an edit of its own that can be undone', async () => {
    obs.person.addFilter('Host', 'Blur');
    obs.person.addFilter('Panel', 'Blur');
    const cues = ['Host', 'Panel'].map((source, index): Cue => {
      return { id: `c${index}`, trigger: { kind: 'hand' }, effect: switches(source) };
    });
    stage.submit({ type: 'edit', edit: { kind: 'setSegment', id: 'second', patch: { cues } } });
    await stage.until('both are there', () => found().length === 0);
    obs.person.renameFilter('Host', 'Blur', 'Soft');
    await stage.heard('filterRenamedInObs');
    expect(effects()).toEqual([{ ...switches('Host'), filter: 'Soft' }, switches('Panel')]);
    await stage.until('nothing is missed', () => found().length === 0);
    expect(stage.host.log.at(-1)).toMatchObject({
      key: 'filterRenamedInObs',
      values: { source: 'Host', from: 'Blur', to: 'Soft' },
    });
    stage.submit({ type: 'undoEdit' });
    expect(effects()).toEqual([switches('Host'), switches('Panel')]);
    expect(found()).toMatchObject([{ code: 'cueNameMissing', what: 'filter', name: 'Blur', within: 'Host' }]);
  });

  it('while OBS is read for the first time is followed all the same', async () => {
    obs.person.addFilter('Host', 'Blur');
    const cues: readonly Cue[] = [{ id: 'c', trigger: { kind: 'hand' }, effect: switches('Host') }];
    const first = segment('first', { scene: 'Host', cues });
    await duringFirstRead(show([first], { date: null, slateScene: 'Holding slide' }));
    obs.person.renameFilter('Host', 'Blur', 'Soft');
    await stage.connected();
    await stage.heard('filterRenamedInObs');
    expect(effects()).toEqual([{ ...switches('Host'), filter: 'Soft' }]);
    expect(found()).toEqual([]);
  });

  it('is left alone where no cue means it', async () => {
    obs.person.addFilter('Host', 'Blur');
    obs.person.renameFilter('Host', 'Blur', 'Soft');
    await stage.until('OBS is seen so', () => stage.view.observed?.filters['Host']?.[0] === 'Soft');
    expect(stage.of('filterRenamedInObs')).toEqual([]);
    expect(stage.of('showEdited')).toEqual([]);
  });
});

describe('the preflight', () => {
  it('follows a scene that goes and one that comes', async () => {
    obs.person.removeScene('Panel');
    await stage.until('it is missed', () => found().length > 0);
    expect(found()).toMatchObject([{ code: 'sceneMissing', scene: 'Panel', segmentIds: ['second'] }]);
    obs.person.addScene('Panel');
    await stage.until('it is there', () => found().every(({ code }) => code !== 'sceneMissing'));
    // An empty one: viewers would see black.
    await stage.until('it was looked into', () => found().length > 0);
    expect(found()).toEqual([
      { severity: 'warning', code: 'sceneEmpty', scene: 'Panel', segmentIds: ['second'] },
    ]);
  });

  it('finds what is wrong as soon as it is connected', async () => {
    await stage.dispose();
    const misspelt = { ...planned, slateScene: 'Holding slides' };
    stage = startRoom({ show: misspelt, target });
    expect(found().map(({ code }) => code)).toEqual([]);
    await stage.connected();
    expect(found()).toMatchObject([{ code: 'slateSceneMissing', closest: 'Holding slide' }]);
  });

  it('follows an edit of the show at once, and what the edit names is looked into', async () => {
    const rename = (scene: string): void =>
      stage.submit({ type: 'edit', edit: { kind: 'setSegment', id: 'second', patch: { scene } } });
    rename('Panl');
    expect(found()).toMatchObject([{ code: 'sceneMissing', scene: 'Panl', closest: 'Panel' }]);
    obs.person.addScene('Empty room');
    await stage.until('it is there', () => stage.view.observed?.scenes.includes('Empty room') === true);
    rename('Empty room');
    await stage.until('it was looked into', () => found().length > 0);
    expect(found()).toMatchObject([{ code: 'sceneEmpty', scene: 'Empty room' }]);
  });

  it('says of a scene that was renamed while another collection came only what it knows', async () => {
    obs.person.openSceneCollection('Another', ['Hosts', 'Panel', 'Holding slide']);
    await stage.until('its scenes are read', () => stage.view.observed?.scenes.includes('Hosts') === true);
    expect(found()).toMatchObject([{ code: 'sceneMissing', scene: 'Host', closest: 'Hosts' }]);
    expect(stage.of('showEdited')).toEqual([]);
  });

  it('names a scene that was renamed while OBS was away, and asks what was meant', async () => {
    stage.room.leave();
    obs.person.renameScene('Panel', 'Panels');
    stage.room.connect({ address: obs.url, practice: true, password: null, passwordKept: null });
    await stage.connected();
    expect(found()).toMatchObject([{ code: 'sceneMissing', scene: 'Panel', closest: 'Panels' }]);
  });

  it('checks anew after another scene collection was opened, and after the first one is back', async () => {
    const first = obs.snapshot().sceneCollection;
    obs.person.openSceneCollection('Another', ['Host', 'Elsewhere']);
    await stage.until(
      'its scenes are read',
      () => stage.view.observed?.scenes.includes('Elsewhere') === true,
    );
    expect(found().map(({ code }) => code)).toEqual(['slateSceneMissing', 'sceneMissing']);
    obs.person.openSceneCollection(first, []);
    await stage.until('nothing is missed', () => found().length === 0);
    // The collection's scenes were not renamed: nothing in the show was touched.
    expect(stage.of('showEdited')).toEqual([]);
  });

  it('says that the needed stream has nowhere to go, and keeps nothing of its key', async () => {
    stage.submit({ type: 'edit', edit: { kind: 'setShow', patch: { outputs: ['stream'] } } });
    const chosen = async (type: string, settings: Record<string, string>): Promise<readonly string[]> => {
      obs.person.setStreamService(type, settings);
      await stage.room.readAgain();
      return found().map(({ code }) => code);
    };
    // A fresh OBS has the first type and no settings.
    expect(await chosen('rtmp_common', {})).toEqual(['noStreamService']);
    expect(await chosen('rtmp_common', { service: 'Twitch', key: ' ' })).toEqual(['noStreamKey']);
    expect(await chosen('rtmp_common', { service: 'Twitch', key: 'live_secret' })).toEqual([]);
    expect(await chosen('rtmp_custom', { server: '', key: 'live_secret' })).toEqual(['noStreamService']);
    expect(await chosen('rtmp_custom', { server: 'srt://example.org:9999' })).toEqual([]);
    expect(await chosen('rtmp_custom', { server: 'rtmp://example.org', key: 'live_secret' })).toEqual([]);
    expect(JSON.stringify([stage.view, stage.events, stage.host.state])).not.toContain('live_secret');
    stage.submit({ type: 'undoEdit' });
    expect(await chosen('rtmp_common', {})).toEqual([]);
  });

  it('says of a virtual camera and a replay buffer that OBS lacks that the show wants them', async () => {
    const cues: readonly Cue[] = [{ id: 'save', trigger: { kind: 'hand' }, effect: { kind: 'saveReplay' } }];
    const edit = (change: Edit): void => stage.submit({ type: 'edit', edit: change });
    edit({ kind: 'setShow', patch: { outputs: ['virtualCam'] } });
    edit({ kind: 'setSegment', id: 'second', patch: { cues } });
    const lacking = [
      { code: 'noReplayBuffer', segmentIds: ['second'] },
      { code: 'noVirtualCamera', wanted: { by: 'show' } },
    ];
    expect(found()).toMatchObject(lacking);
    await stage.dispose();
    const furnished = await startPracticeObs({
      surroundings: { streamServer: true, virtualCam: true, replayBuffer: true },
    });
    try {
      const show = stage.host.state.document.show;
      stage = startRoom({ show, target: { address: furnished.url, practice: true, password: null } });
      await stage.connected();
      expect(found()).toEqual([]);
    } finally {
      await stage.dispose();
      await furnished.close();
    }
  });

  it('follows a scene that only a cue brings in, and says that it is empty', async () => {
    const effect: CueEffect = { kind: 'scene', scene: 'Interval', transition: null };
    const cues: readonly Cue[] = [{ id: 'interval', trigger: { kind: 'hand' }, effect }];
    obs.person.addScene('Interval');
    stage.submit({ type: 'edit', edit: { kind: 'setSegment', id: 'second', patch: { cues } } });
    await stage.until('it was looked into', () => found().some(({ code }) => code === 'sceneEmpty'));
    expect(found()).toEqual([
      { severity: 'warning', code: 'sceneEmpty', scene: 'Interval', segmentIds: ['second'] },
    ]);
    obs.person.renameScene('Interval', 'Break');
    await stage.until('it is followed', () => found().some((one) => 'scene' in one && one.scene === 'Break'));
    expect(found()).toMatchObject([{ code: 'sceneEmpty', scene: 'Break', segmentIds: ['second'] }]);
  });

  it('reads again what OBS tells no changes of', async () => {
    expect(stage.view.observed?.settings).toMatchObject({ output: { width: 1_280, height: 720 }, fps: 30 });
    obs.person.setOutputSize(640, 360);
    expect(await stage.room.readAgain()).toEqual({ ok: true, value: null });
    await stage.until('it is read', () => stage.view.observed?.settings.output.width === 640);
    expect(found().map(({ code }) => code)).toEqual(['outputSmall', 'outputScaled']);
  });
});
