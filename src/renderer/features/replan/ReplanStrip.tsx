import { type KeyboardEvent, type ReactNode, useEffect, useLayoutEffect, useMemo, useState } from 'react';
import type { EndReading, Proposal } from '../../../core/run/replan';
import type { Spare } from '../../../core/run/spare';
import { broughtInBefore, spareBefore } from '../../../core/run/spare';
import { findSegment } from '../../../core/show/model';
import { endReading, isIgnored, proposals } from '../../../core/run/replan';
import { latestReplan } from '../../../core/run/replanned';
import type { StandingReplan } from '../../../core/run/model';
import type { Duration, Instant } from '../../../core/time/units';
import { minute, second } from '../../../core/time/units';
import { formatClock, formatLength } from '../../../core/time/write';
import { usePressState, usePresses } from '../../actions/react';
import { useSession, useTick } from '../../client/react';
import { useTiming } from '../../client/timing';
import { t } from '../../i18n/t';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { Kbd } from '../../ui/Kbd';
import { RefusalLine } from '../../ui/RefusalLine';
import { Sentence } from '../../ui/Sentence';
import { classes } from '../../ui/classes';
import text from '../../ui/text.module.css';
import { logSentence } from '../asrun/sentence';
import styles from './Replan.module.css';
import { rowPreviews, shownInstant } from './offer';
import { proposalId, useReplanView } from './view';
import { outcomeKey, outcomeValues, pressKey, proposalValues, reasonWords } from './words';

/** What was done stays to be read and undone: while nothing else is to be said, and before it is, ms. */
const doneStays: Duration = minute;
const doneStaysBefore: Duration = 8 * second;

/** Below the rundown: that the end moves away and what may be done about it, or what was done. */
export function ReplanStrip(): ReactNode {
  const show = useSession((session) => session.show);
  const run = useSession((session) => session.run);
  const times = useTiming();
  const reading = endReading(show, run, times);
  const isSaid = reading !== null && !isIgnored(show, run, reading);
  const picked = useReplanView((view) => view.picked);
  const at = useTick((now) => shownInstant(show, run, now, picked));
  const isInTime = reading === null;
  const spare = useMemo(
    () => (isInTime ? spareBefore(show, run, times) : null),
    [isInTime, show, run, times],
  );
  const isSpareSaid = spare !== null && spare.at !== run.ignoredEnd;
  const offered = useMemo(() => {
    if (isSaid) return proposals(show, run, at);
    const broughtIn = isSpareSaid ? broughtInBefore(show, run, times, spare, at) : null;
    return broughtIn ? [broughtIn] : [];
  }, [isSaid, isSpareSaid, spare, show, run, times, at]);
  const preview = offered.find(({ replan }) => replan.kind === picked?.kind) ?? null;
  const rows = useMemo(
    () => (preview ? rowPreviews(show, run, preview.replan, preview.at) : null),
    [show, run, preview],
  );
  useLayoutEffect(() => {
    // A button that goes with the focus on it tells nobody.
    useReplanView.setState(
      preview ? { proposals: offered, rows } : { proposals: offered, rows, picked: null },
    );
  }, [offered, rows, preview]);
  useEffect(() => () => useReplanView.setState({ proposals: [], picked: null, rows: null }), []);

  const last = latestReplan(run);
  const isDone = useTick((now) =>
    isStillSaid(last, run.lastTakeAt, now, isSaid ? doneStaysBefore : doneStays),
  );
  return (
    <>
      {/* Once, when it comes up: what counts is not read out every second. */}
      <p className={text.unseen} aria-live="polite">
        {isSaid && <Said key={reading.kind} reading={reading} offered={offered} />}
      </p>
      {last && isDone ? (
        <Done last={last} />
      ) : (
        <>
          {isSaid && <Offer reading={reading} offered={offered} preview={preview} />}
          {isSpareSaid && <SpareOffer spare={spare} offered={offered} preview={preview} />}
        </>
      )}
    </>
  );
}

function isStillSaid(
  last: StandingReplan | null,
  lastTakeAt: Instant | null,
  now: Instant,
  stays: Duration,
): boolean {
  if (!last || (lastTakeAt !== null && lastTakeAt > last.at)) return false;
  return now - last.at < stays;
}

interface OfferProps {
  readonly reading: EndReading;
  readonly offered: readonly Proposal[];
}

const icons = { over: 'warn', pastHardOut: 'stop', under: 'clock' } as const;

function Offer({ reading, offered, preview }: OfferProps & { readonly preview: Proposal | null }): ReactNode {
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
function SpareOffer({ spare, offered, preview }: SpareOfferProps): ReactNode {
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

interface PressProps {
  readonly proposal: Proposal;
  readonly reading: EndReading['kind'];
  readonly first: boolean;
}

/** Looked at, it is previewed in the rows; pressed, it is applied with the numbers that it shows. */
function Press({ proposal, reading, first }: PressProps): ReactNode {
  const show = useSession((session) => session.show);
  const run = useSession((session) => session.run);
  const presses = usePresses();
  const { kind } = proposal.replan;
  const id = proposalId(kind);
  const { title, ...values } = proposalValues(show, run, proposal);
  const pick = (): void => useReplanView.setState({ picked: { kind, at: proposal.at } });
  const leave = (): void => useReplanView.setState({ picked: null });
  const { end, off } = outcomeValues(show, run, proposal, reading);
  return (
    <>
      {first && (
        <span className={styles.cap}>
          <Kbd>R</Kbd>
        </span>
      )}
      <Button
        id={id}
        size="small"
        look={first ? 'recommended' : 'plain'}
        className={styles.press}
        // The title is cut where the button is narrow; its name is not.
        aria-label={t(pressKey(proposal), { title, ...values })}
        aria-keyshortcuts={first ? 'R' : undefined}
        aria-describedby={`${id}-why`}
        onPointerEnter={pick}
        onPointerLeave={leave}
        onFocus={pick}
        onBlur={leave}
        onClick={() => presses.applyReplan(proposal)}
      >
        <span className={styles.label}>
          <Sentence
            of={pressKey(proposal)}
            values={values}
            slots={{ title: <span className={styles.title}>{title}</span> }}
          />
        </span>
      </Button>
      <span id={`${id}-why`} hidden>
        {`${String(end)}, ${String(off)}. ${reasonWords(show, run, proposal)}`}
      </span>
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

/** Why the last press on it did nothing. */
function Refused(): ReactNode {
  const refused = usePressState((state) => state.refused);
  return (
    <RefusalLine refusal={refused?.spot === 'replan' ? refused.refusal : null} className={styles.refusal} />
  );
}

function Done({ last }: { readonly last: StandingReplan }): ReactNode {
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

/** The sentence as it was when it came up. */
function Said({ reading, offered }: OfferProps): ReactNode {
  const values = useReadingValues(reading);
  const [said] = useState(() => {
    const sentence = t(`replan.${reading.kind}`, values).replaceAll(/<\/?(b|em)>/g, '');
    return t(hasGive(reading, offered) ? 'replan.said' : 'replan.saidNothing', { sentence });
  });
  return said;
}
