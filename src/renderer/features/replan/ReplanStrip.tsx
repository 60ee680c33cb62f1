import { type ReactNode, useEffect, useLayoutEffect, useMemo } from 'react';
import { endReading, isIgnored, proposals } from '../../../core/run/replan';
import { latestReplan } from '../../../core/run/replanned';
import { broughtInBefore, spareBefore } from '../../../core/run/spare';
import { useSession, useTick } from '../../client/react';
import { useTiming } from '../../client/timing';
import text from '../../ui/text.module.css';
import { Done } from './Done';
import { Offer, Said, SpareOffer } from './Offers';
import { rowPreviews, shownInstant } from './offer';
import { isStillSaid } from './stillSaid';
import { useReplanView } from './view';

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
  const isDone = useTick((now) => isStillSaid(last, run, now, isSaid));
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
