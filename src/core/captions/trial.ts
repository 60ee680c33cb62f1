import type { Context, Report } from '../run/commands';
import { decide } from '../run/decide';
import type { LecternEvent } from '../run/events';
import { evolve } from '../run/evolve';
import type { CaptionReason, NotShownWhy } from '../run/model';
import { decideReport } from '../run/report';
import { standInAnswers, standInFacts } from '../run/standIn';
import type { State } from '../run/state';
import { openState } from '../run/state';
import { nextWakeAt } from '../run/wake';
import type { Show, Speaker, SpeakerId } from '../show/model';
import { longestSegment, newSegment, newShow } from '../show/model';
import type { Instant } from '../time/units';
import { second } from '../time/units';
import type { Director, Voice } from './director';
import { createDirector } from './director';
import type { MeterFrame } from './meters';
import { microphonesOf } from './people';
import type { MeterTrack } from './track';

/** What a meter track would have put on screen: all its people in one segment, in a run without OBS. */
export interface WouldShow {
  /** Who was heard from when to when, as the director had it. */
  readonly heard: readonly HeardSpan[];
  /** Names on screen. `to`: `null` for one that still was at the end. */
  readonly shown: readonly ShownSpan[];
  /** Names that did not come, once each, and why. */
  readonly notShown: readonly NotShownAt[];
}

export interface HeardSpan extends Pick<Voice, 'input' | 'speakerId' | 'muted'> {
  /** When the director first said so: after the attack. */
  readonly from: Instant;
  readonly to: Instant | null;
}

export interface ShownSpan {
  readonly speakerId: SpeakerId;
  readonly from: Instant;
  readonly to: Instant | null;
  readonly why: CaptionReason | null;
}

export interface NotShownAt {
  readonly at: Instant;
  readonly input: string;
  readonly speakerId: SpeakerId | null;
  readonly why: NotShownWhy;
}

/** Plays frame by frame, so that a screen can go on drawing in between. */
export interface Trial {
  hear(frame: MeterFrame): void;
  /** What has come of it so far. */
  result(): WouldShow;
}

/**
 * Who speaks on a track: those of the show who have one of its inputs. Where it is of no input of the show, one person
 * an input, or those whom its truth names where several share one.
 */
export function peopleOnTrack({ frames, truth }: MeterTrack, { speakers }: Show): readonly Speaker[] {
  const inputs = new Set(frames.flatMap(({ levels }) => Object.keys(levels)));
  const ours = speakers.filter(({ microphone }) => microphone !== null && inputs.has(microphone));
  if (ours.length > 0) return ours;
  return [...inputs].toSorted().flatMap((input) => {
    const ids = [...new Set((truth ?? []).flatMap((one) => (one.input === input ? one.speakerId : [])))];
    const names = ids.length > 1 ? ids : [input];
    return names.map((name, index) => person(ids[index] ?? input, name, input));
  });
}

function person(id: SpeakerId, name: string, microphone: string): Speaker {
  return { id, name, role: '', organisation: '', place: '', pronunciation: '', microphone };
}

/**
 * A run of its own, by the show's policy; `hear` says who speaks. It begins a second before `start`, the first frame's
 * time.
 */
export function createTrial(
  show: Show,
  people: readonly Speaker[],
  start: Instant,
  hear: Director['hear'],
): Trial {
  const heard: HeardSpan[] = [];
  let open: Open<HeardSpan>[] = [];
  const shown: Open<ShownSpan>[] = [];
  const notShown: NotShownAt[] = [];
  let state = openState(showOf(show, people), 0, 'trial');
  let now = start - second;
  let ids = 0;
  let told: readonly Voice[] | null = null;
  let inputs = '';

  const context = (): Context => ({
    now,
    newId: () => `trial-${(ids += 1)}`,
    obs: standInFacts(state),
  });

  function commit(events: readonly LecternEvent[]): void {
    for (const event of events) {
      const before = state;
      state = evolve(state, { event, at: now });
      note(before, event);
    }
  }

  /** What stands in for OBS says yes at once. */
  function report(one: Report): void {
    commit(decideReport(state, one, context()));
    for (const answer of standInAnswers(state)) report(answer);
  }

  function note(before: State, event: LecternEvent): void {
    const { caption } = state.run;
    const was = before.run.caption;
    if (was && was.shownAt !== null && was.captionId !== caption?.captionId) close(shown, now);
    if (event.type === 'captionShown' && caption)
      shown.push({ speakerId: caption.speakerId, from: now, to: null, why: caption.why });
    if (event.type === 'nameNotShown') {
      const { input, speakerId, why } = event;
      notShown.push({ at: now, input, speakerId, why });
    }
  }

  function waitUntil(instant: Instant): void {
    for (let due = nextWakeAt(state); due !== null && due <= instant; due = nextWakeAt(state)) {
      now = Math.max(now, due);
      report({ type: 'woke' });
    }
    now = instant;
  }

  function hears(voices: readonly Voice[]): void {
    for (const span of open) if (!voices.some((one) => isOf(one, span))) span.to = now;
    open = open.filter(({ to }) => to === null);
    for (const one of voices) {
      const { input, speakerId, muted } = one;
      if (open.some((span) => isOf(one, span))) continue;
      const span = { input, speakerId, muted, from: now, to: null };
      heard.push(span);
      open.push(span);
    }
  }

  const taken = decide(state, { type: 'startNow', expectedNext: segmentId }, context());
  if (taken.ok) commit(taken.value);
  for (const answer of standInAnswers(state)) report(answer);
  const microphones = microphonesOf(state.document.show, state.run);

  return {
    hear(frame) {
      waitUntil(frame.at);
      const voices = hear(frame, microphones);
      const active = Object.keys(frame.levels).filter((input) => Object.hasOwn(microphones, input));
      const key = active.join('\n');
      if (voices === told && key === inputs) return;
      [told, inputs] = [voices, key];
      hears(voices);
      report({ type: 'voicesHeard', voices, inputs: active });
    },
    result: () => ({ heard: [...heard], shown: [...shown], notShown: [...notShown] }),
  };
}

type Open<Span extends { readonly to: Instant | null }> = Omit<Span, 'to'> & { to: Instant | null };

function close(spans: Open<ShownSpan>[], at: Instant): void {
  const last = spans.at(-1);
  if (last?.to === null) last.to = at;
}

function isOf(voice: Voice, span: Pick<HeardSpan, 'input' | 'speakerId' | 'muted'>): boolean {
  return voice.input === span.input && voice.speakerId === span.speakerId && voice.muted === span.muted;
}

const segmentId = 'trial';

/** The show's own policy and parameters, and one segment that nothing ends. */
function showOf({ voices, captionDuration }: Show, people: readonly Speaker[]): Show {
  const segment = {
    ...newSegment(segmentId, ''),
    duration: longestSegment,
    speakerIds: people.map(({ id }) => id),
  };
  return { ...newShow('trial', '', 'UTC'), voices, captionDuration, speakers: people, segments: [segment] };
}

/** All of a track at once. */
export function wouldShow(show: Show, track: MeterTrack): WouldShow {
  const { hear } = createDirector(show.voices.parameters);
  const trial = createTrial(show, peopleOnTrack(track, show), track.frames[0]?.at ?? 0, hear);
  for (const frame of track.frames) trial.hear(frame);
  return trial.result();
}
