import type { SpeakerId } from '../show/model';
import type { Duration, Instant } from '../time/units';
import type { Decibels } from './meters';

/** Which microphones count, and whom each stands for: more than one, and it is shared. */
export type Microphones = Readonly<Record<string, readonly SpeakerId[]>>;

/** Somebody speaks, as far as meters tell. */
export interface Voice {
  /** The OBS input that it is heard on. */
  readonly input: string;
  /** `null`: several people share this microphone, and nobody can know who of them it is. */
  readonly speakerId: SpeakerId | null;
  /** Their first words. */
  readonly since: Instant;
  readonly decibels: Decibels;
  /** Into a muted microphone: viewers do not hear it. It warns, and names nobody. */
  readonly muted: boolean;
}

/** How speech is told from everything else that a microphone hears. */
export interface VoiceParameters {
  /** It is speech once it has lasted for so long, ms. */
  readonly attack: Duration;
  /** A silence of so long ends it, ms. */
  readonly hold: Duration;
  /** So much louder than the noise of the room. */
  readonly aboveFloor: Decibels;
}

export const defaultVoiceParameters: VoiceParameters = { attack: 300, hold: 700, aboveFloor: 10 };

/** What the director makes of one input now: for the picture of its thresholds. */
export interface InputMeter {
  readonly level: Decibels;
  /** The noise of its room. */
  readonly floor: Decibels;
  /** Above it somebody speaks. */
  readonly threshold: Decibels;
  readonly standing: 'quiet' | 'rising' | 'speaking' | 'echo' | 'noise' | 'clipping' | 'dead';
}
