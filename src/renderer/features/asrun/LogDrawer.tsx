import { type ReactNode, useEffect } from 'react';
import { formatClock } from '../../../core/time/write';
import { useSession } from '../../client/react';
import { closeOverlay } from '../../client/view';
import { t } from '../../i18n/t';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { Panel } from '../../ui/Panel';
import { Tag } from '../../ui/Tag';
import { classes } from '../../ui/classes';
import text from '../../ui/text.module.css';
import { useVirtualRows } from '../../ui/useVirtualRows';
import styles from './AsRun.module.css';
import { logSentence, toneIcon } from './sentence';

const usualLine = 28;

/** The whole log, newest first. A drawer, no dialog: the show goes on beside it. */
export function LogDrawer(): ReactNode {
  const log = useSession((session) => session.log);
  const zone = useSession((session) => session.show.zone);
  const rehearsal = useSession((session) => session.run.rehearsal !== null);
  const { scroller, room, items, measure } = useVirtualRows<HTMLDivElement>({
    count: log.length,
    keyOf: (index) => log.at(-1 - index)?.seq ?? index,
    usualHeight: usualLine,
    headHeight: 0,
  });
  useEffect(() => scroller.current?.focus({ preventScroll: true }), [scroller]);

  return (
    <Panel title={t('asrun.log')} head={<Head count={log.length} />} className={styles.drawer}>
      <div ref={scroller} className={styles.scroller} tabIndex={0} role="group" aria-label={t('asrun.log')}>
        {log.length === 0 && <p className={styles.empty}>{t('asrun.nothing')}</p>}
        <ol style={room}>
          {items.map(({ index, key }) => {
            const line = log.at(-1 - index);
            return (
              line && (
                <li
                  key={key}
                  ref={measure}
                  data-index={index}
                  className={classes(styles.line, styles[line.tone])}
                >
                  <Icon name={toneIcon[line.tone]} size={14} />
                  <time>{formatClock(line.at, zone, { seconds: true })}</time>
                  <span>{logSentence(line, zone)}</span>
                  {line.practice && (
                    <Tag tone="practice">{t(rehearsal ? 'rehearsal.tag' : 'common.practice')}</Tag>
                  )}
                </li>
              )
            );
          })}
        </ol>
      </div>
    </Panel>
  );
}

function Head({ count }: { readonly count: number }): ReactNode {
  return (
    <>
      <span className={classes(text.muted, text.small)}>
        {t('asrun.count', { count })}, {t('asrun.newestFirst')}
      </span>
      <Button
        className={styles.close}
        size="small"
        look="quiet"
        icon="close"
        label={t('asrun.closeLog')}
        onClick={closeOverlay}
      />
    </>
  );
}
