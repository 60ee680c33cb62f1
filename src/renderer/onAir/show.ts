import type { Duration } from '../../core/time/units';
import { goesIn } from '../../core/captions/motion';
import { play } from '../overlay/pose';

/** Something to be shown: what it is, how it is drawn, and for how long. */
export interface Shown {
  readonly id: string;
  /** The same id with another content is a correction: it takes its place without a move. */
  readonly content: string;
  /** Draws into an empty stage, and may keep it going until the function that it gives is called. */
  readonly draw: (stage: HTMLElement) => Promise<(() => void) | void>;
  readonly leavesIn: Duration | null;
}

interface OnStage {
  readonly id: string;
  content: string;
  stage: HTMLElement;
  stop: () => void;
}

/**
 * One place of the page, which holds one thing at a time. It knows when what it shows has to go, and takes it out by
 * then whatever becomes of the app.
 */
export interface Place {
  /** Brings it in, corrects it, or only learns when it goes; `null` takes out what is there. */
  show(wanted: Shown | null): Promise<void>;
}

export function createPlace(parent: HTMLElement): Place {
  let now: OnStage | null = null;
  let leaving: ReturnType<typeof setTimeout> | undefined;
  let turn: Promise<void> = Promise.resolve();

  async function follow(wanted: Shown | null, since: number): Promise<void> {
    clearTimeout(leaving);
    // What took place before it may have taken its time.
    const told = wanted?.leavesIn ?? null;
    const left = told === null ? null : told - (performance.now() - since);
    if (wanted === null || (left !== null && left <= 0)) return takeOut();
    if (now?.id === wanted.id && now.content === wanted.content) return leaveIn(left);
    const isCorrection = now?.id === wanted.id;
    const stage = document.createElement('div');
    stage.className = 'stage';
    stage.style.visibility = 'hidden';
    parent.append(stage);
    const stop = (await wanted.draw(stage)) ?? ((): void => {});
    const before = now;
    if (before && !isCorrection) await takeOut();
    now = { id: wanted.id, content: wanted.content, stage, stop };
    stage.style.visibility = '';
    if (before && isCorrection) {
      before.stop();
      before.stage.remove();
    } else play(stage, 'coming');
    leaveIn(left);
  }

  function leaveIn(left: Duration | null): void {
    clearTimeout(leaving);
    if (left === null) return;
    leaving = setTimeout(() => {
      turn = turn.then(takeOut);
    }, left);
  }

  async function takeOut(): Promise<void> {
    const going = now;
    now = null;
    if (!going) return;
    play(going.stage, 'going');
    // Not until the animations say so: where the page is hidden, they never end.
    await new Promise((done) => {
      setTimeout(done, goesIn);
    });
    going.stop();
    going.stage.remove();
  }

  return {
    show(wanted) {
      const since = performance.now();
      turn = turn.then(() => follow(wanted, since)).catch(() => {});
      return turn;
    },
  };
}
