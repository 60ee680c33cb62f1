import { type Decibels, type Level, type MeterFrame, silence } from '../../src/core/captions/meters';
import type { MeterTrack, Spoken } from '../../src/core/captions/track';
import type { SpeakerId } from '../../src/core/show/model';
import type { Duration, Instant } from '../../src/core/time/units';
import type { Dice } from './chance';
import { add, decibelsOfPower, type Power, powerOf, quiet, step, stepsOf } from './sound';

/** A person and all that is heard of them, at the level of a voice of 0 dB. */
export interface Source {
  readonly id: SpeakerId;
  readonly power: Power;
  /** When they really speak: words, not coughs, laughter or "mm-hm". */
  readonly spoken: readonly { readonly from: Instant; readonly to: Instant }[];
}

/** How a person is heard on an input. */
export interface Path {
  readonly from: SpeakerId;
  readonly to: string;
  /** Beside how loud somebody right at that microphone would be. */
  readonly gain: Decibels;
  readonly delay: Duration;
  /** What the room adds behind it: how loud, and how long it takes to fall by 60 dB. */
  readonly tail: { readonly gain: Decibels; readonly length: Duration } | null;
  /** How much the gain wanders with what is said: a far microphone hears some sounds better than others. */
  readonly wander: Decibels;
  /** An echo canceller lets it through only now and then. */
  readonly patchy: boolean;
}

export interface Microphone {
  readonly name: string;
  /** Mean level of a voice right at it, dBFS. */
  readonly gain: Decibels;
  /** Its own noise and that of its room, dBFS. */
  readonly noise: Decibels;
  /** Other noise that comes in, at full scale. */
  readonly noises: readonly { readonly at: Instant; readonly power: Power }[];
  /** Levels out what comes in, as meeting programs and headsets do. */
  readonly automatic: boolean;
  /** Closes below this level (dBFS) and then hands on nothing at all. */
  readonly gate: Decibels | null;
  /** Set too hot: cannot be louder than this (dBFS). */
  readonly ceiling: Decibels;
  /** The fader in OBS, dB. */
  readonly fader: Decibels;
  readonly muted: boolean;
  readonly dead: boolean;
  /** Whose voice it is there for. */
  readonly people: readonly SpeakerId[];
}

export interface Stage {
  readonly title: string;
  readonly length: Duration;
  readonly sources: readonly Source[];
  readonly microphones: readonly Microphone[];
  readonly paths: readonly Path[];
}

/** A track with the microphones as a show would have them. */
export interface MadeTrack extends MeterTrack {
  readonly kind: string;
  readonly truth: readonly Spoken[];
  /** Who else spoke, whose microphone is in no segment: nobody may be named for it. */
  readonly others: readonly Spoken[];
  /** Those that count: of persons in the segment. */
  readonly microphones: Readonly<Record<string, readonly SpeakerId[]>>;
}

/** Between two events of OBS. */
const every: Duration = 50;

/** What OBS's meters would say of all this. The first frame is at 0. */
export function metered(stage: Stage, dice: Dice): Omit<MadeTrack, 'kind' | 'others' | 'microphones'> {
  const columns = stage.microphones.map((microphone) => {
    const own = dice.apart(microphone.name);
    return { microphone, read: reader(microphone, heardBy(stage, microphone, own), own) };
  });
  const clock = dice.apart('clock');
  const frames: MeterFrame[] = [];
  for (let at = 0; at < stage.length - every; at = next(at, clock)) {
    const levels: Record<string, Level> = {};
    for (const { microphone, read } of columns) levels[microphone.name] = read(at);
    frames.push({ at, levels });
  }
  const inputOf = new Map(stage.microphones.flatMap(({ name, people }) => people.map((id) => [id, name])));
  const end = frames.at(-1)?.at ?? 0;
  const truth = stage.sources
    .flatMap(({ id, spoken }) =>
      spoken.map(({ from, to }) => ({ speakerId: id, input: inputOf.get(id) ?? '', from, to })),
    )
    .filter(({ input }) => isHeard(stage, input))
    // What is said after the end of the track is not on it.
    .filter(({ from }) => from < end - every)
    .map((spoken) => ({ ...spoken, to: Math.min(spoken.to, end) }))
    .toSorted((a, b) => a.from - b.from);
  return { title: stage.title, frames, truth };
}

/** Whoever speaks into nothing, or into what is muted, is not heard: for viewers they do not speak. */
function isHeard(stage: Stage, input: string): boolean {
  return stage.microphones.some(({ name, muted, dead }) => name === input && !muted && !dead);
}

/** Events come every 50 ms, a little early or late, and now and then very late. */
function next(at: Instant, dice: Dice): Instant {
  const late = dice.is(0.002) ? dice.between(40, 180) : 0;
  return at + Math.round(Math.max(20, dice.around(every, 2) + late));
}

