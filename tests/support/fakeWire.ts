import type { FromHost, FromScreen } from '../../src/contract/messages';
import type { Published, Session } from '../../src/contract/published';
import { contractVersion } from '../../src/contract/version';
import { noOutputs } from '../../src/core/obs/outputs';
import type { Client } from '../../src/renderer/client/client';
import { createClient } from '../../src/renderer/client/client';
import type { Timers } from '../../src/renderer/client/ticker';
import type { WireEvents } from '../../src/renderer/client/wire';
import type { Stage } from './stage';

/** Clocks and timers that the test moves; nothing here waits. */
export class FakeTime {
  /** The screen's own clocks, ms. */
  monotonic = 1_000;
  wall = Date.UTC(2026, 10, 23, 15, 0, 0);
  readonly #due: { readonly at: number; readonly run: () => void }[] = [];

  readonly clocks = { monotonic: () => this.monotonic, wall: () => this.wall };

  readonly timers: Timers = {
    after: (delay, run) => {
      const timer = { at: this.monotonic + delay, run };
      this.#due.push(timer);
      return () => {
        const index = this.#due.indexOf(timer);
        if (index >= 0) this.#due.splice(index, 1);
      };
    },
  };

  get waiting(): number {
    return this.#due.length;
  }

  pass(ms: number): void {
    const until = this.monotonic + ms;
    for (;;) {
      const next = this.#due.toSorted((a, b) => a.at - b.at)[0];
      if (!next || next.at > until) break;
      this.#due.splice(this.#due.indexOf(next), 1);
      this.#move(next.at - this.monotonic);
      next.run();
    }
    this.#move(until - this.monotonic);
  }

  #move(ms: number): void {
    this.monotonic += ms;
    this.wall += ms;
  }
}

/** The far end of a client's wire: what the screen sent, and what the host says. */
export class FarEnd {
  readonly time = new FakeTime();
  readonly sent: FromScreen[] = [];
  readonly client: Client;
  wires = 0;
  #events: WireEvents | null = null;

  constructor() {
    this.client = createClient({
      clocks: this.time.clocks,
      timers: this.time.timers,
      open: (events) => {
        this.wires += 1;
        this.#events = events;
        return { send: (message) => this.sent.push(message), close: () => (this.#events = null) };
      },
    });
  }

  say(message: FromHost): void {
    this.#events?.received(message);
  }

  /** The host's first word; its clock says `now`. */
  welcome(published: Published, now: number, contract: number = contractVersion): void {
    this.say({ type: 'welcome', contract, role: 'producer', now, published });
  }

  hangUp(): void {
    this.#events?.closed();
  }

  calls(): readonly Extract<FromScreen, { type: 'call' }>[] {
    return this.sent.filter((message) => message.type === 'call');
  }

  clockQuestions(): readonly number[] {
    return this.sent.filter((message) => message.type === 'clock').map(({ id }) => id);
  }
}

/** What a host publishes of a stage; `changes` replace whole slices. */
export function publishedOf(stage: Stage, changes: Partial<Published> = {}): Published {
  const { document, run } = stage.state;
  const session: Session = {
    show: document.show,
    run,
    pace: null,
    log: [],
    captions: {},
    canUndo: document.undo.length > 0,
    canRedo: document.redo.length > 0,
  };
  const scenes = document.show.segments.flatMap(({ scene }) => scene ?? []);
  return {
    session,
    obs: {
      practice: stage.obs.practice,
      address: 'ws://127.0.0.1:4455',
      link: { status: 'connected', since: stage.now },
      passwordKept: null,
      health: null,
      levels: 'notAsked',
      recordsSince: null,
      observed: {
        version: '29.0.2',
        program: stage.obs.program,
        preview: null,
        studioMode: false,
        transitioning: null,
        scenes: [...new Set([...scenes, document.show.slateScene ?? ''])],
        transitions: [{ name: 'Cut', fixed: true }],
        inputs: [],
        sources: {},
        scenesWithGroups: [],
        sourcesOff: {},
        heard: {},
        filters: {},
        filtersOff: {},
        hotkeys: [],
        ambiguousHotkeys: [],
        currentTransition: 'Cut',
        canvas: { width: 1280, height: 720 },
        settings: {
          output: { width: 1280, height: 720 },
          fps: 30,
          freeDisk: 212e9,
          recordFolder: '/home/producer',
          streamTarget: 'set',
        },
        emptyScenes: [],
        captions: { way: 'pictures', measures: true, sceneReady: true, missingIn: [] },
        captionVisible: false,
        outputs: noOutputs,
      },
    },
    backup: null,
    storage: { status: 'saved' },
    hostsOnline: 0,
    library: { recent: [] },
    settings: {
      theme: 'dark',
      letterKeys: true,
      previewNext: false,
      strip: true,
      systemKeys: {
        on: false,
        go: { accelerator: 'F9', state: 'off' },
        slate: { accelerator: 'F10', state: 'off' },
      },
    },
    notices: [],
    app: { version: '0.1.0', shell: 'electron' },
    ...changes,
  };
}
