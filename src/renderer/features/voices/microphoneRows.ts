import type { MeterReading } from '../../../contract/messages';
import { suggestedMicrophones } from '../../../core/captions/suggest';
import type { Observed } from '../../../core/obs/observed';
import type { Show, Speaker } from '../../../core/show/model';

/** One person and the input of OBS that is theirs. */
export interface MicrophoneRow {
  readonly speaker: Speaker;
  /** An input that is probably theirs, by its name; `null` where they have one. */
  readonly suggested: string | null;
  /** Others whose microphone it is too. */
  readonly sharedWith: readonly Speaker[];
  /** OBS has no sound input of that name. */
  readonly missing: boolean;
}

/** The inputs of OBS that have sound, in its order; `null` while it was not read yet. */
export function soundInputs(observed: Observed | null): readonly string[] | null {
  return observed && observed.inputs.flatMap(({ name, muted }) => (muted === null ? [] : [name]));
}

export function microphoneRows(
  { speakers, hostId }: Show,
  inputs: readonly string[] | null,
): readonly MicrophoneRow[] {
  const suggested = suggestedMicrophones(speakers, hostId, inputs ?? []);
  return speakers.map((speaker) => ({
    speaker,
    suggested: suggested.get(speaker.id) ?? null,
    sharedWith: speakers.filter(
      (other) => other !== speaker && speaker.microphone !== null && other.microphone === speaker.microphone,
    ),
    missing: speaker.microphone !== null && inputs !== null && !inputs.includes(speaker.microphone),
  }));
}

/**
 * The input on which a voice is heard: it stays until a voice is heard on another one only, so that a hand has the time
 * to say whose it is. Of several the loudest before its fader.
 */
export function heardInput(
  before: string | null,
  readings: Readonly<Record<string, MeterReading>>,
): string | null {
  const voices = Object.values(readings).filter(({ standing }) => standing === 'speaking');
  if (voices.length === 0 || voices.some(({ name }) => name === before)) return before;
  return voices.reduce((loudest, one) => (one.inputPeak > loudest.inputPeak ? one : loudest)).name;
}
