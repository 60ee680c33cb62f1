import { type ReactNode, useId, useMemo } from 'react';
import type { ShowFields } from '../../../core/show/edit';
import type { VoicePolicy } from '../../../core/show/model';
import { minute, second } from '../../../core/time/units';
import { useCall, useMirror, useSession } from '../../client/react';
import { t } from '../../i18n/t';
import { RefusalLine, refusalText } from '../../ui/RefusalLine';
import { Switch } from '../../ui/Switch';
import { LengthField } from '../edit/Fields';
import styles from './Voices.module.css';

/** What the show file allows, ms. */
const limits = {
  againAfter: [10 * second, 24 * 60 * minute],
  minimum: [second / 2, minute],
  captionDuration: [second, 10 * minute],
} as const;
const usualAgain = 10 * minute;

/** When a name comes by itself because its owner speaks, and where it never does. */
export function PolicyTab(): ReactNode {
  const voices = useSession(({ show }) => show.voices);
  const captionDuration = useSession(({ show }) => show.captionDuration);
  const { call, refusal } = useCall();
  const { policy } = voices;

  async function set(patch: Partial<ShowFields>): Promise<string | null> {
    const reply = await call('edit', { edit: { kind: 'setShow', patch } });
    return reply.ok ? null : refusalText(reply.refusal);
  }
  const setPolicy = (patch: Partial<VoicePolicy>): Promise<string | null> =>
    set({ voices: { ...voices, policy: { ...policy, ...patch } } });
  const within = (of: keyof typeof limits, value: number, save: () => Promise<string | null>) => {
    const [least, most] = limits[of];
    return value < least || value > most ? Promise.resolve(t(`voices.outside.${of}`)) : save();
  };

  return (
    <div className={styles.form}>
      <RefusalLine refusal={refusal} />
      <div className={styles.switches}>
        <Switch checked={policy.firstWords} onChange={(firstWords) => void setPolicy({ firstWords })}>
          {t('voices.policy.firstWords')}
        </Switch>
        <Switch checked={policy.onChange} onChange={(onChange) => void setPolicy({ onChange })}>
          {t('voices.policy.onChange')}
        </Switch>
        <Switch
          checked={policy.againAfter !== null}
          onChange={(on) => void setPolicy({ againAfter: on ? usualAgain : null })}
        >
          {t('voices.policy.again')}
        </Switch>
      </div>
      <div className={styles.lengths}>
        {policy.againAfter !== null && (
          <LengthField
            label={t('voices.policy.againAfter')}
            value={policy.againAfter}
            save={(againAfter) => within('againAfter', againAfter, () => setPolicy({ againAfter }))}
          />
        )}
        <LengthField
          label={t('voices.policy.minimum')}
          short
          hint={t('edit.hint.captionDuration')}
          value={policy.minimum}
          save={(minimum) => within('minimum', minimum, () => setPolicy({ minimum }))}
        />
        <LengthField
          label={t('voices.policy.maximum')}
          short
          hint={t('edit.hint.captionDuration')}
          value={captionDuration}
          save={(most) => within('captionDuration', most, () => set({ captionDuration: most }))}
        />
      </div>
      <Scenes set={set} />
      <p className={styles.how}>{t('voices.policy.how')}</p>
    </div>
  );
}

/** Slides and films that fill the screen have no names over them. */
function Scenes({
  set,
}: {
  readonly set: (patch: Partial<ShowFields>) => Promise<string | null>;
}): ReactNode {
  const id = useId();
  const segments = useSession(({ show }) => show.segments);
  const without = useSession(({ show }) => show.scenesWithoutNames);
  const inObs = useMirror(({ obs }) => obs.observed?.scenes ?? null);
  const scenes = useMemo(
    () => [...new Set([...segments.flatMap(({ scene }) => scene ?? []), ...without, ...(inObs ?? [])])],
    [segments, without, inObs],
  );
  if (scenes.length === 0) return null;
  return (
    <section aria-labelledby={id}>
      <h3 id={id} className={styles.subhead}>
        {t('voices.policy.scenes')}
      </h3>
      <ul className={styles.scenes}>
        {scenes.map((scene) => (
          <li key={scene}>
            <Switch
              checked={!without.includes(scene)}
              label={t('voices.policy.namesIn', { scene })}
              onChange={(on) =>
                void set({
                  scenesWithoutNames: on ? without.filter((one) => one !== scene) : [...without, scene],
                })
              }
            >
              <span dir="auto">{scene}</span>
            </Switch>
          </li>
        ))}
      </ul>
    </section>
  );
}
