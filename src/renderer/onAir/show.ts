import type { Duration } from '../../core/time/units';

/** Something to be shown: what it is, how it is drawn, and for how long. */
export interface Shown {
  readonly id: string;
  /** The same id with another content is a correction: it takes its place without a move. */
  readonly content: string;
  /** Draws into an empty stage, which is not seen yet. */
  readonly draw: (stage: HTMLElement) => Promise<Drawn>;
  readonly leavesIn: Duration | null;
}

/** Something drawn, that comes and goes in its own way. */
export interface Drawn {
  comeIn(): void;
  /** Resolves once nothing of it is seen. */
  goOut(): Promise<void>;
  /** Changes in its place to what `wanted` says; `false` where it has to be drawn anew. */
  correct?(wanted: Shown): boolean;
  /** It is taken away. */
  end(): void;
}

interface OnStage {
  readonly id: string;
  content: string;
  readonly stage: HTMLElement;
  readonly drawn: Drawn;
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
    const told = wanted?.leavesIn ?? null;
    // What took place before it may have taken its time.
    const left = (): Duration | null => (told === null ? null : told - (performance.now() - since));
    if (wanted === null || (left() ?? 1) <= 0) return takeOut();
    const isSame = now?.id === wanted.id;
    if (now && isSame && (now.content === wanted.content || now.drawn.correct?.(wanted) === true)) {
      now.content = wanted.content;
      return leaveIn(left());
    }
    const stage = document.createElement('div');
    stage.className = 'stage';
    stage.style.visibility = 'hidden';
    parent.append(stage);
    const drawn = await wanted.draw(stage);
    const before = now;
    if (before && !isSame) await takeOut();
    now = { id: wanted.id, content: wanted.content, stage, drawn };
    stage.style.visibility = '';
    if (before && isSame) remove(before);
    else drawn.comeIn();
    leaveIn(left());
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
    await going.drawn.goOut();
    remove(going);
  }

  return {
    show(wanted) {
      const since = performance.now();
      turn = turn.then(() => follow(wanted, since)).catch(() => {});
      return turn;
    },
  };
}

function remove({ stage, drawn }: OnStage): void {
  drawn.end();
  stage.remove();
}
