import type { Backup } from '../../../contract/published';
import type { BackupDifference, BackupLack } from '../../../core/obs/backup';
import { backupLack } from '../../../core/obs/backup';
import type { ObsProblem } from '../../../core/obs/observed';
import type { Run } from '../../../core/run/model';
import type { Show } from '../../../core/show/model';

/** What is to be said of the second OBS: one line, for it is never in the way of the show. */
export type BackupAlarm = { readonly kind: 'backup' } & (
  | { readonly what: 'away' | 'stopped'; readonly problem: ObsProblem }
  | { readonly what: 'differs'; readonly difference: BackupDifference }
  | { readonly what: 'lacks'; readonly lack: BackupLack }
);

export function backupAlarms(
  show: Show,
  { phase }: Pick<Run, 'phase'>,
  { obs, difference }: Backup,
): readonly BackupAlarm[] {
  const { link } = obs;
  if (link.status === 'retrying') return [{ kind: 'backup', what: 'away', problem: link.problem }];
  if (link.status === 'stopped') return [{ kind: 'backup', what: 'stopped', problem: link.problem }];
  if (difference) return [{ kind: 'backup', what: 'differs', difference }];
  // While the show is live a take that is refused there says so by itself.
  const lack = phase === 'before' ? backupLack(show, obs) : null;
  return lack ? [{ kind: 'backup', what: 'lacks', lack }] : [];
}
