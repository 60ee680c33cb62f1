import type { Backup } from '../../../contract/published';
import type { BackupDifference } from '../../../core/obs/backup';
import type { BackupLack } from '../../../core/obs/backupLack';
import type { ObsProblem } from '../../../core/obs/observed';
import type { Finding } from '../../../core/obs/preflight';

/** What is to be said of the second OBS: one line, for it is never in the way of the show. */
export type BackupAlarm = { readonly kind: 'backup' } & (
  | { readonly what: 'away' | 'stopped'; readonly problem: ObsProblem }
  | { readonly what: 'differs'; readonly difference: BackupDifference }
  | { readonly what: 'lacks'; readonly lacks: readonly [BackupLack, ...BackupLack[]] }
);

/** `findings`: of the preflight, before the show; while it is live a take that is refused there says so by itself. */
export function backupAlarms(
  { obs: { link }, difference }: Backup,
  findings: readonly Finding[],
): readonly BackupAlarm[] {
  if (link.status === 'retrying') return [{ kind: 'backup', what: 'away', problem: link.problem }];
  if (link.status === 'stopped') return [{ kind: 'backup', what: 'stopped', problem: link.problem }];
  if (difference) return [{ kind: 'backup', what: 'differs', difference }];
  const [first, ...others] = findings.filter(isLackOfBackup);
  return first ? [{ kind: 'backup', what: 'lacks', lacks: [first, ...others] }] : [];
}

export function isLackOfBackup(finding: Finding): finding is BackupLack {
  return finding.code === 'backupLacks' || finding.code === 'backupWithoutCaptions';
}
