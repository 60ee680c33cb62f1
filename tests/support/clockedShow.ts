import type { Published } from '../../src/contract/published';
import { noOutputs } from '../../src/core/obs/outputs';
import type { ObsFacts } from '../../src/core/run/commands';
import type { Stamped } from '../../src/core/run/events';
import { nextSegment } from '../../src/core/run/order';
import type { State } from '../../src/core/run/state';
import { openState } from '../../src/core/run/state';
import type { Show } from '../../src/core/show/model';
import type { Duration, Instant } from '../../src/core/time/units';
import { formatCountdown } from '../../src/core/time/write';
import { createClock, type ClockSources } from '../../src/main/app/clock';
import { createPublisher } from '../../src/main/app/publisher';
import { createShowHost, type ShowHost } from '../../src/main/app/showHost';
import { serveScreen } from '../../src/main/app/transport';
import type { Client } from '../../src/renderer/client/client';
import { createClient } from '../../src/renderer/client/client';
import { countdownAt, onAirSpan } from '../../src/renderer/client/countdown';
import { cueAlarms } from '../../src/renderer/features/alarms/cueAlarms';
import { logSentence } from '../../src/renderer/features/asrun/sentence';
import { publishedOf } from './fakeWire';
import { Stage } from './stage';

/** A machine whose clocks the test moves; its timers go by the clock that nobody sets, and stand still in its sleep. */
export class Machine implements ClockSources {
  #wall: number;
  #monotonic = 5_000.25;
  #uptime = 86_400_000;
  #due: { readonly at: number; readonly run: () => void }[] = [];

  /** `countsSleep`: as on Windows, the clock that nobody sets goes on in a sleep. */
  constructor(
    wall: Instant,
    readonly countsSleep = false,
  ) {
    this.#wall = wall;
  }

  readonly wall = (): number => this.#wall;
  readonly monotonic = (): number => this.#monotonic;
  readonly uptime = (): number => this.#uptime;

  readonly timers = {
    after: (delay: Duration, run: () => void): (() => void) => {
      const due = { at: this.#monotonic + Math.max(0, delay), run };
      this.#due.push(due);
      return () => {
        this.#due = this.#due.filter((other) => other !== due);
      };
    },
  };

  run(ms: Duration): void {
    const until = this.#monotonic + ms;
    for (;;) {
      const next = this.#due.toSorted((a, b) => a.at - b.at)[0];
      if (!next || next.at > until) break;
      this.#due = this.#due.filter((other) => other !== next);
      this.#pass(Math.max(0, next.at - this.#monotonic));
      next.run();
    }
    this.#pass(until - this.#monotonic);
  }

  sleep(ms: Duration): void {
    this.#wall += ms;
    this.#uptime += ms;
    if (this.countsSleep) this.#monotonic += ms;
  }

  /** By a person, or by the network. */
  setClock(by: Duration): void {
    this.#wall += by;
  }

  #pass(ms: Duration): void {
    this.#wall += ms;
    this.#monotonic += ms;
    this.#uptime += ms;
  }
}

/** Another machine's browser: clocks of its own, which go on alike. */
export function browserOn(machine: Machine, ahead: Duration) {
  return { monotonic: () => machine.monotonic() + 77, wall: () => machine.wall() + ahead };
}

/**
 * A show on a machine with its own clocks: the real clock, show host, publisher and a real screen's client. OBS does as
 * it is told when the test says so.
 */
export class ClockedShow {
  readonly host: ShowHost;
  readonly journal: Stamped[] = [];
  readonly #publisher: ReturnType<typeof createPublisher>;
  readonly #stage: Stage;
  obs: ObsFacts = {
    connected: true,
    practice: false,
    program: 'Before',
    captionsReady: true,
    outputs: noOutputs,
  };

