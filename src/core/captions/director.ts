import type { SpeakerId } from '../show/model';
import type { Duration, Instant } from '../time/units';
import { second } from '../time/units';
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
  loudest,
  lowestFloor,
  tick,
} from './ear';
import { isCopy } from './likeness';
import { type Decibels, type MeterFrame, silence } from './meters';
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
  let now = -1;
  let lastAt: Instant | null = null;
  let owed: Duration = 0;
  let said: readonly Voice[] = [];

  function listenerOf(name: string): Listener {
    const known = byName.get(name);
    if (known) return known;
    const listener = createListener(name, ears.length);
    ears.push(listener);
    byName.set(name, listener);
    coupling.grow(ears.length);
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
    coupling.learn(ears, now);
    for (const listener of ears) {
      const isOwn =
        listener.active[at(now)] === 1 &&
        !ears.some(
          (other) => other !== listener && coupling.explains(other, listener, now, parameters.aboveOthers),
        );
      listener.own[at(now)] = isOwn ? 1 : 0;
    }
    for (const listener of ears) judge(listener, instant);
    const voices = voicesOf(microphones);
    if (!isSame(voices, said)) said = voices;
  }

  function judge(listener: Listener, instant: Instant): void {
    const isOwn = listener.own[at(now)] === 1;
    const othersNow = ears.some((other) => other !== listener && counted(other.own, now, 5) >= 3);
    if (isOwn) {
      if (now - listener.lastOwn > runGap) {
        listener.since = instant;
        listener.from = now;
      }
      listener.lastOwn = now;
    }
    if (listener.isSpeaking) {
      const hold = othersNow ? Math.min(parameters.hold, 500) : parameters.hold;
      if ((now - listener.lastOwn) * tick > hold) {
        listener.isSpeaking = false;
        listener.voice = null;
      }
      return;
    }
    if (othersNow) listener.suspicion += 0.02 * ((isOwn ? 1 : 0) - listener.suspicion);
    if (!isOwn) return;
    const need = (othersNow ? parameters.attackOverOthers : parameters.attack) / tick;
    if (now - listener.from + 1 < need) return;
    if (counted(listener.own, now, need) < 0.7 * need) return;
    if (!isLikeSpeech(listener, now, need, hearing)) return;
    if (mayBeEcho(listener)) return;
    listener.isSpeaking = true;
    listener.speaking = {
      since: listener.since,
      decibels: Math.round(loudest(listener, now, need)),
    };
  }

  function mayBeEcho(listener: Listener): boolean {
    const within = parameters.echoWithin / tick;
    const others = ears.filter((other) => other !== listener && counted(other.own, now, within) > 0);
    if (others.length === 0) return false;
    if (listener.suspicion > 0.3) return true;
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
      if (listener.voice?.speakerId !== speakerId || listener.voice.muted !== muted)
        listener.voice = { input: listener.name, speakerId, ...listener.speaking, muted };
      voices.push(listener.voice);
    }
    return voices;
  }
}

/** A pause that parts one run of sound from the next, ticks. */
const runGap = 6;

interface Listener extends Ear {
  /** 1 where what it heard was its own: nothing else explains it. */
  readonly own: Uint8Array;
  since: Instant;
  from: number;
  lastOwn: number;
  isSpeaking: boolean;
  speaking: Pick<Voice, 'since' | 'decibels'> | null;
  voice: Voice | null;
  /** How much of the time it sounded while others spoke: near 0, and it has no echo. */
  suspicion: number;
}

function createListener(name: string, index: number): Listener {
  return {
    ...createEar(name, index),
    own: new Uint8Array(historyLength),
    since: 0,
    from: 0,
    lastOwn: -1_000,
    isSpeaking: false,
    speaking: null,
    voice: null,
    suspicion: 1,
  };
}

function rest(listener: Listener): void {
  listener.raw.fill(silence);
  listener.smooth.fill(silence);
  listener.active.fill(0);
  listener.own.fill(0);
  listener.lastOwn = -1_000;
  listener.isSpeaking = false;
  listener.voice = null;
}

/** Speech rises and falls; noise stays, laughter and keys fall to nothing again and again. */
function isLikeSpeech(listener: Listener, now: number, ticks: number, { aboveFloor }: Hearing): boolean {
  const peak = loudest(listener, now, ticks);
  const low = Math.max(listener.floor + aboveFloor, peak - 20);
  let loud = 0;
  let turned = 0;
  for (let back = 0; back < ticks; back += 1) {
    if ((listener.raw[at(now - back)] ?? silence) >= low) loud += 1;
    turned += Math.abs((listener.smooth[at(now - back)] ?? 0) - (listener.smooth[at(now - back - 1)] ?? 0));
  }
  const net = Math.abs((listener.smooth[at(now)] ?? 0) - (listener.smooth[at(now - ticks)] ?? 0));
  return loud >= 0.6 * ticks && turned - net >= 0.5 * ticks;
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

function isSame(a: readonly Voice[], b: readonly Voice[]): boolean {
  return a.length === b.length && a.every((voice, index) => voice === b[index]);
}
