import type { CaptionReason, NotShown, NotShownWhy, Run, Taken } from '../run/model';
import type { Show, Speaker, SpeakerId } from '../show/model';
import { findSpeaker } from '../show/model';
import type { Duration, Instant } from '../time/units';
import { second } from '../time/units';
import type { Voice } from './director';
import { microphonesOf, speakersOnAir, whoMaySpeak } from './people';

/** How long after the transition's end the first name comes by itself, ms. */
export const firstNameDelay: Duration = 3 * second;

/** Whom the show names on screen: those of its segments, and those whom a cue names. In the order of the list. */
export function speakersNamed({ segments, speakers }: Show): readonly Speaker[] {
  const named = new Set(
    segments.flatMap(({ speakerIds, cues }) => [
      ...speakerIds,
      ...cues.flatMap(({ effect }) => (effect.kind === 'showCaption' ? [effect.speakerId] : [])),
    ]),
  );
  return speakers.filter(({ id }) => named.has(id));
}

/** A person by id, also one who was deleted from the plan while on air. */
export function speakerOf(show: Show, run: Run, id: SpeakerId): Speaker | null {
  return findSpeaker(show, id) ?? run.onAir?.speakers.find((speaker) => speaker.id === id) ?? null;
}

/** Whether there is anything to show of a person. */
export function hasName({ name }: Speaker): boolean {
  return name.trim() !== '';
}

/** Whom `C` names: the first who is here, has a name, and was not named in this segment. */
export function nextToName(show: Show, run: Run): Speaker | null {
  if (!run.onAir) return null;
  const { named } = run.onAir;
  return (
    speakersOnAir(show, run.onAir).find(
      (speaker) =>
        hasName(speaker) &&
        !named.includes(speaker.id) &&
        !run.absent.includes(speaker.id) &&
        run.caption?.speakerId !== speaker.id,
    ) ?? null
  );
}

/**
 * Whose name comes by itself after a take: the only speaker's; of several, the first one's where the
 * segment says so. GO does not guess who speaks. Who is listened to is named at their first words.
 */
export function firstNameByItself(show: Show, run: Run): Speaker | null {
  if (!run.onAir || run.held || !run.autoCaptions || run.slate) return null;
  const here = speakersOnAir(show, run.onAir).filter((speaker) => !run.absent.includes(speaker.id));
  const first = here[0];
  if (!first || !hasName(first) || run.onAir.named.includes(first.id)) return null;
  if (isAwaited(show, run, first)) return null;
  return here.length === 1 || run.onAir.segment.showsFirstName ? first : null;
}

/** Their first words will bring their name: OBS tells the level of a microphone that is theirs alone. */
export function isAwaited(show: Show, run: Run, { id, microphone }: Speaker): boolean {
  if (!microphone || !show.voices.policy.firstWords || !run.listensTo?.includes(microphone)) return false;
  return microphonesOf(show, run)[microphone]?.every((owner) => owner === id) ?? false;
}

/** When the first name is due; `null` while no transition has ended or the matter is settled. */
export function firstNameDueAt(run: Run): Instant | null {
  if (!run.onAir || run.onAir.firstName === 'settled' || run.onAir.onAirAt === null) return null;
  return run.onAir.onAirAt + firstNameDelay;
}

/** A name that a voice brings, or a reason to be told once why it brings none. `at`: due from then on. */
export type DueByVoice =
  | {
      readonly kind: 'show';
      readonly at: Instant;
      readonly speakerId: SpeakerId;
      readonly why: VoiceReason;
    }
  | { readonly kind: 'tell'; readonly at: Instant; readonly notShown: NotShown };

type VoiceReason = Omit<CaptionReason, 'heardFor'> & { readonly since: Instant };

