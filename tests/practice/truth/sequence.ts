import { expect } from 'vitest';
import { desired } from '../../../src/core/obs/desired';
import { ownNames } from '../../../src/core/obs/ownership';
import { isSoundOff } from '../../../src/core/obs/sound';
import { ok } from '../../../src/core/result';
import { followable } from '../../../src/core/run/follow';
import { mayBeNext, nextSegment } from '../../../src/core/run/order';
import { requestNames } from '../../../src/core/obs/protocol';
import { airOf, isUnheard } from '../../../src/renderer/client/air';
import { noClips } from '../../support/films';
import { chanceFrom, type Chance } from '../../support/chance';
import { show, speaker } from '../../support/shows';
import { machine, startRoom, type RoomStage } from '../obsRoom/roomStage';
import { anyoneAtCues, faultsOfCues, newHands, producerOfCues, type Hands } from './cueHands';
import { expectCueTruth } from './cueTruth';
import type { Ground, RunningObs } from './ground';
import { noted, type Sent } from './sent';
import { bareStory, cuedStory, furnish, movingStory, names, scenes, type Story } from './story';

export interface Sequence {
  readonly story: Story;
  /** The seed's, which everything that happens is thrown by. */
  readonly chance: Chance;
  readonly room: RoomStage;
  readonly obs: () => RunningObs;
  readonly ground: Ground;
  /** What was done, in words, for who reads a failure. */
  readonly steps: string[];
  /**
   * A hand at OBS put a caption on, or chose a transition: then that is theirs. Or it opened another scene collection:
   * that has inputs of the same names, each muted or not. Or it chose a transition while one ran: OBS is stuck then, and
   * nobody can tell who is not connected.
   */
  readonly person: { caption: boolean; transition: boolean; sound: boolean; stuckAt: number | null };
  readonly hands: Hands;
  /** All that the console asked of OBS. */
  readonly sent: readonly Sent[];
}

export interface Playing {
  readonly story: Story;
  readonly ground: Ground;
}

const segmentsOf = { bare: bareStory, cues: cuedStory, next: movingStory } as const;

/** One show and one OBS, before anything happened to them. */
export async function begin(seed: number, { story, ground }: Playing): Promise<Sequence> {
  const chance = chanceFrom(seed);
  const running = (): RunningObs => {
    const obs = ground.obs();
    if (!obs) throw new Error('OBS is not running');
    return obs;
  };
  running().person.setTransition('Cut');
  if (story === 'cues') furnish(running());
  const { now, timers, open } = ground.surroundings ?? machine;
  const sent: Sent[] = [];
  const room = startRoom({
    show: show(segmentsOf[story](seed), {
      date: null,
      speakers: names.map((name) => speaker(name)),
      captionDuration: 4_000,
    }),
    target: { address: ground.address, practice: true, password: null },
    pictures: {
      renderClip: noClips,
      prune: async () => {},
      async render(caption) {
        const fit = { nameLines: [], roleLines: [], orgLines: [], scale: 1, shortened: false };
        return ok({ file: `/nowhere/${caption.name}.png`, fit });
      },
    },
    surroundings: { now, timers, open: noted(open, now, sent) },
  });
  await ground.setUp(room);

  const steps: string[] = [];
  const person = { caption: false, transition: false, sound: false, stuckAt: null };
  const hands = newHands(running().snapshot());
  return { story, chance, room, obs: running, ground, steps, person, hands, sent };
}

/**
 * Throws both about by the seed, and lets the dust settle. Throws where the console said something else than was so, in
 * between as at the end.
 */
export async function play(sequence: Sequence): Promise<void> {
  const { story, chance, room, ground, steps } = sequence;
  const note = (request: string): void => void steps.push(`${steps.pop()} (${request})`);
  const hasCues = story === 'cues';
  const producers = [
    ...producer(room, chance),
    ...(hasCues ? producerOfCues(sequence, chance) : []),
    ...(story === 'next' ? producerOfNext(room, chance) : []),
  ];
  const others = [...anyoneAtObs(sequence, chance), ...(hasCues ? anyoneAtCues(sequence, chance) : [])];
  const faults = [
    ...faultsOf(sequence, { chance, note }),
    ...(hasCues ? faultsOfCues(sequence, { chance, note }) : []),
  ];
  const length = 8 + chance.whole(25);
  for (let step = 0; step < length; step += 1) {
    const from = chance.is(hasCues ? 0.6 : 0.5) ? producers : chance.is(0.5) ? others : faults;
    const [what, act] = chance.one(from);
    if (from === producers || ground.obs() !== null) {
      steps.push(`${Math.round(ground.now())} ${what}`);
      act();
    }
    await ground.pass(
      chance.is(0.4) ? chance.upTo(60) : chance.is(0.7) ? chance.upTo(1_500) : chance.upTo(12_000),
    );
    if (hasCues && ground.surroundings && chance.is(0.08)) {
      await calmDown(sequence);
      steps.push(`${Math.round(ground.now())} looked at`);
      expectTruth(sequence);
    }
  }
  await calmDown(sequence);
  expectTruth(sequence);
}

