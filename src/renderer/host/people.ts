import { speakersOnAir } from '../../core/captions/people';
import { nextToName, speakerOf } from '../../core/captions/policy';
import type { Run, Taken } from '../../core/run/model';
import { toCome } from '../../core/run/order';
import type { Segment, Show, Speaker } from '../../core/show/model';
import { findSpeaker } from '../../core/show/model';
import { speakingNow } from '../client/speaking';

/** Whom the host has to do with now. */
export interface HostPeople {
  /** Of the segment on air; where nobody is in that one, of the next, or of the first later one that has people. */
  readonly of: 'onAir' | 'next' | 'later';
  readonly segment: Segment;
  /** Who speaks, as far as anybody knows; else who spoke last, or whose name was on screen last in this segment. */
  readonly last: Speaker | null;
  readonly lastDid: 'speaks' | 'spoke' | 'named';
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
  const { segment } = run.onAir;
  const { last, lastDid } = lastSpeaker(show, run, run.onAir);
  const inIt = speakersOnAir(show, run.onAir);
  if (inIt.length === 0 && last === null) return null;
  return {
    of: 'onAir',
    segment,
    last,
    lastDid,
    following: followingOf(show, run, last),
    everybody: inIt.map((speaker) => person(run, speaker)),
  };
}

function lastSpeaker(show: Show, run: Run, { turns }: Taken): Pick<HostPeople, 'last' | 'lastDid'> {
  const [speaks] = speakingNow(show, run);
  if (speaks !== undefined) return { last: speakerOf(show, run, speaks), lastDid: 'speaks' };
  const turn = turns.at(-1);
  const last = turn ? speakerOf(show, run, turn.speakerId) : null;
  const isHeard = last !== null && run.listensTo?.includes(last.microphone ?? '') === true;
  return { last, lastDid: isHeard ? 'spoke' : 'named' };
}

/** Whom `C` would name; who speaks already needs no announcing. */
function followingOf(show: Show, run: Run, last: Speaker | null): Speaker | null {
  const next = nextToName(show, run);
  if (!run.onAir || next === null || next.id !== last?.id) return next;
  const { named } = run.onAir;
  return (
    speakersOnAir(show, run.onAir).find(
      ({ id, name }) =>
        name.trim() !== '' && id !== last.id && !named.includes(id) && !run.absent.includes(id),
    ) ?? null
  );
}

function peopleToCome(show: Show, run: Run): HostPeople | null {
  const coming = toCome(show, run);
  for (const segment of coming) {
    const inIt = segment.speakerIds.flatMap((id) => findSpeaker(show, id) ?? []);
    if (inIt.length === 0) continue;
    const everybody = inIt.map((speaker) => ({ ...person(run, speaker), named: false }));
    const following = everybody.find(({ here }) => here)?.speaker ?? null;
    return {
      of: segment === coming[0] ? 'next' : 'later',
      segment,
      last: null,
      lastDid: 'named',
      following,
      everybody,
    };
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
