import type { ObsEvent, WireData } from '../../core/obs/protocol';
import { flagOf } from '../../core/obs/protocol';
import type { HeldSound, MuteChange, SoundOfTake } from '../../core/obs/sound';
import {
  evolveSound,
  isSoundOff,
  isUntaken,
  letGo,
  planSound,
  settleSound,
  soundAnswered,
  soundFound,
  soundUnanswered,
} from '../../core/obs/sound';
import type { Step } from '../../core/obs/steps';
import { soundSteps } from '../../core/obs/steps';
import { lateAtMost } from '../../core/run/report';
import type { Result } from '../../core/result';
import type { PendingTake } from '../../core/run/model';
import type { State } from '../../core/run/state';
import type { Duration, Instant } from '../../core/time/units';
import { second } from '../../core/time/units';
import type { Timers } from '../app/timers';
import type { Ledger } from './ledger';
import type { Session } from './session';
import type { RequestRefused } from './wire';

export interface SoundDeps {
  readonly now: () => Instant;
  readonly timers: Timers;
  readonly ledger: Ledger;
  readonly state: () => State | null;
  /** OBS as it is now, or `null` while nothing may be sent. */
  readonly session: () => Session | null;
  readonly takeUnderWay: () => boolean;
  /** Whether a run that has taken nothing finds inputs muted by us. */
  readonly found: (off: boolean) => void;
  /** What we muted before OBS or the app went away is heard again. */
  readonly gaveBack: (inputs: readonly string[]) => void;
  /** What went by itself is answered, or will not be: a take may go. */
  readonly settled: () => void;
}

/** What is muted by us while viewers are to hear none of the live inputs: remembered over a kill, given back after. */
export interface Sound {
  /** Something is on its way by itself: OBS might carry out a take before it. */
  readonly returning: boolean;
  /** What goes with this take. Remembered before it returns, so before a byte of the take leaves. */
  begin(take: PendingTake): SoundOfTake;
  /** How OBS found each input that it changed, `null` where it did not say; or `null` where OBS did not answer. */
  answered(sound: SoundOfTake, found: readonly (boolean | null)[] | null): void;
  /** A cue says from now on whether this one is muted. */
  named(input: string): void;
  event(event: ObsEvent): void;
  /** Sends what is still to be put right of what is ours, while no take is under way. */
  settle(): Promise<void>;
  /** A run was opened while OBS is there. */
  runOpened(): void;
  /** The run as it is now: what was found here it has heard of, and its word counts. */
  told(): void;
  connected(): void;
  closed(): void;
}

const deadline: Duration = second;
/** An OBS that did not take it is asked so often, a second apart; then at the next take. */
const mostTries = 5;

export function createSound(deps: SoundDeps): Sound {
  const { ledger, session } = deps;
  let echoes: readonly MuteChange[] = [];
  let isSettling = false;
  let tries = 0;
  let owedFromBefore: readonly string[] = [];
  /** The run that is being told of what it found here, until it is heard from again. */
  let toldRun: string | null = null;
  let cancel: () => void = () => {};

  function held(): HeldSound {
    return { muted: ledger.muted, echoes };
  }

  function hold(next: HeldSound): void {
    echoes = next.echoes;
    if (next.muted === ledger.muted) return;
    // What is muted must be known to be ours before OBS is told to; the rest may wait.
    const isMore = next.muted.some((input) => !ledger.muted.includes(input));
    ledger.keep({ muted: next.muted }, isMore ? 'now' : 'soon');
  }

  function again(after: Duration): void {
    cancel();
    cancel = deps.timers.after(after, () => void settle());
  }

  async function settle(): Promise<void> {
    const at = session();
    const state = deps.state();
    if (!at || !state || isSettling || ledger.muted.length === 0) return;
    const { run } = state;
    // What is on air was muted for what was taken before this run, and still is.
    if (run.runId === toldRun && isUntaken(run)) return;
    if (run.pending.length > 0 || deps.takeUnderWay() || run.onAir?.confirmation === 'undecided') return;
    // A slow OBS may still do what it was asked for: then the take counts.
    const { failed } = run;
    const mayCome = failed?.failure.why === 'silent' ? failed.at + lateAtMost - deps.now() : 0;
    if (mayCome > 0) {
      again(mayCome);
      return;
    }
    const { changes, held: next } = settleSound(isSoundOff(run), at.known, held());
    hold(next);
    if (changes.length === 0) return;
    isSettling = true;
    const steps = soundSteps(changes);
    const reply = await at.wire.batch(
      steps.map((step) => step.request),
      deadline,
    );
    isSettling = false;
    deps.settled();
    if (at !== session()) return;
    const found = reply.ok ? soundFoundIn(steps, reply.value) : null;
    hold(found ? soundAnswered(held(), { changes, fresh: [] }, found) : soundUnanswered(held(), changes));
    if (!found || found.includes(null)) {
      tries += 1;
      if (tries < mostTries) again(second);
      return;
    }
    const back = changes.flatMap(({ input, muted }) =>
      !muted && owedFromBefore.includes(input) ? [input] : [],
    );
    owedFromBefore = owedFromBefore.filter((input) => !back.includes(input));
    if (back.length > 0) deps.gaveBack(back);
    // What OBS told of it meanwhile was not looked at.
    await settle();
  }

  function tellOfFound(): void {
    const run = deps.state()?.run;
    if (!run || !isUntaken(run)) return;
    const off = ledger.muted.length > 0;
    toldRun = off ? run.runId : null;
    deps.found(off);
  }

  return {
    get returning() {
      return isSettling;
    },
    begin(take) {
      tries = 0;
      toldRun = null;
      const at = session();
      const state = deps.state();
      if (!at || !state) return { changes: [], effects: take.effects, waiting: [], held: held(), fresh: [] };
      const planned = planSound(take, state.document.show, at.known, held());
      hold(planned.held);
      return planned;
    },
    answered(sound, found) {
      hold(found ? soundAnswered(held(), sound, found) : soundUnanswered(held(), sound.changes));
    },
    named: (input) => hold(letGo(held(), input)),
    event(event) {
      hold(evolveSound(held(), event));
    },
    settle,
    runOpened: tellOfFound,
    told() {
      toldRun = null;
    },
    connected() {
      echoes = [];
      isSettling = false;
      tries = 0;
      const at = session();
      if (at) hold(soundFound(ledger.muted, at.known));
      owedFromBefore = ledger.muted;
      tellOfFound();
    },
    closed() {
      cancel();
    },
  };
}

/** How OBS found each input, from the answers to these steps; `null` where it refused to change it. */
export function soundFoundIn(
  steps: readonly Step[],
  answers: readonly Result<WireData, RequestRefused>[],
): readonly (boolean | null)[] {
  return steps.flatMap(({ why }, index) => {
    if (why !== 'soundFound') return [];
    const [answer, change] = answers.slice(index);
    if (!change?.ok) return [null];
    // Where OBS does not say how it was, it was as it had told: another way than it is now.
    return [answer?.ok ? flagOf(answer.value, 'inputMuted') : false];
  });
}
