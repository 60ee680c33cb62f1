import type { Run } from '../../../core/run/model';
import type { EndReading, Proposal } from '../../../core/run/replan';
import { speakerOf } from '../../../core/captions/policy';
import { withReplan } from '../../../core/run/replanned';
import { endOfOnAir } from '../../../core/run/timing';
import { slotsToCome } from '../../../core/run/slots';
import { lengthOf } from '../../../core/run/lengths';
import type { Show } from '../../../core/show/model';
import { findSegment } from '../../../core/show/model';
import type { Duration } from '../../../core/time/units';
import { second } from '../../../core/time/units';
import { formatClock, formatLength } from '../../../core/time/write';
import type { Key } from '../../i18n/t';
import { t } from '../../i18n/t';
import type { Values } from '../../ui/Sentence';

/** What a proposal's sentences are filled with. */
export function proposalValues(show: Show, run: Run, { replan }: Proposal): Values & { title: string } {
  const { lengths, dropped, restored } = replan;
  const id = lengths[0]?.segmentId ?? dropped[0] ?? restored[0] ?? '';
  const segment = findSegment(show, id) ?? (run.onAir?.segment.id === id ? run.onAir.segment : undefined);
  const first = lengths[0];
  return {
    title: segment?.title ?? '',
    by: formatLength(Math.abs(lengths.reduce((sum, { from, to }) => sum + to - from, 0))),
    from: first ? formatLength(first.from) : '',
    to: first ? formatLength(first.to) : '',
    length: segment ? formatLength(lengthOf(run, segment)) : '',
    count: lengths.length,
  };
}

/** The button: `Take 1:40 from Q&A`. */
export function pressKey({ replan }: Proposal): Key {
  return `replan.press.${replan.kind}`;
}

/** Why it is proposed, in one sentence. */
export function reasonWords(show: Show, run: Run, proposal: Proposal): string {
  const { kind } = proposal.replan;
  const values = proposalValues(show, run, proposal);
  if (kind === 'spread' && proposal.leaves >= second) return t('replan.why.spreadAll', values);
  if (kind === 'shorten') {
    const slots = slotsWords(show, run, proposal);
    if (slots !== '') return t('replan.why.shortenSlots', { ...values, slots });
  }
  return t(`replan.why.${kind}`, values);
}

/** What it leaves those who are still to speak: `Coby 5:00 → 4:10`. */
function slotsWords(show: Show, run: Run, { replan, at }: Proposal): string {
  const before = slotsToCome(show, run, at);
  const after = slotsToCome(show, withReplan(run, replan), at);
  return before
    .map(({ speakerId, length }, index) => {
      const now = after[index]?.length ?? length;
      return `${speakerOf(show, run, speakerId)?.name ?? ''} ${formatLength(length)} → ${formatLength(now)}`;
    })
    .join(', ');
}

/** What comes of it: `16:50:00, on time`. */
export function outcomeKey({ replan, leaves }: Proposal): Key {
  if (replan.agreedEnd) return 'replan.agreed';
  return leaves >= second ? 'replan.stillOver' : 'replan.outcome';
}

export function outcomeValues(
  show: Show,
  run: Run,
  { expectedEnd, leaves, at }: Proposal,
  reading: EndReading['kind'],
): Values {
  const due = endOfOnAir(show, run);
  const isOver = due !== null && at > due;
  return {
    end: formatClock(expectedEnd, show.zone, { seconds: true }),
    off: leavesWords(leaves, reading),
    while: isOver ? t('replan.while', { time: formatClock(at, show.zone, { seconds: true }) }) : '',
  };
}

function leavesWords(leaves: Duration, reading: EndReading['kind']): string {
  const by = formatLength(Math.abs(leaves));
  if (Math.abs(leaves) < second) return t(reading === 'pastHardOut' ? 'replan.atHardOut' : 'replan.onTime');
  if (leaves < 0) return t('replan.underBy', { by });
  return t(reading === 'pastHardOut' ? 'replan.pastBy' : 'replan.overBy', { by });
}
