import type { Clock } from '../clock';
import { type JsonObject, intent } from '../protocol';
import type { TransitionName, WorldSnapshot } from './model';

/** Program and preview, and the transition between two scenes, which takes its time as in OBS. */
export interface Stage {
  /** Sets the program scene. The world names it at once; the events come when the transition ends. */
  readonly take: (scene: string) => void;
  readonly setTransition: (name: TransitionName) => void;
  readonly setStudioMode: (enabled: boolean) => void;
  /** 0–1 while a transition runs, 1 at rest. */
  readonly cursor: () => number;
  /** The transition under way: where from, and how far (0–1). */
  readonly running: () => { readonly from: string; readonly progress: number } | null;
  /** Keeps hold of a scene that gets a new name while it is being left. */
  readonly renamed: (from: string, to: string) => void;
  readonly dispose: () => void;
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
  readonly startedAt: number;
  readonly length: number;
  cancel: () => void;
}

export function createStage({ world, update, emit, clock }: StageParts): Stage {
  let running: Running | null = null;
  /**
   * Set when the transition is changed while one runs: OBS 29 then never says again that a take has ended, and
   * announces only every second start, though the scene keeps changing. Only a restart mends it.
   */
  let lostTrack: 'no' | 'next start is silent' | 'next start is said' = 'no';

  const say = (type: string, transition: TransitionName): void =>
    emit(type, intent.transitions, { transitionName: transition });

  const length = (transition: TransitionName): number => (transition === 'Cut' ? 0 : world().transitionDuration);

  function take(scene: string): void {
    const before = world();
    const studio = before.preview !== null;
    // Without studio mode OBS sees that nothing is to do and sends no event at all.
    if (before.program === scene && running === null && !studio) return;
    update({ ...before, program: scene });

    if (lostTrack !== 'no') {
      if (lostTrack === 'next start is said') say('SceneTransitionStarted', before.transition);
      lostTrack = lostTrack === 'next start is said' ? 'next start is silent' : 'next start is said';
      return;
    }

    running?.cancel();
    const transition = before.transition;
    const current: Running = {
      transition,
      from: before.program,
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
      running = null;
      lostTrack = 'next start is silent';
    }
    update({ ...world(), transition: name });
    emit('CurrentSceneTransitionChanged', intent.transitions, { transitionName: name });
  }

  function setStudioMode(enabled: boolean): void {
    const now = world();
    if ((now.preview !== null) === enabled) return;
    update({ ...now, preview: enabled ? now.program : null });
    if (!enabled && now.preview !== null) {
      // Leaving studio mode, OBS says both scenes as "program", the one in preview first.
      emit('CurrentProgramSceneChanged', intent.scenes, { sceneName: now.preview });
      emit('CurrentProgramSceneChanged', intent.scenes, { sceneName: now.program });
    }
    emit('StudioModeStateChanged', intent.ui, { studioModeEnabled: enabled });
  }

  const progress = (): number => {
    if (running === null || running.length === 0) return 1;
    return Math.min(1, (clock.now() - running.startedAt) / running.length);
  };

  return {
    take,
    setTransition,
    setStudioMode,
    cursor: progress,
    running: () => (running === null ? null : { from: running.from, progress: progress() }),
    renamed(from, to) {
      if (running?.from === from) running.from = to;
    },
    dispose: () => running?.cancel(),
  };
}
