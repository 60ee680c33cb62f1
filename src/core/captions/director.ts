import type { SpeakerId } from '../show/model';
import type { Duration, Instant } from '../time/units';
import { second } from '../time/units';
import type { Explains } from './coupling';
import { createCoupling } from './coupling';
import type { Hearing } from './ear';
import { at, counted, heardNow, hears, loudest, runGap, tick } from './ear';
import { learnEcho } from './echo';
import { areAlike, distanceOf } from './likeness';
import type { Listener } from './listener';
import { createListener, meterOf, rest } from './listener';
import { type Decibels, type MeterFrame, silence } from './meters';
import { likeSpeech } from './speechLikeness';
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
/** A turn ends sooner once somebody else speaks, ms. */
const holdOverOthers: Duration = 500;
/** Somebody who was never heard must speak so much longer before they are named: how loud they are is not known yet, ms. */
const newcomer: Duration = 250;
/** A newcomer who begins while others speak, ms. */
const newcomerOverOthers: Duration = 1_300;
/** No turn begins so far below how loud its person usually is, dB; less while others speak. */
const belowUsual: Decibels = 9;
const belowUsualOverOthers: Decibels = 7;
/** ... for so long: people do turn away, and what was learned may have been a shout, ms. */
const usualHolds: Duration = 2 * second;
/** How much like speech it must be at first; longer evidence needs less, at most this far into it; ticks. */
const likeAtFirst = -3.9;
const lessEachTick = 0.13;
const firstTicks = 11;
/** Who goes on alone for so long speaks, even if it sounds little like it; ticks. */
const patience = 60;
const likeAtLast = -7.5;
const evidence = 22;
/** Over others it must be more like speech: most of what is heard then is no turn. */
const moreOverOthers = 1.3;
const moreOfNewcomers = 0.5;
/** What is judged: so much of what was heard last, ticks; and how much of that must be its own. */
const judged = 32;
const ownShare = 0.6;
/** Above this an input is taken to hand back what others said; below the other it surely does not. */
const suspicious = 0.5;
const unsuspicious = 0.25;
const suspects = 0.02;
/** Two inputs no further apart than the first, up and down, may hear the same; than the second, surely do; dB. */
const likeness: Decibels = 4.8;
const sureLikeness: Decibels = 2.4;
/** Ticks that are enough to compare two inputs. */
const comparable = 8;
const surelyComparable = 10;
/** Names of inputs that are kept in mind; a show has 40 at most. */
const mostEars = 128;
const longAgo = 6_000;

