import type { Instant } from '../time/units';

/** dBFS: 0 is as loud as can be; `silence` and below is nothing. */
export type Decibels = number;

export const silence: Decibels = -100;

/** How loud one input is: the loudest of its channels. */
export interface Level {
  /** Its mean over the last moment, as viewers hear it. */
  readonly magnitude: Decibels;
  /** Its loudest sample, as viewers hear it. */
  readonly peak: Decibels;
  /** Its loudest sample before fader and mute: somebody who talks into a muted microphone is heard here. */
  readonly inputPeak: Decibels;
}

/** What OBS says every 50 ms. An input that is missing is not active: nothing of it goes out. */
export interface MeterFrame {
  readonly at: Instant;
  readonly levels: Readonly<Record<string, Level>>;
}

/** One input in `InputVolumeMeters` (obs-websocket 5): each channel is [magnitude, peak, inputPeak], linear. */
export interface MeteredInput {
  readonly inputName: string;
  readonly inputLevelsMul: readonly (readonly number[])[];
}

/** The inputs of one `InputVolumeMeters` event as a frame. One without channels has no sound yet: silent. */
export function meterFrame(at: Instant, inputs: readonly MeteredInput[]): MeterFrame {
  const levels = inputs.map(({ inputName, inputLevelsMul }) => [inputName, levelOf(inputLevelsMul)]);
  return { at, levels: Object.fromEntries(levels) as Readonly<Record<string, Level>> };
}

function levelOf(channels: readonly (readonly number[])[]): Level {
  const loudest = (index: number): Decibels =>
    channels.reduce((most, channel) => Math.max(most, decibelsOf(channel[index] ?? 0)), silence);
  return { magnitude: loudest(0), peak: loudest(1), inputPeak: loudest(2) };
}

/** A linear multiplier (1 is full scale) in dBFS. What is no number is silent. */
export function decibelsOf(multiplier: number): Decibels {
  return multiplier > 0 ? Math.max(silence, 20 * Math.log10(multiplier)) : silence;
}