/** Nothing goes wrong any more, and what did has had its time. */
async function calmDown(sequence: Sequence): Promise<void> {
  const { ground, obs, hands } = sequence;
  await ground.pass(10_000);
  hands.deaf = false;
  obs().faults.clear();
  obs().faults.halfOpen(false);
  obs().faults.refuseConnections(false);
  await ground.rest(() => expectTruth(sequence));
}

export type Act = readonly [what: string, act: () => void];

/** What a producer may do at any time; what is refused does nothing. */
function producer(room: RoomStage, chance: Chance): readonly Act[] {
  const { host } = room;
  const run = () => host.state.run;
  const expectedOnAir = (): string | null => run().onAir?.takeId ?? null;
  const go: Act = [
    'GO',
    () => {
      const expectedNext = nextSegment(host.state.document.show, run())?.id ?? 'nothing';
      host.submit({ type: 'takeNext', expectedOnAir: expectedOnAir(), expectedNext, early: true });
    },
  ];
  return [
    go,
    go,
    go,
    ['slate', () => host.submit({ type: 'setSlate', on: run().slate === null })],
    ['back', () => host.submit({ type: 'back', expectedOnAir: expectedOnAir(), late: true })],
    ['take again', () => host.submit({ type: 'takeAgain', expectedOnAir: expectedOnAir() })],
    [
      'follow',
      () => {
        const offered = followable(host.state.document.show, run());
        if (!offered) return;
        const { segment: wanted, since } = offered;
        host.submit({ type: 'follow', expectedOnAir: expectedOnAir(), segmentId: wanted.id, since });
      },
    ],
    [
      'accept what OBS shows',
      () => {
        const shows = room.view.observed?.program ?? '';
        host.submit({ type: 'acceptObs', expectedOnAir: expectedOnAir(), shows });
      },
    ],
    [
      'show a name',
      () =>
        host.submit({
          type: 'showCaption',
          speakerId: chance.one(names),
          pinned: chance.is(0.3),
          expected: run().caption?.speakerId ?? null,
        }),
    ],
    ['hide the name', () => host.submit({ type: 'hideCaption', expected: run().caption?.speakerId ?? '' })],
  ];
}

/** The same about what comes next. */
function producerOfNext({ host }: RoomStage, chance: Chance): readonly Act[] {
  const setNext = (segmentId: string | null): void => {
    const { document, run } = host.state;
    const expectedNext = nextSegment(document.show, run)?.id ?? null;
    host.submit({ type: 'setNext', expectedOnAir: run.onAir?.takeId ?? null, expectedNext, segmentId });
  };
  const choose: Act = [
    'another Next',
    () => setNext(chance.one(mayBeNext(host.state.document.show, host.state.run).slice(0, 8)).id),
  ];
  const putIn: Act = [
    'put in and take',
    () => {
      const expectedOnAir = host.state.run.onAir?.takeId ?? 'nothing';
      const planned = { title: 'Pause', scene: chance.one([...scenes, null]), duration: 3_000 };
      host.submit({ type: 'takeUnplanned', expectedOnAir, segment: planned });
    },
  ];
  return [
    choose,
    choose,
    putIn,
    putIn,
    ['Next as planned', () => setNext(null)],
    ['Hold', () => host.submit({ type: 'setHold', on: !host.state.run.held })],
  ];
}

