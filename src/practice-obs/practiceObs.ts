import { runBatch } from './batch';
import { type Clock, systemClock } from './clock';
import { type Faults, createFaultList } from './faults';
import { createMeters } from './meters';
import { type Person, createPerson } from './person';
import { type Answer, type Json, type JsonObject, Refusal, batchExecution, intent, status } from './protocol';
import { answer } from './requests/all';
import { sceneList } from './requests/scenes';
import type { Obs, ObsVersion } from './requests/request';
import { type Peer, type Session, openSession } from './session';
import { createTurns } from './turns';
import type { WorldSnapshot } from './world/model';
import { createMedia } from './world/media';
import { createCollections } from './world/collections';
import { type OutputName, type OutputSurroundings, createOutputs, outputNames } from './world/outputs';
import { readWorld } from './world/read';
import { type NeededSources, makeSources } from './needed';
import { type Canvas, bundledScenes, practiceWorld, withScenes } from './world/practiceWorld';
import { createStage } from './world/stage';

export interface PracticeOptions {
  /** Null, the default, asks for none. */
  readonly password?: string | null;
  /** A snapshot to go on from, as it was saved; where it is none or damaged, a new world is made. */
  readonly world?: unknown;
  /** The scenes of a new world, furnished after their names; the bundled show's by default. At least one. */
  readonly scenes?: readonly string[];
  /** Pixels; 1280 × 720 by default. Of a new world. */
  readonly canvas?: Canvas;
  readonly clock?: Clock;
  /** What it can send its program to; by default nothing, as of a fresh OBS in Debian. */
  readonly surroundings?: OutputSurroundings;
  /** It has browser sources, which show nothing here; not by default, as in Debian. */
  readonly browsers?: boolean;
  /** What it says it is; OBS 29.0.2 with obs-websocket 5.1.0 by default. */
  readonly version?: ObsVersion;
}

/** A small OBS that speaks obs-websocket 5 over JSON to whoever is let in, whatever the connection is made of. */
export interface PracticeObs {
  /** A connection begins; whoever lets it in has asked `turnsAway` before. */
  readonly accept: (peer: Peer) => void;
  readonly turnsAway: () => boolean;
  /** The scenes that reach the output: one at rest, two while they are mixed. */
  readonly showing: () => readonly string[];
  /** The world as it is now: JSON, to be saved and started from again. */
  readonly snapshot: () => WorldSnapshot;
  /** The outputs that run now. */
  readonly running: () => readonly OutputName[];
  /** Furnishes a scene for each of these names that is not there yet: a show finds its own scenes. */
  readonly addScenes: (names: readonly string[]) => void;
  /** Makes what is not there yet of what a show names beside scenes, in scenes that are. */
  readonly addSources: (needed: NeededSources) => void;
  /** People talk at these microphones from now on, one after the other, in this order at first. */
  readonly converse: (microphones: readonly string[]) => void;
  /** Calls back after every change of the world, with the new one; returns what ends it. */
  readonly onChange: (changed: (world: WorldSnapshot) => void) => () => void;
  readonly faults: Faults;
  readonly person: Person;
  /** Stops all that runs by itself and breaks every connection. */
  readonly close: () => void;
}

const debian: ObsVersion = { obs: '29.0.2', websocket: '5.1.0', rpc: 1 };

