import type { SpeakerId } from '../show/model';
import type { Duration, Instant } from '../time/units';
import { second } from '../time/units';
import type { Explains } from './coupling';
import { createCoupling } from './coupling';
import type { Ear, Hearing } from './ear';
import {
  at,
  counted,
  createEar,
  heardNow,
  hears,
  historyLength,
  isSteady,
  lowestFloor,
  runGap,
  tick,
} from './ear';
import { isCopy } from './likeness';
import { type Decibels, type MeterFrame, silence } from './meters';
import { createSurely, isSurelySpeech } from './surely';
import type { VoiceParameters } from './voiceParameters';

/** Which microphones count, and whom each stands for: more than one, and it is shared. */
export type Microphones = Readonly<Record<string, readonly SpeakerId[]>>;

/** Somebody speaks. */
export interface Voice {
  readonly input: string;
  /** Null: several people share this microphone, and nobody can know who of them it is. */
  readonly speakerId: SpeakerId | null;
  /** The first words. */
  readonly since: Instant;
  /** How loud those words were, the mean before fader and mute, dBFS. */
  readonly decibels: Decibels;
  /** Talks into a muted microphone: viewers do not hear it, so nobody is to be named. */
  readonly muted: boolean;
  /** Nobody else can be what is heard: good enough for a name on air. Once so, it stays so while the voice lasts. */
  readonly sure: boolean;
}

export type InputStanding = 'quiet' | 'rising' | 'speaking' | 'echo' | 'noise' | 'clipping' | 'dead';

/** What the picture of an input draws. */
export interface InputMeter {
  readonly level: Decibels;
  readonly floor: Decibels;
  readonly threshold: Decibels;
  readonly standing: InputStanding;
}

/** Says who speaks, from nothing but the frames that it is given. */
export interface Director {
  /**
   * One frame later: who speaks now, as far as can be told, restricted to `microphones`; the same array while nothing
   * changes. Every input of the frame may explain what is heard on another.
   */
  hear(frame: MeterFrame, microphones: Microphones): readonly Voice[];
  /** `null` for an input that was never heard. */
  meterOf(input: string): InputMeter | null;
  /** After a gap: who spoke is forgotten; what is known of the microphones is kept. */
  forget(): void;
}

/** A gap of frames longer than this is one in which anything may have happened, ms. */
const longGap: Duration = 1 * second;

