import { type ReactNode, memo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { LogLine } from '../../../core/asrun/log';
import { formatClock } from '../../../core/time/write';
import { useSession } from '../../client/react';
import { closeOverlay, openOverlay, useView } from '../../client/view';
import { t } from '../../i18n/t';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import styles from './AsRun.module.css';
import { logSentence, toneIcon } from './sentence';

/** As many as a wide window shows in one line; the rest is in the log. */
const shown = 4;

/** The latest actions, newest first. */
export function AsRunStrip(): ReactNode {
  const latest = useSession(useShallow(({ log }) => log.slice(-shown).toReversed()));
  const zone = useSession((session) => session.show.zone);
  const rehearsal = useSession((session) => session.run.rehearsal !== null);
  const open = useView((view) => view.open === 'log');
  return (
    <footer className={styles.strip} aria-label={t('asrun.title')}>
      <h2>{t('asrun.title')}</h2>
      <ol aria-live="polite" aria-relevant="additions">
        {latest.length === 0 && <li>{t('asrun.nothing')}</li>}
        {latest.map((line) => (
          <StripLine key={line.seq} line={line} zone={zone} rehearsal={rehearsal} />
        ))}
      </ol>
      <Button
        size="small"
        look="quiet"
        aria-expanded={open}
        onClick={() => (open ? closeOverlay() : openOverlay('log'))}
      >
        {t(open ? 'asrun.closeLog' : 'asrun.openLog')}
      </Button>
    </footer>
  );
}

interface LineProps {
  readonly line: LogLine;
  readonly zone: string;
  readonly rehearsal: boolean;
}

const StripLine = memo(function StripLine({ line, zone, rehearsal }: LineProps): ReactNode {
  return (
    <li className={styles[line.tone]}>
      <Icon name={toneIcon[line.tone]} size={12} />
      <time>{formatClock(line.at, zone, { seconds: true })}</time>
      {line.practice && (
        <b className={styles.practice}>{t(rehearsal ? 'rehearsal.tag' : 'common.practice')}</b>
      )}
      <span className={styles.words}>{logSentence(line, zone)}</span>
    </li>
  );
});
