import type { BorrowedTransition, TransitionChange } from '../../core/obs/borrowed';
import { borrow, isByTake } from '../../core/obs/borrowed';
import type { Known } from '../../core/obs/known';
import type { ObsEvent } from '../../core/obs/protocol';
import { textOf } from '../../core/obs/protocol';
import { giveBackSteps } from '../../core/obs/steps';
import type { Duration } from '../../core/time/units';
import { second } from '../../core/time/units';
import type { Ledger } from './ledger';
import type { Timers } from '../app/timers';
import type { Session } from './session';

export interface LoanDeps {
  readonly ledger: Ledger;
  /** OBS as it is now, or `null` while nothing may be sent. */
  readonly session: () => Session | null;
  /** A transition runs or is about to. */
  readonly underWay: () => boolean;
  readonly log: (line: string) => void;
  /** Calls back when it is worth another try. */
  readonly tryAgain: () => void;
  readonly timers: Timers;
}

/** The transition that takes borrowed of OBS: remembered over a kill, given back when nothing runs. */
export interface Loan {
  readonly borrowed: BorrowedTransition | null;
  /** It is on its way back: what OBS has now is not sure. */
  readonly returning: boolean;
  /** A take's batch with this change has just left. */
  took(change: TransitionChange | null, known: Known): void;
  /** OBS did not take the transition of the batch: it has its own still. */
  notChosen(): void;
  /** The batch was not answered: it may still be carried out, and OBS not have what it chose until then. */
  unanswered(): void;
  /** OBS was seen to have carried the batch out, answered or not. */
  carriedOut(): void;
  /** The batch's answer told the duration that OBS had. */
  hadDuration(duration: Duration): void;
  event(event: ObsEvent): void;
  /** Gives it back if nothing runs, and says whether anything was sent. */
  giveBack(): Promise<BorrowedTransition | null>;
  /** OBS is there again, and with it what was borrowed of it before. */
  connected(): void;
}

const deadline: Duration = second;
/** An OBS that did not take it is asked so often, a second apart; then at the next take. */
const mostTries = 5;
/** OBS's cursor is at the end some frames before the transition is: one that was found so may still run for this long, ms. */
const lastFrames: Duration = 100;
/** OBS has no such transition any more: nothing can be given back. */
const notFound = 600;

export function createLoan({ ledger, session, underWay, log, tryAgain, timers }: LoanDeps): Loan {
  let returning = false;
  /** Whether OBS was seen to have what the take chose, or it chose nothing. */
  let chosen = false;
  /** Whether what OBS has now says nothing of who chose it. */
  let unsure = false;
  let tries = 0;
  /** Just connected. */
  let maybeEnding = false;

  function keep(transition: BorrowedTransition | null): void {
    if (transition !== ledger.transition) ledger.keep({ transition }, 'soon');
  }

  async function giveBack(): Promise<BorrowedTransition | null> {
    const at = session();
    const mine = ledger.transition;
    if (!mine || returning || maybeEnding || !at || underWay()) return null;
    const steps = giveBackSteps(mine, at.known);
    if (steps.length === 0) {
      if (!unsure) keep(null);
      return null;
    }
    returning = true;
    const reply = await at.wire.batch(
      steps.map((step) => step.request),
      deadline,
    );
    returning = false;
    // Another take meanwhile: it is borrowed anew, and perhaps over already.
    if (ledger.transition !== mine) {
      tryAgain();
      return null;
    }
    const failed = reply.ok ? reply.value.find((answer) => !answer.ok) : undefined;
    // Silence or a close: it is still ours to give back; so it is where OBS could not take it just then.
    if (!reply.ok || (failed && !failed.ok && failed.problem.code !== notFound)) {
      tries += 1;
      if (tries < mostTries) timers.after(second, tryAgain);
      return null;
    }
    if (failed && !failed.ok) log(`transition ${mine.name} not given back: ${failed.problem.comment}`);
    else {
      at.learn({ name: 'CurrentSceneTransitionChanged', data: { transitionName: mine.name } });
    }
    keep(null);
    return failed ? null : mine;
  }

  return {
    get borrowed() {
      return ledger.transition;
    },
    get returning() {
      return returning;
    },
    took(change, known) {
      chosen = change === null || change.chosen === known.currentTransition;
      unsure = false;
      tries = 0;
      keep(borrow(ledger.transition, change, known));
    },
    unanswered() {
      unsure = !chosen;
    },
    carriedOut() {
      unsure = false;
    },
    notChosen() {
      const borrowed = ledger.transition;
      if (borrowed) keep({ ...borrowed, chosen: session()?.known.currentTransition ?? borrowed.name });
    },
    hadDuration(duration) {
      const borrowed = ledger.transition;
      if (borrowed && borrowed.duration === null) keep({ ...borrowed, duration });
    },
    event({ name, data }) {
      const borrowed = ledger.transition;
      if (name !== 'CurrentSceneTransitionChanged' || !borrowed) return;
      const current = textOf(data, 'transitionName');
      if (current === borrowed.chosen) {
        chosen = true;
        unsure = false;
        if (!returning && borrowed.earlier.length > 0) keep({ ...borrowed, earlier: [] });
        return;
      }
      // Neither what a take chose nor what goes back: a person chose it, and it stays.
      if (!isByTake(borrowed, current) && current !== borrowed.name) keep(null);
    },
    giveBack,
    connected() {
      returning = false;
      unsure = false;
      tries = 0;
      if (!ledger.transition) return;
      maybeEnding = true;
      timers.after(lastFrames, () => {
        maybeEnding = false;
        tryAgain();
      });
    },
  };
}
