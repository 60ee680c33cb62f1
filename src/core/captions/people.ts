import type { Run, Taken } from '../run/model';
import type { Show, Speaker, SpeakerId } from '../show/model';
import { findSpeaker } from '../show/model';
import type { Microphones, Voice } from './director';

/** Who is in the segment on air, by the latest spelling of their names, in order. */
export function speakersOnAir(show: Show, taken: Taken): readonly Speaker[] {
  const copies = new Map(taken.speakers.map((speaker) => [speaker.id, speaker]));
  return taken.segment.speakerIds.flatMap((id) => findSpeaker(show, id) ?? copies.get(id) ?? []);
}

/** Whose voices count while a segment is on air: its speakers', and the show's host's. Nobody who is not here. */
export function peopleHeard(show: Show, run: Run): readonly Speaker[] {
  if (!run.onAir) return [];
  const speakers = speakersOnAir(show, run.onAir);
  const host = show.hostId === null ? undefined : findSpeaker(show, show.hostId);
  const people = host && !speakers.some(({ id }) => id === host.id) ? [...speakers, host] : speakers;
  return people.filter(({ id }) => !run.absent.includes(id));
}

/** The microphones of those whose voices count, and for whom of them each stands. */
export function microphonesOf(show: Show, run: Run): Microphones {
  return byMicrophone(peopleHeard(show, run));
}

/** The microphones of these people, and for whom of them each stands. */
export function byMicrophone(people: readonly Speaker[]): Microphones {
  const microphones = new Map<string, readonly SpeakerId[]>();
  for (const { id, microphone } of people) {
    if (microphone) microphones.set(microphone, [...(microphones.get(microphone) ?? []), id]);
  }
  return Object.fromEntries(microphones);
}

/** Who it may be that is heard on this microphone: one, where it is known; nobody, where it is nobody's of the segment. */
export function whoMaySpeak({ input, speakerId }: Voice, microphones: Microphones): readonly SpeakerId[] {
  const owners = Object.hasOwn(microphones, input) ? (microphones[input] ?? []) : [];
  const isOther = owners.length === 1 && speakerId !== null && owners[0] !== speakerId;
  return isOther ? [] : owners;
}

/**
 * Who surely speaks now, longest first, as far as voices tell: people of the segment whom viewers hear. Where a microphone is
 * shared, or nothing is listened to, only a hand knows.
 */
export function whoSpeaks(show: Show, run: Run): readonly SpeakerId[] {
  if (run.voices.length === 0) return [];
  const microphones = microphonesOf(show, run);
  const known = run.voices.flatMap((voice): readonly SpeakerId[] => {
    const who = voice.muted || !voice.sure ? [] : whoMaySpeak(voice, microphones);
    return who.length === 1 ? who : [];
  });
  return [...new Set(known)];
}
