import type { Published } from '../../src/contract/published';
import type { Command } from '../../src/core/run/commands';
import { takeGuard } from '../../src/core/run/decide';
import type { LecternEvent } from '../../src/core/run/events';
import { nextSegment } from '../../src/core/run/order';
import type { Edit } from '../../src/core/show/edit';
import { defaultThresholds } from '../../src/core/show/model';
import type { Chance } from '../support/chance';

/** What a producer in a hurry does: anything, at any time, by what the screen shows. */

export type Habit = 'anything' | 'takes' | 'edits';

/** The next thing to do. `serial` goes into every text, so that no two commands are alike. */
export function whatNext(seen: Published, chance: Chance, serial: number, habit: Habit): Command {
  switch (habit) {
    case 'takes':
      return take(seen, chance);
    case 'edits':
      return edit(seen, chance, serial);
    case 'anything': {
      const throw_ = chance.upTo(1);
      if (throw_ < 0.2) return take(seen, chance);
      if (throw_ < 0.55) return edit(seen, chance, serial);
      if (throw_ < 0.56) return { type: 'resetRun', armed: true };
      return around(seen, chance, serial);
    }
  }
}

function sessionOf({ session }: Published) {
  if (!session) throw new Error('no show is open');
  return session;
}

function take(seen: Published, chance: Chance): Command {
  const { show, run } = sessionOf(seen);
  const expectedOnAir = run.onAir?.takeId ?? null;
  const next = nextSegment(show, run);
  const ready = run.pending.length === 0 && Date.now() - (run.lastTakeAt ?? 0) > takeGuard;
  if (next && ready) return { type: 'takeNext', expectedOnAir, expectedNext: next.id, early: true };
  if (run.phase === 'ended') return { type: 'resetRun', armed: true };
  if (!next && expectedOnAir !== null && chance.is(0.3))
    return { type: 'endShow', expectedOnAir, armed: true };
  if (chance.is(0.3)) return { type: 'back', expectedOnAir, late: true };
  if (chance.is(0.1)) return { type: 'takeAgain', expectedOnAir };
  return { type: 'setSlate', on: run.slate === null };
}

function edit(seen: Published, chance: Chance, serial: number): Command {
  const { show, canUndo, canRedo } = sessionOf(seen);
  if (canUndo && chance.is(0.15)) return { type: 'undoEdit' };
  if (canRedo && chance.is(0.3)) return { type: 'redoEdit' };
  const segment = chance.one(show.segments);
  const index = chance.whole(show.segments.length);
  const edits: readonly Edit[] = [
    { kind: 'setSegment', id: segment.id, patch: { notes: `Note ${serial}` } },
    { kind: 'setSegment', id: segment.id, patch: { duration: 60_000 + serial } },
    { kind: 'setShow', patch: { title: `Title ${serial}` } },
    { kind: 'setSpeaker', id: chance.one(show.speakers).id, patch: { role: `Role ${serial}` } },
    { kind: 'moveSegment', id: segment.id, index },
    show.segments.length < 10
      ? { kind: 'addSegment', segment: { ...extra, id: `extra-${serial}` }, index }
      : { kind: 'removeSegment', id: segment.id },
  ];
  return { type: 'edit', edit: chance.one(edits) };
}

const extra = {
  title: 'One more',
  kind: 'talk',
  start: { kind: 'follows' },
  inclusion: 'always',
  advance: 'byHand',
  duration: 60_000,
  scene: 'Host',
  transition: { name: 'Cut', duration: null },
  speakerIds: [],
  slots: {},
  showsFirstName: false,
  notes: '',
  soundOff: false,
  cues: [],
  ...defaultThresholds,
} as const;

