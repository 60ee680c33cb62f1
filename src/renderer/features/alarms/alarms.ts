import type { Backup, Notice, Published, StorageState } from '../../../contract/published';
import type { Ailment, Health } from '../../../core/obs/health';
import type { ObsLink, ObsProblem, ObsView } from '../../../core/obs/observed';
import { advanceMissed } from '../../../core/run/advance';
import type { Followable } from '../../../core/run/follow';
import { followable } from '../../../core/run/follow';
import type { AdvanceMissed, FailedTake, NotUndone, Run } from '../../../core/run/model';
import { nextSegment } from '../../../core/run/order';
import type { Finding, FindingOf } from '../../../core/obs/preflight';
import { stillHeard } from '../../../core/obs/sound';
import { isHandsOff } from '../../../core/run/rehearsal';
import type { Show } from '../../../core/show/model';
import type { Instant } from '../../../core/time/units';
import { airOf, isUnheard, stillOnAir } from '../../client/air';
import { preflightOf } from '../../client/preflight';
import type { BackupAlarm } from './backupAlarms';
import { backupAlarms, isLackOfBackup } from './backupAlarms';
import type { CueAlarm } from './cueAlarms';
import { cueAlarms } from './cueAlarms';
import type { OutputAlarm } from './outputAlarms';
import { outputAlarms } from './outputAlarms';

type CaptionsFinding = FindingOf<'captionsNotSetUp' | 'captionsMissingIn'>;

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
      /** What the backup shows meanwhile; `null` where there is none, or it is away too. */
      readonly backup: { readonly address: string; readonly shows: string } | null;
    }
  | { readonly kind: 'obsStopped'; readonly problem: ObsProblem }
  /** The last stage of a take did not come. */
  | { readonly kind: 'unheard'; readonly shows: string }
  | {
      readonly kind: 'differs';
      readonly asked: string;
      readonly shows: string | null;
      readonly changed: boolean;
      readonly follow: Followable | null;
    }
  /** Next was to come by itself, and waits for the hand. */
  | { readonly kind: 'advanceMissed'; readonly title: string; readonly why: AdvanceMissed }
  | CueAlarm
  | OutputAlarm
  | BackupAlarm
  /** What the latest Back left as it was. */
  | { readonly kind: 'notUndone'; readonly notUndone: NotUndone }
  /** Sound is off, and these are heard all the same. */
  | { readonly kind: 'stillHeard'; readonly inputs: readonly string[] }
  | { readonly kind: 'health'; readonly ailment: Ailment; readonly health: Health }
  | {
      readonly kind: 'notSaving';
      readonly problem: Extract<StorageState, { status: 'notSaving' }>['problem'];
    }
  | { readonly kind: 'captionsNotSetUp'; readonly finding: CaptionsFinding }
  | { readonly kind: 'findings'; readonly findings: readonly Finding[] }
  | { readonly kind: 'notice'; readonly notice: Notice };

/** What tells an alarm from the others that are on with it. */
export function alarmName(alarm: Alarm): string {
  if (alarm.kind === 'notice') return alarm.notice.id;
  if (alarm.kind === 'health') return alarm.ailment;
  if (alarm.kind === 'cueAsks') return alarm.planned.cue.id;
  return alarm.kind === 'output' ? alarm.output : alarm.kind;
}

/** Those that call a producer back from another program: not what follows from their own press, nor what only informs. */
export function callsBack(alarm: Alarm): boolean {
  switch (alarm.kind) {
    case 'notUndone':
    case 'stillHeard':
    case 'findings':
    case 'captionsNotSetUp':
      return false;
    case 'notice':
      return alarm.notice.tone !== 'information';
    default:
      return true;
  }
}