export function createDirector(parameters: VoiceParameters): Director {
  const hearing: Hearing = {
    aboveFloor: parameters.aboveFloor,
    floorRise: (parameters.floorRise * tick) / second,
  };
  const within = Math.round(parameters.echoWithin / tick);
  const ears: Listener[] = [];
  const byName = new Map<string, Listener>();
  let coupling = createCoupling();
  let now = -1;
  let lastAt: Instant | null = null;
  /** Time that is not yet a tick. */
  let owed: Duration = 0;
  let said: readonly Voice[] = [];

  return {
    hear(frame, microphones) {
      for (let left = ticksUntil(frame.at); left > 0; left -= 1) {
        now += 1;
        step(frame, frame.at - (left - 1) * tick, microphones);
      }
      return said;
    },
    meterOf(input) {
      const listener = byName.get(input);
      return listener ? meterOf(listener, now, parameters.aboveFloor) : null;
    },
    forget() {
      for (const listener of ears) rest(listener);
      lastAt = null;
      said = [];
    },
  };

  /** How many ticks to go until then: none for a frame that comes twice, one after a gap. */
  function ticksUntil(instant: Instant): number {
    if (!Number.isFinite(instant)) return 0;
    const gap = lastAt === null ? Number.POSITIVE_INFINITY : instant - lastAt;
    if (Math.abs(gap) > longGap) {
      for (const listener of ears) rest(listener);
      [lastAt, owed] = [instant, 0];
      return 1;
    }
    if (!(gap > 0)) return 0;
    lastAt = instant;
    owed += gap;
    const ticks = Math.floor((owed + tick / 2) / tick);
    owed -= ticks * tick;
    return ticks;
  }

  function step(frame: MeterFrame, instant: Instant, microphones: Microphones): void {
    for (const name of Object.keys(frame.levels)) {
      const level = frame.levels[name];
      const listener = level && listenerOf(name);
      if (!listener) continue;
      listener.heardAt = now;
      listener.isMuted = !(level.peak > silence) && level.inputPeak > silence;
      listener.isClipping = level.inputPeak > -0.2;
      hears(listener, heardNow(listener, level), now, hearing);
    }
    for (const listener of ears) {
      if (listener.heardAt !== now) isAway(listener);
      listener.isSpeech =
        counted(listener.active, now, 20) >= 14 && likeSpeech(listener, now, 20, parameters.aboveFloor) > -5;
    }
    coupling.learn(ears, now);
    for (const listener of ears) explain(listener);
    for (const listener of ears) {
      learnEcho(listener.echo, listener, ears, now, within);
      judge(listener, instant);
    }
    const voices = voicesOf(microphones);
    if (!isSame(voices, said)) said = voices;
  }

  function listenerOf(name: string): Listener | null {
    const known = byName.get(name);
    if (known) return known;
    if (ears.length >= mostEars) {
      if (!ears.some(({ heardAt }) => now - heardAt > longAgo)) return null;
      ears.length = 0;
      byName.clear();
      coupling = createCoupling();
    }
    const listener = createListener(name, ears.length);
    ears.push(listener);
    byName.set(name, listener);
    coupling.grow(ears.length);
    return listener;
  }

  /** An input that is not active says nothing of its noise. */
  function isAway(listener: Listener): void {
    const { floor } = listener;
    hears(listener, silence, now, hearing);
    listener.floor = floor;
    listener.sameFor = 0;
    listener.isClipping = false;
  }

  /** Whether what an input hears now is its own. */
  function explain(listener: Listener): void {
    listener.own[at(now)] = 0;
    if (listener.active[at(now)] !== 1) return;
    if (listener.activeFrom === now) listener.isUnclear = true;
    const found = explanation(listener);
    if (found === 'known') listener.isUnclear = false;
    const isAsLoudAsUsual = (listener.loud[at(now)] ?? silence) >= listener.voiceLevel - 6;
    if (found === 'no' || (found === 'maybe' && isAsLoudAsUsual)) listener.own[at(now)] = 1;
  }

  function explanation(listener: Listener): Explains {
    let found: Explains = 'no';
    listener.isUnlike = false;
    listener.isBleed = false;
    for (const other of ears) {
      if (other === listener) continue;
      const one = coupling.explains(other, listener, now, parameters.aboveOthers);
      if (one === 'known') {
        listener.isBleed = true;
        return one;
      }
      if (one === 'no') continue;
      const together = now - Math.max(listener.activeFrom, other.activeFrom) + 1;
      if (together < comparable) {
        // What begins later cannot have caused it.
        if (other.activeFrom <= listener.activeFrom + 2) found = one;
        continue;
      }
      const ticks = Math.min(16, together);
      if (areAlike(listener, other, ticks, now, likeness)) {
        found = one;
        listener.isUnclear = false;
      } else listener.isUnlike = true;
      if (together >= surelyComparable && areAlike(listener, other, ticks, now, sureLikeness))
        listener.isBleed = true;
    }
    return found;
  }

  /** Whether somebody was heard at `other`, in so many of the last ticks, who is not the one at `listener`. */
  function isHeardAt(other: Listener, listener: Listener, ticks: number, least: number): boolean {
    let count = counted(other.active, now, ticks);
    for (let back = 0; back < ticks && count >= least; back += 1) {
      if (other.active[at(now - back)] !== 1) continue;
      const found = coupling.explains(listener, other, now - back, parameters.aboveOthers);
      // What was there before this one began is not this one's.
      if (found === 'known' || (found === 'maybe' && other.activeFrom >= listener.activeFrom - 2)) count -= 1;
    }
    return count >= least;
  }

  function areOthersHeard(listener: Listener, ticks: number, least: number): boolean {
    return ears.some((other) => other !== listener && isHeardAt(other, listener, ticks, least));
  }

  function judge(listener: Listener, instant: Instant): void {
    const isOwn = listener.own[at(now)] === 1;
    if (isOwn) {
      if (now - listener.lastOwn > runGap) begin(listener, instant);
      listener.lastOwn = now;
    }
    const othersSpeak = areOthersHeard(listener, 5, 3);
    if (listener.isSpeaking) goOn(listener, isOwn, othersSpeak);
    else {
      if (othersSpeak) suspect(listener);
      if (isOwn && isVoice(listener)) speak(listener);
    }
  }

  function begin(listener: Listener, instant: Instant): void {
    // What nobody could tell before was its own all the time.
    listener.from = listener.isUnclear && listener.isUnlike ? Math.max(listener.activeFrom, now - 20) : now;
    listener.since = instant - (now - listener.from) * tick;
    for (let one = listener.from; one < now; one += 1) listener.own[at(one)] = listener.active[at(one)] ?? 0;
    listener.afterOthers = areOthersHeard(listener, within, 2);
    listener.suspicionBefore = listener.suspicion;
  }

  function goOn(listener: Listener, isOwn: boolean, othersSpeak: boolean): void {
    if (isOwn) listener.voiceLevel += 0.02 * ((listener.loud[at(now)] ?? silence) - listener.voiceLevel);
    const hold = othersSpeak ? Math.min(parameters.hold, holdOverOthers) : parameters.hold;
    if ((now - listener.lastOwn) * tick <= hold) return;
    listener.isSpeaking = false;
    listener.voice = null;
  }

  /** Who is silent while others speak hands back nothing of them. */
  function suspect(listener: Listener): void {
    const sounds = listener.active[at(now)] === 1 && !listener.isBleed;
    if (!sounds) listener.suspicion *= 1 - suspects;
    else if (listener.afterOthers && now - listener.from < 20)
      listener.suspicion += suspects * (1 - listener.suspicion);
  }

  /** Whether what is its own has lasted long enough, and is speech. */
  function isVoice(listener: Listener): boolean {
    const ticks = now - listener.from + 1;
    const lasted = ticks * tick;
    if (lasted < parameters.attack) return false;
    const isNew = Number.isNaN(listener.voiceLevel);
    if (isNew && lasted < parameters.attack + newcomer) return false;
    const isOverOthers = listener.afterOthers && areOthersSince(listener, Math.min(ticks - 4, 20));
    if (isOverOthers && lasted < (isNew ? newcomerOverOthers : parameters.attackOverOthers)) return false;
    const window = Math.min(ticks, judged);
    if (counted(listener.own, now, window) < ownShare * window) return false;
    const least = listener.voiceLevel - (isOverOthers ? belowUsualOverOthers : belowUsual);
    if (lasted < usualHolds && (listener.loud[at(now)] ?? silence) < least) return false;
    const isAlone = !isOverOthers && counted(listener.own, now, patience) >= ownShare * patience;
    const wanted = isAlone
      ? likeAtLast
      : likeAtFirst - lessEachTick * (Math.min(ticks, evidence) - firstTicks);
    const more = isOverOthers ? moreOverOthers + (isNew ? moreOfNewcomers : 0) : 0;
    if (likeSpeech(listener, now, window, parameters.aboveFloor) < wanted + more) return false;
    return !mayBeEcho(listener);
  }

  /** Whether somebody else was heard while it was; what an echo hands back of itself does not count. */
  function areOthersSince(listener: Listener, ticks: number): boolean {
    return ears.some((other) => {
      if (other === listener) return false;
      const isItsEcho =
        other.activeFrom > listener.from + 2 && other.suspicion > suspicious && !other.isSpeaking;
      if (isItsEcho) return false;
      if (isHeardAt(other, listener, ticks, 3)) return true;
      const least = other.voiceLevel - belowUsual;
      return other.isSpeaking && counted(other.active, now, ticks) >= 3 && loudest(other, now, ticks) > least;
    });
  }

  function mayBeEcho(listener: Listener): boolean {
    const { lag } = listener.echo;
    if (lag !== null) return ears.some((other) => other !== listener && wasHeardBefore(other, listener, lag));
    if (!listener.afterOthers) return false;
    const others = ears.filter((other) => other !== listener && isHeardAt(other, listener, within, 2));
    if (others.length === 0 || listener.suspicion < unsuspicious) return false;
    if (listener.suspicion > suspicious) return true;
    const ticks = Math.min(40, now - listener.from + 1);
    const limit = ticks < 14 ? 1.3 : ticks < 20 ? 1.9 : 2.5;
    return others.some((other) => {
      for (let one = 2; one <= within; one += 1)
        if (distanceOf(listener, other, one, ticks, now) < limit) return true;
      return false;
    });
  }

  /** Whether somebody was heard at `other` just when an echo that is heard now would have been said. */
  function wasHeardBefore(other: Listener, listener: Listener, lag: number): boolean {
    let count = 0;
    for (let one = now; one > now - 12; one -= 1) {
      const isHeard = listener.active[at(one)] === 1 && counted(other.active, one - lag + 1, 3) > 0;
      if (isHeard && coupling.explains(listener, other, one - lag, parameters.aboveOthers) !== 'known')
        count += 1;
    }
    return count >= 2;
  }

  function speak(listener: Listener): void {
    const loud = listener.loud[at(now)] ?? silence;
    listener.isSpeaking = true;
    listener.words = { since: listener.since, decibels: Math.round(loud) };
    if (Number.isNaN(listener.voiceLevel)) listener.voiceLevel = loud;
    listener.suspicion = Math.min(listener.suspicion, listener.suspicionBefore);
  }

  function voicesOf(microphones: Microphones): readonly Voice[] {
    const voices: Voice[] = [];
    for (const listener of ears) {
      const { name, words, isMuted: muted } = listener;
      const people = Object.hasOwn(microphones, name) ? (microphones[name] ?? []) : [];
      const [first] = people;
      if (!listener.isSpeaking || !words || first === undefined) continue;
      const speakerId = people.length === 1 ? first : null;
      if (listener.voice?.speakerId !== speakerId || listener.voice.muted !== muted)
        listener.voice = { input: name, speakerId, ...words, muted };
      voices.push(listener.voice);
    }
    return voices;
  }
}

function isSame(a: readonly Voice[], b: readonly Voice[]): boolean {
  return a.length === b.length && a.every((voice, index) => voice === b[index]);
}
