import type { Segment, Show, Slots, SpeakerId } from '../show/model';
import type { Duration, Instant } from '../time/units';
import type { Run, Taken } from './model';
import type { Span } from './spoken';
import { isListenedTo, spansOf, spokenIn } from './spoken';
import { endOfOnAir } from './timing';

/** Who speaks when, and for how long, inside a segment: see docs/slots.md. */

export interface Slot {
  readonly speakerId: SpeakerId;
  readonly standing: SlotStanding;
  /** As the document has it: so long after the segment's start, for so long, ms; `null` for who is not planned in it. */
  readonly planned: { readonly after: Duration; readonly length: Duration } | null;
  /** Of who speaks, who is to come, and who is listened to; `null` for anybody else, and where nothing says how long. */
  readonly expected: ExpectedSlot | null;
  /** By their voice, else from their name on screen on; several turns are added up. `null` for who was neither. */
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
  /** Heard, or else named last: their time runs. */
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
  /** By their voice. */
  | { readonly kind: 'voice' }
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
  const spoken = spokenIn(onAir, now);
  const times = timesOf(run, onAir, { due, now });
  const mayCome = segment.speakerIds.filter(
    (id) =>
      !run.absent.includes(id) &&
      !spoken.has(id) &&
      !times.has(id) &&
      (isListenedTo(onAir, id) || !onAir.named.includes(id)),
  );
  const until = Math.max(now, ...[...times.values()].map((time) => time?.until ?? now));
  const expected = expectedSlots(segment.slots, mayCome, until, Math.max(0, end - until));
  const planned = new Map(plannedSlots(segment).map(({ speakerId, ...slot }) => [speakerId, slot]));
  const shares = sharesOf(run, onAir, due);
  return [...new Set([...planned.keys(), ...spoken.keys(), ...times.keys()])].map((speakerId): Slot => {
    const of = { speakerId, planned: planned.get(speakerId) ?? null, left: null };
    const { start = null, length = null, by = 'name' } = spoken.get(speakerId) ?? {};
    const actual = start === null || length === null ? null : { start, length };
    const time = times.get(speakerId);
    if (time !== undefined) return { ...of, standing: 'speaking', actual, ...speaking(time, now) };
    if (actual && by === 'voice') {
      const share = shares.get(speakerId);
      const about = share ? { start: actual.start, length: Math.max(share.length, actual.length) } : null;
      return { ...of, standing: 'spoke', expected: about, actual, why: { kind: 'voice' } };
    }
    if (actual || (onAir.named.includes(speakerId) && !isListenedTo(onAir, speakerId)))
      return { ...of, standing: 'spoke', expected: null, actual, why: { kind: 'named' } };
    const slot = expected.get(speakerId);
    if (!slot) return { ...of, standing: 'notHere', expected: null, actual, why: { kind: 'notHere' } };
    const { why, ...span } = slot;
    return { ...of, standing: 'toCome', expected: span, actual, why };
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

interface SpeakingTime {
  /** From their first words, or since their name came up. */
  readonly from: Instant;
  /** When their time is up, were they to speak on. */
  readonly until: Instant;
  /** All of their time, ms: at least what they have spoken for. */
  readonly length: Duration;
  readonly why: SlotReason;
}

/**
 * Who speaks now, and until when by their time; `null` where nothing says how long. A voice beats whose name came up
 * last: that is said of who is not listened to. Between two sentences they speak on.
 */
function timesOf(
  run: Run,
  onAir: Taken,
  { due, now }: { readonly due: Instant; readonly now: Instant },
): ReadonlyMap<SpeakerId, SpeakingTime | null> {
  const spans = spansOf(onAir, Math.max(due, now));
  const named = spans.filter(({ speakerId }) => !isListenedTo(onAir, speakerId));
  const { voiced, lastVoice } = onAir;
  const voices = Object.entries(voiced).flatMap(([id, { since }]) => (since === null ? [] : [id]));
  const lastNamed = named.at(-1);
  const last = voices.length === 0 && lastVoice && lastVoice.at >= (lastNamed?.at ?? -Infinity);
  const heard = last ? [lastVoice.speakerId] : voices;
  if (heard.length > 0) {
    const shares = sharesOf(run, onAir, due);
    const spoken = spokenIn(onAir, now);
    return new Map(
      heard.map((id) => {
        const share = shares.get(id);
        const { start: from = now, length } = spoken.get(id) ?? {};
        if (!share) return [id, null];
        const so = length ?? 0;
        const time = { from, until: now + share.length - so, length: Math.max(share.length, so) };
        return [id, { ...time, why: share.why }];
      }),
    );
  }
  if (!lastNamed) return new Map();
  const mayCome = onAir.segment.speakerIds.filter(
    (id) =>
      !run.absent.includes(id) &&
      id !== lastNamed.speakerId &&
      (isListenedTo(onAir, id) ? voiced[id]?.start === null : !onAir.named.includes(id)),
  );
  return new Map([[lastNamed.speakerId, timeOf(onAir.segment, named, mayCome, { due, now })]]);
}

/** What is theirs of the whole segment: of those who are listened to nobody speaks in one turn. */
function sharesOf(run: Run, { segment, startedAt }: Taken, due: Instant): ReadonlyMap<SpeakerId, Share> {
  const here = segment.speakerIds.filter((id) => !run.absent.includes(id));
  return expectedSlots(segment.slots, here, startedAt, Math.max(0, due - startedAt));
}

/**
 * Of who was named last: their time as it was when their name came up, so that it stands while they speak. What they
 * had spoken for before counts. `null` where nothing says how long.
 */
function timeOf(
  { speakerIds, slots }: Segment,
  turns: readonly Span[],
  toCome: readonly SpeakerId[],
  { due, now }: { readonly due: Instant; readonly now: Instant },
): SpeakingTime | null {
  const current = turns.at(-1);
  if (!current || !speakerIds.includes(current.speakerId)) return null;
  const { speakerId, at } = current;
  const earlier = turns.slice(0, -1).filter((turn) => turn.speakerId === speakerId);
  if (earlier.length > 0 && toCome.length === 0) return null;
  const before = earlier.reduce((sum, turn) => sum + turn.length, 0);
  const left = Math.max(0, due - at);
  const own = expectedSlots(slots, [speakerId, ...toCome], at, left + before).get(speakerId);
  if (!own) return null;
  const until = at + Math.min(left, Math.max(0, own.length - before));
  return { from: at, until, length: Math.max(until, now) - at, why: own.why };
}

function speaking(time: SpeakingTime | null, now: Instant): Pick<Slot, 'expected' | 'left' | 'why'> {
  if (!time) return { expected: null, left: null, why: { kind: 'open' } };
  const by = now - time.until;
  const expected = { start: time.from, length: time.length };
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
