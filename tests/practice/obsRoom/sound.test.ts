import { isDeepStrictEqual } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Segment, Show } from '../../../src/core/show/model';
import { type PracticeObs, startPracticeObs } from '../../../src/practice-obs/server';
import { segment, show, speaker } from '../../support/shows';
import { memory, type RoomStage, type RoomStageOptions, startRoom } from './roomStage';

/** Live inputs of the practice OBS: the first two OBS captures itself, the third is a person's, by name. */
const host = 'Host microphone';
const guests = 'Guests';
const call = 'Video call';

let obs: PracticeObs;
let stages: RoomStage[] = [];

beforeEach(async () => {
  obs = await startPracticeObs();
  obs.person.setTransition('Cut');
  obs.person.addInput('Panel', call, 'ffmpeg_source');
});

afterEach(async () => {
  for (const stage of stages) await stage.dispose();
  stages = [];
  await obs.close();
});

function showOf(...segments: readonly Partial<Segment>[]): Show {
  return show(
    segments.map((fields, index) => segment(`s${index}`, fields)),
    { date: null, speakers: [speaker('a', { microphone: call }), speaker('b')] },
  );
}

async function begin(of: Show, options: Partial<RoomStageOptions> = {}): Promise<RoomStage> {
  const target = { address: obs.url, practice: true, password: null };
  const stage = startRoom({ show: of, target, ...options });
  stages.push(stage);
  await stage.connected();
  return stage;
}

/** Which of the live inputs viewers could hear, in the practice OBS itself. */
function heard(): readonly string[] {
  const { inputs } = obs.snapshot();
  return [host, guests, call].filter((name) => inputs.find((input) => input.name === name)?.muted === false);
}

/** What the room has heard of them. */
function seen({ view }: RoomStage): readonly string[] {
  const inputs = view.observed?.inputs ?? [];
  return [host, guests, call].filter((name) => inputs.find((input) => input.name === name)?.muted === false);
}

async function settled(room: RoomStage, ...names: readonly string[]): Promise<void> {
  await room.until(
    `heard: ${names.join(', ')}`,
    () => isDeepStrictEqual(heard(), names) && isDeepStrictEqual(seen(room), names),
  );
}

async function goAgain(room: RoomStage): Promise<void> {
  await room.guardIsOver();
  room.go();
}

async function slate(room: RoomStage, on: boolean): Promise<void> {
  const before = room.of('takeOnAir').length;
  room.submit({ type: 'setSlate', on });
  await room.heard('takeOnAir', before + 1);
}

describe('sound off', () => {
  it('mutes every live input in the batch of the slate, and leaving it gives back what was found', async () => {
    const room = await begin(showOf({ scene: 'Host' }));
    room.go();
    await room.heard('takeOnAir');
    expect(heard()).toEqual([host, guests, call]);
    obs.person.mute(guests, true);
    await settled(room, host, call);
    const alone = room.sent.length;
    await slate(room, true);
    expect(heard()).toEqual([]);
    await slate(room, false);
    expect(heard()).toEqual([host, call]);
    // Nothing but the read-backs left by itself.
    expect(new Set(room.sent.slice(alone))).toEqual(new Set(['GetCurrentProgramScene']));
    await room.until('nothing is owed', () => room.memory.borrowed === null);
  });

  it('goes with a segment that is marked, and ends with the next that is not', async () => {
    const room = await begin(showOf({ scene: 'Host', soundOff: true }, { scene: 'Panel' }));
    room.go();
    await room.heard('takeOnAir');
    expect(heard()).toEqual([]);
    await goAgain(room);
    await room.heard('takeOnAir', 2);
    expect(heard()).toEqual([host, guests, call]);
  });

  it('stays off from a marked segment to the slate and back', async () => {
    const room = await begin(showOf({ scene: 'Host', soundOff: true }));
    room.go();
    await room.heard('takeOnAir');
    await slate(room, true);
    await slate(room, false);
    expect(heard()).toEqual([]);
    const expectedOnAir = room.host.state.run.onAir?.takeId ?? null;
    room.submit({ type: 'back', expectedOnAir, late: true });
    await settled(room, host, guests, call);
  });

  it('is left alone where a person unmutes meanwhile, and what they mute stays muted', async () => {
    const room = await begin(showOf({ scene: 'Host' }));
    room.go();
    await room.heard('takeOnAir');
    await slate(room, true);
    obs.person.mute(guests, false);
    await settled(room, guests);
    obs.person.mute(guests, true);
    await settled(room);
    obs.person.mute(call, false);
    await settled(room, call);
    await slate(room, false);
    expect(heard()).toEqual([host, call]);
  });

  it('follows an input that gets another name meanwhile', async () => {
    const room = await begin(showOf({ scene: 'Host' }));
    await slate(room, true);
    obs.person.renameInput(host, 'Stage');
    await room.until('it is heard of', () =>
      (room.view.observed?.inputs ?? []).some(({ name }) => name === 'Stage'),
    );
    expect(room.memory.borrowed?.muted).toContain('Stage');
    await slate(room, false);
    const stage = obs.snapshot().inputs.find(({ name }) => name === 'Stage');
    expect(stage?.muted).toBe(false);
  });

  it('goes back where a person takes the show on in OBS and the console follows', async () => {
    const room = await begin(showOf({ scene: 'Host', soundOff: true }, { scene: 'Panel' }));
    room.go();
    await room.heard('takeOnAir');
    obs.person.switchScene('Panel');
    const { since = 0 } = await room.heard('sceneChangedInObs');
    // Until somebody says that the show has gone on, the segment is the one with its sound off.
    expect(heard()).toEqual([]);
    const expectedOnAir = room.host.state.run.onAir?.takeId ?? null;
    room.submit({ type: 'follow', expectedOnAir, segmentId: 's1', since });
    await settled(room, host, guests, call);
    expect(room.of('takeRequested')).toHaveLength(1);
  });

  it('follows a microphone that gets another name, in the show too', async () => {
    const room = await begin(showOf({ scene: 'Host' }));
    obs.person.renameInput(call, 'Zoom');
    await room.heard('showEdited');
    expect(room.host.state.document.show.speakers[0]?.microphone).toBe('Zoom');
    await slate(room, true);
    expect(obs.snapshot().inputs.find(({ name }) => name === 'Zoom')?.muted).toBe(true);
  });

  it('leaves an input to the cue of the segment that speaks of it', async () => {
    const mute = (input: string, on: boolean): Segment['cues'][number] => ({
      id: `${input} ${on}`,
      trigger: { kind: 'take' },
      effect: { kind: 'mute', input, on },
    });
    const room = await begin(
      showOf(
        { scene: 'Host', soundOff: true, cues: [mute(guests, false), mute(call, true)] },
        { scene: 'Panel' },
      ),
    );
    room.go();
    await room.heard('takeOnAir');
    expect(room.memory.borrowed?.muted).toEqual([host]);
    await goAgain(room);
    await room.heard('takeOnAir', 2);
    await room.until('nothing is owed', () => room.memory.borrowed === null);
  });
});