  constructor(
    show: Show,
    readonly machine: Machine,
    state: State = openState(show, 0, 'run-1'),
  ) {
    this.#stage = new Stage(show, '12:00');
    let ids = 0;
    const clock = createClock(machine);
    this.#publisher = createPublisher(publishedOf(this.#stage));
    this.host = createShowHost({
      opened: { state, log: [], lastAt: null },
      lastSeq: 0,
      journal: { append: (stamped) => this.journal.push(stamped), synced: async () => {} },
      clock,
      newId: () => `id-${++ids}`,
      timers: machine.timers,
      obs: () => this.obs,
      newJournal: () => ({ append: () => {}, synced: async () => {} }),
      act: () => {},
      publish: (now, log) =>
        this.#publisher.update({
          session: {
            show: now.document.show,
            run: now.run,
            pace: null,
            log,
            captions: {},
            canUndo: false,
            canRedo: false,
          },
        }),
    });
    this.host.report({ type: 'resumed', lastAt: null });
    const { run, document } = this.host.state;
    this.#publisher.update({
      session: {
        show: document.show,
        run,
        pace: null,
        log: this.host.log,
        captions: {},
        canUndo: false,
        canRedo: false,
      },
    });
    this.now = () => {
      this.host.checkClock();
      return clock.now();
    };
  }

  /** What the host's clock says, as a screen hears it. */
  readonly now: () => Instant;

  /** A screen that is seen: it counts, and so looks at its clocks every second. */
  screen(clocks: { monotonic: () => number; wall: () => number } = this.machine): Client {
    const client = createClient({
      clocks,
      timers: this.machine.timers,
      open: (events) => {
        let heard: (raw: unknown) => void = () => {};
        // A turn later, as over any line; in order.
        const inTurn = (run: () => void): void => void this.machine.timers.after(0, run);
        inTurn(() =>
          serveScreen(
            {
              publisher: this.#publisher,
              now: this.now,
              call: () => Promise.reject(new Error('no calls here')),
              joined: () => {},
              left: () => {},
            },
            'producer',
            {
              send: (message) => inTurn(() => events.received(message)),
              onMessage: (callback) => (heard = callback),
              onClose: () => {},
            },
          ),
        );
        return { send: (message) => inTurn(() => heard(message)), close: () => {} };
      },
    });
    client.ticker.subscribe(() => {});
    this.machine.run(1);
    return client;
  }

  get run() {
    return this.host.state.run;
  }

  /** GO; OBS accepts 20 ms later and is on air 300 ms after that. */
  go(): void {
    this.press();
    this.obsDoesIt();
  }

  press(): void {
    const { show } = this.host.state.document;
    const taken = this.host.submit({
      type: 'takeNext',
      expectedOnAir: this.run.onAir?.takeId ?? null,
      expectedNext: nextSegment(show, this.run)?.id ?? 'nothing',
      early: true,
    });
    if (!taken.ok) throw new Error(`GO: ${JSON.stringify(taken.problem)}`);
  }

  obsDoesIt(): void {
    for (const { takeId, scene } of this.run.pending) {
      this.machine.run(20);
      this.host.report({ type: 'takeAccepted', takeId, after: 20 });
      this.obs = { ...this.obs, program: scene };
      this.machine.run(300);
      this.host.report({ type: 'takeOnAir', takeId, after: 320 });
    }
  }

  /** OBS shows the name that was asked for. */
  showsName(): void {
    const captionId = this.run.caption?.captionId;
    if (captionId) this.host.report({ type: 'captionShown', captionId, after: 15 });
  }

  /** What a screen's countdown reads. */
  reads(screen: Client): string {
    const session = screen.mirror.getState().published?.session;
    const span = session ? onAirSpan(session.show, session.run) : null;
    return span ? formatCountdown(countdownAt(span, screen.ticker.now()).left) : '';
  }

  /** What the log's last lines say. */
  said(lines = 1): readonly string[] {
    const { zone } = this.host.state.document.show;
    return this.host.log.slice(-lines).map((line) => logSentence(line, zone));
  }

  /** What of cues stands in the strip of alarms. */
  get strip() {
    const { document, run } = this.host.state;
    const published: Published = publishedOf(this.#stage);
    return cueAlarms(document.show, run, published.obs);
  }
}
