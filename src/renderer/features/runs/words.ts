import type { ListedRun } from '../../../contract/runRecord';
import type { RecordRow, RunHead, Why } from '../../../core/asrun/record';
import type { Instant } from '../../../core/time/units';
import { formatClock, formatLength } from '../../../core/time/write';
import { dateOf, zoneName } from '../../../core/time/zone';
import { language, t } from '../../i18n/t';
import { writeDate } from '../../ui/writeDate';

/** What made a segment other than planned, one phrase each. */
export function whyWords(why: Why): string {
  switch (why.kind) {
    case 'replanned':
      return t(why.by > 0 ? 'runs.why.replannedLonger' : 'runs.why.replannedShorter', length(why.by));
    case 'endMoved':
      return t(why.by > 0 ? 'runs.why.endMovedLater' : 'runs.why.endMovedEarlier', length(why.by));
    case 'clockSet':
      return t(why.by > 0 ? 'runs.why.clockSetForward' : 'runs.why.clockSetBack', length(why.by));
    case 'wentOn':
      return t('runs.why.wentOn', { count: why.times });
    case 'goLate':
    case 'goEarly':
    case 'stillOver':
    case 'onSlate':
    case 'obsAway':
    case 'slept':
      return t(`runs.why.${why.kind}`, length(why.by));
    case 'untilFixed':
    case 'unplanned':
    case 'followed':
    case 'notConfirmed':
      return t(`runs.why.${why.kind}`);
  }
}

export function whysOf({ why }: Pick<RecordRow, 'why'>): string {
  return why.map(whyWords).join('; ');
}

/** Who was named, with how long they spoke where that is known: `Paul Leinster 8:12`. */
export function namedWords({ named, slots }: Pick<RecordRow, 'named' | 'slots'>): readonly string[] {
  return named.map((name) => {
    const spoken = slots.find((slot) => slot.name === name)?.actualLength ?? null;
    return spoken === null ? name : t('runs.spoke', { name, time: formatLength(spoken) });
  });
}

/** Who spoke, named or not, and for how long. */
export function spokeWords({ slots }: Pick<RecordRow, 'slots'>): readonly string[] {
  return slots.flatMap(({ name, actualLength }) =>
    actualLength === null ? [] : t('runs.spoke', { name, time: formatLength(actualLength) }),
  );
}

/** The time of each speaker beside what was planned for them; empty where the plan and the air know of none. */
export function slotsWords({ slots }: Pick<RecordRow, 'slots'>): string {
  return slots
    .flatMap(({ name, plannedLength, actualLength }) => {
      if (actualLength === null) return [];
      const time = formatLength(actualLength);
      if (plannedLength === null || slots.length === 1) return t('runs.spoke', { name, time });
      return t('runs.spokeOf', { name, time, planned: formatLength(plannedLength) });
    })
    .join(' · ');
}

function length(by: number): { readonly by: string } {
  return { by: formatLength(Math.abs(by)) };
}

/** `16:00:20`; empty while it is not known. */
export function clockWords(at: Instant | null, zone: string): string {
  return at === null ? '' : formatClock(at, zone, { seconds: true });
}

/** When a run began: `27 October 2023, 16:00`. */
export function beganWords({ show, startedAt, lastAt }: RunHead): string {
  const at = startedAt ?? lastAt;
  return t('runs.began', {
    date: writeDate(dateOf(at, show.zone)),
    time: formatClock(at, show.zone, { seconds: false }),
  });
}

export function standingWords({ standing, rehearsal }: RunHead): string {
  return t(standing === 'reset' && rehearsal !== null ? 'runs.left' : `runs.standing.${standing}`);
}

/** When a rehearsal was begun by the machine's clock; its own is that of the show. */
export function rehearsedWords({ show, openedAt }: ListedRun): string {
  return t('runs.began', {
    date: writeDate(dateOf(openedAt, show.zone)),
    time: formatClock(openedAt, show.zone, { seconds: false }),
  });
}

/** `Times in Europe/Paris (CEST)` */
export function zoneWords({ show, startedAt, lastAt }: RunHead): string {
  const name = zoneName(startedAt ?? lastAt, show.zone, language());
  return t('runs.facts.zone', { zone: name === show.zone ? name : `${show.zone} (${name})` });
}

/** From when to when: `16:00:00–17:15:00`. */
export function rangeWords(from: Instant | null, to: Instant | null, zone: string): string {
  if (from === null) return t('runs.facts.unknown');
  if (to === null) return t('runs.facts.from', { from: clockWords(from, zone) });
  return t('runs.facts.range', { from: clockWords(from, zone), to: clockWords(to, zone) });
}
