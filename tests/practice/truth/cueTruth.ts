import { expect } from 'vitest';
import { addressOf, trueBefore } from '../../../src/core/obs/effects';
import { outputNames, type OutputName } from '../../../src/core/obs/outputs';
import { isLive, isSoundOff } from '../../../src/core/obs/sound';
import { cueGrace } from '../../../src/core/run/cues';
import type { Firing } from '../../../src/core/run/model';
import { asksFirst } from '../../../src/core/run/outputs';
import type { CueEffect } from '../../../src/core/show/cues';
import { plannedCues } from '../../../src/renderer/features/cues/plannedCues';
import type { RoomStage } from '../obsRoom/roomStage';
import type { World } from './ground';
import type { Sequence } from './sequence';
import type { Sent } from './sent';

/** How long after it was journalled a request may leave: a take waits for what was sent before it, ms. */
const longestWait = 2_500;

/** What is said of cues, and what was sent for them. */
export function expectCueTruth(sequence: Sequence): void {
  expectRows(sequence);
  expectInForce(sequence);
  expectOnce(sequence);
  expectInTime(sequence);
  expectOutputs(sequence);
  expectSound(sequence);
}

// --- what the rows of the segment on air say

function expectRows({ room, obs, ground }: Sequence): void {
  const { document, run } = room.host.state;
  const { view } = room;
  const truth = obs().snapshot();
  const now = (ground.surroundings?.now ?? Date.now)();
  const decided: string[] = [];
  const rows = plannedCues(document.show, run, view.observed, true);
  const latest = new Map<string | null, (typeof rows)[number]>();
  for (const row of rows) {
    const { news, cue } = row;
    const before = latest.get(addressOf(cue.effect))?.news?.at ?? 0;
    if ((news?.kind === 'done' || news?.kind === 'theirs') && before <= news.at)
      latest.set(addressOf(cue.effect), row);
  }
  for (const { cue, carried, news, due } of rows) {
    const what = `${cue.id} ${JSON.stringify(cue.effect)}`;
    switch (news?.kind) {
      case undefined:
        expect(due ?? Infinity, `to come, and past: ${what}`).toBeGreaterThan(now - 100);
        break;
      case 'sent':
        expect(news.kind, `on its way for ever: ${what}`).not.toBe('sent');
        break;
      case 'theirs':
        expect(isTrue(cue.effect, truth), `not changed in OBS: ${what}`).toBe(false);
        break;
      case 'done': {
        decided.push(cue.id);
        const address = addressOf(cue.effect);
        // Under the slate, and where the sound is off, nothing is said of what was before.
        if (address === null || run.slate || (carried && isSoundOff(run))) break;
        if (latest.get(address)?.cue !== cue) break;
        const held = run.inForce[address];
        if (cue.trigger.kind !== 'hand' && held && held.cueId !== cue.id) break;
        expect(isTrue(cue.effect, truth), `done, and not so: ${what}`).not.toBe(false);
        break;
      }
      case 'asking':
        expect(cue.effect.kind, `${what}: asks`).toBe('output');
        break;
      case 'failed':
      case 'unknown':
      case 'missed':
      case 'skipped':
        break;
    }
  }
  const off = (scene: string): readonly string[] => [...(view.observed?.sourcesOff[scene] ?? [])].toSorted();
  for (const { name, items } of truth.scenes) {
    const ours = items.filter(({ source }) => source.startsWith('Lectern'));
    const isOff = ({ source }: { readonly source: string }): boolean =>
      items.every((item) => item.source !== source || !item.enabled);
    const hidden = items.filter((item) => !ours.includes(item) && isOff(item)).map(({ source }) => source);
    if (!name.startsWith('Lectern')) expect(off(name), `hidden in ${name}`).toEqual(hidden.toSorted());
  }
  for (const { name, filters } of [...truth.scenes, ...truth.inputs]) {
    const disabled = filters.filter(({ enabled }) => !enabled).map((filter) => filter.name);
    expect(view.observed?.filtersOff[name] ?? [], `filters of ${name}`).toEqual(disabled);
  }
}

