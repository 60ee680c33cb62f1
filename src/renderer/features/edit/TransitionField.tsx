import type { ReactNode } from 'react';
import type { ObsTransition } from '../../../core/obs/observed';
import type { Segment } from '../../../core/show/model';
import { useMirror } from '../../client/react';
import { t } from '../../i18n/t';
import { ChoiceField, LengthField } from './Fields';
import fields from './Fields.module.css';
import type { MakeEdit } from './useEdit';

/** What OBS starts a transition with where nobody said, ms. */
const usualDuration = 300;

interface TransitionFieldProps {
  readonly segment: Segment;
  readonly finding: string | null;
  readonly edit: MakeEdit;
}

/** How OBS gets to the scene: left to OBS, or one of its transitions with a length. */
export function TransitionField({ segment, finding, edit }: TransitionFieldProps): ReactNode {
  const { id, transition } = segment;
  const known = useMirror(({ obs }) => obs.observed?.transitions ?? null);
  const set = (next: Segment['transition']): Promise<string | null> =>
    edit({ kind: 'setSegment', id, patch: { transition: next } });
  const hasLength = transition !== null && !isFixed(known, transition.name);
  return (
    <div className={fields.pair}>
      <ChoiceField
        label={t('edit.field.transition')}
        value={transition === null ? '' : `=${transition.name}`}
        finding={finding}
        choices={choices(known, transition)}
        save={(chosen) => {
          if (chosen === '') return set(null);
          const name = chosen.slice(1);
          const duration = isFixed(known, name) ? null : (transition?.duration ?? usualDuration);
          return set({ name, duration });
        }}
      />
      {hasLength && (
        <LengthField
          label={t('edit.field.transitionDuration')}
          short
          hint={t('edit.hint.transitionDuration')}
          value={transition.duration ?? usualDuration}
          save={(duration) => set({ ...transition, duration })}
        />
      )}
    </div>
  );
}

function isFixed(known: readonly ObsTransition[] | null, name: string): boolean {
  return known?.find((transition) => transition.name === name)?.fixed ?? name === 'Cut';
}

/** OBS's own list; before OBS was ever read, the two that every OBS has. */
function choices(
  known: readonly ObsTransition[] | null,
  transition: Segment['transition'],
): readonly { readonly value: string; readonly label: string }[] {
  const names = known?.map(({ name }) => name) ?? ['Cut', 'Fade'];
  const missing = transition !== null && !names.includes(transition.name);
  return [
    { value: '', label: t('edit.transitionNone') },
    ...(missing
      ? [{ value: `=${transition.name}`, label: t('edit.transitionMissing', { name: transition.name }) }]
      : []),
    ...names.map((name) => ({ value: `=${name}`, label: name })),
  ];
}
