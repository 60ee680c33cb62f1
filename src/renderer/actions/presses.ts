import { type StoreApi, createStore } from 'zustand/vanilla';
import type { CallInput, CallName } from '../../contract/calls';
import type { Session } from '../../contract/published';
import type { OutputName } from '../../core/obs/outputs';
import { outputNames } from '../../core/obs/outputs';
import { asksFirst, secondPressAfter } from '../../core/run/outputs';
import { backAtOnce } from '../../core/run/decide';
import { inRunTime } from '../../core/run/rehearsal';
import { followable } from '../../core/run/follow';
import { takesInFlight } from '../../core/run/model';
import { mayBeNext, nextSegment } from '../../core/run/order';
import type { Proposal } from '../../core/run/replan';
import { nextToName } from '../../core/captions/policy';
import type { CueId } from '../../core/show/cues';
import type { SegmentId } from '../../core/show/model';
import type { Duration } from '../../core/time/units';
import { second } from '../../core/time/units';
import type { Client, ScreenRefusal } from '../client/client';
import type { Timers } from '../client/ticker';
import { aimOf, earlyNow, subjectOf } from './situation';

/** An armed press acts on the second one, within this time. */
export const armedFor: Duration = 3 * second;
/** How long a refusal stays to be read. */
const refusalStays: Duration = 6 * second;

export type Armable = 'go' | 'back' | 'reset' | 'leaveRehearsal' | 'closeShow' | OutputPress | TakePress;
export type OutputPress = `${'start' | 'stop'} ${OutputName}`;
/** A take of any segment, by its id. */
export type TakePress = `take ${SegmentId}`;
/** Where on screen a refusal is said: beside what was pressed. */
export type Spot = 'go' | 'back' | 'slate' | 'hold' | 'nextCue' | 'clock' | 'captions' | 'replan' | 'app';

export interface PressState {
  /** `at`: by the window's own `elapsed`, ms. */
  readonly armed: { readonly what: Armable; readonly subject: string; readonly at: Duration } | null;
  readonly refused: { readonly spot: Spot; readonly refusal: ScreenRefusal } | null;
}

/**
 * What hands do to the show. Buttons, keys and the command list all end here. Arming is this window's own
 * state: the model only knows whether a command says that its operator was told.
 */
export interface Presses {
  readonly state: StoreApi<PressState>;
  go(): void;
  /** A press that may not have been meant for GO: it only arms, and the next one takes. */
  askGo(): void;
  back(): void;
  slate(): void;
  hold(): void;
  nextCue(): void;
  adjustEnd(by: Duration): void;
  startNow(): void;
  takeAgain(): void;
  /** Any segment, wherever it stands; always asks first. */
  takeSegment(segmentId: SegmentId): void;
  /** What GO takes, without a take. */
  makeNext(segmentId: SegmentId): void;
  nextAsPlanned(): void;
  /** Next goes one segment on in the plan, or back. */
  moveNext(by: 1 | -1): void;
  /** By hand, one after the other. */
  runCues(cueIds: readonly CueId[]): void;
  /** Yes to a cue that asked before it starts or stops an output. */
  answerCue(cueId: CueId): void;
  skipCues(cueIds: readonly CueId[]): void;
  /** Cursor and clock go where OBS is. */
  follow(): void;
  /** What OBS shows is right. */
  acceptObs(): void;
  /** A proposal, with the numbers that its button shows. */
  applyReplan(proposal: Proposal): void;
  undoReplan(replanId: string): void;
  autoCaptions(): void;
  /** Shows or hides a name; `pins`: keeps it on screen, or lets it go by itself again. */
  toggleCaption(speakerId: string, pins: boolean): void;
  /** Starts or stops stream, recording or virtual camera; asks first where it cannot be undone. */
  setOutput(output: OutputName, on: boolean): void;
  resetRun(): void;
  leaveRehearsal(): void;
  closeShow(): void;
  /** Any other call; its refusal is said at `spot`. */
  send<Name extends CallName>(spot: Spot, name: Name, input: CallInput<Name>): void;
  refuse(spot: Spot, refusal: ScreenRefusal): void;
  /** Whether there was something to disarm. */
  disarm(): boolean;
}