describe('sound off before the first take', () => {
  async function underSlate(...segments: readonly Partial<Segment>[]): Promise<RoomStage> {
    const room = await begin(showOf(...segments));
    room.go();
    await room.heard('takeOnAir');
    await slate(room, true);
    return room;
  }

  /** What goes by itself would have gone by now: its turn comes before that of a look at the outputs. */
  async function atRest(room: RoomStage): Promise<void> {
    await room.room.lookAtOutputs();
    await settled(room);
  }

  it('stays as it is where the show has ended and is reset: the slate is still on air', async () => {
    const room = await begin(showOf({ scene: 'Host' }, { scene: 'Panel' }));
    room.go();
    await room.heard('takeOnAir');
    await goAgain(room);
    await room.heard('takeOnAir', 2);
    const expectedOnAir = room.host.state.run.onAir?.takeId ?? '';
    room.submit({ type: 'endShow', expectedOnAir, armed: true });
    await room.heard('takeOnAir', 3);
    room.submit({ type: 'resetRun' });
    await atRest(room);
    room.go();
    await settled(room, host, guests, call);
    expect(room.of('takeFailed')).toEqual([]);
  });

  it('stays as it is where a live show is reset under the slate, and a hand may end it', async () => {
    const room = await underSlate({ scene: 'Host' });
    room.submit({ type: 'resetRun', armed: true });
    await atRest(room);
    await room.until('its transition is over', () => room.view.observed?.transitioning === null);
    // Up and away again: viewers see what they saw.
    await slate(room, true);
    await slate(room, false);
    await atRest(room);
    obs.person.mute(guests, false);
    await settled(room, guests);
    await room.room.lookAtOutputs();
    await settled(room, guests);
    room.go();
    await settled(room, host, guests, call);
    expect(room.of('takeFailed')).toEqual([]);
  });

  it('is off again where OBS refuses the first take after that, and where Back undoes it', async () => {
    const room = await underSlate({ scene: 'Host' });
    room.submit({ type: 'resetRun', armed: true });
    obs.faults.add({
      kind: 'refuse',
      request: 'SetCurrentProgramScene',
      code: 600,
      comment: 'No.',
      times: 1,
    });
    room.go();
    await room.heard('takeFailed');
    await atRest(room);
    const before = room.of('takeOnAir').length;
    await goAgain(room);
    await room.heard('takeOnAir', before + 1);
    await settled(room, host, guests, call);
    const expectedOnAir = room.host.state.run.onAir?.takeId ?? null;
    room.submit({ type: 'back', expectedOnAir });
    await room.heard('takeOnAir', before + 2);
    expect(room.host.state.run.phase).toBe('before');
    await atRest(room);
  });

  it('stays as it is where OBS closes and comes back after that', async () => {
    const room = await underSlate({ scene: 'Host' });
    room.submit({ type: 'resetRun', armed: true });
    obs.faults.dropConnections();
    await room.heard('obsConnected', 2);
    await room.connected();
    await atRest(room);
    expect(room.of('takeFailed')).toEqual([]);
  });
});