/** All alarms of an open show. Pure: the strip draws them. */
export function alarmsOf({ session, obs, backup, storage, settings, notices }: Published): readonly Alarm[] {
  if (!session) return notices.map((notice) => ({ kind: 'notice', notice }));
  const { show, run } = session;
  // What happens in OBS meanwhile is not this run's.
  if (isHandsOff(run)) return ownAlarms(show, run, obs, storage, notices);
  const alarms: Alarm[] = [];
  if (run.failed) {
    const still = stillOnAir(run.failed, obs);
    const isUp = obs.link.status === 'connected';
    alarms.push({ kind: 'takeFailed', failed: run.failed, still, connected: isUp });
  }
  alarms.push(...linkAlarms(obs.link, obs.observed?.program ?? null, backup));
  const air = airOf(show, run, obs);
  const program = obs.observed?.program ?? null;
  if (isUnheard(run) && obs.link.status === 'connected' && air?.status === 'notConfirmed' && program !== null)
    alarms.push({ kind: 'unheard', shows: program });
  if (air?.status === 'differs') {
    const { asked, shows, changed } = air;
    alarms.push({ kind: 'differs', asked, shows, changed, follow: followable(show, run) });
  }
  // What viewers lack and what would be lost comes before any cue: the strip shows only the first few unasked.
  alarms.push(...outputAlarms(show, run, obs));
  if (storage.status === 'notSaving') alarms.push({ kind: 'notSaving', problem: storage.problem });
  alarms.push(...advanceAlarms(show, run));
  if (run.notUndone) alarms.push({ kind: 'notUndone', notUndone: run.notUndone });
  alarms.push(...cueAlarms(show, run, obs));
  alarms.push(...soundAlarms(run, obs), ...healthAlarms(obs.health));
  // While the show is live the rundown and the captions panel say it where it is; a strip would be noise.
  const findings = run.phase === 'before' ? preflightOf(session, obs, settings, backup).findings : [];
  if (backup) alarms.push(...backupAlarms(backup, findings));
  alarms.push(...findingAlarms(findings));
  alarms.push(...notices.map((notice): Alarm => ({ kind: 'notice', notice })));
  return alarms;
}

/** Those of a run that OBS hears nothing of. */
function ownAlarms(
  show: Show,
  run: Run,
  obs: ObsView,
  storage: StorageState,
  notices: readonly Notice[],
): readonly Alarm[] {
  return [
    ...(storage.status === 'notSaving' ? [{ kind: 'notSaving', problem: storage.problem } as const] : []),
    ...advanceAlarms(show, run),
    ...(run.notUndone ? [{ kind: 'notUndone', notUndone: run.notUndone } as const] : []),
    ...cueAlarms(show, run, obs),
    ...notices.map((notice): Alarm => ({ kind: 'notice', notice })),
  ];
}

/** The captions apart, for they are set up with one press. What is said by an alarm of its own is left out. */
function findingAlarms(findings: readonly Finding[]): readonly Alarm[] {
  const captions = findings.find(isOfCaptions);
  const others = findings.filter(
    (finding) => finding !== captions && finding.code !== 'obsAway' && !isLackOfBackup(finding),
  );
  return [
    ...(captions ? [{ kind: 'captionsNotSetUp', finding: captions } as const] : []),
    ...(others.length > 0 ? [{ kind: 'findings', findings: others } as const] : []),
  ];
}

function isOfCaptions(finding: Finding): finding is CaptionsFinding {
  return finding.code === 'captionsNotSetUp' || finding.code === 'captionsMissingIn';
}

function linkAlarms(link: ObsLink, still: string | null, backup: Backup | null): readonly Alarm[] {
  switch (link.status) {
    case 'connecting':
    case 'connected':
      return [];
    case 'retrying':
      return [
        {
          kind: 'obsRetrying',
          problem: link.problem,
          since: link.since,
          still,
          backup: backup && shownBy(backup.obs),
        },
      ];
    case 'stopped':
      return [{ kind: 'obsStopped', problem: link.problem }];
  }
}

/** What holds it up by the producer's own hand is no alarm; nor what still has one of its own. */
function advanceAlarms(show: Show, run: Run): readonly Alarm[] {
  const why = advanceMissed(show, run);
  const next = nextSegment(show, run);
  const isSaid = run.held || run.slate !== null || run.failed !== null || run.changedInObs !== null;
  return why && next && !isSaid ? [{ kind: 'advanceMissed', title: next.title, why }] : [];
}

function shownBy({ address, link, observed }: ObsView): { address: string; shows: string } | null {
  const shows = link.status === 'connected' ? (observed?.program ?? null) : null;
  return shows === null ? null : { address, shows };
}

function soundAlarms(run: Run, { link, observed }: ObsView): readonly Alarm[] {
  const inputs = link.status === 'connected' && observed ? stillHeard(run, observed) : [];
  return inputs.length === 0 ? [] : [{ kind: 'stillHeard', inputs }];
}

function healthAlarms(health: Health | null): readonly Alarm[] {
  return (health?.ailments ?? []).flatMap((ailment): readonly Alarm[] =>
    health ? [{ kind: 'health', ailment, health }] : [],
  );
}
