import { type FormEvent, type ReactNode, useId, useState } from 'react';
import type { Health } from '../../../core/obs/health';
import type { Instant } from '../../../core/time/units';
import { formatCountdown } from '../../../core/time/write';
import { Ticking, useCall, useMirror } from '../../client/react';
import { t } from '../../i18n/t';
import { gigabytes } from '../../ui/gigabytes';
import { Button } from '../../ui/Button';
import { Drawer } from '../../ui/Drawer';
import { Field } from '../../ui/Field';
import { Icon } from '../../ui/Icon';
import { RefusalLine } from '../../ui/RefusalLine';
import { Tag } from '../../ui/Tag';
import { classes } from '../../ui/classes';
import styles from './Connection.module.css';
import { asksPassword, isConnectedTo, mayRetry, obsAdvice, obsSentence, obsTone } from './obsWords';

/** obs-websocket's own address on the machine that OBS runs on. */
const usualAddress = 'ws://127.0.0.1:4455';

/** Which OBS the show drives, how that goes, and its password. */
export function ConnectionDialog(): ReactNode {
  const asks = useMirror(({ obs }) => asksPassword(obs));
  return (
    <Drawer title={t('connection.title')}>
      <State />
      {asks && <Password />}
      <Choice />
    </Drawer>
  );
}

function State(): ReactNode {
  const obs = useMirror((published) => published.obs);
  const { call, refusal } = useCall();
  const { link } = obs;
  const tone = obsTone(obs);
  const problem = link.status === 'retrying' || link.status === 'stopped' ? link.problem : null;
  return (
    <div className={styles.state} aria-live="polite">
      <p className={styles.sentence}>
        <span className={styles[tone.look]}>
          <Icon name={tone.icon} size={20} />
        </span>
        <b>{obsSentence(obs)}</b>
      </p>
      {problem !== null && <p>{obsAdvice(problem)}</p>}
      {mayRetry(obs) && (
        <p className={styles.row}>
          {link.status === 'retrying' && <NextTry at={link.retryAt} />}
          <Button size="small" onClick={() => void call('retryObs', {})}>
            {t('connection.tryNow')}
          </Button>
        </p>
      )}
      {obs.health && (
        <p className={styles.kept} aria-live="off">
          <Icon name="wrench" size={14} />
          {healthWords(obs.health)}
        </p>
      )}
      {link.status === 'connected' && !obs.practice && obs.passwordKept !== null && (
        <p className={styles.kept}>
          <Icon name="lock" size={14} />
          {t(`connection.kept.${obs.passwordKept}`)}
        </p>
      )}
      <RefusalLine refusal={refusal} />
    </div>
  );
}

function healthWords({ cpu, disk, dropped }: Health): string {
  if (disk === null) return t('outputs.healthNoDisk', { cpu, count: dropped });
  return t('outputs.health', { cpu, gigabytes: gigabytes(disk), count: dropped });
}

/** Counts, so it is no part of what is read aloud. */
function NextTry({ at }: { readonly at: Instant }): ReactNode {
  return (
    <span className={styles.count} aria-live="off">
      <Ticking
        text={(now) =>
          at > now ? t('connection.nextTry', { time: formatCountdown(at - now) }) : t('connection.tryingNow')
        }
      />
    </span>
  );
}

function Password(): ReactNode {
  const id = useId();
  const { call, refusal, clear } = useCall();
  const [password, setPassword] = useState('');
  const electron = useMirror(({ app }) => app.shell === 'electron');
  const wrong = useMirror(({ obs }) => obs.link.status === 'stopped' && obs.link.problem === 'passwordWrong');

  async function give(event: FormEvent): Promise<void> {
    event.preventDefault();
    const reply = await call('givePassword', { password });
    // It is not kept here a moment longer than it takes to send it.
    if (reply.ok) setPassword('');
  }

  return (
    <form className={styles.form} onSubmit={(event) => void give(event)}>
      <label htmlFor={id}>{t('connection.password')}</label>
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

function Choice(): ReactNode {
  const id = useId();
  const { call, refusal, clear } = useCall();
  const practice = useMirror(({ obs }) => obs.practice);
  const address = useMirror(({ obs }) => obs.address);
  const real = !practice && address !== '';
  const [typed, setTyped] = useState<string | null>(null);
  const value = typed ?? (real ? address : usualAddress);
  const connected = useMirror(({ obs }) => isConnectedTo(obs, value));
  const wrong = refusal?.code === 'addressWrong';

  async function connect(event: FormEvent): Promise<void> {
    event.preventDefault();
    const reply = await call('connectObs', { address: value });
    if (reply.ok) setTyped(null);
  }

  return (
    <>
      <section className={classes(styles.choice, real && styles.chosen)} aria-labelledby={`${id}-real`}>
        <h3 id={`${id}-real`}>
          {t('connection.real')}
          {real && <InUse />}
        </h3>
        <form className={styles.form} onSubmit={(event) => void connect(event)}>
          <label htmlFor={id}>{t('connection.address')}</label>
          <div className={styles.row}>
            <Field
              id={id}
              value={value}
              maxLength={500}
              placeholder={usualAddress}
              aria-invalid={wrong}
              aria-describedby={`${id}-how`}
              onChange={(event) => {
                setTyped(event.target.value);
                clear();
              }}
            />
            <Button type="submit" disabled={connected}>
              {t('connection.connect')}
            </Button>
          </div>
          <p id={`${id}-how`} className={styles.how}>
            {t('connection.addressHow')}
          </p>
        </form>
      </section>
      <section
        className={classes(styles.choice, practice && styles.chosen)}
        aria-labelledby={`${id}-practice`}
      >
        <h3 id={`${id}-practice`}>
          {t('connection.practiceObs')}
          {practice && <InUse />}
        </h3>
        <div className={styles.row}>
          <p className={styles.how}>{t('connection.practiceHow')}</p>
          {!practice && (
            <Button onClick={() => void call('usePracticeObs', {})}>{t('connection.usePractice')}</Button>
          )}
        </div>
      </section>
      <RefusalLine refusal={refusal} />
    </>
  );
}

function InUse(): ReactNode {
  return (
    <Tag tone="neutral" icon="check">
      {t('connection.inUse')}
    </Tag>
  );
}
