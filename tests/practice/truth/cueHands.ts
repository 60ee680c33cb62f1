import { cuesOf } from '../../../src/core/run/cues';
import { nextSegment } from '../../../src/core/run/order';
import { outputNames, type OutputName } from '../../../src/core/obs/outputs';
import type { Chance } from '../../support/chance';
import type { World } from './ground';
import type { RequestName } from '../../../src/core/obs/protocol';
import type { Act, FaultMeans, Sequence } from './sequence';
import { filters, inputs, switches } from './story';

/** A mute or unmute by somebody at OBS, and how many events the journal had then. */
export interface MuteByHand {
  readonly after: number;
  readonly at: number;
  readonly input: string;
  readonly muted: boolean;
  /** Whether the console was there to hear of it, with nothing of its own on the way there. */
  readonly told: boolean;
}

/** What hands did, for what is to be so after it. */
export interface Hands {
  /** Runs of a cue that somebody pressed and that were admitted. */
  readonly ran: { readonly takeId: string; readonly cueId: string }[];
  /** Starts and stops of outputs that somebody pressed and that were admitted; of a cue too. */
  readonly outputs: { readonly output: OutputName; readonly on: boolean }[];
  /** Takes whose end a hand moved. */
  readonly moved: Set<string>;
  readonly mutes: MuteByHand[];
  /** By the name that a scene has now, the one before. */
  readonly calledBefore: Map<string, string>;
  /** What OBS has on its disk of what is switched, muted and turned down. */
  readonly saved: World;
  /** Nothing comes through from OBS. */
  deaf: boolean;
}

export function newHands(saved: World): Hands {
  const nothing = { ran: [], outputs: [], mutes: [] };
  return { ...nothing, moved: new Set(), calledBefore: new Map(), saved, deaf: false };
}

/** What a producer may do about cues. */
export function producerOfCues({ room, hands }: Sequence, chance: Chance): readonly Act[] {
  const { host } = room;
  const run = () => host.state.run;
  const expectedOnAir = (): string => run().onAir?.takeId ?? '';
  const runOne = (cueId: string | undefined): void => {
    const { onAir } = run();
    const cue = onAir && cuesOf(onAir).find(({ id }) => id === cueId);
    if (!onAir || !cue) return;
    const press = { takeId: onAir.takeId, cueId: cue.id };
    const { length } = room.events;
    const armed = true;
    if (!host.submit({ type: 'runCue', expectedOnAir: onAir.takeId, cueId: cue.id, armed }).ok) return;
    hands.ran.push(press);
    // Of one that asks first the first press only asks.
    const isAsked = room.events.slice(length).some(({ event }) => event.type === 'outputAsked');
    if (cue.effect.kind === 'output' && isAsked) hands.outputs.push(cue.effect);
  };
  const anyCue = (isMeant: (kind: string | undefined) => boolean): string | undefined => {
    const { onAir } = run();
    const meant = onAir ? cuesOf(onAir).filter(({ id }) => isMeant(onAir.cues[id]?.kind)) : [];
    return meant.length === 0 ? undefined : chance.one(meant).id;
  };
  const yes: Act = ['says yes to a cue', () => runOne(anyCue((kind) => kind === 'asking'))];
  const go: Act = [
    'GO',
    () => {
      const { onAir } = run();
      const expectedNext = nextSegment(host.state.document.show, run())?.id ?? 'nothing';
      host.submit({ type: 'takeNext', expectedOnAir: onAir?.takeId ?? null, expectedNext, early: true });
    },
  ];
  return [
    go,
    go,
    go,
    yes,
    yes,
    ['runs a cue', () => runOne(anyCue(() => true))],
    ['runs what was missed', () => runOne(anyCue((kind) => kind === 'missed' || kind === 'unknown'))],
    [
      'skips a cue',
      () => {
        const cueId = anyCue(() => true);
        if (cueId !== undefined) host.submit({ type: 'skipCue', expectedOnAir: expectedOnAir(), cueId });
      },
    ],
    [
      'jumps',
      () => {
        const { id } = chance.one(host.state.document.show.segments);
        const { onAir } = run();
        host.submit({
          type: 'takeSegment',
          expectedOnAir: onAir?.takeId ?? null,
          segmentId: id,
          armed: true,
        });
      },
    ],
    ['holds, or goes on', () => host.submit({ type: 'setHold', on: !run().held && chance.is(0.3) })],
    [
      'moves the end',
      () => {
        const by = chance.one([-5_000, 10_000]);
        if (host.submit({ type: 'adjustEnd', expectedOnAir: expectedOnAir(), by }).ok)
          hands.moved.add(expectedOnAir());
      },
    ],
    [
      'starts or stops an output',
      () => {
        const [output, on] = [chance.one(outputNames), chance.is(0.5)];
        if (host.submit({ type: 'setOutput', output, on, armed: true }).ok)
          hands.outputs.push({ output, on });
      },
    ],
  ];
}

