import type { Duration } from '../time/units';
import { second } from '../time/units';
import type { Decibels } from './meters';

/** How speech is told from everything else that a microphone hears. docs/captions.md says what each does. */
export interface VoiceParameters {
  /** So long somebody must speak before they are taken to speak, ms. */
  readonly attack: Duration;
  /** So long before their name goes on air, ms; longer for who was never heard there, or is softer than usual. */
  readonly sureAfter: Duration;
  /** A pause shorter than this does not end a turn, ms. */
  readonly hold: Duration;
  /** So far above the noise of its microphone a voice begins, dB. */
  readonly aboveFloor: Decibels;
  /** How fast the floor follows noise that grew, dB a second; a steady noise is learned far faster. */
  readonly floorRise: Decibels;
  /** A voice must stand out so far from what another microphone explains, dB. */
  readonly aboveOthers: Decibels;
  /** An echo may come back so late, ms. */
  readonly echoWithin: Duration;
}

export const defaultVoiceParameters: VoiceParameters = {
  attack: 500,
  sureAfter: 900,
  hold: 1.2 * second,
  aboveFloor: 6,
  floorRise: 1,
  aboveOthers: 6,
  echoWithin: 1.2 * second,
};