export function createDirector(parameters: VoiceParameters): Director {
  const hearing: Hearing = {
    aboveFloor: parameters.aboveFloor,
    floorRise: (parameters.floorRise * tick) / second,
  };
  const ears: Listener[] = [];
  const byName = new Map<string, Listener>();
  const coupling = createCoupling();
  const surely = createSurely();
  let now = -1;
  let lastAt: Instant | null = null;
  let owed: Duration = 0;
  let said: readonly Voice[] = [];
  const within = Math.round(parameters.echoWithin / tick);

  function listenerOf(name: string): Listener {
    const known = byName.get(name);
    if (known) return known;
    const listener = createListener(name, ears.length);
    ears.push(listener);
    byName.set(name, listener);
    coupling.grow(ears.length);
    surely.grow(ears.length);
    return listener;
  }

  function forget(): void {
    for (const listener of ears) rest(listener);
    lastAt = null;
    said = [];
  }

  function ticksSince(frame: MeterFrame): number {
    if (lastAt === null) {
      [lastAt, owed] = [frame.at, 0];
      return 1;
    }
    const gap = frame.at - lastAt;
    if (!(gap > 0)) return 0;
    lastAt = frame.at;
    if (gap > longGap) {
      for (const listener of ears) rest(listener);
      owed = 0;
      return 1;
    }
    owed += gap;
    const ticks = Math.floor((owed + tick / 2) / tick);
    owed -= ticks * tick;
    return ticks;
  }

  return {
    hear(frame, microphones) {
      const ticks = ticksSince(frame);
      for (let left = ticks; left > 0; left -= 1) {
        now += 1;
        step(frame, frame.at - (left - 1) * tick, microphones);
      }
      return said;
    },
    meterOf(input) {
      const listener = byName.get(input);
      return listener ? meterOf(listener, now, hearing) : null;
    },
    forget,
  };

  function step(frame: MeterFrame, instant: Instant, microphones: Microphones): void {
    for (const name in frame.levels) {
      const level = frame.levels[name];
      if (!level) continue;
      const listener = listenerOf(name);
      listener.heardAt = now;
      listener.isMuted = !(level.peak > silence) && level.inputPeak > silence;
      listener.isClipping = level.inputPeak > -0.2;
      hears(listener, heardNow(listener, level), now, hearing);
    }
    for (const listener of ears) if (listener.heardAt !== now) hears(listener, silence, now, hearing);
    for (const listener of ears)
      listener.isSpeech =
        counted(listener.active, now, 20) >= 14 && likeSpeech(listener, now, 20, hearing) > -5;
    coupling.learn(ears, now);
    surely.learn(ears, now);
    for (const listener of ears) {
      listener.own[at(now)] = 0;
      listener.isBleed = false;
      if (listener.active[at(now)] !== 1) continue;
      const found = explanation(listener);
      const isOwn = found === 'no' || (found === 'maybe' && isAsLoudAsUsual(listener)) || isLoudest(listener);
      listener.own[at(now)] = isOwn ? 1 : 0;
      listener.isBleed = found === 'known';
    }
    for (const listener of ears) judge(listener, instant);
    const voices = voicesOf(microphones);
    if (!isSame(voices, said)) said = voices;
  }

  /** Whether what it hears now is somebody at another microphone. */
  function explanation(listener: Listener): Explains {
    let found: Explains = 'no';
    for (const other of ears) {
      if (other === listener) continue;
      const one = coupling.explains(other, listener, now, parameters.aboveOthers);
      if (one === 'known') return one;
      if (one === 'maybe') found = one;
    }
    return found;
  }

  /** Nothing else is nearly as loud: whatever else hears it, hears it from there. */
  function isLoudest(listener: Listener): boolean {
    const least = loudNow(listener) - dominance;
    return ears.every((other) => other === listener || loudNow(other) <= least);
  }

  function isAsLoudAsUsual(listener: Listener): boolean {
    return loudNow(listener) >= listener.voiceLevel - 6;
  }

  /** Whether somebody was heard at `other`, in so many of the last ticks, who is not the one at `listener`. */
  function isHeardAt(other: Listener, listener: Listener, ticks: number, least: number): boolean {
    let count = counted(other.active, now, ticks);
    for (let back = 0; back < ticks && count >= least; back += 1)
      if (other.active[at(now - back)] === 1) {
        const found = coupling.explains(listener, other, now - back, parameters.aboveOthers);
        // What was there before this one began is not this one's.
        if (found === 'known' || (found === 'maybe' && other.activeFrom >= listener.activeFrom - 2))
          count -= 1;
      }
    return count >= least;
  }

  function judge(listener: Listener, instant: Instant): void {
    const isOwn = listener.own[at(now)] === 1;
    if (isOwn) {
      if (now - listener.lastOwn > runGap) begin(listener, instant);
      listener.lastOwn = now;
    }
    const othersNow = ears.some((other) => other !== listener && isHeardAt(other, listener, 5, 3));
    if (othersNow && !listener.isSure) suspect(listener);
    if (listener.isSpeaking) goOn(listener, isOwn, othersNow);
    else if (isOwn && isSpeech(listener)) {
      listener.isSpeaking = true;
      listener.speaking = { since: listener.since, decibels: Math.round(loudNow(listener)) };
    }
  }

  function begin(listener: Listener, instant: Instant): void {
    listener.since = instant;
    listener.from = now;
    listener.afterOthers = ears.some((other) => other !== listener && isHeardAt(other, listener, within, 2));
    listener.suspicionBefore = listener.suspicion;
  }

  /** What sounds again and again while others speak may be their echo; what is quiet then is not. */
  function suspect(listener: Listener): void {
    const sounds = listener.active[at(now)] === 1 && !listener.isBleed;
    if (!sounds) listener.suspicion *= 0.98;
    else if (listener.afterOthers && now - listener.from < 20)
      listener.suspicion += 0.02 * (1 - listener.suspicion);
  }

  function goOn(listener: Listener, isOwn: boolean, othersNow: boolean): void {
    if (isOwn && listener.isSure) listener.voiceLevel += 0.02 * (loudNow(listener) - listener.voiceLevel);
    else if (isOwn && isSureNow(listener)) {
      listener.isSure = true;
      listener.suspicion = Math.min(listener.suspicion, listener.suspicionBefore);
      if (Number.isNaN(listener.voiceLevel)) listener.voiceLevel = loudNow(listener);
    }
    const hold = othersNow ? Math.min(parameters.hold, holdOverOthers) : parameters.hold;
    if ((now - listener.lastOwn) * tick > hold) hush(listener);
  }

  /** Somebody, though maybe not at this microphone: whether they are named on air is another question. */
  function isSpeech(listener: Listener): boolean {
    const lasted = now - listener.from + 1;
    const ticks = Math.min(lasted, 24);
    return (
      lasted * tick >= parameters.attack &&
      counted(listener.own, now, ticks) >= 0.45 * ticks &&
      likeSpeech(listener, now, ticks, hearing) >= leastLikeness - 0.13 * (lasted - 11)
    );
  }

  /** Words for long enough, and nobody else can be what is heard there. Who is heard as usual needs less of it. */
  function isSureNow(listener: Listener): boolean {
    const lasted = now - listener.from + 1;
    const isUsual = loudNow(listener) >= listener.voiceLevel - 5;
    const isFaint = loudNow(listener) < listener.voiceLevel - 9;
    const alone = surely.isAlone(listener, ears, now);
    const least = Math.round(parameters.sureAfter / tick) + (isUsual ? 0 : alone ? 4 : 8);
    return (
      lasted >= (isFaint ? 40 : least) &&
      counted(listener.own, now, 20) >= (alone ? 12 : 14) &&
      isSurelySpeech(listener, now, isUsual || alone ? 22 : 26, alone) &&
      surely.isOwn(listener, ears, now) &&
      !mayBeEcho(listener)
    );
  }

  function loudNow({ loud }: Listener): Decibels {
    return loud[at(now)] ?? silence;
  }

  /** Whether it is what another one showed before, as far as can be told. */
  function mayBeEcho(listener: Listener): boolean {
    if (!listener.afterOthers) return false;
    const others = ears.filter((other) => other !== listener && isHeardAt(other, listener, within, 2));
    if (others.length === 0) return false;
    if (listener.suspicion > suspicious) return true;
    const ticks = Math.min(40, now - listener.from + 1);
    const limit = ticks < 14 ? 1.3 : ticks < 20 ? 1.9 : 2.5;
    for (const other of others)
      for (let lag = 2; lag <= within; lag += 1)
        if (isCopy(listener, other, lag, ticks, now, limit)) return true;
    return false;
  }

  function voicesOf(microphones: Microphones): readonly Voice[] {
    const voices: Voice[] = [];
    for (const listener of ears) {
      if (!listener.isSpeaking || !listener.speaking) continue;
      const people = Object.hasOwn(microphones, listener.name) ? microphones[listener.name] : undefined;
      if (!people || people.length === 0) continue;
      const speakerId = people.length === 1 ? (people[0] ?? null) : null;
      const muted = listener.isMuted;
      const voice: Voice = {
        input: listener.name,
        speakerId,
        ...listener.speaking,
        muted,
        sure: listener.isSure,
      };
      if (!listener.voice || !isAlike(listener.voice, voice)) listener.voice = voice;
      voices.push(listener.voice);
    }
    return voices;
  }
}

