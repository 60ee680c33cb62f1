import { isDeepStrictEqual } from 'node:util';
import type { Backup as PublishedBackup } from '../../contract/published';
import type { BackupDifference, FailedMirror, Two } from '../../core/obs/backup';
import { backupDifference, lineUp } from '../../core/obs/backup';
import type { Mirror } from '../../core/obs/mirror';
import { heardOfMirror, mirrored, mirrorOf, newMirror } from '../../core/obs/mirror';
import type { ObsView } from '../../core/obs/observed';
import type { Result } from '../../core/result';
import { ok, refused } from '../../core/result';
import type { Report } from '../../core/run/commands';
import type { PendingTake } from '../../core/run/model';
import type { Stamped } from '../../core/run/events';
import { evolve } from '../../core/run/evolve';
import type { State } from '../../core/run/state';
import type { Duration, Instant } from '../../core/time/units';
import { second } from '../../core/time/units';
import type { ObsRoom, ObsRoomDeps, ObsTarget } from '../obs/room';
import type { Timers } from './timers';

export interface BackupDeps {
  readonly now: () => Instant;
  readonly timers: Timers;
  readonly newId: () => string;
  readonly openRoom: (deps: Pick<ObsRoomDeps, 'report' | 'viewChanged'>) => ObsRoom;
  /** The main OBS as it is now. */
  readonly main: () => ObsView;
  /** What screens see of it; `null` while there is none. */
  readonly changed: (backup: PublishedBackup | null) => void;
}

/**
 * A second OBS that follows every take. What it reports decides nothing, for what is on air is the main OBS's word
 * alone: it only becomes how the two differ.
 */
export interface Backup extends Pick<
  ObsRoom,
  | 'connect'
  | 'leave'
  | 'givePassword'
  | 'retry'
  | 'readAgain'
  | 'previewNext'
  | 'planBuild'
  | 'buildObs'
  | 'dispose'
> {
  readonly view: ObsView;
  /** As the main OBS's room is told; done once this call is over, for that room and the screens come first. */
  update(state: State | null, events: readonly Stamped[]): void;
  /** The main OBS shows something else, came or went. */
  mainChanged(): void;
  /** Shows there what viewers see, with the name that is on air; only when a person asks for it. */
  bringInLine(): Result<null, { readonly code: 'backupAway' }>;
}

interface Told {
  readonly state: State | null;
  readonly events: readonly Stamped[];
}

/** A difference is told once it has stood so long: of two computers one is always a little later, ms. */
const standsFor: Duration = second;

export function createBackup(deps: BackupDeps): Backup {
  const { now, timers } = deps;
  const room = deps.openRoom({ report, viewChanged: look });
  let inUse = false;
  let state: State | null = null;
  let latest: Pick<PendingTake, 'takeId' | 'scene'> | null = null;
  /** What became of the latest take, where nothing did. */
  let failed: FailedMirror | null = null;
  let mirror: Mirror = newMirror;
  /** The state that the room was told last. */
  let toldLast: State | null = null;
  let published: PublishedBackup | null = null;
  /** Seen, and not yet told. */
  let standing: { readonly difference: BackupDifference; readonly cancel: () => void } | null = null;
  /** What is still to be told to the room, in order. */
  let waiting: readonly Told[] = [];

  function report(what: Report): void {
    mirror = heardOfMirror(mirror, what);
    // Whether a run begins with its sound off is the main OBS's word.
    if (what.type === 'soundFound' && deps.main().link.status === 'connected') room.update(toldLast, []);
    if (what.type === 'takeFailed' && what.takeId === latest?.takeId)
      failed = { scene: latest.scene, failure: what.failure };
    look();
  }

  function look(): void {
    const seen = inUse && state ? backupDifference(state, two(), failed) : null;
    const isTold = (published?.difference ?? null) !== null;
    if (seen === null || isTold) forget();
    else if (!isDeepStrictEqual(seen, standing?.difference)) {
      forget();
      standing = { difference: seen, cancel: timers.after(standsFor, () => publish(seen)) };
    }
    publish(isTold ? seen : null);
  }

  function two(): Two {
    return { main: deps.main(), backup: room.view, mirror };
  }

  function forget(): void {
    standing?.cancel();
    standing = null;
  }

  function publish(difference: BackupDifference | null): void {
    const next = inUse ? { obs: room.view, difference } : null;
    if (isDeepStrictEqual(next, published)) return;
    published = next;
    deps.changed(next);
  }

  function tellAll(): void {
    const all = waiting;
    waiting = [];
    for (const told of all) tell(told);
    if (inUse) look();
  }

  function tell({ state: next, events }: Told): void {
    const before = toldLast?.run ?? null;
    toldLast = next;
    if (before?.runId !== next?.run.runId) mirror = next ? mirrorOf(next.run) : newMirror;
    if (!next) {
      room.update(null, []);
      return;
    }
    const isThere = room.view.link.status === 'connected';
    const told = mirrored(mirror, before, { state: next, events }, isThere);
    ({ mirror } = told);
    for (const { event } of told.events) {
      if (event.type !== 'takeRequested') continue;
      latest = event.take;
      failed = null;
    }
    room.update(told.state, told.events);
    if (told.state !== next) room.update(next, []);
  }

  return {
    get view() {
      return room.view;
    },
    connect(target: ObsTarget) {
      inUse = true;
      failed = null;
      // What the one before did, this one may not have done.
      mirror = newMirror;
      room.connect(target);
      look();
    },
    leave() {
      inUse = false;
      room.leave();
      look();
    },
    givePassword: (password, kept) => room.givePassword(password, kept),
    retry: () => room.retry(),
    readAgain: () => room.readAgain(),
    previewNext: (on) => room.previewNext(on),
    planBuild: () => room.planBuild(),
    buildObs: () => room.buildObs(),
    update(next, events) {
      state = next;
      if (waiting.length === 0) queueMicrotask(tellAll);
      waiting = [...waiting, { state: next, events }];
    },
    mainChanged: look,
    bringInLine() {
      if (!state || room.view.link.status !== 'connected') return refused({ code: 'backupAway' });
      tellAll();
      const at = now();
      const take = lineUp(state, two(), { takeId: deps.newId(), requestedAt: at });
      const asked: Stamped = { seq: 0, at, event: { type: 'takeRequested', take } };
      latest = take;
      failed = null;
      // A take takes the name off; that of the run comes back with the state as it is.
      room.update(evolve(state, asked), [asked]);
      room.update(state, []);
      return ok(null);
    },
    dispose() {
      forget();
      inUse = false;
      return room.dispose();
    },
  };
}
