import type { MeterReading } from '../../../contract/messages';
import type { Voice } from '../../../core/captions/director';
import type { ObsView } from '../../../core/obs/observed';
import type { Speaker } from '../../../core/show/model';

/** What is heard of a person, or why nothing is. */
export type VoiceStanding =
  /** No input of OBS is theirs. */
  | 'noMicrophone'
  /** The one that is theirs is not in OBS, or has no sound. */
  | 'notInObs'
  /** OBS tells no levels. */
  | 'noLevels'
  | 'speaking'
  /** Into a muted microphone: viewers do not hear them. */
  | 'talksMuted'
  /** Somebody speaks into the microphone that they share: nobody can know who. */
  | 'oneOfThem'
  | 'muted'
  | 'noSignal'
  | 'tooLoud'
  | 'noise'
  /** It hears another person's voice. */
  | 'echo'
  | 'quiet';

/** `heard`: what the meters say of their microphone; `null` while they say nothing of it. */
export function voiceStanding(
  { id, microphone }: Pick<Speaker, 'id' | 'microphone'>,
  { link, observed, levels }: ObsView,
  voices: readonly Voice[],
  heard: MeterReading['standing'] | null,
): VoiceStanding {
  if (microphone === null) return 'noMicrophone';
  if (link.status !== 'connected' || !observed) return 'noSignal';
  const input = observed.inputs.find(({ name }) => name === microphone);
  if (!input || input.muted === null) return 'notInObs';
  if (levels === 'none') return 'noLevels';
  const voice = voiceOf(id, microphone, voices);
  if (voice) return voice.muted ? 'talksMuted' : voice.speakerId === null ? 'oneOfThem' : 'speaking';
  if (input.muted) return 'muted';
  switch (heard) {
    case 'clipping':
      return 'tooLoud';
    case 'noise':
    case 'echo':
      return heard;
    case 'dead':
    case null:
      return 'noSignal';
    case 'rising':
    case 'speaking':
    case 'quiet':
      return 'quiet';
  }
}

/** The voice that is theirs, or may be. */
export function voiceOf(id: string, microphone: string | null, voices: readonly Voice[]): Voice | null {
  return (
    voices.find(({ speakerId }) => speakerId === id) ??
    voices.find(({ speakerId, input }) => speakerId === null && input === microphone) ??
    null
  );
}
