import { effectsOfTake } from '../../../core/run/cues';
import type { Run } from '../../../core/run/model';
import type { Cue } from '../../../core/show/cues';
import type { Segment, Show } from '../../../core/show/model';
import { t } from '../../i18n/t';
import type { NameOf } from '../cues/cueText';
import { effectText } from '../cues/cueText';

/** What a take does beside its scene. */
export interface Besides {
  /** Those of the segment that go with it, and those of others that it makes true again. */
  readonly cues: readonly Cue[];
  readonly soundOff: boolean;
}

export function takeBesides(show: Show, run: Run, segment: Segment): Besides {
  // Nothing is sent: no run of a cue needs a name.
  const { carried } = effectsOfTake(show, run, segment, () => '');
  const own = segment.cues.filter(({ trigger }) => trigger.kind === 'take');
  return { cues: [...carried, ...own], soundOff: segment.soundOff };
}

/** `3 cues · sound off`; empty where the scene is all. */
export function besidesText({ cues, soundOff }: Besides): string {
  return [cues.length > 0 && t('cues.count', { count: cues.length }), soundOff && t('deck.soundOff')]
    .filter(Boolean)
    .join(' · ');
}

/** More than these are as many words as nobody reads before a take. */
const mostNamed = 5;

/** The same by name: a sentence each. */
export function besidesSentence({ cues, soundOff }: Besides, nameOf: NameOf): string {
  const named = cues.slice(0, mostNamed).map(({ effect }) => effectText(effect, nameOf));
  if (cues.length > mostNamed) named.push('…');
  const count = cues.length;
  return [
    count > 0 && t('cues.takeWith', { count, cues: named.join(', ') }),
    soundOff && t('cues.takeSoundOff'),
  ]
    .filter(Boolean)
    .join(' ');
}
