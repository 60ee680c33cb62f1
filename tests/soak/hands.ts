import type { Published, Session } from '../../src/contract/published';
import { cuesOf } from '../../src/core/run/cues';
import { followable } from '../../src/core/run/follow';
import type { Command } from '../../src/core/run/commands';
import { speeds } from '../../src/core/run/rehearsal';
import { proposals } from '../../src/core/run/replan';
import { latestReplan } from '../../src/core/run/replanned';
import { nextSegment } from '../../src/core/run/order';
import { outputNames } from '../../src/core/obs/outputs';
import { nextToName } from '../../src/core/captions/policy';
import type { Edit } from '../../src/core/show/edit';
import { minute, second } from '../../src/core/time/units';
import type { Chance } from '../support/chance';
import { segment } from '../support/shows';

/** What a hand needs to know: what the screen shows, what time it is there, and a number of its own for each press. */
export interface Seen {
  readonly published: Published;
  readonly session: Session;
  readonly now: number;
  readonly serial: number;
  readonly chance: Chance;
}

type Hand<Type extends Command['type']> = (seen: Seen) => Extract<Command, { type: Type }> | null;

/**
 * Every command that there is, as a person would give it who sees this; `null` where there is nothing to press. A new
 * command has no hand yet: it is added here.
 */
const hands: { readonly [Type in Command['type']]: Hand<Type> } = {
  takeNext: ({ session: { show, run } }) => {
    const next = nextSegment(show, run);
    return next && { type: 'takeNext', expectedOnAir: onAir(run), expectedNext: next.id, early: true };
  },
  takeSegment: ({ session: { show, run }, chance }) => ({
    type: 'takeSegment',
    expectedOnAir: onAir(run),
    segmentId: chance.one(show.segments).id,
    armed: true,
  }),
  dropSegment: ({ session: { show }, chance }) => ({
    type: 'dropSegment',
    segmentId: chance.one(show.segments).id,
  }),
  restoreSegment: ({ session: { run }, chance }) =>
    run.dropped.length === 0 ? null : { type: 'restoreSegment', segmentId: chance.one(run.dropped) },
  runCue: ({ session: { run }, chance }) => {
    const cues = run.onAir ? cuesOf(run.onAir) : [];
    if (!run.onAir || cues.length === 0) return null;
    return { type: 'runCue', expectedOnAir: run.onAir.takeId, cueId: chance.one(cues).id, armed: true };
  },
  skipCue: ({ session: { run }, chance }) => {
    const cues = run.onAir ? cuesOf(run.onAir) : [];
    if (!run.onAir || cues.length === 0) return null;
    return { type: 'skipCue', expectedOnAir: run.onAir.takeId, cueId: chance.one(cues).id };
  },
  startNow: ({ session: { show, run } }) => {
    const next = nextSegment(show, run);
    return next && { type: 'startNow', expectedNext: next.id };
  },
  // Most of the time the show goes on.
  endShow: ({ session: { run }, chance }) =>
    run.onAir && chance.is(0.1) ? { type: 'endShow', expectedOnAir: run.onAir.takeId, armed: true } : null,
  back: ({ session: { run } }) => ({ type: 'back', expectedOnAir: onAir(run), late: true }),
  takeAgain: ({ session: { run } }) => ({ type: 'takeAgain', expectedOnAir: onAir(run) }),
  follow: ({ session: { show, run } }) => {
    const offered = followable(show, run);
    if (!offered) return null;
    return {
      type: 'follow',
      expectedOnAir: onAir(run),
      segmentId: offered.segment.id,
      since: offered.since,
    };
  },
  acceptObs: ({ session: { run }, published }) => {
    const shows = published.obs.observed?.program ?? null;
    return shows === null ? null : { type: 'acceptObs', expectedOnAir: onAir(run), shows };
  },
  setSlate: ({ session: { run } }) => ({ type: 'setSlate', on: run.slate === null }),
  dismissFailure: () => ({ type: 'dismissFailure' }),
  dismissNotUndone: () => ({ type: 'dismissNotUndone' }),
  resetRun: ({ session: { run } }) =>
    // A run of three hours is what is looked for: only one that is over begins anew.
    run.phase === 'ended' ? { type: 'resetRun', armed: true } : null,
  setHold: ({ session: { run } }) => ({ type: 'setHold', on: !run.held }),
  adjustEnd: ({ session: { run }, chance }) =>
    run.onAir && {
      type: 'adjustEnd',
      expectedOnAir: run.onAir.takeId,
      by: chance.is(0.5) ? minute : -minute,
    },
  setEnd: ({ session: { run }, now, chance }) =>
    run.onAir && {
      type: 'setEnd',
      expectedOnAir: run.onAir.takeId,
      endsAt: Math.floor(now) + chance.whole(20 * minute),
    },
  undoEnd: ({ session: { run } }) => run.onAir && { type: 'undoEnd', expectedOnAir: run.onAir.takeId },
  setStart: ({ session: { run }, now, chance }) =>
    run.onAir && {
      type: 'setStart',
      expectedOnAir: run.onAir.takeId,
      startedAt: Math.floor(now) - chance.whole(3 * minute),
    },
  undoStart: ({ session: { run } }) => run.onAir && { type: 'undoStart', expectedOnAir: run.onAir.takeId },
  setPresence: ({ session: { show, run }, chance }) => {
    const speakerId = chance.one(show.speakers).id;
    return { type: 'setPresence', speakerId, here: run.absent.includes(speakerId) };
  },
  setAutoCaptions: ({ session: { run } }) => ({ type: 'setAutoCaptions', on: !run.autoCaptions }),
  showCaption: ({ session: { show, run }, chance }) => ({
    type: 'showCaption',
    speakerId: chance.one(show.speakers).id,
    pinned: chance.is(0.2),
    expected: run.caption?.speakerId ?? null,
  }),
  hideCaption: ({ session: { run } }) =>
    run.caption && { type: 'hideCaption', expected: run.caption.speakerId },
  nextCaption: ({ session: { show, run } }) => {
    const next = nextToName(show, run);
    return next && { type: 'nextCaption', expected: next.id };
  },
  sendMessage: ({ serial, chance }) => ({
    type: 'sendMessage',
    text: `Message ${serial}`,
    urgent: chance.is(0.3),
  }),
  seeMessage: ({ session: { run } }) =>
    run.message && { type: 'seeMessage', messageId: run.message.messageId },
  clearMessage: ({ session: { run } }) =>
    run.message && { type: 'clearMessage', messageId: run.message.messageId },
  setOutput: ({ chance }) => ({
    type: 'setOutput',
    output: chance.one(outputNames),
    on: chance.is(0.5),
    armed: true,
  }),
  dismissOutput: ({ chance }) => ({ type: 'dismissOutput', output: chance.one(outputNames) }),
  // The plan does not grow without an end.
  takeUnplanned: ({ session: { show, run }, serial }) =>
    run.onAir && show.segments.length < 12
      ? {
          type: 'takeUnplanned',
          expectedOnAir: run.onAir.takeId,
          segment: { title: `Pause ${serial}`, scene: 'Holding slide', duration: 60_000 },
        }
      : null,
  setNext: ({ session: { show, run }, chance }) => ({
    type: 'setNext',
    expectedOnAir: onAir(run),
    expectedNext: nextSegment(show, run)?.id ?? null,
    segmentId: chance.is(0.3) ? null : chance.one(show.segments).id,
  }),
  applyReplan: ({ session: { show, run }, now, chance }) => {
    const offered = proposals(show, run, Math.floor(now));
    if (!run.onAir || offered.length === 0) return null;
    const { replan, at, expectedEnd } = chance.one(offered);
    return { type: 'applyReplan', expectedOnAir: run.onAir.takeId, replan, at, expectedEnd };
  },
  undoReplan: ({ session: { run } }) => {
    const last = latestReplan(run);
    return last ? { type: 'undoReplan', replanId: last.replanId } : null;
  },
  ignoreReplan: () => ({ type: 'ignoreReplan' }),
  startRehearsal: ({ chance }) =>
    chance.is(0.1) ? { type: 'startRehearsal', obs: chance.one(['untouched', 'preview', 'practice']) } : null,
  setRehearsalSpeed: ({ chance }) => ({ type: 'setRehearsalSpeed', speed: chance.one(speeds) }),
  leaveRehearsal: () => ({ type: 'leaveRehearsal', armed: true }),
  edit: (seen) => ({ type: 'edit', edit: anEdit(seen) }),
  undoEdit: () => ({ type: 'undoEdit' }),
  redoEdit: () => ({ type: 'redoEdit' }),
};