/** Whether OBS has it so; `null` where it has no such thing. */
function isTrue(effect: CueEffect, { scenes, inputs }: World): boolean | null {
  const input = 'input' in effect ? inputs.find(({ name }) => name === effect.input) : undefined;
  switch (effect.kind) {
    case 'mute':
      return input ? input.muted === effect.on : null;
    case 'volume': {
      if (!input) return null;
      const decibels = input.volume === 0 ? -100 : 20 * Math.log10(input.volume);
      return Math.abs(decibels - effect.decibels) < 0.3;
    }
    case 'visibility': {
      const items = scenes.find(({ name }) => name === effect.scene)?.items ?? [];
      const found = items.filter(({ source }) => source === effect.source);
      return found.length === 0 ? null : found.some(({ enabled }) => enabled) === effect.on;
    }
    case 'filter': {
      const source = [...scenes, ...inputs].find(({ name }) => name === effect.source);
      const found = source?.filters.find(({ name }) => name === effect.filter);
      return found ? found.enabled === effect.on : null;
    }
    default:
      return null;
  }
}

// --- what is in force

function expectInForce({ room, obs, hands }: Sequence): void {
  const { run, document } = room.host.state;
  const truth = obs().snapshot();
  for (const [address, { effect, changed }] of Object.entries(run.inForce)) {
    const so = isTrue(effect, truth);
    if (so === null) continue;
    // Muted by us.
    if (effect.kind === 'mute' && !effect.on && !so && isSoundOff(run)) continue;
    expect(so, `in force${changed ? ', and changed in OBS' : ''}: ${address}`).toBe(changed !== true);
  }
  const { onAir } = run;
  const taken = room.events.findLastIndex(
    ({ event }) => event.type === 'takeRequested' && event.take.takeId === onAir?.takeId,
  );
  // Followed: then nothing was sent.
  if (!onAir || taken < 0) return;
  const lostSince = new Set(
    room.events
      .slice(taken)
      .flatMap(({ event }) => (event.type === 'effectLost' ? [firstNames(event.address)] : [])),
  );
  const withTake = onAir.segment.cues.filter(({ trigger }) => trigger.kind === 'take');
  const own = new Set(withTake.map(({ effect }) => addressOf(effect)));
  for (const [address, { id }] of trueBefore(document.show, onAir.segment.id)) {
    if (own.has(address)) continue;
    const news = onAir.cues[id];
    const isSaid = run.inForce[address] !== undefined || (news && news.kind !== 'done');
    expect(
      isSaid || lostSince.has(firstNames(address)),
      `nothing is said of what should be so: ${address}`,
    ).toBe(true);
  }

  function firstNames(address: string): string {
    const names = JSON.parse(address) as readonly string[];
    return JSON.stringify(names.map((name) => firstName(name, { hands })));
  }
}

// --- what was sent

interface Fired {
  readonly at: number;
  readonly takeId: string;
  readonly firing: Firing;
  readonly by: 'time' | 'hand' | 'take';
  /** With a take of which viewers hear nothing live. */
  readonly soundOff: boolean;
}

function firedIn({ events }: RoomStage): readonly Fired[] {
  return events.flatMap(({ at, event }): readonly Fired[] => {
    if (event.type === 'cueFired') return [{ at, ...event, soundOff: false }];
    if (event.type !== 'takeRequested') return [];
    const { takeId, effects, soundOff } = event.take;
    return effects.map((firing) => ({ at, takeId, firing, by: 'take', soundOff }));
  });
}

/** Nothing was asked for more often than the journal says, nor run more often than it was due or pressed. */
function expectOnce(sequence: Sequence): void {
  const { room, sent, hands } = sequence;
  const runs = new Map<string, number>();
  const allowed = new Map<string, number>();
  for (const { takeId, firing, by, soundOff } of firedIn(room)) {
    const run = `${by} ${takeId} ${firing.cueId}`;
    runs.set(run, (runs.get(run) ?? 0) + 1);
    for (const key of keysOf(firing.effect, soundOff, sequence)) add(allowed, key);
  }
  for (const [run, times] of runs) {
    const [by, takeId, cueId] = run.split(' ');
    const most =
      by === 'hand'
        ? hands.ran.filter((press) => press.takeId === takeId && press.cueId === cueId).length
        : 1;
    expect(times, `times that it ran: ${run}`).toBeLessThanOrEqual(most);
  }
  const asked = new Map<string, number>();
  for (const request of sent) {
    const key = keyOfSent(request, sequence);
    if (key !== null) add(asked, key);
  }
  for (const [key, times] of asked) {
    expect(times, `times that it was sent: ${key}`).toBeLessThanOrEqual(allowed.get(key) ?? 0);
  }
}

