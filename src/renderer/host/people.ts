import { speakersOnAir } from '../../core/captions/people';
import { nextToName, speakerOf } from '../../core/captions/policy';
import type { Run } from '../../core/run/model';
import { toCome } from '../../core/run/order';
import type { Segment, Show, Speaker } from '../../core/show/model';
import { findSpeaker } from '../../core/show/model';

/** Whom the host has to do with now. */
export interface HostPeople {
  /** Of the segment on air; where nobody is in that one, of the next, or of the first later one that has people. */
  readonly of: 'onAir' | 'next' | 'later';
  readonly segment: Segment;
  /** Whose name was on screen last in this segment. Nobody knows who speaks now. */
  readonly last: Speaker | null;
  /** Who is to be named next; who is not here is passed over. */
  readonly following: Speaker | null;
  /** Everybody in the segment, in the order in which they are expected to speak. */
  readonly everybody: readonly HostPerson[];
}

export interface HostPerson {
  readonly speaker: Speaker;
  readonly here: boolean;
  readonly named: boolean;
}

/** `null` where nobody is in this segment nor in any later one. */
export function hostPeople(show: Show, run: Run): HostPeople | null {
  return peopleOnAir(show, run) ?? peopleToCome(show, run);
}

function peopleOnAir(show: Show, run: Run): HostPeople | null {
  if (!run.onAir) return null;
  const { segment, named } = run.onAir;
  const lastId = named.at(-1);
  const last = lastId === undefined ? null : speakerOf(show, run, lastId);
  const inIt = speakersOnAir(show, run.onAir);
  if (inIt.length === 0 && last === null) return null;
  return {
    of: 'onAir',
    segment,
    last,
    following: nextToName(show, run),
    everybody: inIt.map((speaker) => person(run, speaker)),
  };
}

function peopleToCome(show: Show, run: Run): HostPeople | null {
  const coming = toCome(show, run);
  for (const segment of coming) {
    const inIt = segment.speakerIds.flatMap((id) => findSpeaker(show, id) ?? []);
    if (inIt.length === 0) continue;
    const everybody = inIt.map((speaker) => ({ ...person(run, speaker), named: false }));
    const following = everybody.find(({ here }) => here)?.speaker ?? null;
    return { of: segment === coming[0] ? 'next' : 'later', segment, last: null, following, everybody };
  }
  return null;
}

function person(run: Run, speaker: Speaker): HostPerson {
  return {
    speaker,
    here: !run.absent.includes(speaker.id),
    named: run.onAir?.named.includes(speaker.id) ?? false,
  };
}

/** What the host may say of a person: role, organisation, place, as far as they are known. */
export function aboutWords({ role, organisation, place }: Speaker): string {
  return [role, organisation, place].filter((part) => part !== '').join(', ');
}
