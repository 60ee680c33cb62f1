import { outputNames } from '../../../src/core/obs/outputs';
import type { Cue, CueEffect, CueTrigger } from '../../../src/core/show/cues';
import type { Segment } from '../../../src/core/show/model';
import type { PracticeOptions } from '../../../src/practice-obs/practiceObs';
import type { Chance } from '../../support/chance';
import { chanceFrom } from '../../support/chance';
import { segment } from '../../support/shows';
import type { RunningObs } from './ground';

/**
 * What a random show is about. `cues`: its segments have some, and some of them are taken with their sound off. `next`:
 * hands move Next and put segments in, and some give way by themselves.
 */
export type Story = 'bare' | 'cues' | 'next';

export const names = ['ann', 'bo', 'cy'];
export const scenes = ['Host', 'Panel', 'Panel + Q&A', 'Speaker + slides'];
const transitions = [
  null,
  { name: 'Fade', duration: 60 },
  { name: 'Fade', duration: 900 },
  { name: 'Cut', duration: null },
];

/** What cues name in OBS; the practice OBS has it from `furnish` on, and of itself. */
export const inputs = ['Host microphone', 'Guests', 'Jingle'];
export const filters = [
  { source: 'Host', filter: 'Blur' },
  { source: 'Jingle', filter: 'Tint' },
];
export const switches = [
  { scene: 'Panel', source: 'Backdrop' },
  { scene: 'Speaker + slides', source: 'Slides' },
  { scene: 'Host', source: 'Jingle' },
];
const hotkey = 'OBSBasic.ResetStats';

/** An OBS that has every kind of output. */
export const withOutputs: PracticeOptions = {
  surroundings: { streamServer: true, virtualCam: true, replayBuffer: true },
};

/** Makes what the cues name and no practice OBS has. */
export function furnish({ person }: RunningObs): void {
  person.addInput('Host', 'Jingle', 'ffmpeg_source');
  for (const { source, filter } of filters) person.addFilter(source, filter);
}

export function bareStory(): readonly Segment[] {
  return Array.from({ length: 30 }, (_, index) =>
    segment(`s${index}`, {
      scene: index % 7 === 6 ? null : (scenes[index % scenes.length] ?? null),
      transition: transitions[index % transitions.length] ?? null,
      speakerIds: index % 3 === 0 ? names.slice(0, 1) : names,
      showsFirstName: index % 2 === 0,
    }),
  );
}

/** The same, of which some give way by themselves, soon. */
export function movingStory(seed: number): readonly Segment[] {
  const chance = chanceFrom(seed ^ 0x51c3a97);
  return bareStory().map((bare) => ({
    ...bare,
    duration: chance.one([2_000, 5_000, 25_000]),
    advance: chance.is(0.5) ? 'atItsEnd' : 'byHand',
  }));
}

/** The same with cues of every kind, short enough that they come due. */
export function cuedStory(seed: number): readonly Segment[] {
  const chance = chanceFrom(seed ^ 0x2f6e2b1);
  return bareStory().map((bare) => ({
    ...bare,
    duration: chance.one([4_000, 9_000, 25_000]),
    soundOff: chance.is(0.2),
    cues: Array.from({ length: chance.whole(8) }, (_, index) => anyCue(`${bare.id}-${index}`, chance)),
  }));
}

function anyCue(id: string, chance: Chance): Cue {
  const effect = anyEffect(chance);
  return { id, trigger: anyTrigger(effect, chance), effect };
}

function anyTrigger({ kind }: CueEffect, chance: Chance): CueTrigger {
  const offset = 100 + chance.whole(chance.one([500, 8_000]));
  // A take has its segment's scene.
  if (chance.is(0.35) && kind !== 'scene') return { kind: 'take' };
  return chance.one([
    { kind: 'afterStart', offset },
    { kind: 'afterStart', offset },
    { kind: 'beforeEnd', offset },
    { kind: 'hand' },
  ]);
}

function anyEffect(chance: Chance): CueEffect {
  const on = chance.is(0.5);
  const input = chance.one(inputs);
  return chance.one<CueEffect>([
    { kind: 'scene', scene: chance.one(scenes), transition: chance.one(transitions) },
    { kind: 'showCaption', speakerId: chance.one(names) },
    { kind: 'nextCaption' },
    { kind: 'hideCaption' },
    { kind: 'visibility', ...chance.one(switches), on },
    { kind: 'visibility', ...chance.one(switches), on },
    { kind: 'mute', input, on },
    { kind: 'mute', input, on },
    { kind: 'mute', input, on },
    { kind: 'volume', input, decibels: chance.one([-30, -12, 0]), over: 0 },
    { kind: 'volume', input, decibels: chance.one([-40, -6, 0]), over: chance.one([400, 2_000]) },
    { kind: 'media', input: 'Jingle', action: chance.one(['play', 'pause', 'restart', 'stop'] as const) },
    { kind: 'filter', ...chance.one(filters), on },
    { kind: 'filter', ...chance.one(filters), on },
    { kind: 'hotkey', name: hotkey },
    { kind: 'output', output: chance.one(outputNames), on: chance.is(0.7) },
    { kind: 'output', output: chance.one(['stream', 'record'] as const), on: chance.is(0.7) },
    { kind: 'saveReplay' },
    { kind: 'note', text: 'Five minutes left', urgent: on },
  ]);
}