/** What voices make of the names on screen, soonest first: docs/captions.md, "When a name comes". */
export function dueByVoice(show: Show, run: Run): readonly DueByVoice[] {
  const { onAir } = run;
  // A name never rides along: none while a take is under way, nor before OBS said that its transition ended.
  if (run.phase !== 'live' || !onAir || run.pending.length > 0 || run.settling || run.unheard) return [];
  const from = run.slate ? (onAir.onAirAt ?? run.slate.since) : onAir.onAirAt;
  if (from === null) return [];
  const microphones = microphonesOf(show, run);
  const due = run.voices.flatMap((voice): readonly DueByVoice[] => {
    if (voice.muted) return [];
    const who = whoMaySpeak(voice, microphones);
    const [speakerId] = who;
    if (speakerId === undefined) return [];
    return who.length === 1
      ? ofOne(show, run, onAir, voice, speakerId, from)
      : ofShared(show, run, onAir, voice, who, from);
  });
  return [...due, ...notHeard(show, run, from)]
    .filter((one) => one.kind === 'show' || !isTold(onAir, one.notShown))
    .sort((one, other) => one.at - other.at);
}

/** How long a microphone may take to come on with its scene, ms. */
const comesOn: Duration = 5 * second;

/** Of whom nothing will be heard, though others are: their name comes by hand. */
function notHeard(show: Show, run: Run, from: Instant): readonly DueByVoice[] {
  const { listensTo, onAir } = run;
  if (!onAir || !listensTo?.length || !show.voices.policy.firstWords || hindrance(show, run)) return [];
  return Object.entries(microphonesOf(show, run)).flatMap(([input, owners]): readonly DueByVoice[] => {
    const speakerId = owners.find((id) => !onAir.named.includes(id));
    if (speakerId === undefined || listensTo.includes(input)) return [];
    return [{ kind: 'tell', at: from + comesOn, notShown: { input, speakerId, why: 'notHeard' } }];
  });
}

/** One whose microphone is their own. */
function ofOne(
  show: Show,
  run: Run,
  onAir: Taken,
  voice: Voice,
  speakerId: SpeakerId,
  from: Instant,
): readonly DueByVoice[] {
  // Who is only said to speak may be taken back; a name that was on air may not.
  if (!voice.sure) return [];
  const speaker = speakerOf(show, run, speakerId);
  const { caption } = run;
  if (!speaker || !hasName(speaker) || caption?.speakerId === speakerId) return [];
  const wanted = wantedBy(show, run, onAir, voice, speakerId);
  if (!wanted) return [];
  const { input, decibels, since } = voice;
  const tell = (why: NotShownWhy): readonly DueByVoice[] => [
    { kind: 'tell', at: Math.max(since, from), notShown: { input, speakerId, why } },
  ];
  const hinders = hindrance(show, run);
  if (hinders) return tell(hinders);
  if (onAir.hushed.includes(speakerId)) return tell('hushed');
  if (didNotCome(onAir, speakerId)) return [];
  if (caption && caption.by === 'hand' && caption.pinned) return tell('byHand');
  const free = freeFrom(show, run);
  if (free === null || !isAlone(run, voice)) return [];
  const at = Math.max(wanted.at, from, free);
  return [{ kind: 'show', at, speakerId, why: { kind: wanted.kind, input, decibels, since } }];
}

/** Several people at one microphone: their names come by hand, and that is said while one of them is not named yet. */
function ofShared(
  show: Show,
  run: Run,
  onAir: Taken,
  { input, since }: Voice,
  who: readonly SpeakerId[],
  from: Instant,
): readonly DueByVoice[] {
  if (!show.voices.policy.firstWords || hindrance(show, run) !== null) return [];
  if (nextOfShared(onAir, since, who) === null) return [];
  const notShown = { input, speakerId: null, why: 'cannotKnow' } as const;
  return [{ kind: 'tell', at: Math.max(since, from), notShown }];
}

/** Who of them is offered; `null` where all were named, or a hand has said whose voice it is. */
function nextOfShared(onAir: Taken, since: Instant, who: readonly SpeakerId[]): SpeakerId | null {
  if (onAir.turns.some(({ speakerId, at }) => at >= since && who.includes(speakerId))) return null;
  return who.find((id) => !onAir.named.includes(id) && !onAir.hushed.includes(id)) ?? null;
}

interface Wanted {
  readonly kind: CaptionReason['kind'];
  readonly at: Instant;
}