/** What somebody at OBS may do. */
function anyoneAtObs({ obs, person, hands, ground }: Sequence, chance: Chance): readonly Act[] {
  const anyScene = (): string => chance.one(obs().snapshot().scenes).name;
  const isOurs = (name: string): boolean => name === ownNames.captions;
  const switchScene: Act = [
    'a person switches the scene',
    () => {
      const scene = anyScene();
      if (!isOurs(scene)) obs().person.switchScene(scene);
    },
  ];
  let renamed = 0;
  return [
    switchScene,
    switchScene,
    switchScene,
    [
      'a person sets a transition',
      () => {
        person.transition = true;
        if (obs().showing().length > 1) person.stuckAt = (ground.surroundings?.now ?? Date.now)();
        obs().person.setTransition(chance.one(['Cut', 'Fade']), chance.one([50, 400, 1_500]));
      },
    ],
    [
      'a person turns studio mode on or off',
      () => obs().person.setStudioMode(obs().snapshot().preview === null),
    ],
    [
      'a person previews',
      () => {
        const scene = anyScene();
        if (obs().snapshot().preview !== null && !isOurs(scene)) obs().person.preview(scene);
      },
    ],
    [
      'a person switches the caption',
      () => {
        const item = captionItem(obs());
        if (!item) return;
        person.caption ||= !item.enabled;
        obs().person.enableItem(ownNames.captions, item.id, !item.enabled);
      },
    ],
    [
      'a person renames a scene',
      () => {
        const scene = anyScene();
        if (isOurs(scene)) return;
        const to = `Renamed ${++renamed}`;
        hands.calledBefore.set(to, scene);
        obs().person.renameScene(scene, to);
      },
    ],
    ['a person adds a scene', () => obs().person.addScene(`Added ${++renamed}`)],
    [
      'a person removes a scene',
      () => {
        const scene = anyScene();
        if (!isOurs(scene) && obs().snapshot().scenes.length > 3) obs().person.removeScene(scene);
      },
    ],
    [
      'a person opens another scene collection',
      () => {
        obs().person.openSceneCollection('Evening', ['Host', 'Street']);
        person.caption = true;
        person.sound = true;
      },
    ],
    [
      'a person opens the first scene collection',
      () => obs().person.openSceneCollection('Practice', ['Host']),
    ],
  ];
}

export interface FaultMeans {
  readonly chance: Chance;
  /** Keeps which request it was. */
  readonly note: (request: string) => void;
}

function faultsOf({ obs, ground, hands }: Sequence, { chance, note }: FaultMeans): readonly Act[] {
  const anyRequest = (): string =>
    chance.is(0.6)
      ? chance.one(['SetCurrentProgramScene', 'GetCurrentProgramScene', 'SetSceneItemEnabled'])
      : chance.one(requestNames);
  const fault = (what: string, add: (request: string) => void): Act => [
    what,
    () => {
      const request = anyRequest();
      add(request);
      note(request);
    },
  ];
  return [
    fault('a late reply', (request) => {
      obs().faults.add({ kind: 'delay', request, ms: chance.one([20, 200, 900, 5_000]), times: 1 });
    }),
    fault('silence', (request) => void obs().faults.add({ kind: 'silence', request, times: 1 })),
    fault('a refusal', (request) => {
      obs().faults.add({ kind: 'refuse', request, code: chance.one([207, 600, 703]), times: 1 });
    }),
    fault('a close', (request) => {
      const when = chance.one(['before acting', 'after acting'] as const);
      obs().faults.add({ kind: 'close', request, when, times: 1 });
    }),
    [
      'an event that never comes',
      () => {
        // One in thousands does not come: so the next one of the same take does.
        obs().faults.clear();
        const event = chance.one([
          'CurrentProgramSceneChanged',
          'SceneTransitionEnded',
          'SceneTransitionStarted',
        ]);
        obs().faults.add({ kind: 'drop event', event, times: 1 });
        note(event);
      },
    ],
    ['a dropped connection', () => obs().faults.dropConnections()],
    [
      'a half-open socket',
      () => {
        hands.deaf = chance.is(0.5);
        obs().faults.halfOpen(hands.deaf);
      },
    ],
    ['no connections', () => obs().faults.refuseConnections(chance.is(0.5))],
    [
      'OBS killed and started again',
      () => {
        hands.deaf = false;
        ground.restart(200 + chance.upTo(8_000));
      },
    ],
  ];
}

function captionItem(obs: RunningObs): { readonly id: number; readonly enabled: boolean } | null {
  const { scenes: all } = obs.snapshot();
  return all.find(({ name }) => name === ownNames.captions)?.items[0] ?? null;
}