const commandTypes = Object.keys(hands) as readonly Command['type'][];

/** Any command of all that make sense now, each as likely. */
export function anyCommand(seen: Seen): Command {
  for (;;) {
    const command = hands[seen.chance.one(commandTypes)](seen);
    if (command !== null) return command;
  }
}

/** A plan stays about as long as it is. */
const mostSegments = 60;

function anEdit({ session: { show }, serial, chance }: Seen): Edit {
  const one = chance.one(show.segments);
  const index = chance.whole(show.segments.length);
  return chance.one<Edit>([
    { kind: 'setSegment', id: one.id, patch: { notes: `Note ${serial}` } },
    { kind: 'setSegment', id: one.id, patch: { duration: minute + chance.whole(600) * second } },
    { kind: 'setShow', patch: { title: `Title ${serial}` } },
    { kind: 'setSpeaker', id: chance.one(show.speakers).id, patch: { role: `Role ${serial}` } },
    { kind: 'moveSegment', id: one.id, index },
    show.segments.length < mostSegments
      ? { kind: 'addSegment', segment: segment(`extra-${serial}`, { scene: one.scene }), index }
      : { kind: 'removeSegment', id: one.id },
  ]);
}

function onAir(run: Session['run']): string | null {
  return run.onAir?.takeId ?? null;
}