function around(seen: Published, chance: Chance, serial: number): Command {
  const { show, run } = sessionOf(seen);
  const speakerId = chance.one(show.speakers).id;
  const commands: Command[] = [
    { type: 'sendMessage', text: `Message ${serial}`, urgent: chance.is(0.3) },
    { type: 'setHold', on: !run.held },
    { type: 'setAutoCaptions', on: !run.autoCaptions },
    { type: 'setPresence', speakerId, here: run.absent.includes(speakerId) },
    { type: 'showCaption', speakerId, pinned: chance.is(0.2), expected: run.caption?.speakerId ?? null },
  ];
  if (run.caption) commands.push({ type: 'hideCaption', expected: run.caption.speakerId });
  if (run.message) commands.push({ type: 'clearMessage', messageId: run.message.messageId });
  if (run.onAir) {
    const expectedOnAir = run.onAir.takeId;
    commands.push({ type: 'adjustEnd', expectedOnAir, by: 60_000 + serial });
    if (run.onAir.earlierEnds.length > 0) commands.push({ type: 'undoEnd', expectedOnAir });
  }
  return chance.one(commands);
}

/** What of a command must stand in the journal once it was admitted, and of an event when a command caused it. */
export type Mark = Readonly<Record<string, unknown>>;

/** The mark of an admitted command. */
export function markOf(command: Command): Mark {
  switch (command.type) {
    case 'takeNext':
      return { take: 'go', segment: command.expectedNext };
    case 'back':
      return { take: 'back', segment: null };
    case 'takeAgain':
      return { take: 'again', segment: null };
    case 'endShow':
      return { take: 'end', segment: null };
    case 'setSlate':
      return { take: command.on ? 'slate' : 'leaveSlate', segment: null };
    case 'resetRun':
      return { reset: true };
    case 'setHold':
      return { hold: command.on };
    case 'setAutoCaptions':
      return { auto: command.on };
    case 'setPresence':
      return { presence: command.speakerId, here: command.here };
    case 'showCaption':
      return { show: command.speakerId, pinned: command.pinned };
    case 'hideCaption':
      return { hide: true };
    case 'adjustEnd':
      return { end: command.by };
    case 'undoEnd':
      return { end: 'undone' };
    case 'sendMessage':
      return { message: command.text };
    case 'clearMessage':
      return { cleared: command.messageId };
    case 'edit':
      return { edit: command.edit };
    case 'undoEdit':
    case 'redoEdit':
      return { edit: command.type };
    case 'startRehearsal':
    case 'leaveRehearsal':
    case 'setRehearsalSpeed':
    case 'startNow':
    case 'takeSegment':
    case 'dropSegment':
    case 'restoreSegment':
    case 'applyReplan':
    case 'undoReplan':
    case 'ignoreReplan':
    case 'setNext':
    case 'takeUnplanned':
    case 'runCue':
    case 'skipCue':
    case 'dismissFailure':
    case 'dismissNotUndone':
    case 'follow':
    case 'acceptObs':
    case 'setEnd':
    case 'setStart':
    case 'undoStart':
    case 'nextCaption':
    case 'seeMessage':
    case 'setOutput':
    case 'dismissOutput':
      throw new Error(`this producer never does '${command.type}'`);
  }
}

/** The mark of an event; `null` for one that came about by itself or by OBS. */
export function markOfEvent(event: LecternEvent): Mark | null {
  switch (event.type) {
    case 'takeRequested':
      return { take: event.take.kind, segment: event.take.segment?.id ?? null };
    case 'runReset':
      return { reset: true };
    case 'holdSet':
      return { hold: event.on };
    case 'autoCaptionsSet':
      return { auto: event.on };
    case 'presenceSet':
      return { presence: event.speakerId, here: event.here };
    case 'captionRequested':
      return event.by === 'hand' ? { show: event.speakerId, pinned: event.pinned } : null;
    case 'captionKept':
      return { show: event.speakerId, pinned: event.pinned };
    case 'captionHidden':
      return event.by === 'hand' ? { hide: true } : null;
    case 'endSet':
      return { end: event.by };
    case 'endUndone':
      return { end: 'undone' };
    case 'messageSent':
      return { message: event.text };
    case 'messageCleared':
      return { cleared: event.messageId };
    case 'showEdited':
      return { edit: event.edit };
    case 'editUndone':
      return { edit: 'undoEdit' };
    case 'editRedone':
      return { edit: 'redoEdit' };
    default:
      return null;
  }
}
