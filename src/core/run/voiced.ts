import { microphonesOf, whoMaySpeak, whoSpeaks } from '../captions/people';
import type { Show, SpeakerId } from '../show/model';
import type { Duration, Instant } from '../time/units';
import { second } from '../time/units';
import type { LecternEvent } from './events';
import type { Run, Spell, Taken, Voiced } from './model';
import type { State } from './state';

/** How long each person spoke in the segment on air, by their voice: docs/slots.md. */

/** Whoever only ends a sentence of the segment before has not had their turn in this one, ms. */
const leastTurn: Duration = 1 * second;

type Spoken = Pick<Taken, 'voiced' | 'together' | 'lastVoice'>;

/** The state after an event, with the speaking time that it begins or ends. */
export function withSpeakingTime(before: State, after: State, event: LecternEvent, at: Instant): State {
  const { show } = after.document;
  const { onAir } = after.run;
  const gap = gapOf(event, at);
  if (!onAir || !concerns(before, after, gap)) return after;
  const was = spokenBefore(before.run, after.run, at);
  const who = whoSpeaks(show, after.run);
  const spoke = Object.keys(was.voiced).filter((id) => voicedIn(was, id).start !== null);
  const ids = new Set([...spoke, ...listenedTo(show, after.run), ...who]);
  const began: Instant[] = [];
  let { lastVoice } = was;
  const voiced = [...ids].map((id): [SpeakerId, Voiced] => {
    const spell = voicedIn(was, id);
    const speaks = who.includes(id);
    if (speaks && gap === null && spell.since !== null) return [id, spell];
    const ended = closed(spell, gap ?? endOf(before, after, event, id, at));
    if (!speaks) return [id, ended.length < leastTurn ? { ...ended, start: null } : ended];
    const since = gap === null ? beganAt(before.run, after.run, onAir, id, at) : at;
    began.push(since);
    if (since >= (lastVoice?.at ?? -Infinity)) lastVoice = { speakerId: id, at: since };
    return [id, { ...ended, start: ended.start ?? since, since }];
  });
  if (voiced.some(([id, { start }]) => id === lastVoice?.speakerId && start === null)) lastVoice = null;
  const isHeard = voiced.some(([, { since }]) => since !== null);
  const goesOn = isHeard && gap === null && was.together.since !== null;
  const ended = goesOn ? was.together : closed(was.together, gap ?? at);
  const together = isHeard && !goesOn ? { ...ended, since: Math.min(...began) } : ended;
  const run = { ...after.run, onAir: { ...onAir, voiced: Object.fromEntries(voiced), together, lastVoice } };
  return { ...after, run };
}

/** Up to `at`, ms. */
export function lengthAt({ length, since }: Spell, at: Instant): Duration {
  return since === null ? length : length + Math.max(0, at - since);
}

/** Nobody was listened to, and nobody is; or nothing has changed of who speaks in what. */
function concerns(
  { run: before, document }: State,
  { run, document: { show } }: State,
  gap: Instant | null,
): boolean {
  const wasOpen = before.onAir !== null && Object.keys(before.onAir.voiced).length > 0;
  if (run.listensTo === null && before.listensTo === null && !wasOpen) return false;
  return (
    gap !== null ||
    before.onAir?.takeId !== run.onAir?.takeId ||
    before.voices !== run.voices ||
    before.listensTo !== run.listensTo ||
    before.absent !== run.absent ||
    document.show !== show
  );
}

/** What was counted so far. After Back it is as if the GO had not been: what was said meanwhile counts where it went on. */
function spokenBefore(before: Run, { onAir, undo }: Run, at: Instant): Spoken {
  const spoken: Spoken = onAir ?? nothing;
  const left = before.onAir;
  if (!left || !onAir || left.takeId === onAir.takeId || undo.length >= before.undo.length) return spoken;
  const leftAt = before.undo.at(-1)?.takenAt ?? at;
  const ids = new Set([...Object.keys(spoken.voiced), ...Object.keys(left.voiced)]);
  const voiced = [...ids].map((id): [SpeakerId, Voiced] => {
    const [one, other] = [voicedIn(spoken, id), voicedIn(left, id)];
    const length = lengthAt(one, leftAt) + lengthAt(other, at);
    return [id, { start: one.start ?? other.start, length, since: null }];
  });
  const length = lengthAt(spoken.together, leftAt) + lengthAt(left.together, at);
  const lastVoice = left.lastVoice ?? spoken.lastVoice;
  return { voiced: Object.fromEntries(voiced), together: { length, since: null }, lastVoice };
}

function voicedIn({ voiced }: Spoken, id: SpeakerId): Voiced {
  return (Object.hasOwn(voiced, id) ? voiced[id] : undefined) ?? silent;
}

/** People whose microphone is theirs alone and is listened to: their voice tells how long they speak, and no name does. */
function listenedTo(show: Show, run: Run): readonly SpeakerId[] {
  const { listensTo } = run;
  if (!listensTo) return [];
  return Object.entries(microphonesOf(show, run)).flatMap(([input, owners]) =>
    owners.length === 1 && listensTo.includes(input) ? owners : [],
  );
}

/** Where time passed that nobody knows of, what was under way ended before it; `null` for any other event. */
function gapOf(event: LecternEvent, at: Instant): Instant | null {
  if (event.type === 'slept') return at - event.duration;
  if (event.type === 'runResumed') return Math.min(at, event.lastAt ?? at);
  return null;
}

/** Meters tell of silence once it has lasted: what was said ended so long before. */
function endOf(before: State, after: State, event: LecternEvent, id: SpeakerId, at: Instant): Instant {
  if (event.type !== 'voicesHeard' || isHeard(after, id)) return at;
  return at - before.document.show.voices.parameters.hold;
}

function isHeard({ run, document: { show } }: State, id: SpeakerId): boolean {
  const microphones = microphonesOf(show, run);
  return run.voices.some((voice) => whoMaySpeak(voice, microphones).includes(id));
}

/** With their first words; who could not count so far, from now on. None before their segment. */
function beganAt(before: Run, after: Run, { takeId, startedAt }: Taken, id: SpeakerId, at: Instant): Instant {
  const since = after.voices.find(({ speakerId }) => speakerId === id)?.since ?? at;
  const isNewTake = before.onAir?.takeId !== takeId;
  const wasHeard = before.voices.some(({ speakerId, sure }) => speakerId === id && sure);
  if (wasHeard && (!isNewTake || after.undo.length < before.undo.length)) return at;
  return Math.min(at, Math.max(since, startedAt));
}

function closed<One extends Spell>(spell: One, at: Instant): One {
  return spell.since === null ? spell : { ...spell, length: lengthAt(spell, at), since: null };
}

const silent: Voiced = { start: null, length: 0, since: null };
const nothing: Spoken = { voiced: {}, together: { length: 0, since: null }, lastVoice: null };
