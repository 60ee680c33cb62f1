import type { Clock } from '../clock';
import { type JsonObject, intent } from '../protocol';
import type { TransitionName, WorldSnapshot } from './model';

/** Program and preview, and the transition between two scenes, which takes its time as in OBS. */
export interface Stage {
  /** Sets the program scene. The world names it at once; the events come when the transition ends. */
  readonly take: (scene: string) => void;
  readonly setTransition: (name: TransitionName) => void;
  /**
   * The transition that a question is answered with. OBS changes it in its window's thread, so that right after a set
   * the answer is still the old one; a scene is set in that thread, too, and waited for.
   */
  readonly answeredTransition: () => TransitionName;
  /** The window's thread has done all that it was asked to. */
  readonly caughtUp: () => void;
  readonly setStudioMode: (enabled: boolean) => void;
  /** 0–1 while a transition runs, 1 at rest. */
  readonly cursor: () => number;
  /** The scenes that reach the output: the program, and while two are mixed the other one. */
  readonly showing: () => readonly string[];
  /** Keeps hold of a scene that gets a new name while it is being left. */
  readonly renamed: (from: string, to: string) => void;
  /** Forgets what is under way, as when all scenes go. */
  readonly reset: () => void;
}

interface StageParts {
  readonly world: () => WorldSnapshot;
  readonly update: (next: WorldSnapshot) => void;
  readonly emit: (type: string, intent: number, data: JsonObject) => void;
  readonly clock: Clock;
}

/** OBS notices the end of a transition as it draws the frame after it; milliseconds. */
const frame = 16;

interface Running {
  readonly transition: TransitionName;
  from: string;
  to: string;
  readonly startedAt: number;
  readonly length: number;
  cancel: () => void;
}

export function createStage({ world, update, emit, clock }: StageParts): Stage {
  let running: Running | null = null;
  /**
   * The two scenes that OBS 29 stays stuck between when the transition is changed while it runs. The end of that
   * take is never told. Taking the scene it came from then says nothing at all, taking the other one says only that
   * it starts; any third scene sets things right.
   */
  let stuck: { from: string; to: string } | null = null;

  /** A transition that studio mode cut to its end: its cursor moves on, and nothing more is said of it. */
  let coasting: Running | null = null;

  /** The transition before the one that was just set. */
  let lagging: TransitionName | null = null;

  const say = (type: string, transition: TransitionName): void =>
    emit(type, intent.transitions, { transitionName: transition });

  const length = (transition: TransitionName): number =>
    transition === 'Cut' ? 0 : world().transitionDuration;

  function take(scene: string): void {
    lagging = null;
    const before = world();
    const studio = before.preview !== null;
    // Without studio mode OBS sees that nothing is to do and sends no event at all.
    if (before.program === scene && running === null && stuck === null && !studio) return;
    update({ ...before, program: scene });

    // In studio mode OBS takes a copy of the scene, which is always a third.
    if (stuck !== null && !studio && (scene === stuck.from || scene === stuck.to)) {
      if (scene === stuck.to) say('SceneTransitionStarted', before.transition);
      return;
    }

    // One of the two scenes that are being mixed: it goes on as it runs, to that scene, and ends when it would have.
    if (running !== null && !studio && (scene === running.from || scene === running.to)) {
      running.to = scene;
      say('SceneTransitionStarted', before.transition);
      return;
    }

    stuck = null;
    coasting = null;
    running?.cancel();
    const transition = before.transition;
    const current: Running = {
      transition,
      // Cut into, it begins anew, still from the scene that was being left.
      from: running === null || studio ? before.program : running.from,
      to: scene,
      startedAt: clock.now(),
      length: length(transition),
      cancel: clock.after(length(transition) + frame, () => videoEnded(current)),
    };
    running = current;
    say('SceneTransitionStarted', transition);
  }

  function videoEnded(ended: Running): void {
    running = null;
    say('SceneTransitionVideoEnded', ended.transition);
    const now = world();
    if (now.preview !== null) {
      update({ ...now, preview: ended.from });
      emit('CurrentPreviewSceneChanged', intent.scenes, { sceneName: ended.from });
    }
    emit('CurrentProgramSceneChanged', intent.scenes, { sceneName: now.program });
    clock.after(frame, () => say('SceneTransitionEnded', ended.transition));
  }

  function setTransition(name: TransitionName): void {
    if (running !== null && running.transition !== name) {
      running.cancel();
      stuck = { from: running.from, to: running.to };
      running = null;
    }
    lagging = world().transition;
    clock.after(frame, () => {
      lagging = null;
    });
    update({ ...world(), transition: name });
    emit('CurrentSceneTransitionChanged', intent.transitions, { transitionName: name });
  }

  function setStudioMode(enabled: boolean): void {
    const now = world();
    if ((now.preview !== null) === enabled) return;
    running?.cancel();
    coasting = running;
    running = null;
    stuck = null;
    update({ ...now, preview: enabled ? now.program : null });
    if (!enabled && now.preview !== null) {
      // Leaving studio mode, OBS says both scenes as "program", the one in preview first.
      emit('CurrentProgramSceneChanged', intent.scenes, { sceneName: now.preview });
      emit('CurrentProgramSceneChanged', intent.scenes, { sceneName: now.program });
    }
    emit('StudioModeStateChanged', intent.ui, { studioModeEnabled: enabled });
  }

  const progress = (): number => {
    const moving = running ?? coasting;
    if (moving === null || moving.length === 0) return 1;
    return Math.min(1, (clock.now() - moving.startedAt) / moving.length);
  };

  return {
    take,
    setTransition,
    answeredTransition: () => lagging ?? world().transition,
    caughtUp() {
      lagging = null;
    },
    setStudioMode,
    cursor: progress,
    showing() {
      const mixed = stuck ?? running;
      if (mixed === null || mixed.from === mixed.to) return [world().program];
      return [mixed.from, mixed.to];
    },
    renamed(from, to) {
      if (running?.from === from) running.from = to;
      if (running?.to === from) running.to = to;
      if (stuck?.from === from) stuck.from = to;
      if (stuck?.to === from) stuck.to = to;
    },
    reset() {
      running?.cancel();
      running = null;
      coasting = null;
      stuck = null;
    },
  };
}
