import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { fixesOf, placeOf } from '../../../core/obs/fixes';
import type { Check, Finding } from '../../../core/obs/preflight';
import { useCall, useMirror, useSession } from '../../client/react';
import { usePreflight } from '../../client/preflight';
import { t } from '../../i18n/t';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { RefusalLine } from '../../ui/RefusalLine';
import { classes } from '../../ui/classes';
import text from '../../ui/text.module.css';
import { FindingPane } from './FindingPane';
import styles from './Preflight.module.css';
import { iconOf } from './icons';
import { findingCounts, rowSentence } from './words';

/** What would go wrong on air and the way out of it: one row a check, and what can be done about the one chosen. */
export function Preflight(): ReactNode {
  const { checks, findings } = usePreflight();
  const [chosen, setChosen] = useState<string | null>(null);
  const place = useRef<HTMLElement>(null);
  // What had the focus went with the console: the next Tab goes to the first row.
  useEffect(() => place.current?.focus(), []);
  // What was put right gives way to the worst that is left.
  const finding = findings.find((one) => keyOf(one) === chosen) ?? findings[0] ?? null;
  const choose = (next: Finding): void => setChosen(keyOf(next));
  return (
    <div className={styles.screen}>
      <section ref={place} tabIndex={-1} className={styles.panel} aria-label={t('preflight.title')}>
        <Summary checks={checks} findings={findings} />
        <ol className={styles.list}>
          {checks.map((check) => (
            <Row key={check.name} check={check} current={finding} onChoose={choose} />
          ))}
        </ol>
      </section>
      <FindingPane
        key={finding === null ? 'none' : keyOf(finding)}
        finding={finding}
        others={findings.filter((one) => one !== finding)}
        onChoose={choose}
      />
    </div>
  );
}

function keyOf(finding: Finding): string {
  return JSON.stringify(finding);
}

interface SummaryProps {
  readonly checks: readonly Check[];
  readonly findings: readonly Finding[];
}

function Summary({ checks, findings }: SummaryProps): ReactNode {
  const { call, refusal } = useCall();
  const [busy, setBusy] = useState(false);
  const connected = useMirror(({ obs }) => obs.link.status === 'connected');
  const checked = checks.filter(({ state }) => state !== 'checking' && state !== 'unknown').length;
  const ready = checks.filter(({ state }) => state === 'ready').length;
  async function again(): Promise<void> {
    setBusy(true);
    await call('readObs', {});
    setBusy(false);
  }
  return (
    <div className={styles.summary}>
      <div>
        <h2>
          <span role="status">
            {findings.length > 0
              ? findingCounts(findings)
              : t(checked < checks.length ? 'preflight.checking' : 'preflight.ready')}
          </span>
        </h2>
        <p>{t('preflight.summary', { checked, all: checks.length, ready })}</p>
      </div>
      {connected && (
        <Button disabled={busy} onClick={() => void again()}>
          {t('preflight.again')}
        </Button>
      )}
      {refusal && <RefusalLine refusal={refusal} />}
      <ol className={styles.steps} aria-hidden="true">
        {checks.map(({ name, state }) => (
          <li key={name} className={styles[state]} />
        ))}
      </ol>
    </div>
  );
}

interface RowProps {
  readonly check: Check;
  readonly current: Finding | null;
  readonly onChoose: (finding: Finding) => void;
}

function Row({ check, current, onChoose }: RowProps): ReactNode {
  const show = useSession((session) => session.show);
  const obs = useMirror((published) => published.obs);
  const sentence = useMemo(() => rowSentence(check, show, obs), [check, show, obs]);
  const { name, state, findings } = check;
  const [first] = findings;
  const title = t(`preflight.check.${name}`);
  const isCurrent = current !== null && findings.includes(current);
  return (
    <li className={classes(styles.row, styles[state])} aria-current={isCurrent || undefined}>
      <Icon name={iconOf[state]} size={20} />
      <div className={styles.what}>
        <h3>{title}</h3>
        <p className={text.ellipsis} title={sentence}>
          {sentence}
        </p>
      </div>
      <span className={styles.act}>
        <span className={styles.verdict}>{t(`preflight.verdict.${state}`)}</span>
        {first && <Way finding={first} check={title} pressed={isCurrent} onChoose={onChoose} />}
      </span>
    </li>
  );
}

interface WayProps {
  readonly finding: Finding;
  readonly check: string;
  readonly pressed: boolean;
  readonly onChoose: (finding: Finding) => void;
}

/** What only OBS can put right is not promised a fix. */
function Way({ finding, check, pressed, onChoose }: WayProps): ReactNode {
  const { at } = placeOf(finding);
  const isHere = fixesOf(finding).length > 0 || (at !== 'obs' && at !== 'backup');
  return (
    <Button
      look={isHere ? 'fix' : 'plain'}
      icon={isHere ? 'wrench' : undefined}
      aria-label={t(isHere ? 'preflight.fixNamed' : 'preflight.lookNamed', { check })}
      aria-pressed={pressed}
      onClick={() => onChoose(finding)}
    >
      {t(isHere ? 'preflight.fix' : 'preflight.look')}
    </Button>
  );
}
