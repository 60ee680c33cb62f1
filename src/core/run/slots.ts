import type { Segment, Show, Slots, SpeakerId } from '../show/model';
import type { Duration, Instant } from '../time/units';
import type { Run, Taken, Turn } from './model';
import { endOfOnAir } from './timing';

/** Who speaks when, and for how long, inside a segment: see docs/timing.md, "Speaker slots". */

export interface Slot {
  readonly speakerId: SpeakerId;
  readonly standing: SlotStanding;
  /** As the document has it: so long after the segment's start, for so long, ms; `null` for who is not planned in it. */
  readonly planned: { readonly after: Duration; readonly length: Duration } | null;
  /** Of who speaks, and of who is to come; `null` for anybody else, and where nothing says how long. */
  readonly expected: ExpectedSlot | null;
  /** From their name on screen on; several turns are added up. `null` for who was not named. */
  readonly actual: { readonly start: Instant; readonly length: Duration } | null;
  /** Of who speaks: what is left of their time, ms, negative once over; `null` where nothing says how long it is. */
  readonly left: Duration | null;
  readonly why: SlotReason;
}

export interface ExpectedSlot {
  /** `null` while nobody knows when the segment starts. */
  readonly start: Instant | null;
  readonly length: Duration;
}

export type SlotStanding =
  | 'spoke'
  /** Named last: their time runs. */
  | 'speaking'
  | 'toCome'
  /** Has not come: no slot, and their share goes to the others. */
  | 'notHere';

/** Why an expected length, or an actual one, is what it is. */
export type SlotReason =
  /** An equal share of what is left. */
  | { readonly kind: 'share' }
  /** The time that was set for them. */
  | { readonly kind: 'set' }
  /** Less than was set, by so much, ms: the segment ends before. */
  | { readonly kind: 'cut'; readonly by: Duration }
  /** Speaks longer than their time, by so much, ms. */
  | { readonly kind: 'over'; readonly by: Duration }
  /** From their name on screen to the next one's. */
  | { readonly kind: 'named' }
  /** Everybody had their turn, or they are not planned in the segment: nothing says for how long. */
  | { readonly kind: 'open' }
  | { readonly kind: 'notHere' };

/** What one who is still to come in the segment on air may speak for, now: what "shorten slots" can take from. */
export interface SlotToCome {
  readonly speakerId: SpeakerId;
  readonly start: Instant;
  readonly length: Duration;
  /** It was set, not shared. */
  readonly isSet: boolean;
}

/** What the document gives each speaker of a segment: a set time as it is, and of the rest an equal share. */
export function plannedSlots({ speakerIds, slots, duration }: PlannedSegment): readonly PlannedSlot[] {
  const wants = speakerIds.map((id) => setTime(slots, id));
  const set = wants.reduce<Duration>((sum, want) => sum + (want ?? 0), 0);
  const sharing = wants.filter((want) => want === null).length;
  const ends = runningSum(wants.map((want) => want ?? Math.max(0, duration - set) / sharing));
  return speakerIds.map((speakerId, index) => {
    const after = ends[index - 1] ?? 0;
    return { speakerId, after, length: (ends[index] ?? after) - after };
  });
}

export type PlannedSegment = Pick<Segment, 'speakerIds' | 'slots' | 'duration'>;

export interface PlannedSlot {
  readonly speakerId: SpeakerId;
  readonly after: Duration;
  readonly length: Duration;
}

/** How the set times of a segment fit into it. Nothing of it is refused: the plan is the producer's. */
export interface SlotSeam {
  /** `over`: they are longer. `nothingLeft`: no time is left to share. `spare`: all are set, and time is left over. */
  readonly kind: 'over' | 'nothingLeft' | 'spare';
  /** All set times together, and how far that is from the segment's length, ms. */
  readonly sum: Duration;
  readonly by: Duration;
}

