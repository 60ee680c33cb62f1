import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { WebSocketServer } from 'ws';
import type { Answer, AppCallName, CallName, CallRefusal } from '../../src/contract/calls';
import { isRunCall } from '../../src/contract/calls';
import type { FromHost, FromScreen, ScenePicture } from '../../src/contract/messages';
import type { Result } from '../../src/core/result';
import { ok } from '../../src/core/result';
import { diff } from '../../src/contract/patch';
import type { Published } from '../../src/contract/published';
import { contractVersion } from '../../src/contract/version';
import { noOutputs } from '../../src/core/obs/outputs';
import type { ObsView } from '../../src/core/obs/observed';
import type { Command } from '../../src/core/run/commands';
import { fold } from '../../src/core/run/fold';
import { openState } from '../../src/core/run/state';
import type { Show } from '../../src/core/show/model';
import { Stage } from './stage';

/**
 * The host as a screen sees it, without OBS, disk or clock: core's own functions on a stage whose clock the
 * test holds. For looking at screens in one exact state.
 */
export class FakeHost {
  readonly stage: Stage;
  published: Published;
  readonly #screens = new Set<WebSocket>();
  readonly #server = new WebSocketServer({ noServer: true });
  readonly calls: { readonly name: string; readonly input: unknown }[] = [];
  readonly #answers = new Map<string, Result<unknown, CallRefusal>>();
  /** Whether the clock goes on by itself from where the stage stands. */
  #runsFrom: number | null = null;

  constructor(show: Show, start: string, obs: Partial<ObsView> = {}) {
    this.stage = new Stage(show, start);
    this.published = {
      session: null,
      obs: { ...connectedObs(show, this.stage.now), ...obs },
      backup: null,
      storage: { status: 'saved' },
      hostsOnline: 1,
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
    };
    this.update({});
  }

  get now(): number {
    return this.stage.now + (this.#runsFrom === null ? 0 : Date.now() - this.#runsFrom);
  }

  /** Lets the clock go on as clocks do. */
  run(): void {
    this.#runsFrom = Date.now();
  }

  /** Publishes slices and whatever the stage has come to. */
  update(slices: Partial<Published>): void {
    const { document, run } = this.stage.state;
    const { log } = fold(openState(this.stage.show, 0, 'run-1'), this.stage.journal);
    const before = this.published;
    const session = {
      show: document.show,
      run,
      pace: null,
      log,
      canUndo: document.undo.length > 0,
      canRedo: document.redo.length > 0,
      captions: before.session?.captions ?? {},
    };
    this.published = { ...before, session, ...slices };
    const changes = diff(before, this.published);
    if (changes.length > 0) this.#tell({ type: 'changes', changes });
  }

  observe(observed: Partial<NonNullable<ObsView['observed']>>): void {
    const { obs } = this.published;
    if (obs.observed) this.update({ obs: { ...obs, observed: { ...obs.observed, ...observed } } });
  }

  link(link: ObsView['link']): void {
    this.stage.obs = { ...this.stage.obs, connected: link.status === 'connected' };
    this.update({ obs: { ...this.published.obs, link } });
  }

  /** What a call to the app is answered from now on; "done" before. */
  answer<Name extends AppCallName>(name: Name, answer: Result<Answer<Name>, CallRefusal>): void {
    this.#answers.set(name, answer);
  }

  picture(picture: ScenePicture): void {
    this.#tell({ type: 'picture', ...picture });
  }

  tell(message: FromHost): void {
    this.#tell(message);
  }

  /** Hangs up on every screen. */
  hangUp(): void {
    for (const screen of this.#screens) screen.terminate();
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.#server.handleUpgrade(request, socket, head, (screen) => {
      this.#screens.add(screen);
      screen.on('close', () => this.#screens.delete(screen));
      screen.on('message', (data: Buffer) => this.#answer(screen, JSON.parse(data.toString()) as FromScreen));
      const role = request.url?.includes('role=host') ? 'host' : 'producer';
      const { published, now } = this;
      send(screen, { type: 'welcome', contract: contractVersion, role, now, published });
    });
  }

  #answer(screen: WebSocket, message: FromScreen): void {
    if (message.type === 'clock') {
      send(screen, { type: 'clock', id: message.id, now: this.now });
      return;
    }
    const { id, name, input } = message;
    // Told by the page itself, whatever is pressed.
    if (name !== 'tellAlarms') this.calls.push({ name, input });
    if (!isRunCall(name as CallName)) {
      const answer = this.#answers.get(name) ?? ok(null);
      if (answer.ok) send(screen, { type: 'reply', id, ok: true, value: answer.value });
      else send(screen, { type: 'reply', id, ok: false, refusal: answer.problem });
      return;
    }
    if (this.#runsFrom !== null) {
      this.stage.now = this.now;
      this.#runsFrom = Date.now();
    }
    const decided = this.stage.send({ type: name, ...(input as object) } as Command);
    if (decided.ok) send(screen, { type: 'reply', id, ok: true, value: null });
    else send(screen, { type: 'reply', id, ok: false, refusal: decided.problem });
    this.update({});
  }

  #tell(message: FromHost): void {
    for (const screen of this.#screens) send(screen, message);
  }
}

function send(screen: WebSocket, message: FromHost): void {
  screen.send(JSON.stringify(message));
}

/** An OBS that has everything the show names. */
function connectedObs(show: Show, since: number): ObsView {
  const scenes = [...new Set([show.slateScene, ...show.segments.map(({ scene }) => scene)])];
  const microphones = [...new Set(show.speakers.flatMap(({ microphone }) => microphone ?? []))];
  return {
    practice: false,
    address: 'ws://127.0.0.1:4455',
    link: { status: 'connected', since },
    passwordKept: 'keyring',
    health: null,
    levels: 'notAsked',
    recordsSince: null,
    observed: {
      version: '29.0.2',
      program: null,
      preview: null,
      studioMode: false,
      transitioning: null,
      scenes: scenes.filter((scene) => scene !== null),
      transitions: [
        { name: 'Cut', fixed: true },
        { name: 'Fade', fixed: false },
      ],
      inputs: microphones.map((name) => ({ name, kind: 'pulse_input_capture', muted: false, decibels: 0 })),
      sources: {},
      scenesWithGroups: [],
      sourcesOff: {},
      heard: {},
      filters: {},
      filtersOff: {},
      hotkeys: [],
      ambiguousHotkeys: [],
      currentTransition: 'Fade',
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
  };
}
