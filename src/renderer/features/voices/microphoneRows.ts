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