export function slotSeam({ speakerIds, slots, duration }: PlannedSegment): SlotSeam | null {
  const set = speakerIds.flatMap((id) => setTime(slots, id) ?? []);
  const sum = set.reduce((all, time) => all + time, 0);
  const by = Math.abs(duration - sum);
  const isShared = set.length < speakerIds.length;
  if (set.length === 0 || (isShared && sum < duration)) return null;
  if (sum > duration) return { kind: 'over', sum, by };
  if (isShared) return { kind: 'nothingLeft', sum, by };
  return by === 0 ? null : { kind: 'spare', sum, by };
}

/** The slots of a segment that is still to come, by when it is expected to start and for how long. */
export function slotsOf(segment: Segment, { start, length }: ExpectedSlot, run: Run): readonly Slot[] {
  const coming = segment.speakerIds.filter((id) => !run.absent.includes(id));
  const expected = expectedSlots(segment.slots, coming, start ?? 0, length);
  return plannedSlots(segment).map(({ speakerId, ...planned }): Slot => {
    const slot = expected.get(speakerId);
    const of = { speakerId, planned, actual: null, left: null };
    if (!slot) return { ...of, standing: 'notHere', expected: null, why: { kind: 'notHere' } };
    const span = { start: start === null ? null : slot.start, length: slot.length };
    return { ...of, standing: 'toCome', expected: span, why: slot.why };
  });
}

/** The slots of the segment on air at `now`, by the copy that was taken; whom nobody planned stands at the end. */
export function slotsOnAir(show: Show, run: Run, now: Instant): readonly Slot[] {
  const { onAir } = run;
  const due = endOfOnAir(show, run);
  if (!onAir || due === null) return [];
  const { segment } = onAir;
  const end = Math.max(due, now);
  const turns = spansOf(onAir, end);
  const current = turns.at(-1);
  const mayCome = segment.speakerIds.filter(
    (id) => !run.absent.includes(id) && !onAir.named.includes(id) && current?.speakerId !== id,
  );
  const time = current && timeOf(segment, turns, mayCome, due);
  const from = Math.max(now, time?.until ?? now);
  const expected = expectedSlots(segment.slots, mayCome, from, Math.max(0, end - from));
  const planned = new Map(plannedSlots(segment).map(({ speakerId, ...slot }) => [speakerId, slot]));
  const unplanned = turns.map(({ speakerId }) => speakerId).filter((id) => !planned.has(id));
  return [...planned.keys(), ...new Set(unplanned)].map((speakerId): Slot => {
    const of = { speakerId, planned: planned.get(speakerId) ?? null, left: null };
    const own = turns.filter((turn) => turn.speakerId === speakerId);
    const spoken = own.reduce((sum, turn) => sum + Math.max(0, Math.min(turn.end, now) - turn.at), 0);
    const actual = own[0] ? { start: own[0].at, length: spoken } : null;
    if (current?.speakerId === speakerId)
      return { ...of, standing: 'speaking', actual, ...speaking(current.at, time ?? null, now) };
    if (actual || onAir.named.includes(speakerId))
      return { ...of, standing: 'spoke', expected: null, actual, why: { kind: 'named' } };
    const slot = expected.get(speakerId);
    if (!slot) return { ...of, standing: 'notHere', expected: null, actual, why: { kind: 'notHere' } };
    const { start, length, why } = slot;
    return { ...of, standing: 'toCome', expected: { start, length }, actual, why };
  });
}

/** Who is still to come in the segment on air, and what is left for each: lengths of whole ms that end with it. */
export function slotsToCome(show: Show, run: Run, now: Instant): readonly SlotToCome[] {
  return slotsOnAir(show, run, now).flatMap(({ speakerId, standing, expected, why }) => {
    const start = expected?.start ?? null;
    if (standing !== 'toCome' || !expected || start === null) return [];
    return [{ speakerId, start, length: expected.length, isSet: why.kind !== 'share' }];
  });
}

/** From when on, and for how long, each speaker of a segment spoke that ended at `end` (`null`: nobody knows when). */
export function spokenIn(taken: Taken, end: Instant | null): ReadonlyMap<SpeakerId, Spoken> {
  const spoken = new Map<SpeakerId, Spoken>();
  for (const { speakerId, at, end: until } of spansOf(taken, end ?? Infinity)) {
    const { start, length } = spoken.get(speakerId) ?? { start: at, length: 0 };
    const isKnown = length !== null && until !== Infinity;
    spoken.set(speakerId, { start, length: isKnown ? length + until - at : null });
  }
  return spoken;
}

