import type { Notice, Published, StorageState } from '../../../contract/published';
import type { ObsLink, ObsProblem } from '../../../core/obs/observed';
import type { Followable } from '../../../core/run/follow';
import { followable } from '../../../core/run/follow';
import type { FailedTake } from '../../../core/run/model';
import type { Finding } from '../../../core/show/checks';
import { checkShow } from '../../../core/show/checks';
import type { Instant } from '../../../core/time/units';
import { airOf, stillOnAir } from '../../client/air';
import type { OutputAlarm } from './outputAlarms';
import { outputAlarms } from './outputAlarms';

/** What the operator has to know or to do, the worst first. */
export type Alarm =
  | {
      readonly kind: 'takeFailed';
      readonly failed: FailedTake;
      /** What OBS shows now, or showed last; `null` where nobody knows. */
      readonly still: string | null;
      readonly connected: boolean;
    }
  | {
      readonly kind: 'obsRetrying';
      readonly problem: ObsProblem;
      readonly since: Instant;
      readonly still: string | null;
    }
  | { readonly kind: 'obsStopped'; readonly problem: ObsProblem }
  | {
      readonly kind: 'differs';
      readonly asked: string;
      readonly shows: string | null;
      readonly changed: boolean;
      readonly follow: Followable | null;
    }
  | OutputAlarm
  | {
      readonly kind: 'notSaving';
      readonly problem: Extract<StorageState, { status: 'notSaving' }>['problem'];
    }
  | { readonly kind: 'captionsNotSetUp'; readonly missingIn: readonly string[] }
  | { readonly kind: 'findings'; readonly findings: readonly Finding[] }
  | { readonly kind: 'notice'; readonly notice: Notice };

/** All alarms of an open show. Pure: the strip draws them. */
export function alarmsOf({ session, obs, storage, notices }: Published): readonly Alarm[] {
  if (!session) return notices.map((notice) => ({ kind: 'notice', notice }));
  const { show, run } = session;
  const alarms: Alarm[] = [];
  if (run.failed) {
    const still = stillOnAir(run.failed, obs);
    const isUp = obs.link.status === 'connected';
    alarms.push({ kind: 'takeFailed', failed: run.failed, still, connected: isUp });
  }
  alarms.push(...linkAlarms(obs.link, obs.observed?.program ?? null));
  const air = airOf(show, run, obs);
  if (air?.status === 'differs') {
    const { asked, shows, changed } = air;
    alarms.push({ kind: 'differs', asked, shows, changed, follow: followable(show, run) });
  }
  alarms.push(...outputAlarms(show, run, obs));
  if (storage.status === 'notSaving') alarms.push({ kind: 'notSaving', problem: storage.problem });
  const connected = obs.link.status === 'connected' ? obs.observed : null;
  const people = show.segments.some((segment) => segment.speakerIds.length > 0);
  // While the show is live the captions panel says it where the names are.
  if (
    run.phase === 'before' &&
    connected &&
    people &&
    (!connected.captions.sceneReady || connected.captions.missingIn.length > 0)
  ) {
    const missingIn = connected.captions.sceneReady ? connected.captions.missingIn : [];
    alarms.push({ kind: 'captionsNotSetUp', missingIn });
  }
  // While the show is live the rundown says what is missing at its row; a strip would be noise.
  if (run.phase === 'before') {
    const findings = checkShow(show, { observed: connected, drawings: session.captions });
    // What would fail comes before what is to be looked at.
    const worstFirst = findings.toSorted((a, b) => rank(a) - rank(b));
    if (findings.length > 0) alarms.push({ kind: 'findings', findings: worstFirst });
  }
  alarms.push(...notices.map((notice): Alarm => ({ kind: 'notice', notice })));
  return alarms;
}

function rank({ severity }: Finding): number {
  return severity === 'problem' ? 0 : 1;
}

function linkAlarms(link: ObsLink, still: string | null): readonly Alarm[] {
  switch (link.status) {
    case 'connecting':
    case 'connected':
      return [];
    case 'retrying':
      return [{ kind: 'obsRetrying', problem: link.problem, since: link.since, still }];
    case 'stopped':
      return [{ kind: 'obsStopped', problem: link.problem }];
  }
}
