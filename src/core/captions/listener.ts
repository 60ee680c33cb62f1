import type { Instant } from '../time/units';
import type { InputMeter, InputStanding, Voice } from './director';
import type { Ear } from './ear';
import { at, counted, createEar, historyLength, isSteady, lowestFloor } from './ear';
import type { EchoMemory } from './echo';
import { createEchoMemory } from './echo';
import { type Decibels, silence } from './meters';

/** An ear with what is made of it. */
export interface Listener extends Ear {
  /** 1 where what it heard was its own: nothing else explains it. */
  readonly own: Uint8Array;
  readonly echo: EchoMemory;
  /** When the run of sound that is its own began. */
  since: Instant;
  /** The same, and its last sound; ticks. */
  from: number;
  lastOwn: number;
  /** Somebody else was heard so shortly before it began that it may be their echo. */
  afterOthers: boolean;
  /** How much of the time it sounded while others spoke: 1 unknown, near 0 it hears none of them. */
  suspicion: number;
  /** The same when the run began: what turns out to be a voice was no echo. */
  suspicionBefore: number;
  /** What it hears now is another's voice, or just like what another hears. */
  isBleed: boolean;
  /** Since this run of sound began, nothing of it was found to be another's. */
  isUnclear: boolean;
  /** Another one would explain it by its level, but goes up and down at other times. */
  isUnlike: boolean;
  isSpeaking: boolean;
  words: Pick<Voice, 'since' | 'decibels'> | null;
  voice: Voice | null;
}

export function createListener(name: string, index: number): Listener {
  return {
    ...createEar(name, index),
    own: new Uint8Array(historyLength),
    echo: createEchoMemory(),
    since: 0,
    from: 0,
    lastOwn: long,
    afterOthers: false,
    suspicion: 1,
    suspicionBefore: 1,
    isBleed: false,
    isUnclear: false,
    isUnlike: false,
    isSpeaking: false,
    words: null,
    voice: null,
  };
}

/** Longer ago than anything that counts, ticks. */
const long = -1_000_000;

/** Forgets what was heard last, not what is known of the microphone. */
export function rest(listener: Listener): void {
  listener.raw.fill(silence);
  listener.smooth.fill(silence);
  listener.loud.fill(silence);
  listener.active.fill(0);
  listener.own.fill(0);
  listener.lastOwn = long;
  listener.activeLast = long;
  listener.sameFor = 0;
  listener.isClipping = false;
  listener.isSpeaking = false;
  listener.words = null;
  listener.voice = null;
}

export function meterOf(listener: Listener, now: number, aboveFloor: Decibels): InputMeter {
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