export interface Spoken {
  readonly start: Instant;
  /** All turns together, ms; `null` while the last one may still go on. */
  readonly length: Duration | null;
}

type Span = Turn & { readonly end: Instant };

/** Each turn lasts until the next one; the last until `end`. None begins before its segment does. */
function spansOf({ turns, startedAt }: Taken, end: Instant): readonly Span[] {
  const starts = turns.map(({ at }) => Math.min(Math.max(at, startedAt), end));
  return turns.map(({ speakerId }, index) => ({
    speakerId,
    at: starts[index] ?? end,
    end: starts[index + 1] ?? end,
  }));
}

interface SpeakingTime {
  /** When their time is up. */
  readonly until: Instant;
  readonly why: SlotReason;
}

/**
 * Of who was named last: their time as it was when their name came up, so that it stands while they speak. What they
 * had spoken for before counts. `null` where nothing says how long.
 */
function timeOf(
  { speakerIds, slots }: Segment,
  turns: readonly Span[],
  toCome: readonly SpeakerId[],
  due: Instant,
): SpeakingTime | null {
  const current = turns.at(-1);
  if (!current || !speakerIds.includes(current.speakerId)) return null;
  const { speakerId, at } = current;
  const earlier = turns.slice(0, -1).filter((turn) => turn.speakerId === speakerId);
  if (earlier.length > 0 && toCome.length === 0) return null;
  const before = earlier.reduce((sum, turn) => sum + turn.end - turn.at, 0);
  const left = Math.max(0, due - at);
  const own = expectedSlots(slots, [speakerId, ...toCome], at, left + before).get(speakerId);
  if (!own) return null;
  return { until: at + Math.min(left, Math.max(0, own.length - before)), why: own.why };
}

function speaking(
  at: Instant,
  time: SpeakingTime | null,
  now: Instant,
): Pick<Slot, 'expected' | 'left' | 'why'> {
  if (!time) return { expected: null, left: null, why: { kind: 'open' } };
  const by = now - time.until;
  const expected = { start: at, length: Math.max(time.until, now) - at };
  return { expected, left: 0 - by, why: by > 0 ? { kind: 'over', by } : time.why };
}

interface Share {
  readonly start: Instant;
  readonly length: Duration;
  readonly why: SlotReason;
}

/**
 * One after another: set times first, and of the rest an equal share each. Where there is too little for what was set,
 * all of it is shortened in proportion, and nothing is left to share.
 */
function expectedSlots(
  slots: Slots,
  speakerIds: readonly SpeakerId[],
  start: Instant,
  length: Duration,
): ReadonlyMap<SpeakerId, Share> {
  const wants = speakerIds.map((id) => setTime(slots, id));
  const set = wants.reduce<Duration>((sum, want) => sum + (want ?? 0), 0);
  const sharing = wants.filter((want) => want === null).length;
  const part = set > length ? length / set : 1;
  const share = Math.max(0, length - set) / sharing;
  const ends = runningSum(wants.map((want) => (want === null ? share : want * part)));
  return new Map(
    speakerIds.map((speakerId, index) => {
      const begins = ends[index - 1] ?? 0;
      const gets = (ends[index] ?? begins) - begins;
      return [speakerId, { start: start + begins, length: gets, why: whyOf(wants[index] ?? null, gets) }];
    }),
  );
}

function whyOf(want: Duration | null, gets: Duration): SlotReason {
  if (want === null) return { kind: 'share' };
  return gets < want ? { kind: 'cut', by: want - gets } : { kind: 'set' };
}

/** Whole ms, of which the last is the sum: rounding makes no gap. */
function runningSum(lengths: readonly Duration[]): readonly Duration[] {
  let sum = 0;
  return lengths.map((length) => {
    sum += length;
    return Math.round(sum);
  });
}

/** By its own key: an id may be any text. */
function setTime(slots: Slots, id: SpeakerId): Duration | null {
  return Object.hasOwn(slots, id) ? (slots[id] ?? null) : null;
}