function outputPress(output: OutputName, on: boolean): OutputPress {
  return `${on ? 'start' : 'stop'} ${output}`;
}

/** What an armed press would do to an output; `null` for any other press. */
export function outputOfPress(what: Armable): { readonly output: OutputName; readonly on: boolean } | null {
  for (const output of outputNames) {
    for (const on of [true, false]) if (outputPress(output, on) === what) return { output, on };
  }
  return null;
}

/** Which segment an armed press would take; `null` for any other press. */
export function segmentOfPress(what: Armable): SegmentId | null {
  return what.startsWith('take ') ? what.slice('take '.length) : null;
}

export function createPresses(client: Client, timers: Timers): Presses {
  const state = createStore<PressState>(() => ({ armed: null, refused: null }));
  let cancelArmed: (() => void) | null = null;
  let cancelRefused: (() => void) | null = null;

  client.mirror.subscribe(({ published }) => {
    const { armed } = state.getState();
    const session = published?.session;
    if (armed && (!session || subjectOf(session.show, session.run) !== armed.subject)) disarm();
  });

  function session(): Session | null {
    return client.mirror.getState().published?.session ?? null;
  }

  function disarm(): boolean {
    cancelArmed?.();
    cancelArmed = null;
    const was = state.getState().armed !== null;
    if (was) state.setState({ armed: null });
    return was;
  }

  function arm(what: Armable, subject: string): void {
    disarm();
    state.setState({ armed: { what, subject, at: client.elapsed() }, refused: null });
    cancelArmed = timers.after(armedFor, disarm);
  }

  /** Acts on the second press; the first one arms. */
  function twice(what: Armable, subject: string, act: () => void): void {
    const { armed } = state.getState();
    if (armed?.what !== what || armed.subject !== subject) {
      arm(what, subject);
      return;
    }
    if (client.elapsed() - armed.at < secondPressAfter) return;
    disarm();
    act();
  }

  function refuse(spot: Spot, refusal: ScreenRefusal): void {
    cancelRefused?.();
    state.setState({ refused: { spot, refusal } });
    // Once the guard has run down, the time that was left is not so any more.
    cancelRefused =
      refusal.code === 'tooSoon' && refusal.left > 0
        ? timers.after(refusal.left, () => refuse(spot, { ...refusal, left: 0 }))
        : timers.after(refusalStays, () => state.setState({ refused: null }));
  }

  function send<Name extends CallName>(
    spot: Spot,
    name: Name,
    input: CallInput<Name>,
    refused: (refusal: ScreenRefusal) => void = (refusal) => refuse(spot, refusal),
  ): void {
    // The bytes leave in this turn; only the answer comes later.
    const reply = client.call(name, input);
    cancelRefused?.();
    if (state.getState().refused) state.setState({ refused: null });
    void reply.then((answer) => {
      if (!answer.ok) refused(answer.refusal);
    });
  }

  function go(): void {
    const open = session();
    const obs = client.mirror.getState().published?.obs;
    if (!open || !obs) return;
    const { show, run } = open;
    const aim = aimOf(show, run);
    const subject = subjectOf(show, run);
    const expectedOnAir = run.onAir?.takeId ?? null;
    if (takesInFlight(run)) {
      refuse('go', { code: 'waitingForObs' });
      return;
    }
    switch (aim.kind) {
      case 'nothing':
        refuse('go', { code: 'nothingNext' });
        return;
      case 'end':
        twice('go', subject, () => {
          if (expectedOnAir !== null) send('go', 'endShow', { expectedOnAir, armed: true });
        });
        return;
      case 'take': {
        const take = (early: boolean): void =>
          send('go', 'takeNext', { expectedOnAir, expectedNext: aim.next.id, early }, (refusal) =>
            // The host's clock has the last word on what is early.
            refusal.code === 'early' ? arm('go', subject) : refuse('go', refusal),
          );
        // "Try again" was armed, where it had to be, the first time.
        const again = run.failed?.take.kind === 'go' && run.failed.take.segment?.id === aim.next.id;
        const asked = state.getState().armed?.what === 'go';
        if (!asked && (again || earlyNow(show, run, obs, aim, client.now()) === 0)) {
          disarm();
          take(again);
        } else twice('go', subject, () => take(true));
      }
    }
  }

  function askGo(): void {
    const open = session();
    if (!open) return;
    const { show, run } = open;
    const isArmed = state.getState().armed?.what === 'go';
    // Then GO acts or refuses by itself, and takes nothing.
    if (isArmed || takesInFlight(run) || aimOf(show, run).kind === 'nothing') go();
    else arm('go', subjectOf(show, run));
  }

  function back(): void {
    const open = session();
    if (!open) return;
    const { show, run } = open;
    const point = run.undo.at(-1);
    if (!point) {
      refuse('back', { code: 'nothingToUndo' });
      return;
    }
    const subject = subjectOf(show, run);
    const undoGo = (late: boolean): void =>
      send('back', 'back', { expectedOnAir: run.onAir?.takeId ?? null, late }, (refusal) =>
        refusal.code === 'late' ? arm('back', subject) : refuse('back', refusal),
      );
    if (client.now() - point.takenAt <= inRunTime(run, backAtOnce)) {
      disarm();
      undoGo(false);
    } else twice('back', subject, () => undoGo(true));
  }

  function setNext(segmentId: SegmentId | null): void {
    const open = session();
    if (!open) return;
    const { show, run } = open;
    const expectedNext = nextSegment(show, run)?.id ?? null;
    send('app', 'setNext', { expectedOnAir: run.onAir?.takeId ?? null, expectedNext, segmentId });
  }

  function moveNext(by: 1 | -1): void {
    const open = session();
    if (!open) return;
    const { show, run } = open;
    const choice = mayBeNext(show, run);
    const next = nextSegment(show, run);
    // Where nothing is next any more, what is postponed stands behind.
    const at = next ? choice.indexOf(next) : choice.length;
    const to = choice[at + by];
    if (to) setNext(to.id);
    else refuse('app', { code: run.phase === 'ended' ? 'showEnded' : 'noneToMoveTo' });
  }

  return {
    state,
    go,
    askGo,
    back,
    makeNext: setNext,
    nextAsPlanned: () => setNext(null),
    moveNext,
    slate: () => {
      const open = session();
      disarm();
      if (open) send('slate', 'setSlate', { on: open.run.slate === null });
    },
    hold: () => {
      const open = session();
      if (open) send('hold', 'setHold', { on: !open.run.held });
    },
    nextCue: () => {
      const open = session();
      const next = open && nextToName(open.show, open.run);
      if (next) send('nextCue', 'nextCaption', { expected: next.id });
    },
    adjustEnd: (by) => {
      const onAir = session()?.run.onAir;
      if (onAir) send('clock', 'adjustEnd', { expectedOnAir: onAir.takeId, by });
    },
    startNow: () => {
      const open = session();
      const aim = open && aimOf(open.show, open.run);
      if (aim?.kind === 'take') send('go', 'startNow', { expectedNext: aim.next.id });
      else if (open?.run.phase === 'before') refuse('go', { code: 'nothingNext' });
    },
    takeAgain: () => {
      const open = session();
      if (open) send('app', 'takeAgain', { expectedOnAir: open.run.onAir?.takeId ?? null });
    },
    takeSegment: (segmentId) => {
      const open = session();
      if (!open) return;
      if (takesInFlight(open.run)) {
        refuse('app', { code: 'waitingForObs' });
        return;
      }
      const expectedOnAir = open.run.onAir?.takeId ?? null;
      twice(`take ${segmentId}`, subjectOf(open.show, open.run), () =>
        send('app', 'takeSegment', { expectedOnAir, segmentId, armed: true }),
      );
    },
    runCues: (cueIds) => {
      const expectedOnAir = session()?.run.onAir?.takeId;
      if (expectedOnAir === undefined) return;
      for (const cueId of cueIds) send('app', 'runCue', { expectedOnAir, cueId });
    },
    answerCue: (cueId) => {
      const expectedOnAir = session()?.run.onAir?.takeId;
      if (expectedOnAir !== undefined) send('app', 'runCue', { expectedOnAir, cueId, armed: true });
    },
    skipCues: (cueIds) => {
      const expectedOnAir = session()?.run.onAir?.takeId;
      if (expectedOnAir === undefined) return;
      for (const cueId of cueIds) send('app', 'skipCue', { expectedOnAir, cueId });
    },
    follow: () => {
      const open = session();
      const offered = open && followable(open.show, open.run);
      if (!offered) return;
      const expectedOnAir = open.run.onAir?.takeId ?? null;
      send('app', 'follow', { expectedOnAir, segmentId: offered.segment.id, since: offered.since });
    },
    acceptObs: () => {
      const published = client.mirror.getState().published;
      const shows = published?.obs.observed?.program ?? null;
      const expectedOnAir = session()?.run.onAir?.takeId ?? null;
      if (shows !== null) send('app', 'acceptObs', { expectedOnAir, shows });
    },
    applyReplan: ({ replan, at, expectedEnd }) => {
      const expectedOnAir = session()?.run.onAir?.takeId;
      if (expectedOnAir !== undefined)
        send('replan', 'applyReplan', { expectedOnAir, replan, at, expectedEnd });
    },
    undoReplan: (replanId) => send('replan', 'undoReplan', { replanId }),
    autoCaptions: () => {
      const open = session();
      if (open) send('captions', 'setAutoCaptions', { on: !open.run.autoCaptions });
    },
    toggleCaption: (speakerId, pins) => {
      const shown = session()?.run.caption ?? null;
      const expected = shown?.speakerId ?? null;
      const same = expected === speakerId;
      if (pins) send('captions', 'showCaption', { speakerId, pinned: !(same && shown?.pinned), expected });
      else if (same) send('captions', 'hideCaption', { expected, toggles: true });
      else send('captions', 'showCaption', { speakerId, pinned: false, expected });
    },
    setOutput: (output, on) => {
      const open = session();
      if (!open) return;
      const act = (armed: boolean): void => send('app', 'setOutput', { output, on, armed });
      if (!asksFirst(output, on)) act(false);
      else twice(outputPress(output, on), subjectOf(open.show, open.run), () => act(true));
    },
    resetRun: () => {
      const open = session();
      if (!open) return;
      if (open.run.phase !== 'live') send('app', 'resetRun', {});
      else twice('reset', subjectOf(open.show, open.run), () => send('app', 'resetRun', { armed: true }));
    },
    leaveRehearsal: () => {
      const open = session();
      if (!open) return;
      if (open.run.phase !== 'live') send('app', 'leaveRehearsal', {});
      else
        twice('leaveRehearsal', subjectOf(open.show, open.run), () =>
          send('app', 'leaveRehearsal', { armed: true }),
        );
    },
    closeShow: () => {
      const open = session();
      if (!open) return;
      if (open.run.phase !== 'live') send('app', 'closeShow', {});
      else
        twice('closeShow', subjectOf(open.show, open.run), () => send('app', 'closeShow', { armed: true }));
    },
    send: (spot, name, input) => send(spot, name, input),
    refuse,
    disarm,
  };
}
