import type { Speaker } from '../../../core/show/model';
import type { ObsView } from '../../../core/obs/observed';

/** What is heard of a person, or why nothing is. */
export type VoiceStanding =
  /** No input of OBS is theirs. */
  | 'noMicrophone'
  /** The one that is theirs is not in OBS, or has no sound. */
  | 'notInObs'
  | 'muted'
  /** OBS is away: nobody can say. */
  | 'unknown'
  | 'tied';

export function voiceStanding(
  { microphone }: Pick<Speaker, 'microphone'>,
  { link, observed }: ObsView,
): VoiceStanding {
  if (microphone === null) return 'noMicrophone';
  if (link.status !== 'connected' || !observed) return 'unknown';
  const input = observed.inputs.find(({ name }) => name === microphone);
  if (!input || input.muted === null) return 'notInObs';
  return input.muted ? 'muted' : 'tied';
}
