import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { t } from '../../i18n/t';
import { Button } from '../../ui/Button';
import { Field } from '../../ui/Field';
import styles from './StartScreen.module.css';
import type { Start } from './useStart';

const zones: readonly string[] = Intl.supportedValuesOf('timeZone');

/** A show from nothing: what it is called and where its clock stands. All else is edited in it. */
export function NewShow({ start }: { readonly start: Start }): ReactNode {
  const id = useId();
  const [title, setTitle] = useState('');
  const [zone, setZone] = useState(() => Intl.DateTimeFormat().resolvedOptions().timeZone);

  function create(event: FormEvent): void {
    event.preventDefault();
    start.create(title, zone);
  }

  return (
    <section className={styles.new} aria-labelledby={`${id}-head`}>
      <h2 id={`${id}-head`}>{t('start.newShow')}</h2>
      <form onSubmit={create}>
        <div className={styles.field}>
          <label htmlFor={`${id}-title`}>{t('start.title')}</label>
          <Field
            id={`${id}-title`}
            value={title}
            maxLength={500}
            spellCheck
            placeholder={t('start.untitled')}
            onChange={(event) => setTitle(event.target.value)}
          />
        </div>
        <div className={styles.field}>
          <label htmlFor={`${id}-zone`}>{t('start.zone')}</label>
          <Field
            id={`${id}-zone`}
            value={zone}
            maxLength={100}
            list={`${id}-zones`}
            onChange={(event) => setZone(event.target.value)}
          />
          <datalist id={`${id}-zones`}>
            {zones.map((name) => (
              <option key={name} value={name} />
            ))}
          </datalist>
        </div>
        <p className={styles.create}>
          <span>{t('start.newHow')}</span>
          <Button type="submit" look="primary" size="large" disabled={start.busy}>
            {t('start.create')}
          </Button>
        </p>
      </form>
    </section>
  );
}
