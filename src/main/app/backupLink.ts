import type { Notice } from '../../contract/published';
import { isSameObs } from '../../core/obs/address';
import type { Result } from '../../core/result';
import { ok, refused } from '../../core/result';
import type { Secrets } from '../storage/secrets';
import type { Settings } from '../storage/settings';
import type { Backup } from './backup';
import type { ObsChoice } from './obsLink';
import type { GivenObs } from './passwords';
import { passwordOf } from './passwords';

export interface BackupLinkDeps {
  readonly backup: Pick<Backup, 'view' | 'connect' | 'leave' | 'retry' | 'givePassword'>;
  readonly settings: Settings;
  readonly secrets: Secrets;
  /** The backup and the main OBS on the command line; the first wins over what the show used last. */
  readonly given: { readonly backup: GivenObs; readonly main: GivenObs };
  readonly notify: (notice: BackupNotice) => void;
}

/** Said once: the app gives it an id. */
export type BackupNotice = Omit<Notice, 'id' | 'key'> & { readonly key: 'backupIsMain' };

export type BackupRefusal = {
  readonly code: 'noShow' | 'backupIsMain' | 'backupOfPractice' | 'noBackup';
};

/**
 * Connects the OBS that a show has as its backup, and remembers it. There is none beside the practice OBS, of which
 * nothing goes live: a rehearsal never reaches a second computer.
 */
export interface BackupLinker {
  /** That show's backup from now on. Nothing is connected before `mainIs`. */
  openedShow(showId: string): void;
  closedShow(): void;
  /**
   * The OBS that the show drives from now on. Where that was its backup, the two change places. In a rehearsal that
   * leaves that OBS alone the backup `rests`.
   */
  mainIs(main: ObsChoice, rests: boolean): void;
  use(address: string): Result<null, BackupRefusal>;
  stop(): Result<null, BackupRefusal>;
  /** Answers a question for the backup's password. */
  givePassword(password: string): Result<null, BackupRefusal>;
}

export function createBackupLink(deps: BackupLinkDeps): BackupLinker {
  const { backup, settings, secrets, given } = deps;
  let showId: string | null = null;
  let main: ObsChoice | null = null;
  let rests = false;
  /** What the show has chosen; it rests while the show is on practice. */
  let chosen: string | null = null;
  let connected: string | null = null;

  function choose(address: string | null): void {
    chosen = address;
    if (showId !== null) {
      const { [showId]: before, ...others } = settings.get('backupOfShow');
      if (address !== (before ?? null))
        settings.set('backupOfShow', address === null ? others : { ...others, [showId]: address });
    }
    connect();
  }

  function connect(): void {
    const isFree = main !== null && !main.practice && chosen !== null && !isSameObs(chosen, main.address);
    const next = isFree && !rests ? chosen : null;
    if (next === connected) return;
    connected = next;
    if (next === null) backup.leave();
    else
      backup.connect({
        address: next,
        practice: false,
        ...passwordOf(next, given.backup, given.main, secrets),
      });
  }

  return {
    openedShow(id) {
      showId = id;
      main = null;
      chosen = settings.get('backupOfShow')[id] ?? null;
      if (given.backup.address !== null) chosen = given.backup.address;
    },
    closedShow() {
      showId = null;
      chosen = null;
      connect();
    },
    mainIs(next, inRehearsal) {
      const before = main;
      main = next;
      rests = inRehearsal;
      if (next.practice || chosen === null || !isSameObs(chosen, next.address)) choose(chosen);
      else if (before && !before.practice) choose(isSameObs(before.address, chosen) ? null : before.address);
      else {
        deps.notify({ key: 'backupIsMain', tone: 'warning', values: { address: chosen } });
        choose(null);
      }
    },
    use(address) {
      if (showId === null || main === null) return refused({ code: 'noShow' });
      if (main.practice) return refused({ code: 'backupOfPractice' });
      if (isSameObs(address, main.address)) return refused({ code: 'backupIsMain' });
      // Whoever asks for the one that stopped has mended something there.
      if (address === connected && backup.view.link.status !== 'connected') backup.retry();
      choose(address);
      return ok(null);
    },
    stop() {
      if (chosen === null) return refused({ code: 'noBackup' });
      choose(null);
      return ok(null);
    },
    givePassword(password) {
      if (connected === null) return refused({ code: 'noBackup' });
      backup.givePassword(password, secrets.set(connected, password));
      return ok(null);
    },
  };
}