describe('sound off that goes wrong', () => {
  it('a slate that OBS refuses mutes nobody', async () => {
    const room = await begin({ ...showOf({ scene: 'Host' }), slateScene: 'Nowhere' });
    room.submit({ type: 'setSlate', on: true });
    await room.heard('takeFailed');
    await settled(room, host, guests, call);
    await room.until('nothing is owed', () => room.memory.borrowed === null);
    expect(room.host.state.run.slate).toBeNull();
  });

  it('a take out of it that OBS refuses leaves everybody muted', async () => {
    const room = await begin(
      showOf({ scene: 'Host', soundOff: true }, { scene: 'Nowhere' }, { scene: 'Panel' }),
    );
    room.go();
    await room.heard('takeOnAir');
    await goAgain(room);
    await room.heard('takeFailed');
    await settled(room);
    expect(room.memory.borrowed?.muted.toSorted()).toEqual([host, guests, call].toSorted());
  });

  it('a slate that OBS carries out after the alarm counts, and is as silent as it should be', async () => {
    const room = await begin(showOf({ scene: 'Host' }));
    room.go();
    await room.heard('takeOnAir');
    obs.faults.add({ kind: 'delay', request: 'SetCurrentProgramScene', ms: 1_500, times: 1 });
    for (const event of ['CurrentProgramSceneChanged', 'SceneTransitionEnded']) {
      obs.faults.add({ kind: 'drop event', event, times: 1 });
    }
    room.submit({ type: 'setSlate', on: true });
    await room.heard('takeFailed');
    await room.until('it counts', () => room.host.state.run.slate !== null);
    expect(heard()).toEqual([]);
    await slate(room, false);
    expect(heard()).toEqual([host, guests, call]);
  });

  it('is remembered before a byte leaves: a kill in between gives back at the next start', async () => {
    const kept = memory();
    const room = await begin(showOf({ scene: 'Host' }), { memory: kept });
    room.go();
    await room.heard('takeOnAir');
    const state = room.host.state;
    room.submit({ type: 'setSlate', on: true });
    expect(kept.borrowed?.muted.toSorted()).toEqual([host, guests, call].toSorted());
    await room.heard('takeOnAir', 2);
    await room.dispose();
    stages = [];
    expect(heard()).toEqual([]);

    // Nothing of the slate was journalled: the run is not under it.
    const next = await begin(showOf({ scene: 'Host' }), { memory: kept, state });
    await settled(next, host, guests, call);
    expect(
      next
        .of('leftoverCleared')
        .map(({ name }) => name)
        .toSorted(),
    ).toEqual([host, guests, call].toSorted());
    await next.until('nothing is owed', () => kept.borrowed === null);
  });

  it('a start into a run that is under it sends nothing, and gives back when it is over', async () => {
    const kept = memory();
    const room = await begin(showOf({ scene: 'Host' }), { memory: kept });
    await slate(room, true);
    const { state } = room.host;
    await room.dispose();
    stages = [];
    obs.person.mute(guests, false);
    const next = await begin(showOf({ scene: 'Host' }), { memory: kept, state });
    expect(heard()).toEqual([guests]);
    expect(next.of('leftoverCleared')).toEqual([]);
    await slate(next, false);
    await settled(next, host, guests, call);
  });

  it('a slate taken while OBS is away sends nothing when it is back', async () => {
    const room = await begin(showOf({ scene: 'Host' }));
    room.go();
    await room.heard('takeOnAir');
    obs.faults.refuseConnections(true);
    obs.faults.dropConnections();
    await room.heard('obsLost');
    room.submit({ type: 'setSlate', on: true });
    obs.faults.refuseConnections(false);
    room.room.retry();
    await room.connected();
    expect(heard()).toEqual([host, guests, call]);
    room.submit({ type: 'takeAgain', expectedOnAir: room.host.state.run.onAir?.takeId ?? null });
    await settled(room);
  });

  it('a connection that closes in the middle of leaving it gives back when OBS is there again', async () => {
    const room = await begin(showOf({ scene: 'Host' }));
    room.go();
    await room.heard('takeOnAir');
    await slate(room, true);
    obs.faults.add({ kind: 'close', request: 'SetCurrentProgramScene', when: 'before acting', times: 1 });
    room.submit({ type: 'setSlate', on: false });
    await room.heard('obsLost');
    room.room.retry();
    await room.connected();
    await settled(room, host, guests, call);
    expect(room.memory.borrowed).toBeNull();
  });

  it('is given back where a scene collection was changed and changed back meanwhile', async () => {
    const room = await begin(showOf({ scene: 'Host' }));
    await slate(room, true);
    const { sceneCollection } = obs.snapshot();
    obs.person.openSceneCollection('Another', ['Host']);
    await room.until(
      'it is there',
      () => !seen(room).includes(call) && room.view.observed?.scenes.length === 1,
    );
    obs.person.openSceneCollection(sceneCollection, []);
    await room.until('it is back', () => (room.view.observed?.scenes.length ?? 0) > 1);
    await slate(room, false);
    await settled(room, host, guests, call);
    expect(obs.snapshot().sceneCollection).toBe(sceneCollection);
  });
});
