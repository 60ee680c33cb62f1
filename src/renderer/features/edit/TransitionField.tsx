import type { ReactNode } from 'react';
import type { ObsTransition } from '../../../core/obs/observed';
import type { Segment } from '../../../core/show/model';
import { useMirror } from '../../client/react';
import { t } from '../../i18n/t';
import { ChoiceField, LengthField } from './Fields';
import fields from './Fields.module.css';

/** What OBS starts a transition with where nobody said, ms. */
const usualDuration = 300;

interface TransitionFieldProps {
  readonly value: Segment['transition'];
  readonly finding: string | null;
  readonly save: (transition: Segment['transition']) => Promise<string | null>;
}

/** How OBS gets to the scene: left to OBS, or one of its transitions with a length. */
export function TransitionField({ value: transition, finding, save }: TransitionFieldProps): ReactNode {
  const known = useMirror(({ obs }) => obs.observed?.transitions ?? null);
  const hasLength = transition !== null && !isFixed(known, transition.name);
  return (
    <div className={fields.pair}>
      <ChoiceField
        label={t('edit.field.transition')}
        value={transition === null ? '' : `=${transition.name}`}
        finding={finding}
        choices={choices(known, transition)}
        save={(chosen) => {
          if (chosen === '') return save(null);
          const name = chosen.slice(1);
          const duration = isFixed(known, name) ? null : (transition?.duration ?? usualDuration);
          return save({ name, duration });
        }}
      />
      {hasLength && (
        <LengthField
          label={t('edit.field.transitionDuration')}
          short
          hint={t('edit.hint.transitionDuration')}
          value={transition.duration ?? usualDuration}
          save={(duration) => save({ ...transition, duration })}
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
