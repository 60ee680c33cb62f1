import { type ReactNode, useState } from 'react';
import { t } from '../../i18n/t';
import { Button } from '../../ui/Button';
import { ChoiceField, TextField } from './Fields';

interface NameFieldProps {
  readonly label: string;
  /** Empty where nothing is chosen yet. */
  readonly value: string;
  /** What OBS has; `null` where OBS was not read for it. */
  readonly names: readonly string[] | null;
  /** The choice that names nothing; without it something has to be named. */
  readonly none?: string;
  /** Names that several things in OBS have. */
  readonly ambiguous?: readonly string[];
  readonly save: (name: string) => Promise<string | null>;
}

const other = 'other';

/** The name of something in OBS: from OBS's own list, or typed, since a show may be written before its OBS is. */
export function NameField({ label, value, names, none, ambiguous = [], save }: NameFieldProps): ReactNode {
  const [typing, setTyping] = useState(false);
  const finding = ambiguous.includes(value)
    ? t('cues.edit.ambiguous', { name: value })
    : findingOf(value, names, none !== undefined);
  if (names === null || typing) {
    return (
      <TextField
        label={label}
        value={value}
        placeholder={none ?? t('cues.edit.typeName')}
        finding={finding}
        fresh={typing}
        save={save}
        beside={() =>
          names !== null && (
            <Button
              size="small"
              look="quiet"
              icon="list"
              label={t('cues.edit.fromList')}
              onClick={() => setTyping(false)}
            />
          )
        }
      />
    );
  }
  // The sign in front tells a name from what is no name: a source may have any name.
  const missing = value !== '' && !names.includes(value);
  return (
    <ChoiceField
      label={label}
      value={value === '' ? '' : `=${value}`}
      finding={finding}
      choices={[
        ...(none !== undefined || value === '' ? [{ value: '', label: none ?? t('cues.edit.choose') }] : []),
        ...(missing ? [{ value: `=${value}`, label: t('edit.notInObs', { scene: value }) }] : []),
        ...names.map((name) => ({ value: `=${name}`, label: name })),
        { value: other, label: t('cues.edit.otherName') },
      ]}
      save={(chosen) => {
        if (chosen.startsWith('=')) return save(chosen.slice(1));
        if (chosen === '') return save('');
        if (chosen === other) setTyping(true);
        return Promise.resolve(null);
      }}
    />
  );
}

function findingOf(value: string, names: readonly string[] | null, mayBeNone: boolean): string | null {
  if (value === '' && mayBeNone) return null;
  if (names === null) return t('cues.edit.unread');
  if (value === '') return t('cues.edit.notChosen');
  return names.includes(value) ? null : t('cues.edit.notInObs', { name: value });
}
