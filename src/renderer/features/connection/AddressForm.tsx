import { type FormEvent, type ReactNode, useId, useState } from 'react';
import type { Published } from '../../../contract/published';
import type { ObsView } from '../../../core/obs/observed';
import { useCall, useMirror } from '../../client/react';
import { t } from '../../i18n/t';
import { Button } from '../../ui/Button';
import { Field } from '../../ui/Field';
import { RefusalLine } from '../../ui/RefusalLine';
import styles from './Connection.module.css';
import { isConnectedTo } from './obsWords';

/** obs-websocket's own address on the machine that OBS runs on. */
const usualAddress = 'ws://127.0.0.1:4455';

const forms = {
  obs: {
    connect: 'connectObs',
    words: { label: 'connection.address', how: 'connection.addressHow', press: 'connection.connect' },
    there: ({ obs }: Published): ObsView | null => obs,
    placeholder: () => usualAddress,
    /** Most people have OBS beside the app; where a second one is, nobody can know. */
    begins: usualAddress,
  },
  backup: {
    connect: 'connectBackup',
    words: {
      label: 'connection.backupAddress',
      how: 'connection.backupAddressHow',
      press: 'connection.connectBackup',
    },
    there: ({ backup }: Published): ObsView | null => backup?.obs ?? null,
    placeholder: () => t('connection.backupPlaceholder'),
    begins: '',
  },
} as const;

interface AddressFormProps {
  readonly of: keyof typeof forms;
  /** The address that is in use, if any. */
  readonly used: string | null;
  readonly autoFocus: boolean;
}

/** Connects to an OBS by its address. */
export function AddressForm({ of, used, autoFocus }: AddressFormProps): ReactNode {
  const id = useId();
  const { call, refusal, clear } = useCall();
  const [typed, setTyped] = useState<string | null>(null);
  const form = forms[of];
  const value = typed ?? used ?? form.begins;
  const connected = useMirror((published) => {
    const there = form.there(published);
    return there !== null && isConnectedTo(there, value);
  });
  const wrong = refusal?.code === 'addressWrong' || refusal?.code === 'backupIsMain';

  async function connect(event: FormEvent): Promise<void> {
    event.preventDefault();
    const reply = await call(form.connect, { address: value });
    if (reply.ok) setTyped(null);
  }

  return (
    <form className={styles.form} onSubmit={(event) => void connect(event)}>
      <label htmlFor={id}>{t(form.words.label)}</label>
      <div className={styles.row}>
        <Field
          id={id}
          value={value}
          autoFocus={autoFocus}
          maxLength={500}
          placeholder={form.placeholder()}
          aria-invalid={wrong}
          aria-describedby={`${id}-how`}
          onChange={(event) => {
            setTyped(event.target.value);
            clear();
          }}
        />
        <Button type="submit" disabled={connected || value === ''}>
          {t(form.words.press)}
        </Button>
      </div>
      <p id={`${id}-how`} className={styles.how}>
        {t(form.words.how)}
      </p>
      <RefusalLine refusal={refusal} />
    </form>
  );
}
