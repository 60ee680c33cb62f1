import { type KeyboardEvent, type ReactNode, useState } from 'react';
import type { EndReading, Proposal } from '../../../core/run/replan';
import type { Spare } from '../../../core/run/spare';
import { findSegment } from '../../../core/show/model';
import { formatClock, formatLength } from '../../../core/time/write';
import { usePresses } from '../../actions/react';
import { useSession, useTick } from '../../client/react';
import { t } from '../../i18n/t';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { Sentence } from '../../ui/Sentence';
import { classes } from '../../ui/classes';
import { Press } from './Press';
import { Refused } from './Refused';
import styles from './Replan.module.css';
import { outcomeKey, outcomeValues, reasonWords } from './words';

interface OfferProps {
  readonly reading: EndReading;
  readonly offered: readonly Proposal[];
}

const icons = { over: 'warn', pastHardOut: 'stop', under: 'clock' } as const;

export function Offer({
  reading,
  offered,
  preview,
}: OfferProps & { readonly preview: Proposal | null }): ReactNode {
  return (
    <section className={classes(styles.strip, styles[reading.kind])} aria-label={t('replan.label')}>
      <Icon name={icons[reading.kind]} />
      <div className={styles.words}>
        {preview ? (
          <Outcome reading={reading.kind} preview={preview} />
        ) : (
          <Reading reading={reading} offered={offered} />
        )}
        <Refused />
      </div>
      <div role="toolbar" aria-label={t('replan.label')} className={styles.presses} onKeyDown={moveFocus}>
        {offered.map((proposal, index) => (
          <Press key={proposal.replan.kind} proposal={proposal} reading={reading.kind} first={index === 0} />
        ))}
        <Ignore />
      </div>
    </section>
  );
}

interface SpareOfferProps {
  readonly spare: Spare;
  readonly offered: readonly Proposal[];
  readonly preview: Proposal | null;
}

/** Time to spare before a fixed start. The slate is offered once what is on air has nearly had its own length. */
export function SpareOffer({ spare, offered, preview }: SpareOfferProps): ReactNode {
  const presses = usePresses();
  const show = useSession((session) => session.show);
  const warnAt = useSession((session) => session.run.onAir?.segment.warnAt ?? 0);
  const isNearlyOver = useTick((now) => now >= spare.ownEnd - warnAt);
  const time = formatClock(spare.at, show.zone, { seconds: false });
  const slate = isNearlyOver && show.slateScene !== null;
  if (!slate && offered.length === 0) return null;
  return (
    <section className={classes(styles.strip, styles.under)} aria-label={t('replan.label')}>
      <Icon name="clock" />
      <div className={styles.words}>
        {preview ? (
          <Outcome reading="under" preview={preview} />
        ) : (
          <p>
            <Sentence
              of="replan.spare"
              values={{
                by: formatLength(spare.by),
                title: findSegment(show, spare.before)?.title,
                time,
              }}
            />
          </p>
        )}
        <Refused />
      </div>
      <div role="toolbar" aria-label={t('replan.label')} className={styles.presses} onKeyDown={moveFocus}>
        {offered.map((proposal) => (
          <Press key={proposal.replan.kind} proposal={proposal} reading="under" first />
        ))}
        {slate && (
          <Button
            size="small"
            look={offered.length === 0 ? 'recommended' : 'plain'}
            aria-keyshortcuts="Shift+Escape"
            onClick={() => presses.slate()}
          >
            {t('replan.press.slate', { time })}
          </Button>
        )}
        <Ignore />
      </div>
    </section>
  );
}

function Ignore(): ReactNode {
  const presses = usePresses();
  return (
    <Button size="small" look="quiet" onClick={() => presses.send('replan', 'ignoreReplan', {})}>
      {t('replan.ignore')}
    </Button>
  );
}

/** The sentence that counts along, and what there is to know beside it. */
function Reading({ reading, offered }: OfferProps): ReactNode {
  return (
    <>
      <p>
        <Sentence of={`replan.${reading.kind}`} values={useReadingValues(reading)} />
      </p>
      {!hasGive(reading, offered) && <p className={styles.reason}>{t('replan.nothingLeft')}</p>}
    </>
  );
}

function hasGive({ kind }: EndReading, offered: readonly Proposal[]): boolean {
  return kind === 'under' || offered.some(({ replan }) => !replan.agreedEnd);
}

function useReadingValues({ expectedEnd, by }: EndReading): { readonly end: string; readonly by: string } {
  const zone = useSession((session) => session.show.zone);
  return { end: formatClock(expectedEnd, zone, { seconds: true }), by: formatLength(by) };
}

function Outcome({
  reading,
  preview,
}: {
  readonly reading: EndReading['kind'];
  readonly preview: Proposal;
}): ReactNode {
  const show = useSession((session) => session.show);
  const run = useSession((session) => session.run);
  const reason = reasonWords(show, run, preview);
  return (
    <>
      <p>
        <Sentence of={outcomeKey(preview)} values={outcomeValues(show, run, preview, reading)} />
      </p>
      <p className={styles.reason} title={reason}>
        {reason}
      </p>
    </>
  );
}

/** Arrow keys go from one to the next, as in any toolbar. */
function moveFocus(event: KeyboardEvent<HTMLDivElement>): void {
  const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
  if (by === 0) return;
  const buttons = [...event.currentTarget.querySelectorAll('button')];
  const from = buttons.findIndex((button) => button === document.activeElement);
  event.preventDefault();
  buttons.at((from + by) % buttons.length)?.focus();
}

/** The sentence as it was when it came up. */
export function Said({ reading, offered }: OfferProps): ReactNode {
  const values = useReadingValues(reading);
  const [said] = useState(() => {
    const sentence = t(`replan.${reading.kind}`, values).replaceAll(/<\/?(b|em)>/g, '');
    return t(hasGive(reading, offered) ? 'replan.said' : 'replan.saidNothing', { sentence });
  });
  return said;
}