/** What somebody at OBS may do to what cues are about. */
export function anyoneAtCues({ obs, room, ground, hands, sent }: Sequence, chance: Chance): readonly Act[] {
  const mute: Act = [
    'a person mutes or unmutes',
    () => {
      const [input, muted] = [chance.one(inputs), chance.is(0.5)];
      if (
        !obs()
          .snapshot()
          .inputs.some(({ name }) => name === input)
      )
        return;
      const { run } = room.host.state;
      const isAsked = run.onAir && Object.values(run.onAir.cues).some(({ kind }) => kind === 'sent');
      const now = (ground.surroundings?.now ?? Date.now)();
      const isOnItsWay = sent.some(
        ({ type, at, data }) => type === 'SetInputMute' && data['inputName'] === input && now - at < 100,
      );
      const isThere = room.view.link.status === 'connected' && !hands.deaf;
      const told = isThere && !isAsked && run.pending.length === 0 && !isOnItsWay;
      hands.mutes.push({ after: room.events.length, at: now, input, muted, told });
      obs().person.mute(input, muted);
    },
  ];
  return [
    mute,
    mute,
    [
      'a person sets a volume',
      () => {
        const input = chance.one(inputs);
        if (
          !obs()
            .snapshot()
            .inputs.some(({ name }) => name === input)
        )
          return;
        obs().person.setVolume(input, chance.one([-50, -20, -3]));
      },
    ],
    [
      'a person switches a filter',
      () => {
        const { source, filter } = chance.one(filters);
        const { scenes: all, inputs: every } = obs().snapshot();
        const found = [...all, ...every]
          .find(({ name }) => name === source)
          ?.filters.find(({ name }) => name === filter);
        if (found) obs().person.enableFilter(source, filter, !found.enabled);
      },
    ],
    [
      'a person shows or hides a source',
      () => {
        const { scene, source } = chance.one(switches);
        const item = obs()
          .snapshot()
          .scenes.find(({ name }) => name === scene)
          ?.items.find((candidate) => candidate.source === source);
        if (item) obs().person.enableItem(scene, item.id, !item.enabled);
      },
    ],
    [
      'a person starts or stops an output',
      () => {
        const output = chance.one(['Stream', 'Record', 'ReplayBuffer'] as const);
        const { person, running } = obs();
        if (running().includes(output)) person.breakOff(output);
        else if (chance.is(0.5)) person.startOutput(output);
      },
    ],
  ];
}

/** What cues, outputs and the sound ask of OBS. */
const asked: readonly RequestName[] = [
  'SetInputMute',
  'SetInputMute',
  'SetInputVolume',
  'SetSourceFilterEnabled',
  'SetSceneItemEnabled',
  'TriggerMediaInputAction',
  'TriggerHotkeyByName',
  'SaveReplayBuffer',
  'StartRecord',
  'StopRecord',
  'StartStream',
  'GetInputMute',
];

/** Cues that OBS does not do, or does not say that it did; OBS killed before it saved: what was switched, muted or turned down since is as it was. */
export function faultsOfCues(
  { ground, hands, room, obs }: Sequence,
  { chance, note }: FaultMeans,
): readonly Act[] {
  const one = (): RequestName => {
    const request = chance.one(asked);
    note(request);
    return request;
  };
  return [
    [
      'a refused cue',
      () => void obs().faults.add({ kind: 'refuse', request: one(), code: chance.one([207, 703]), times: 1 }),
    ],
    ['a cue without an answer', () => void obs().faults.add({ kind: 'silence', request: one(), times: 1 })],
    [
      'a cue that is answered late',
      () =>
        void obs().faults.add({
          kind: 'delay',
          request: one(),
          ms: chance.one([300, 2_000, 6_000]),
          times: 1,
        }),
    ],
    [
      'a close at a cue',
      () => {
        const when = chance.one(['before acting', 'after acting'] as const);
        obs().faults.add({ kind: 'close', request: one(), when, times: 1 });
      },
    ],
    [
      'OBS killed, and started again as it was saved',
      () => {
        const after = room.events.length;
        // What it was before nobody has to hear of.
        for (const input of inputs)
          hands.mutes.push({ after, at: -Infinity, input, muted: false, told: true });
        hands.deaf = false;
        ground.restart(200 + chance.upTo(8_000), (world) => asSaved(world, hands.saved));
      },
    ],
  ];
}

function asSaved(world: World, saved: World): World {
  const filtersOf = <
    With extends { readonly name: string; readonly filters: World['scenes'][number]['filters'] },
  >(
    now: With,
    then: readonly With[],
  ) => ({
    ...now,
    filters: now.filters.map((filter) => ({
      ...filter,
      enabled:
        then.find(({ name }) => name === now.name)?.filters.find(({ name }) => name === filter.name)
          ?.enabled ?? filter.enabled,
    })),
  });
  return {
    ...world,
    inputs: world.inputs.map((input) => {
      const then = saved.inputs.find(({ name }) => name === input.name);
      return { ...filtersOf(input, saved.inputs), ...(then && { muted: then.muted, volume: then.volume }) };
    }),
    scenes: world.scenes.map((scene) => {
      const then = saved.scenes.find(({ name }) => name === scene.name);
      return {
        ...filtersOf(scene, saved.scenes),
        items: scene.items.map((item) => ({
          ...item,
          enabled: then?.items.find(({ id }) => id === item.id)?.enabled ?? item.enabled,
        })),
      };
    }),
  };
}
