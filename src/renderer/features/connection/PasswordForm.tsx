import { type FormEvent, type ReactNode, useId, useState } from 'react';
import type { Published } from '../../../contract/published';
import type { ObsLink } from '../../../core/obs/observed';
import { useCall, useMirror } from '../../client/react';
import { t } from '../../i18n/t';
import { Button } from '../../ui/Button';
import { Field } from '../../ui/Field';
import { RefusalLine } from '../../ui/RefusalLine';
import styles from './Connection.module.css';

const forms = {
  obs: {
    label: 'connection.password',
    give: 'givePassword',
    isWrong: ({ obs }: Published): boolean => wasWrong(obs.link),
  },
  backup: {
    label: 'connection.backupPassword',
    give: 'giveBackupPassword',
    isWrong: ({ backup }: Published): boolean => backup !== null && wasWrong(backup.obs.link),
  },
} as const;

function wasWrong(link: ObsLink): boolean {
  return link.status === 'stopped' && link.problem === 'passwordWrong';
}

/** Asks for the password of an OBS. */
export function PasswordForm({ of }: { readonly of: keyof typeof forms }): ReactNode {
  const id = useId();
  const { call, refusal, clear } = useCall();
  const [password, setPassword] = useState('');
  const electron = useMirror(({ app }) => app.shell === 'electron');
  const { label, give: name, isWrong } = forms[of];
  const wrong = useMirror(isWrong);

  async function give(event: FormEvent): Promise<void> {
    event.preventDefault();
    const reply = await call(name, { password });
    // It is not kept here a moment longer than it takes to send it.
    if (reply.ok) setPassword('');
  }

  return (
    <form className={styles.form} onSubmit={(event) => void give(event)}>
      <label htmlFor={id}>{t(label)}</label>
      <div className={styles.row}>
        <Field
          id={id}
          type="password"
          autoFocus
          autoComplete="off"
          maxLength={1_000}
          value={password}
          aria-invalid={wrong}
          aria-describedby={`${id}-how`}
          onChange={(event) => {
            setPassword(event.target.value);
            clear();
          }}
        />
        <Button type="submit" look="primary" disabled={password === ''}>
          {t('connection.givePassword')}
        </Button>
      </div>
      <p id={`${id}-how`} className={styles.how}>
        {t(electron ? 'connection.willKeepElectron' : 'connection.willKeepBrowser')}
      </p>
      <RefusalLine refusal={refusal} />
    </form>
  );
}
