import type { ReactNode } from 'react';
import type { StandingReplan } from '../../../core/run/model';
import { usePresses } from '../../actions/react';
import { useSession } from '../../client/react';
import { t } from '../../i18n/t';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { Kbd } from '../../ui/Kbd';
import { classes } from '../../ui/classes';
import { logSentence } from '../asrun/sentence';
import { Refused } from './Refused';
import styles from './Replan.module.css';

/** What was done, and the way back. */
export function Done({ last }: { readonly last: StandingReplan }): ReactNode {
  const zone = useSession((session) => session.show.zone);
  const line = useSession(({ log }) => log.findLast(({ key, at }) => key === 'replanned' && at === last.at));
  const presses = usePresses();
  const sentence = line ? logSentence(line, zone) : '';
  return (
    <section className={classes(styles.strip, styles.done)} aria-label={t('replan.label')}>
      <Icon name="check" />
      <div className={styles.words}>
        <p title={sentence}>{sentence}</p>
        <Refused />
      </div>
      <div className={styles.presses}>
        <Button
          size="small"
          icon="undo"
          aria-keyshortcuts="Shift+R"
          onClick={() => presses.undoReplan(last.replanId)}
        >
          {t('replan.undo')}
          <Kbd>⇧R</Kbd>
        </Button>
      </div>
    </section>
  );
}
