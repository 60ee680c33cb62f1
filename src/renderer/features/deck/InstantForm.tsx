import { type FormEvent, type ReactNode, useState } from 'react';
import { readTime } from '../../../core/time/read';
import type { Instant, TimeOfDay } from '../../../core/time/units';
import { useClient } from '../../client/react';
import { t } from '../../i18n/t';
import { Field } from '../../ui/Field';
import styles from './EndControls.module.css';

interface InstantFormProps {
  /** What is moved. */
  readonly of: Instant;
  readonly words: { readonly label: string; readonly hint: string; readonly unread: string };
  /** Which instant a time of day means. */
  readonly instantAt: (at: TimeOfDay, now: Instant) => Instant;
  readonly set: (instant: Instant) => void;
  readonly close: () => void;
}

/** A time of day, or so many minutes more or less, typed in the place of the instant that it changes. */
export function InstantForm({ of, words, instantAt, set, close }: InstantFormProps): ReactNode {
  const client = useClient();
  const [unread, setUnread] = useState(false);

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const typed = new FormData(event.currentTarget).get('instant');
    const reading = readTime(typeof typed === 'string' ? typed : '');
    if (!reading.ok) {
      setUnread(true);
      return;
    }
    const { value } = reading;
    set(value.kind === 'by' ? of + value.by : instantAt(value.at, client.now()));
    close();
  }

  return (
    <form className={styles.form} onSubmit={submit}>
      <Field
        name="instant"
        aria-label={words.label}
        placeholder={words.hint}
        aria-invalid={unread}
        title={unread ? words.unread : undefined}
        autoFocus
        className={styles.field}
        onBlur={(event) => {
          if (!event.currentTarget.form?.contains(event.relatedTarget)) close();
        }}
      />
      <button type="submit" className={styles.step}>
        {t('deck.setEnd')}
      </button>
    </form>
  );
}