/** An end that OBS did not tell, that the producer accepted since, and after which OBS told of none. */
function wasUnheard({ events }: RoomStage): boolean {
  const sceneless = new Set(
    events.flatMap(({ event }) =>
      event.type === 'takeRequested' && event.take.scene === null ? [event.take.takeId] : [],
    ),
  );
  // A take that left the scene alone says nothing of it.
  const types = events.map(({ event }) =>
    event.type === 'takeOnAir' && sceneless.has(event.takeId) ? null : event.type,
  );
  const unheard = events.findLastIndex(
    ({ event }) => event.type === 'takeOnAirUnheard' || ('unheard' in event && event.unheard === true),
  );
  return unheard > types.lastIndexOf('takeOnAir') && types.indexOf('sceneAccepted', unheard) > unheard;
}

/** OBS got stuck, and the connection was lost before that could be told. */
function isStuckUntold({ room: { events }, person: { stuckAt } }: Sequence): boolean {
  if (stuckAt === null) return false;
  const lost = events.findIndex(
    ({ at, event }) => event.type === 'obsLost' && at >= stuckAt && at - stuckAt < 5_000,
  );
  return lost >= 0 && !events.slice(lost).some(({ event }) => event.type === 'takeOnAir');
}

/** What the console claims must be what OBS is. */
export function expectTruth(sequence: Sequence): void {
  const { story, room, obs, person } = sequence;
  const { state } = room.host;
  const { run } = state;
  const { view } = room;
  const truth = obs().snapshot();
  const air = airOf(state.document.show, run, view);
  const asked = desired(state).program;

  expect(view.link.status).toBe('connected');
  expect({ pending: run.pending, settling: run.settling }).toEqual({ pending: [], settling: null });
  expect(view.observed).toMatchObject({
    program: truth.program,
    studioMode: truth.preview !== null,
    transitioning: null,
    currentTransition: truth.transition,
    captionVisible: captionItem(obs())?.enabled ?? false,
  });
  expect(new Set(view.observed?.scenes)).toEqual(
    new Set(truth.scenes.map(({ name }) => name).filter((name) => name !== ownNames.captions)),
  );

  switch (air?.status) {
    case undefined:
      break;
    case 'onAir':
    case 'noOutput':
    case 'practice':
    case 'rehearsal':
      if (asked !== null) expect(truth.program).toBe(asked);
      if (!wasUnheard(room) && !isStuckUntold(sequence)) expect(obs().showing()).toEqual([truth.program]);
      break;
    case 'differs':
      expect(air.shows).toBe(truth.program);
      expect(air.asked).not.toBe(truth.program);
      break;
    case 'theirs':
      expect(air.shows).toBe(truth.program);
      break;
    case 'notConfirmed':
      if (!isUnheard(run)) expect(asked).toBeNull();
      break;
    case 'sent':
      expect(air.status, 'nothing is on its way any more').not.toBe('sent');
  }
  if (run.changedInObs) expect(run.changedInObs.scene).toBe(truth.program);

  const item = captionItem(obs());
  if (run.caption) {
    expect(item?.enabled, 'the name that is said to be on air').toBe(true);
    expect(run.caption.shownAt).not.toBeNull();
    const said = state.document.show.speakers.find(({ id }) => id === run.caption?.speakerId)?.name ?? '';
    const picture = truth.inputs.find(({ name }) => name === ownNames.picture);
    expect(picture?.settings['file']).toBe(`/nowhere/${said}.png`);
  } else if (item?.enabled) expect(person.caption, 'only a person leaves a name on air').toBe(true);

  const muted = (inputs: readonly { readonly name: string; readonly muted: boolean | null }[]) =>
    inputs.flatMap((input) => (input.muted ? [input.name] : [])).toSorted();
  expect(muted(view.observed?.inputs ?? []), 'what is muted').toEqual(muted(truth.inputs));
  if (!isSoundOff(run)) {
    // One of another scene collection is still to be given back there.
    const here = new Set(truth.inputs.map(({ name }) => name));
    const remembered = room.memory.borrowed?.muted ?? [];
    expect(remembered.filter((name) => here.has(name))).toEqual([]);
    if (story !== 'cues' && !person.sound) expect(muted(truth.inputs), 'nobody else mutes').toEqual([]);
  }
  if (story === 'cues') expectCueTruth(sequence);

  expect(room.memory.borrowed?.transition ?? null).toBeNull();
  if (!person.transition) expect(truth.transition).toBe('Cut');
}