/** Above this what sounds may be an echo of others. */
const suspicious = 0.4;

/** A voice ends sooner while others are heard, ms. */
const holdOverOthers: Duration = 500;

/** What is less like speech than this is none; the longer it lasts, the less is asked. */
const leastLikeness = -6;

/** What is so much louder than anything else that is heard is somebody there, dB. */
const dominance: Decibels = 3;

interface Listener extends Ear {
  /** 1 where what it heard was its own: nothing else explains it. */
  readonly own: Uint8Array;
  since: Instant;
  from: number;
  lastOwn: number;
  /** Somebody else was heard so shortly before it began that it may be their echo. */
  afterOthers: boolean;
  isSpeaking: boolean;
  isSure: boolean;
  speaking: Pick<Voice, 'since' | 'decibels'> | null;
  voice: Voice | null;
  /** How much of the time it sounded while others spoke: near 0, and it has no echo. */
  suspicion: number;
  suspicionBefore: number;
  /** What it hears now is known to be another's voice. */
  isBleed: boolean;
}

function createListener(name: string, index: number): Listener {
  return {
    ...createEar(name, index),
    own: new Uint8Array(historyLength),
    since: 0,
    from: 0,
    lastOwn: -1_000,
    afterOthers: false,
    isSpeaking: false,
    isSure: false,
    speaking: null,
    voice: null,
    suspicion: 1,
    suspicionBefore: 1,
    isBleed: false,
  };
}