function add(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

type Names = Pick<Sequence, 'hands'>;

/** The name that a scene had first: it may be renamed between press and request. */
function firstName(name: string, { hands }: Names): string {
  const before = hands.calledBefore.get(name);
  return before === undefined ? name : firstName(before, { hands });
}

function keysOf(effect: CueEffect, soundOff: boolean, names: Names): readonly string[] {
  const { hands } = names;
  switch (effect.kind) {
    case 'visibility': {
      const scene = firstName(effect.scene, names);
      const found = hands.saved.scenes.find(({ name }) => name === scene)?.items ?? [];
      return found
        .filter(({ source }) => source === effect.source)
        .map(({ id }) => `SetSceneItemEnabled ${scene} ${id} ${effect.on}`);
    }
    case 'mute':
      // What should be heard again waits for it, muted.
      return [
        `SetInputMute ${effect.input} ${effect.on}`,
        ...(soundOff && !effect.on ? [`SetInputMute ${effect.input} true`] : []),
      ];
    case 'volume':
      return effect.over === 0 ? [`SetInputVolume ${effect.input} ${effect.decibels}`] : [];
    case 'filter':
      return [`SetSourceFilterEnabled ${firstName(effect.source, names)} ${effect.filter} ${effect.on}`];
    case 'media':
      return [`TriggerMediaInputAction ${effect.input} ${effect.action}`];
    case 'hotkey':
      return [`TriggerHotkeyByName ${effect.name}`];
    case 'saveReplay':
      return ['SaveReplayBuffer'];
    default:
      return [];
  }
}

/** `null` for what no cue asks for in this way. */
function keyOfSent({ type, data, how, after }: Sent, names: Names): string | null {
  const said = (key: string): string => String(data[key]);
  switch (type) {
    case 'SetSceneItemEnabled': {
      const scene = firstName(said('sceneName'), names);
      if (scene.startsWith('Lectern')) return null;
      return `${type} ${scene} ${said('sceneItemId')} ${said('sceneItemEnabled')}`;
    }
    case 'SetInputMute':
      // With the question how it was, it is the sound that goes off or comes back.
      return after === 'GetInputMute' ? null : `${type} ${said('inputName')} ${said('inputMuted')}`;
    case 'SetInputVolume':
      return how === 'batch' ? `${type} ${said('inputName')} ${said('inputVolumeDb')}` : null;
    case 'SetSourceFilterEnabled':
      return `${type} ${firstName(said('sourceName'), names)} ${said('filterName')} ${said('filterEnabled')}`;
    case 'TriggerMediaInputAction': {
      const action = said('mediaAction').replace('OBS_WEBSOCKET_MEDIA_INPUT_ACTION_', '');
      return `${type} ${said('inputName')} ${action.toLowerCase()}`;
    }
    case 'TriggerHotkeyByName':
      return `${type} ${said('hotkeyName')}`;
    case 'SaveReplayBuffer':
      return type;
    default:
      return null;
  }
}

// --- when

function expectInTime(sequence: Sequence): void {
  const { room, sent, hands } = sequence;
  const started = startsOf(room);
  for (const { at, takeId, firing, by } of firedIn(room)) {
    const taken = started.get(takeId);
    const cue = taken?.segment?.cues.find(({ id }) => id === firing.cueId);
    if (by !== 'time' || !taken || !cue || hands.moved.has(takeId)) continue;
    const { trigger } = cue;
    const due =
      trigger.kind === 'afterStart'
        ? taken.at + trigger.offset
        : trigger.kind === 'beforeEnd'
          ? Math.max(taken.at, taken.at + (taken.segment?.duration ?? 0) - trigger.offset)
          : null;
    if (due === null) continue;
    const what = `${firing.cueId} ${JSON.stringify(cue)} of the take at ${taken.at}`;
    expect(at, `too late: ${what}`).toBeLessThanOrEqual(due + cueGrace);
    expect(at, `too early: ${what}`).toBeGreaterThanOrEqual(due);
  }
  const fired = firedIn(room).flatMap(({ at, firing, soundOff }) =>
    keysOf(firing.effect, soundOff, sequence).map((key) => ({ at, key })),
  );
  for (const request of sent) {
    const key = keyOfSent(request, sequence);
    if (key === null) continue;
    const isInTime = fired.some(
      (one) => one.key === key && one.at <= request.at && request.at <= one.at + longestWait,
    );
    expect(isInTime, `sent at ${request.at}, long after it was due: ${key}`).toBe(true);
  }
  const fades = firedIn(room).flatMap(({ at, firing: { effect } }) =>
    effect.kind === 'volume' && effect.over > 0 ? [{ at, ...effect }] : [],
  );
  for (const { type, at, data, how } of sent) {
    if (type !== 'SetInputVolume' || how === 'batch') continue;
    const isInTime = fades.some(
      (fade) => fade.input === data['inputName'] && fade.at <= at && at <= fade.at + fade.over + 4_000,
    );
    expect(isInTime, `a volume set at ${at} that no fade asks for`).toBe(true);
  }
}

/** When each take began, and the segment that it took. */
function startsOf({ events }: RoomStage) {
  return new Map(
    events.flatMap(({ event }) => {
      if (event.type === 'takeRequested')
        return [[event.take.takeId, { at: event.take.requestedAt, segment: event.take.segment }] as const];
      if (event.type === 'segmentFollowed')
        return [[event.takeId, { at: event.since, segment: event.segment }] as const];
      return [];
    }),
  );
}

// --- outputs

const requestsOf: Readonly<Record<OutputName, readonly [start: string, stop: string]>> = {
  stream: ['StartStream', 'StopStream'],
  record: ['StartRecord', 'StopRecord'],
  virtualCam: ['StartVirtualCam', 'StopVirtualCam'],
  replayBuffer: ['StartReplayBuffer', 'StopReplayBuffer'],
};
const nameInObs = {
  stream: 'Stream',
  record: 'Record',
  virtualCam: 'Virtualcam',
  replayBuffer: 'ReplayBuffer',
} as const;

function expectOutputs({ room, obs, sent, hands }: Sequence): void {
  const asked = room.events.flatMap(({ event }) => (event.type === 'outputAsked' ? [event] : []));
  for (const output of outputNames) {
    for (const on of [true, false]) {
      const asks = asked.filter((ask) => ask.output === output && ask.on === on).length;
      const requests = sent.filter(({ type }) => type === requestsOf[output][on ? 0 : 1]).length;
      expect(requests, `times that ${output} was asked to go ${on ? 'on' : 'off'}`).toBeLessThanOrEqual(asks);
      if (!asksFirst(output, on)) continue;
      const presses = hands.outputs.filter((press) => press.output === output && press.on === on).length;
      expect(asks, `${output} without a press`).toBeLessThanOrEqual(presses);
    }
    const { run } = room.host.state;
    expect(run.outputs[output]?.kind, `${output} asked for ever`).not.toBe('asked');
    const status = room.view.observed?.outputs[output].status;
    if (status === 'unavailable') continue;
    expect(status === 'on', `${output} as it is said`).toBe(obs().running().includes(nameInObs[output]));
  }
}

// --- sound

/** What each input is to be when nothing is muted for the show: the last word of a cue or of a person. */
function expectSound({ room, obs, hands, person }: Sequence): void {
  const { run, document } = room.host.state;
  if (person.sound) return;
  const words = new Map<string, boolean | null>();
  const fired = new Map(firedIn(room).map(({ firing }) => [firing.fireId, firing.effect]));
  const byHand = [...hands.mutes];
  for (const [index, { event }] of room.events.entries()) {
    while (byHand[0] && byHand[0].after <= index) say(byHand.shift());
    if (event.type === 'takeRequested')
      for (const { effect } of event.take.effects) if (effect.kind === 'mute') words.set(effect.input, null);
    if (event.type === 'cueFired' && event.firing.effect.kind === 'mute')
      words.set(event.firing.effect.input, null);
    if (event.type === 'cueDone') {
      const effect = fired.get(event.fireId);
      if (effect?.kind === 'mute') words.set(effect.input, effect.on);
    }
  }
  for (const one of byHand) say(one);

  const truth = obs().snapshot().inputs;
  for (const input of truth) {
    const word = words.has(input.name) ? words.get(input.name) : false;
    if (word === null || isSoundOff(run)) continue;
    const what = `${input.name}${isLive(input, document.show) ? ', live,' : ''} is muted as it was`;
    expect(input.muted, `${what}`).toBe(word);
  }

  function say(one: (typeof hands.mutes)[number] | undefined): void {
    if (one) words.set(one.input, one.told && !isCutOff(one) ? one.muted : null);
  }

  /** The connection closed before OBS's word of it had come. */
  function isCutOff({ at }: (typeof hands.mutes)[number]): boolean {
    return room.events.some(({ at: lostAt, event }) => {
      return event.type === 'obsLost' && lostAt >= at && lostAt - at < 10;
    });
  }
}
