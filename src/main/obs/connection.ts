import type { ObsLink, ObsProblem } from '../../core/obs/observed';
import type { ObsEvent } from '../../core/obs/protocol';
import type { Duration, Instant } from '../../core/time/units';
import { second } from '../../core/time/units';
import type { Timers } from '../app/timers';
import type { ObsSocket, OpenSocket } from './socket';
import type { Wire } from './wire';

export interface ConnectionDeps {
  readonly now: () => Instant;
  readonly timers: Timers;
  readonly open: OpenSocket;
  readonly linkChanged: (link: ObsLink) => void;
  /** Identified: read everything, then call `ready`. */
  readonly opened: (wire: Wire) => void;
  readonly event: (event: ObsEvent) => void;
  /** What `opened` gave is gone. */
  readonly closed: (problem: ObsProblem) => void;
}

/** Keeps one connection to one OBS alive: with deadlines, with a sign of life, again and again. */
export interface Connection {
  readonly link: ObsLink;
  start(address: string, password: string | null): void;
  /** OBS was read: the link is up from now on. */
  ready(): void;
  /** OBS is of no use as it is: lets go and tries again later. */
  drop(problem: ObsProblem): void;
  retry(): void;
  stop(): void;
}

export const connectDeadline: Duration = 5 * second;
/**
 * Waits between attempts, ms; the last one repeats. However long OBS was away, the console is to be true again two
 * seconds after it answers, and an attempt costs next to nothing.
 */
const backoff: readonly Duration[] = [500, 1_000];
/** Nothing heard for this long: ask for a sign of life, and give it as long again, ms. */
export const quietFor: Duration = 5 * second;

/** What another attempt cannot mend: the operator is asked. */
const needsOperator: ReadonlySet<ObsProblem> = new Set([
  'addressWrong',
  'notObs',
  'passwordNeeded',
  'passwordWrong',
  'tooOld',
]);

export function createConnection(deps: ConnectionDeps): Connection {
  const { now, timers, open } = deps;
  let link: ObsLink = { status: 'connecting' };
  let target: { readonly address: string; readonly password: string | null } | null = null;
  let socket: ObsSocket | null = null;
  /** Counts attempts, so that what belongs to an earlier one is recognised. */
  let attempt = 0;
  let failures = 0;
  let wasUp = false;
  let downSince: Instant | null = null;
  let cancelRetry: () => void = () => {};
  let cancelQuiet: () => void = () => {};

  function setLink(next: ObsLink): void {
    link = next;
    deps.linkChanged(next);
  }

  async function tryNow(): Promise<void> {
    if (!target) return;
    cancelRetry();
    const mine = ++attempt;
    const { address, password } = target;
    let isOver = false;
    const opened = await open({
      address,
      password,
      deadline: connectDeadline,
      timers,
      listener: {
        event: (event) => {
          if (mine === attempt && socket) deps.event(event);
        },
        heard: () => {
          if (mine === attempt && socket) listen();
        },
        closed: () => {
          isOver = true;
          if (mine === attempt && socket) lost('closed');
        },
      },
    });
    if (mine !== attempt || isOver) {
      if (opened.ok) opened.value.terminate();
      if (mine === attempt) failed('closed');
      return;
    }
    if (!opened.ok) {
      failed(opened.problem);
      return;
    }
    socket = opened.value;
    listen();
    deps.opened(opened.value);
  }

  /** Starts the wait for the next sign of life over again. */
  function listen(): void {
    cancelQuiet();
    cancelQuiet = timers.after(quietFor, () => {
      socket?.ping();
      cancelQuiet = timers.after(quietFor, () => lost('notAnswering'));
    });
  }

  function lost(problem: ObsProblem): void {
    const gone = socket;
    letGo();
    if (gone) deps.closed(problem);
    failed(problem);
  }

  function letGo(): void {
    const gone = socket;
    socket = null;
    attempt += 1;
    cancelQuiet();
    cancelRetry();
    gone?.terminate();
  }

  function failed(problem: ObsProblem): void {
    downSince ??= now();
    // A port that was OBS and is another program's for now may be OBS's again.
    if (needsOperator.has(problem) && !(problem === 'notObs' && wasUp)) {
      setLink({ status: 'stopped', problem });
      return;
    }
    const wait = backoff[Math.min(failures, backoff.length - 1)] ?? 0;
    failures += 1;
    cancelRetry = timers.after(wait, () => void tryNow());
    setLink({ status: 'retrying', problem, retryAt: now() + wait, since: downSince });
  }

  return {
    get link() {
      return link;
    },
    start(address, password) {
      letGo();
      target = { address, password };
      failures = 0;
      wasUp = false;
      downSince = null;
      setLink({ status: 'connecting' });
      void tryNow();
    },
    ready() {
      failures = 0;
      wasUp = true;
      downSince = null;
      setLink({ status: 'connected', since: now() });
    },
    drop: lost,
    retry() {
      if (link.status === 'connected' || socket) return;
      letGo();
      failures = 0;
      setLink({ status: 'connecting' });
      void tryNow();
    },
    stop() {
      letGo();
      target = null;
    },
  };
}