export function createPracticeObs(options: PracticeOptions = {}): PracticeObs {
  const clock = options.clock ?? systemClock;
  const canvas = options.canvas ?? { width: 1280, height: 720 };
  const version = options.version ?? debian;
  const sessions = new Set<Session>();
  const listeners = new Set<(world: WorldSnapshot) => void>();
  const faultList = createFaultList();
  const turns = createTurns();
  const count = { incoming: 0, outgoing: 0 };
  let current = readWorld(options.world) ?? practiceWorld(options.scenes ?? bundledScenes, canvas);
  let halfOpen = false;
  let turnedAway = false;

  const world = (): WorldSnapshot => current;
  const update = (next: WorldSnapshot): void => {
    current = next;
    media.follow();
    for (const changed of listeners) changed(next);
  };
  const emit = (type: string, wanted: number, data: JsonObject): void => {
    // At the end of a transition one scene less is seen.
    if (wanted === intent.transitions) media.follow();
    if (faultList.use('drop event', type) !== undefined) return;
    for (const session of sessions) {
      if ((session.subscriptions() & wanted) !== 0) session.sendEvent(type, wanted, data);
    }
  };

  const stage = createStage({ world, update, emit, clock });
  const media = createMedia({ world, showing: stage.showing, emit, clock });
  const outputs = createOutputs(
    emit,
    clock,
    options.surroundings ?? { streamServer: false, virtualCam: false, replayBuffer: false },
  );
  const collections = createCollections({ world, update, emit, stage, clock });
  const meters = createMeters({
    world,
    clock,
    listened: () =>
      [...sessions].some((session) => (session.subscriptions() & intent.inputVolumeMeters) !== 0),
    say: (data) => emit('InputVolumeMeters', intent.inputVolumeMeters, data),
  });
  const obs: Obs = {
    world,
    update,
    emit,
    stage,
    media,
    outputs,
    collections,
    clock,
    version,
    browsers: options.browsers ?? false,
    messages: () => count,
  };

  /** What the faults in place make of the reply to a request or a batch. */
  interface Reply {
    delay: number;
    silent: boolean;
  }

  function perform(session: Session, type: Json | undefined, data: Json | undefined, reply: Reply): Answer {
    const name = typeof type === 'string' ? type : '';
    const breaking = faultList.use('close', name);
    if (breaking?.when === 'before acting') {
      session.breakOff();
      reply.silent = true;
      return undefined;
    }
    const result = actOn(name, type, data);
    if (breaking !== undefined) session.breakOff();
    if (breaking !== undefined || faultList.use('silence', name) !== undefined) reply.silent = true;
    reply.delay += faultList.use('delay', name)?.ms ?? 0;
    return result;
  }

  function actOn(name: string, type: Json | undefined, data: Json | undefined): Answer {
    const refusal = faultList.use('refuse', name);
    if (refusal !== undefined) return new Refusal(refusal.code, refusal.comment);
    if (!collections.ready()) return new Refusal(status.notReady);
    const result = answer(obs, type, data);
    if (result instanceof Refusal) return result;
    const lie = faultList.use('misreport', name);
    return lie === undefined ? result : { ...result, ...lie.data };
  }

  function deliver({ delay, silent }: Reply, send: () => void): void {
    if (silent) return;
    if (delay > 0) clock.after(delay, send);
    else send();
  }

  function accept(socket: Peer): void {
    const session = openSession({
      socket,
      count,
      password: options.password ?? null,
      held: halfOpen,
      websocketVersion: version.websocket,
      rpcVersion: version.rpc,
      onIdentified: meters.wake,
      onRequest: (from, type, data, send) =>
        turns.take(() => {
          const reply: Reply = { delay: 0, silent: false };
          const result = perform(from, type, data, reply);
          deliver(reply, () => send(result));
        }),
      onBatch: (from, batch, send) => {
        const reply: Reply = { delay: 0, silent: false };
        const { fpsNumerator, fpsDenominator } = current.video;
        const run = async (): Promise<void> => {
          const results = await runBatch(batch, {
            perform: (type, data) => perform(from, type, data, reply),
            clock,
            frame: (1000 * fpsDenominator) / fpsNumerator,
            abandoned: from.closed,
          });
          deliver(reply, () => send(results));
        };
        // Only a realtime batch holds up everybody else while it sleeps.
        if (batch.execution === batchExecution.serialRealtime) turns.take(run);
        else void run();
      },
    });
    sessions.add(session);
    socket.on('close', () => sessions.delete(session));
  }

  const dropConnections = (code?: number): void => {
    for (const session of sessions) {
      if (code === undefined) session.breakOff();
      else session.close(code, '');
    }
  };

  return {
    accept,
    turnsAway: () => turnedAway,
    showing: stage.showing,
    snapshot: world,
    running: () => outputNames.filter((name) => outputs.status(name).active),
    addScenes(names) {
      const before = current;
      const next = withScenes(before, names);
      if (next === before) return;
      update(next);
      for (const { name: sceneName } of next.scenes.slice(before.scenes.length)) {
        emit('SceneCreated', intent.scenes, { sceneName, isGroup: false });
      }
      emit('SceneListChanged', intent.scenes, sceneList(next));
    },
    addSources: (needed) => makeSources(world, (type, data) => answer(obs, type, data), needed),
    converse: meters.converse,
    onChange(changed) {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    faults: {
      add: faultList.add,
      clear: faultList.clear,
      dropConnections,
      refuseConnections: (on) => void (turnedAway = on),
      halfOpen(on) {
        halfOpen = on;
        for (const session of sessions) session.hold(on);
      },
    },
    person: createPerson({
      answer(type, data) {
        const result = answer(obs, type, data);
        // A person's hands are in the window's own thread.
        stage.caughtUp();
        return result;
      },
      speak: meters.speak,
      openSceneCollection: collections.openSlowly,
      streamServer: outputs.streamServer,
      breakOff: outputs.breakOff,
      setStreamService: (type, settings) => outputs.setService({ type, settings }),
    }),
    close() {
      stage.reset();
      outputs.dispose();
      meters.dispose();
      media.dispose();
      dropConnections();
    },
  };
}
