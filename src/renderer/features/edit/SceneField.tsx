import type { ReactNode } from 'react';
import { useMirror } from '../../client/react';
import { t } from '../../i18n/t';
import { ChoiceField, TextField } from './Fields';

interface SceneFieldProps {
  readonly label: string;
  readonly value: string | null;
  /** The choice that names no scene. */
  readonly none: string;
  readonly finding: string | null;
  readonly save: (scene: string | null) => Promise<string | null>;
}

/** A scene, picked from OBS's own list; one that OBS lacks stays, marked. Before OBS was ever read it is typed. */
export function SceneField({ label, value, none, finding, save }: SceneFieldProps): ReactNode {
  const scenes = useMirror(({ obs }) => obs.observed?.scenes ?? null);
  if (scenes === null) {
    return (
      <TextField
        label={label}
        value={value ?? ''}
        placeholder={none}
        finding={t('edit.scenesUnknown')}
        save={(typed) => save(typed === '' ? null : typed)}
      />
    );
  }
  // The sign in front tells a scene from "none": a scene may have any name.
  const missing = value !== null && !scenes.includes(value);
  return (
    <ChoiceField
      label={label}
      value={value === null ? '' : `=${value}`}
      finding={finding}
      choices={[
        { value: '', label: none },
        ...(missing ? [{ value: `=${value}`, label: t('edit.notInObs', { scene: value }) }] : []),
        ...scenes.map((scene) => ({ value: `=${scene}`, label: scene })),
      ]}
      save={(chosen) => save(chosen === '' ? null : chosen.slice(1))}
    />
  );
}