/** All that comes in at a microphone, at full scale, before OBS. */
function heardBy(stage: Stage, microphone: Microphone, dice: Dice): Power {
  const sum = quiet(stage.length);
  if (microphone.dead) return sum;
  for (const path of stage.paths) {
    const source = path.to === microphone.name && stage.sources.find(({ id }) => id === path.from);
    if (source) carry(sum, source.power, path, microphone.gain, dice.apart(path.from));
  }
  for (const { at, power } of microphone.noises) add(sum, power, at);
  const hum = noiseOf(microphone.noise, dice.apart('noise'));
  for (let index = 0; index < sum.length; index += 1) sum[index] = (sum[index] ?? 0) + hum();
  if (microphone.automatic) level(sum, dice.apart('agc'));
  if (microphone.gate !== null) gate(sum, microphone.gate);
  return sum;
}

/** A steady noise never is quite steady. */
function noiseOf(decibels: Decibels, dice: Dice): () => number {
  let slow = 0;
  return () => {
    slow = 0.995 * slow + dice.around(0, 0.06);
    return powerOf(decibels + slow + dice.around(0, 0.8));
  };
}

function carry(to: Power, sound: Power, path: Path, gain: Decibels, dice: Dice): void {
  const delay = stepsOf(path.delay);
  const keep = path.tail ? 10 ** ((-6 * step) / path.tail.length) : 0;
  const share = path.tail ? powerOf(path.tail.gain) * (1 - keep) : 0;
  let room = 0;
  let slow = 0;
  let open = true;
  let isOpenUntil = 0;
  for (let index = 0; index + delay < to.length && index < sound.length; index += 1) {
    const now = sound[index] ?? 0;
    room = room * keep + now * share;
    if (now === 0 && room < 1e-9) continue;
    slow = 0.93 * slow + dice.around(0, 0.37 * path.wander);
    if (path.patchy && index >= isOpenUntil) {
      open = dice.is(0.5);
      isOpenUntil = index + stepsOf(dice.between(150, 1_500));
    }
    const loss = open ? 0 : -22;
    to[index + delay] = (to[index + delay] ?? 0) + (now + room) * powerOf(gain + path.gain + slow + loss);
  }
}

/** An automatic gain: quick to turn down, slow to turn up, and it turns up the noise of pauses too. */
function level(power: Power, dice: Dice): void {
  const target = dice.between(-24, -17);
  const most = dice.between(8, 20);
  let turned = dice.between(0, most / 2);
  for (let index = 0; index < power.length; index += 1) {
    const now = decibelsOfPower(power[index] ?? 0);
    const after = now + turned;
    if (after > target + 3) turned -= 0.04 * (after - target - 3);
    else if (after > target - 25) turned += 0.004 * Math.min(10, target - after);
    else turned += 0.01;
    turned = Math.min(most, Math.max(-12, turned));
    power[index] = (power[index] ?? 0) * powerOf(turned);
  }
}

/** The gate of a meeting program: opens within 30 ms, closes 250 ms after the last sound, to nothing at all. */
function gate(power: Power, from: Decibels): void {
  let openUntil = 0;
  const above = powerOf(from);
  for (let index = 0; index < power.length; index += 1) {
    if ((power[index] ?? 0) > above) openUntil = index + stepsOf(250);
    if (index >= openUntil) power[index] = 0;
  }
}

/** Reads the meter of an input: OBS hands on the last packet of samples that it got, about 21 ms of them. */
function reader(microphone: Microphone, power: Power, dice: Dice): (at: Instant) => Level {
  // Each source has its own buffers: what one shows is up to 50 ms older than what another does.
  const behind = dice.between(0, 30);
  // A hiss has higher peaks than a hum.
  const noiseCrest = dice.between(5, 10);
  return (at) => {
    const first = stepsOf(at - behind - dice.between(0, 21));
    const mean = ((power[first] ?? 0) + (power[first + 1] ?? 0)) / 2;
    if (mean <= 0) return { magnitude: silence, peak: silence, inputPeak: silence };
    const magnitude = Math.min(microphone.ceiling - 3, decibelsOfPower(mean));
    const crest = Math.max(
      3,
      magnitude > microphone.noise + 6 ? dice.around(12, 2.3) : dice.around(noiseCrest, 1.2),
    );
    const inputPeak = Math.min(microphone.ceiling, magnitude + crest);
    if (microphone.muted) return { magnitude: silence, peak: silence, inputPeak };
    return {
      magnitude: Math.max(silence, magnitude + microphone.fader),
      peak: Math.max(silence, inputPeak + microphone.fader),
      inputPeak,
    };
  };
}