function rest(listener: Listener): void {
  listener.raw.fill(silence);
  listener.smooth.fill(silence);
  listener.active.fill(0);
  listener.own.fill(0);
  listener.lastOwn = -1_000;
  hush(listener);
}

function hush(listener: Listener): void {
  listener.isSpeaking = false;
  listener.isSure = false;
  listener.voice = null;
}

/**
 * How much the last `ticks` of an input are like speech: it stays within 20 dB of its loudest but not at it, goes up and
 * down without falling to nothing between bursts as laughter, coughs and keys do, and is as loud as its person usually
 * is. A weighted sum; speech is above −4.5 four times out of five.
 */
function likeSpeech(listener: Listener, now: number, ticks: number, { aboveFloor }: Hearing): number {
  let peak = silence;
  for (let back = 0; back < ticks; back += 1) peak = Math.max(peak, listener.raw[at(now - back)] ?? silence);
  const least = Math.max(listener.floor, peak - 30);
  const level = (back: number): Decibels => Math.max(least, listener.raw[at(now - back)] ?? silence);
  let [near, atPeak, sum, squares, steps] = [0, 0, 0, 0, 0];
  for (let back = 0; back < ticks; back += 1) {
    if (level(back) >= Math.max(listener.floor + aboveFloor, peak - 20)) near += 1;
    if (level(back) >= Math.max(listener.floor + 6, peak - 10)) atPeak += 1;
    sum += level(back);
    squares += level(back) ** 2;
    if (back > 0) steps += Math.abs(level(back) - level(back - 1));
  }
  const mean = sum / ticks;
  const variance = Math.max(0.01, squares / ticks - mean ** 2);
  let product = 0;
  for (let back = 1; back < ticks; back += 1) product += (level(back) - mean) * (level(back - 1) - mean);
  const swing = Math.sqrt(variance);
  const step = steps / (ticks - 1);
  // A level that stays is noise, however it came.
  if (swing < 1.5 || step < 0.8) return -100;
  const again = product / ticks / variance;
  const loud = listener.loud[at(now)] ?? silence;
  const usual = Number.isNaN(listener.voiceLevel)
    ? Math.min(0, Math.max(-8, loud - listener.floor - 30))
    : Math.min(3, Math.max(-12, loud - listener.voiceLevel));
  return (
    (7 * near) / ticks - (7.3 * atPeak) / ticks - 1.14 * swing + 0.33 * step + 1.87 * again + 0.43 * usual
  );
}

function meterOf(listener: Listener, now: number, { aboveFloor }: Hearing): InputMeter {
  const floor = Number.isNaN(listener.floor) ? lowestFloor : listener.floor;
  return {
    level: listener.raw[at(now)] ?? silence,
    floor,
    threshold: floor + aboveFloor,
    standing: standingOf(listener, now),
  };
}

/** An input that says the very same for so long is not heard at all, ticks. */
const deadAfter = 200;

function standingOf(listener: Listener, now: number): InputStanding {
  if (listener.sameFor >= deadAfter) return 'dead';
  if (listener.isClipping) return 'clipping';
  if (listener.isSpeaking) return 'speaking';
  if (counted(listener.active, now, 6) < 3) return 'quiet';
  if (isSteady(listener, now)) return 'noise';
  return counted(listener.own, now, 6) >= 3 ? 'rising' : 'echo';
}

function isAlike(a: Voice, b: Voice): boolean {
  return a.speakerId === b.speakerId && a.muted === b.muted && a.sure === b.sure && a.since === b.since;
}

function isSame(a: readonly Voice[], b: readonly Voice[]): boolean {
  return a.length === b.length && a.every((voice, index) => voice === b[index]);
}
