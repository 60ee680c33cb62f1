import type { Run, Taken } from '../run/model';
import type { Show, Speaker, SpeakerId } from '../show/model';
import { findSpeaker } from '../show/model';
import type { Duration, Instant } from '../time/units';
import { second } from '../time/units';

/** How long after the transition's end the first name comes by itself, ms. */
export const firstNameDelay: Duration = 3 * second;

/** Who is in the segment on air, by the latest spelling of their names, in order. */
export function speakersOnAir(show: Show, taken: Taken): readonly Speaker[] {
  const copies = new Map(taken.speakers.map((speaker) => [speaker.id, speaker]));
  return taken.segment.speakerIds.flatMap((id) => findSpeaker(show, id) ?? copies.get(id) ?? []);
}

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
 * segment says so. GO does not guess who speaks.
 */
export function firstNameByItself(show: Show, run: Run): Speaker | null {
  if (!run.onAir || run.held || !run.autoCaptions || run.slate) return null;
  const here = speakersOnAir(show, run.onAir).filter((speaker) => !run.absent.includes(speaker.id));
  const first = here[0];
  if (!first || !hasName(first) || run.onAir.named.includes(first.id)) return null;
  return here.length === 1 || run.onAir.segment.showsFirstName ? first : null;
}

/** When the first name is due; `null` while no transition has ended or the matter is settled. */
export function firstNameDueAt(run: Run): Instant | null {
  if (!run.onAir || run.onAir.firstName === 'settled' || run.onAir.onAirAt === null) return null;
  return run.onAir.onAirAt + firstNameDelay;
}