/** By which rule this voice brings its name, and from when on. */
function wantedBy(
  { voices: { policy } }: Show,
  run: Run,
  onAir: Taken,
  { since }: Voice,
  speakerId: SpeakerId,
): Wanted | null {
  const wants: Wanted[] = [];
  const isNamed = onAir.named.includes(speakerId);
  const seen = Object.hasOwn(run.lastSeen, speakerId) ? run.lastSeen[speakerId] : undefined;
  const turn = onAir.turns.at(-1);
  if (policy.firstWords && !isNamed) wants.push({ kind: 'firstWords', at: since });
  if (policy.onChange && turn?.speakerId !== speakerId && since > (turn?.at ?? -Infinity) - second)
    wants.push({ kind: 'onChange', at: since });
  if (policy.againAfter !== null && isNamed && seen !== undefined)
    wants.push({ kind: 'again', at: Math.max(since, seen + policy.againAfter) });
  return wants.reduce<Wanted | null>((first, one) => (first && first.at <= one.at ? first : one), null);
}

/** What keeps every name from coming by itself. */
function hindrance(show: Show, run: Run): NotShownWhy | null {
  if (run.slate) return 'slate';
  if (run.held) return 'held';
  if (!run.autoCaptions) return 'autoOff';
  const scene = sceneSeen(run);
  return scene !== null && show.scenesWithoutNames.includes(scene) ? 'sceneWithoutNames' : null;
}

/** The scene that viewers see; `null` where nobody knows. A segment without one leaves what was there before. */
function sceneSeen({ changedInObs, onAir, undo }: Run): string | null {
  return changedInObs?.scene ?? onAir?.shown?.scene ?? onAir?.segment.scene ?? undo.at(-1)?.scene ?? null;
}

function didNotCome({ notShown }: Taken, speakerId: SpeakerId): boolean {
  return notShown.some((one) => one.speakerId === speakerId && isFailure(one.why));
}

/** Names that OBS does not show. */
export function isFailure(why: NotShownWhy): boolean {
  return why === 'failed' || why === 'notSetUp';
}

/** When the name on screen may give way to a voice; `null` while nobody can say. A hand's stays for its time. */
function freeFrom({ voices }: Show, { caption }: Run): Instant | null {
  if (!caption) return -Infinity;
  const { by, shownAt, until } = caption;
  if (shownAt === null) return null;
  return by === 'hand' ? until : Math.min(until ?? Infinity, shownAt + voices.policy.minimum);
}

/**
 * Nobody else is heard. While two are, one of them may only have said "mm-hm", or be silent by now: a voice counts until
 * its `hold` is over. Their name comes once that is clear.
 */
function isAlone({ voices }: Run, { input }: Voice): boolean {
  return !voices.some((other) => other.input !== input && !other.muted);
}

function isTold({ notShown }: Taken, { input, speakerId, why }: NotShown): boolean {
  return notShown.some((one) => one.input === input && one.speakerId === speakerId && one.why === why);
}

/** Whom a voice names at `now`; or that nobody can know who it is, with the next in order on offer. */
export function nameByVoice(
  show: Show,
  run: Run,
  now: Instant,
):
  | { readonly speakerId: SpeakerId; readonly why: CaptionReason }
  | { readonly cannotKnow: true; readonly input: string; readonly next: SpeakerId }
  | null {
  const shows = dueByVoice(show, run).find((due) => due.kind === 'show' && due.at <= now);
  if (shows?.kind === 'show') {
    const { speakerId, why } = shows;
    const { since, ...reason } = why;
    return { speakerId, why: { ...reason, heardFor: Math.max(0, now - since) } };
  }
  return sharedVoice(show, run);
}

/** Somebody speaks into a microphone that several share: whom one key would name next. */
function sharedVoice(
  show: Show,
  run: Run,
): { readonly cannotKnow: true; readonly input: string; readonly next: SpeakerId } | null {
  const { onAir } = run;
  if (!onAir || run.voices.length === 0) return null;
  const microphones = microphonesOf(show, run);
  for (const voice of run.voices) {
    const who = voice.muted ? [] : whoMaySpeak(voice, microphones);
    const next = who.length > 1 ? nextOfShared(onAir, voice.since, who) : null;
    if (next !== null) return { cannotKnow: true, input: voice.input, next };
  }
  return null;
}
