import type { LogLine } from '../../core/asrun/log';
import { logLine } from '../../core/asrun/log';
import type { Result } from '../../core/result';
import { ok } from '../../core/result';
import type { Command, Context, ObsFacts, Refusal, Report } from '../../core/run/commands';
import { decide } from '../../core/run/decide';
import type { LecternEvent, Stamped } from '../../core/run/events';
import { evolve } from '../../core/run/evolve';
import type { Folded } from '../../core/run/fold';
import { decideReport } from '../../core/run/report';
import type { State } from '../../core/run/state';
import { nextWakeAt } from '../../core/run/wake';
import type { Instant } from '../../core/time/units';
import type { Clock } from './clock';
import type { Timers } from './timers';

/** Where events go before anything acts on them. Never throws: a full disk is its own business. */
export interface EventSink {
  append(stamped: Stamped): void;
  /** Resolves once the disk has all that was appended, or has refused it. */
  synced(): Promise<void>;
}

export interface ShowHostDeps {
  readonly opened: Folded;
  /** Seq of the last event in the journal; 0 for a new one. */
  readonly lastSeq: number;
  readonly journal: EventSink;
  readonly clock: Pick<Clock, 'now' | 'check'>;
  readonly newId: () => string;
  readonly timers: Timers;
  readonly obs: () => ObsFacts;
  /** A new run begins: its journal starts with the state after the reset. */
  readonly newJournal: (state: State) => EventSink;
  /** OBS and the like follow; called before the screens so that a take leaves at once. */
  readonly act: (state: State, events: readonly Stamped[]) => void;
  readonly publish: (state: State, log: readonly LogLine[]) => void;
}

/**
 * The one writer of a show and its run. Everything is synchronous: a command is decided, journalled,
 * folded, acted on and published before the next is looked at.
 */
export interface ShowHost {
  readonly state: State;
  readonly log: readonly LogLine[];
  submit(command: Command): Result<null, Refusal>;
  report(report: Report): void;
  /** Whatever came between the machine's clocks is journalled, and what became due by it is seen to. */
  checkClock(): void;
  /** Resolves once the disk has all that was journalled so far, or has refused it. */
  synced(): Promise<void>;
  dispose(): void;
}

export function createShowHost(deps: ShowHostDeps): ShowHost {
  let { state, log } = deps.opened;
  let seq = deps.lastSeq;
  let journal = deps.journal;
  let busy = false;
  let disposed = false;
  let cancelWake: () => void = () => {};
  let wakeAt: Instant | null = null;
  const waiting: Report[] = [];

  function context(): Context {
    return { now: deps.clock.now(), newId: deps.newId, obs: deps.obs() };
  }

  function commit(events: readonly LecternEvent[], at: Instant): void {
    if (events.length === 0) return;
    const stampeds = events.map((event): Stamped => ({ seq: ++seq, at, event }));
    for (const stamped of stampeds) {
      const line = logLine(state, stamped);
      journal.append(stamped);
      state = evolve(state, stamped);
      if (stamped.event.type === 'runReset') {
        // The old run's journal is complete with this event; the new one begins after it.
        journal = deps.newJournal(state);
        seq = 0;
        log = [];
      } else if (line) log = [...log, line];
    }
    deps.act(state, stampeds);
    deps.publish(state, log);
    setWake();
  }

  /** One timer, for the next thing that is due by itself. */
  function setWake(): void {
    const due = nextWakeAt(state);
    if (due === wakeAt) return;
    cancelWake();
    wakeAt = due;
    cancelWake = due === null ? () => {} : deps.timers.after(Math.max(0, due - deps.clock.now()), woke);
  }

  function woke(): void {
    wakeAt = null;
    report({ type: 'woke' });
    setWake();
  }

  /** Reports that arrive while an event is being acted on wait for their turn. */
  function report(next: Report): void {
    if (disposed) return;
    waiting.push(next);
    drain();
  }

  function drain(): void {
    if (busy) return;
    busy = true;
    try {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        takeOverClock();
        heard(next);
      }
    } finally {
      busy = false;
    }
  }

  function heard(next: Report): void {
    const now = context();
    commit(decideReport(state, next, now), now.now);
  }

  /** Before anything acts on the time: the machine may have slept, or its clock may have been set. */
  function takeOverClock(): void {
    const changes = deps.clock.check();
    if (changes.length === 0) return;
    for (const change of changes) heard(change);
    // The timer was set by the clock as it was.
    cancelWake();
    wakeAt = null;
    setWake();
  }

  function checkClock(): void {
    if (busy || disposed) return;
    busy = true;
    try {
      takeOverClock();
    } finally {
      busy = false;
    }
    drain();
  }

  function submit(command: Command): Result<null, Refusal> {
    checkClock();
    const now = context();
    const decided = decide(state, command, now);
    if (!decided.ok) return decided;
    busy = true;
    try {
      commit(decided.value, now.now);
    } finally {
      busy = false;
    }
    drain();
    return ok(null);
  }

  setWake();
  return {
    get state() {
      return state;
    },
    get log() {
      return log;
    },
    submit,
    report,
    checkClock,
    synced: () => journal.synced(),
    dispose() {
      disposed = true;
      cancelWake();
    },
  };
}
