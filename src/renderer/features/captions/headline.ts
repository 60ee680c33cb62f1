import { nameByVoice, speakerOf } from '../../../core/captions/policy';
import { isSoundOff } from '../../../core/obs/sound';
import type { ObsView } from '../../../core/obs/observed';
import type { Run } from '../../../core/run/model';
import type { Show } from '../../../core/show/model';
import type { Instant } from '../../../core/time/units';
import { formatSeconds } from '../../../core/time/write';
import type { CaptionPeople } from './people';

/** The panel's one line: how names come, or what the producer should know of voices. Its words: `captions.headline`. */
export interface Headline {
  readonly says:
    | 'held'
    | 'byHand'
    | 'byItself'
    | 'firstWords'
    | 'onChange'
    | 'notInScene'
    | 'talksMuted'
    | 'cannotKnow'
    | 'noLevels';
  readonly warns: boolean;
  readonly values: Readonly<Record<string, string>>;
}

/** `keyOf`: the digit that names a person; nothing blinks and nothing moves, so a warning takes the place of the rest. */
export function headline(
  show: Show,
  run: Run,
  { levels }: Pick<ObsView, 'levels'>,
  { inSegment }: CaptionPeople,
  now: Instant,
): Headline {
  const { policy } = show.voices;
  const seconds = formatSeconds(show.captionDuration);
  const plain = (says: Headline['says'], values: Headline['values'] = { seconds }): Headline => ({
    says,
    values,
    warns: false,
  });
  const muted = run.mutedTalk.find(({ speakerId }) => speakerId !== null);
  if (muted && !run.slate && !isSoundOff(run)) {
    const name = speakerOf(show, run, muted.speakerId ?? '')?.name ?? '';
    return { says: 'talksMuted', warns: true, values: { name, input: muted.input } };
  }
  const byVoice = nameByVoice(show, run, now);
  if (byVoice && 'cannotKnow' in byVoice) {
    const { input, next } = byVoice;
    const key = inSegment.findIndex(({ id }) => id === next) + 1;
    const name = speakerOf(show, run, next)?.name ?? '';
    return { says: 'cannotKnow', warns: false, values: { input, name, key: String(key) } };
  }
  if (run.held) return plain('held');
  if (!run.autoCaptions) return plain('byHand');
  const mayFollow = policy.firstWords || policy.onChange;
  if (!mayFollow || inSegment.every(({ microphone }) => microphone === null)) return plain('byItself');
  if (levels === 'none') return plain('noLevels');
  // On air it is known whose microphone OBS tells of.
  if (run.onAir && !inSegment.some(({ microphone }) => run.listensTo?.includes(microphone ?? '')))
    return plain('byItself');
  const scene = run.onAir?.shown?.scene ?? run.onAir?.segment.scene ?? null;
  if (scene !== null && show.scenesWithoutNames.includes(scene)) return plain('notInScene', { scene });
  return plain(policy.onChange ? 'onChange' : 'firstWords');
}
