import type { Published, Session } from '../../contract/published';
import type { OutputName } from '../../core/obs/outputs';
import { outputNames } from '../../core/obs/outputs';
import { nextToName } from '../../core/captions/policy';
import { followable } from '../../core/run/follow';
import { isHandsOff, speeds } from '../../core/run/rehearsal';
import { latestReplan } from '../../core/run/replanned';
import { minute } from '../../core/time/units';
import { airOf, isUnheard } from '../client/air';
import {
  closeOverlay,
  isDeckHidden,
  openOverlay,
  openRuns,
  openVoices,
  setMode,
  showOnAir,
  useView,
} from '../client/view';
import type { Key } from '../i18n/t';
import { mayRetry } from '../features/connection/obsWords';
import { editActions } from '../features/edit/actions';
import type { IconName } from '../ui/Icon';
import { outputIcons } from '../ui/outputIcons';
import { inRows } from '../features/rundown/rows';
import { focusedProposal, proposalId, useReplanView } from '../features/replan/view';
import { captionSlots } from './captionSlots';
import type { KeyPress } from './keys';
import { editing, everywhere, live, outsideFields, outsideOverlays } from './keys';
import type { Presses } from './presses';
import { aimOf } from './situation';

/** What an action may look at to know whether it can be done now. */
export interface Situation {
  readonly published: Published;
  readonly session: Session;
}

/** One thing that a producer can do. Button, key, menu and command list all go through it. */
export interface Action {
  readonly id: string;
  readonly label: Key;
  readonly icon: IconName;
  readonly keys: readonly KeyPress[];
  /** Not offered in the command list: it needs its place, or is offered under another name. */
  readonly unlisted?: boolean;
  readonly available: (situation: Situation) => boolean;
  /** It is done already, and its key undoes it: menu and command list offer that under its own name. */
  readonly isOn?: () => boolean;
  readonly run: (presses: Presses, situation: Situation) => void;
}

const always = (): boolean => true;

const mayChangeObs: Action['available'] = ({ published: { obs }, session: { run } }) =>
  obs.link.status === 'connected' && !isHandsOff(run);

/** Whether GO is on the screen: what the operator cannot see is not taken. */
export function isGoInSight({ session }: Situation): boolean {
  return !isDeckHidden(useView.getState().mode, session.run.phase);
}

function caption(slot: number): readonly Action[] {
  const digit = (shift: boolean): readonly KeyPress[] => [
    { key: `Digit${slot}`, shift, in: live },
    ...(shift ? [] : [{ key: `Numpad${slot}`, in: live }]),
  ];
  const toggle =
    (pinned: boolean): Action['run'] =>
    (presses, { session }) => {
      const speaker = captionSlots(session.show, session.run)[slot - 1];
      if (speaker) presses.toggleCaption(speaker.id, pinned);
    };
  const available: Action['available'] = ({ session }) =>
    captionSlots(session.show, session.run).length >= slot;
  return [
    {
      id: `caption${slot}`,
      label: 'actions.caption',
      icon: 'caption',
      keys: digit(false),
      unlisted: true,
      available,
      run: toggle(false),
    },
    {
      id: `pin${slot}`,
      label: 'actions.pin',
      icon: 'pin',
      keys: digit(true),
      unlisted: true,
      available,
      run: toggle(true),
    },
  ];
}

/** Starting and stopping what comes out of OBS; of the two, the one that would do something. */
function output(name: OutputName): readonly Action[] {
  const set = (on: boolean): Action => ({
    id: `${on ? 'start' : 'stop'}-${name}`,
    label: `outputs.${on ? 'start' : 'stop'}.${name}`,
    icon: on ? outputIcons[name] : 'stop',
    keys: [],
    available: ({ published: { obs }, session: { run } }) => {
      if (isHandsOff(run)) return false;
      const status = obs.link.status === 'connected' ? obs.observed?.outputs[name].status : undefined;
      if (status === undefined || status === 'unavailable') return false;
      return on === (status === 'off' || status === 'stopping');
    },
    run: (presses) => presses.setOutput(name, on),
  });
  return [set(true), set(false)];
}

/** The next speed that is offered, faster or slower. */
function speed(id: 'rehearseFaster' | 'rehearseSlower', icon: IconName, by: 1 | -1): Action {
  const next = ({ session: { run } }: Situation): number | undefined => {
    const now = run.rehearsal?.speed;
    if (now === undefined) return undefined;
    return by > 0 ? speeds.find((one) => one > now) : speeds.findLast((one) => one < now);
  };
  return {
    id,
    label: `actions.${id}`,
    icon,
    keys: [],
    available: (situation) => next(situation) !== undefined,
    run: (presses, situation) => {
      const to = next(situation);
      if (to !== undefined) presses.send('app', 'setRehearsalSpeed', { speed: to });
    },
  };
}

/** Moves the selected row; the rundown brings it into sight. */
function select(by: 1 | -1): Action['run'] {
  return (_presses, { session: { show, run } }) => {
    const from = useView.getState().selectedSegment ?? run.onAir?.segment.id ?? null;
    // Edit mode has the order of the plan; the rundown has what is postponed above Next.
    const ids = useView.getState().mode === 'edit' ? show.segments.map(({ id }) => id) : inRows(show, run);
    const to = ids[Math.min(ids.length - 1, Math.max(0, ids.indexOf(from ?? '') + by))];
    if (to !== undefined) useView.setState({ selectedSegment: to });
  };
}

export const go: Action = {
  id: 'go',
  label: 'actions.go',
  icon: 'arrow',
  keys: [
    { key: 'Space', in: live },
    { key: 'F12', in: live },
    { key: 'NumpadEnter', in: live },
    { key: 'Enter', ctrl: true, in: editing },
    { key: 'NumpadEnter', ctrl: true, in: editing },
  ],
  available: (situation) =>
    isGoInSight(situation) && aimOf(situation.session.show, situation.session.run).kind !== 'nothing',
  run: (presses) => presses.go(),
};

export const nextCue: Action = {
  id: 'nextCue',
  label: 'actions.nextCue',
  icon: 'caption',
  keys: [{ key: 'c', in: live }],
  available: ({ session }) => nextToName(session.show, session.run) !== null,
  run: (presses) => presses.nextCue(),
};

export const hold: Action = {
  id: 'hold',
  label: 'actions.hold',
  icon: 'pause',
  keys: [{ key: 'h', in: live }],
  available: always,
  run: (presses) => presses.hold(),
};

export const back: Action = {
  id: 'back',
  label: 'actions.back',
  icon: 'undo',
  keys: [{ key: 'b', in: live }],
  available: ({ session }) => session.run.undo.length > 0,
  run: (presses) => presses.back(),
};

export const slate: Action = {
  id: 'slate',
  label: 'actions.slate',
  icon: 'slate',
  keys: [{ key: 'Escape', shift: true, in: everywhere }],
  available: always,
  run: (presses) => presses.slate(),
};

export const minuteLess: Action = {
  id: 'minuteLess',
  label: 'actions.minuteLess',
  icon: 'minus',
  keys: [
    { key: '-', in: live },
    { key: '−', in: live },
    { key: 'NumpadSubtract', in: live },
  ],
  available: ({ session }) => session.run.onAir !== null,
  run: (presses) => presses.adjustEnd(-minute),
};

export const minuteMore: Action = {
  id: 'minuteMore',
  label: 'actions.minuteMore',
  icon: 'plus',
  keys: [
    { key: '+', in: live },
    { key: 'NumpadAdd', in: live },
  ],
  available: ({ session }) => session.run.onAir !== null,
  run: (presses) => presses.adjustEnd(minute),
};

export const autoCaptions: Action = {
  id: 'autoCaptions',
  label: 'actions.autoCaptions',
  icon: 'caption',
  keys: [{ key: 'a', in: live }],
  available: always,
  run: (presses) => presses.autoCaptions(),
};

/** To the best proposal, which is previewed while it has the focus; from there it applies the one that has it. */
export const replan: Action = {
  id: 'replan',
  label: 'actions.replan',
  icon: 'clock',
  keys: [{ key: 'r', in: live }],
  available: () => useReplanView.getState().proposals.length > 0,
  run: (presses) => {
    const focused = focusedProposal();
    if (focused) {
      presses.applyReplan(focused);
      return;
    }
    const [best] = useReplanView.getState().proposals;
    if (best) document.getElementById(proposalId(best.replan.kind))?.focus();
  },
};

export const writeToHost: Action = {
  id: 'writeToHost',
  label: 'actions.writeToHost',
  icon: 'message',
  keys: [{ key: 'm', in: live }],
  available: always,
  run: () =>
    useView.setState(({ messageFocus }) => ({ mode: 'live', open: null, messageFocus: messageFocus + 1 })),
};

export const putIn: Action = {
  id: 'putIn',
  label: 'actions.putIn',
  icon: 'plus',
  keys: [{ key: 'u', in: live }],
  available: (situation) => isGoInSight(situation) && situation.session.run.onAir !== null,
  run: () => useView.setState({ mode: 'live', open: 'putIn' }),
};

export const commandList: Action = {
  id: 'commandList',
  label: 'actions.commandList',
  icon: 'search',
  keys: [{ key: 'k', ctrl: true, in: outsideOverlays }],
  unlisted: true,
  available: always,
  run: () => openOverlay('palette'),
};

export const editShow: Action = {
  id: 'editShow',
  label: 'actions.editShow',
  icon: 'edit',
  keys: [],
  available: () => useView.getState().mode !== 'edit',
  run: () => setMode('edit'),
};

const checkShow: Action = {
  id: 'checkShow',
  label: 'actions.checkShow',
  icon: 'check-circle',
  keys: [{ key: 'F7', in: outsideOverlays }],
  available: always,
  isOn: () => useView.getState().mode === 'preflight',
  run: () => setMode(useView.getState().mode === 'preflight' ? 'live' : 'preflight'),
};

export const leaveEdit: Action = {
  id: 'leaveEdit',
  label: 'actions.leaveEdit',
  icon: 'check',
  keys: [],
  available: () => useView.getState().mode !== 'live',
  run: () => setMode('live'),
};

const cancel: Action = {
  id: 'cancel',
  label: 'actions.cancel',
  icon: 'close',
  keys: [
    { key: 'Escape', in: outsideFields },
    { key: 'Escape', in: ['liveField'] },
  ],
  unlisted: true,
  available: always,
  run: (presses) => {
    if (presses.disarm()) return;
    // The log is no dialog: keys go past it to the console.
    if (useView.getState().open !== null) {
      closeOverlay();
      return;
    }
    // Nothing is written there that Escape could lose.
    if (useView.getState().mode === 'preflight') {
      setMode('live');
      return;
    }
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  },
};

/**
 * Everything a producer can do, in the order of the command list. The first action that a key matches, where
 * the focus is, takes the key.
 */
export const actions: readonly Action[] = [
  go,
  nextCue,
  hold,
  back,
  slate,
  minuteLess,
  minuteMore,
  {
    id: 'nextBack',
    label: 'actions.nextBack',
    icon: 'up',
    keys: [{ key: 'F9', in: live }],
    available: always,
    run: (presses) => presses.moveNext(-1),
  },
  {
    id: 'nextOn',
    label: 'actions.nextOn',
    icon: 'down',
    keys: [{ key: 'F10', in: live }],
    available: always,
    run: (presses) => presses.moveNext(1),
  },
  {
    id: 'nextAsPlanned',
    label: 'actions.nextAsPlanned',
    icon: 'undo',
    keys: [],
    available: ({ session }) => session.run.nextId !== null,
    run: (presses) => presses.nextAsPlanned(),
  },
  autoCaptions,
  replan,
  {
    id: 'undoReplan',
    label: 'actions.undoReplan',
    icon: 'undo',
    keys: [{ key: 'r', shift: true, in: live }],
    available: ({ session }) => latestReplan(session.run) !== null,
    run: (presses, { session }) => presses.undoReplan(latestReplan(session.run)?.replanId ?? ''),
  },
  {
    id: 'ignoreReplan',
    label: 'actions.ignoreReplan',
    icon: 'close',
    keys: [],
    available: () => useReplanView.getState().proposals.length > 0,
    run: (presses) => presses.send('replan', 'ignoreReplan', {}),
  },
  ...[1, 2, 3, 4, 5, 6, 7, 8, 9].flatMap(caption),
  putIn,
  writeToHost,
  commandList,
  editShow,
  checkShow,
  leaveEdit,
  cancel,
  {
    id: 'undoEdit',
    label: 'actions.undoEdit',
    icon: 'undo',
    keys: [{ key: 'z', ctrl: true, in: ['edit'] }],
    available: ({ session }) => useView.getState().mode !== 'live' && session.canUndo,
    run: (presses) => presses.send('app', 'undoEdit', {}),
  },
  {
    id: 'redoEdit',
    label: 'actions.redoEdit',
    icon: 'redo',
    keys: [
      { key: 'z', ctrl: true, shift: true, in: ['edit'] },
      { key: 'y', ctrl: true, in: ['edit'] },
    ],
    available: ({ session }) => useView.getState().mode !== 'live' && session.canRedo,
    run: (presses) => presses.send('app', 'redoEdit', {}),
  },
  ...editActions,
  {
    id: 'undoOnAir',
    label: 'actions.undoEdit',
    icon: 'undo',
    keys: [{ key: 'z', ctrl: true, in: live }],
    unlisted: true,
    available: always,
    run: (presses) => presses.refuse('back', { code: 'backUndoesGo' }),
  },
  {
    id: 'selectPrevious',
    label: 'actions.selectPrevious',
    icon: 'up',
    keys: [{ key: 'ArrowUp', alt: true, in: outsideFields, repeats: true }],
    unlisted: true,
    available: always,
    run: select(-1),
  },
  {
    id: 'selectNext',
    label: 'actions.selectNext',
    icon: 'down',
    keys: [{ key: 'ArrowDown', alt: true, in: outsideFields, repeats: true }],
    unlisted: true,
    available: always,
    run: select(1),
  },
  {
    id: 'jumpToOnAir',
    label: 'actions.jumpToOnAir',
    icon: 'dot',
    keys: [{ key: 'l', alt: true, in: outsideFields }],
    available: ({ session }) => session.run.onAir !== null,
    run: showOnAir,
  },
  {
    id: 'startNow',
    label: 'actions.startNow',
    icon: 'play',
    keys: [],
    available: (situation) =>
      isGoInSight(situation) &&
      situation.session.run.phase === 'before' &&
      situation.session.show.segments.length > 0,
    run: (presses) => presses.startNow(),
  },
  {
    id: 'takeAgain',
    label: 'actions.takeAgain',
    icon: 'repeat',
    keys: [],
    available: ({ session }) => session.run.phase === 'live',
    run: (presses) => presses.takeAgain(),
  },
  {
    id: 'follow',
    label: 'actions.follow',
    icon: 'scene',
    keys: [],
    available: ({ session }) => followable(session.show, session.run) !== null,
    run: (presses) => presses.follow(),
  },
  {
    id: 'acceptObs',
    label: 'actions.acceptObs',
    icon: 'check',
    keys: [],
    available: ({ published, session }) =>
      published.obs.link.status === 'connected' &&
      (session.run.failed !== null ||
        isUnheard(session.run) ||
        airOf(session.show, session.run, published.obs)?.status === 'differs'),
    run: (presses) => presses.acceptObs(),
  },
  {
    id: 'openLog',
    label: 'actions.openLog',
    icon: 'list',
    keys: [],
    available: always,
    run: () => openOverlay('log'),
  },
  {
    id: 'runs',
    label: 'actions.runs',
    icon: 'file',
    keys: [],
    available: always,
    run: (_presses, { session }) => openRuns(session.show.id),
  },
  ...outputNames.flatMap(output),
  {
    id: 'build',
    label: 'actions.build',
    icon: 'plus',
    keys: [],
    available: mayChangeObs,
    run: () => openOverlay('build'),
  },
  {
    id: 'captionSetup',
    label: 'actions.captionSetup',
    icon: 'caption',
    keys: [],
    available: mayChangeObs,
    run: () => openOverlay('captionSetup'),
  },
  {
    id: 'microphones',
    label: 'actions.microphones',
    icon: 'microphone',
    keys: [],
    available: always,
    run: () => openVoices('microphones'),
  },
  {
    id: 'voicePolicy',
    label: 'actions.voicePolicy',
    icon: 'wave',
    keys: [],
    available: always,
    run: () => openVoices('policy'),
  },
  {
    id: 'voiceHearing',
    label: 'actions.voiceHearing',
    icon: 'wave',
    keys: [],
    available: always,
    run: () => openVoices('hearing'),
  },
  {
    id: 'tryTrack',
    label: 'actions.tryTrack',
    icon: 'wave',
    keys: [],
    available: always,
    run: () => openVoices('track'),
  },
  {
    id: 'connection',
    label: 'actions.connection',
    icon: 'scene',
    keys: [],
    available: always,
    run: () => openOverlay('connection'),
  },
  {
    id: 'retryObs',
    label: 'actions.retryObs',
    icon: 'repeat',
    keys: [],
    available: ({ published }) => mayRetry(published.obs),
    run: (presses) => presses.send('app', 'retryObs', {}),
  },
  {
    id: 'backup',
    label: 'actions.backup',
    icon: 'scene',
    keys: [],
    available: ({ published: { obs } }) => !obs.practice,
    run: () => openOverlay('backup'),
  },
  {
    id: 'bringBackupInLine',
    label: 'actions.bringBackupInLine',
    icon: 'repeat',
    keys: [],
    available: ({ published: { backup } }) => (backup?.difference ?? null) !== null,
    run: (presses) => presses.send('app', 'bringBackupInLine', {}),
  },
  {
    id: 'buildBackup',
    label: 'actions.buildBackup',
    icon: 'plus',
    keys: [],
    available: ({ published: { backup } }) => backup?.obs.link.status === 'connected',
    run: () => openOverlay('buildBackup'),
  },
  {
    id: 'retryBackup',
    label: 'actions.retryBackup',
    icon: 'repeat',
    keys: [],
    available: ({ published: { backup } }) => backup !== null && mayRetry(backup.obs),
    run: (presses) => presses.send('app', 'retryBackup', {}),
  },
  {
    id: 'hostWindow',
    label: 'actions.hostWindow',
    icon: 'external',
    keys: [],
    available: always,
    // A browser has no window of ours to open, but a tab of its own.
    run: (presses, { published }) => {
      if (published.app.shell === 'electron') presses.send('app', 'openHostWindow', {});
      else window.open('/host/', '_blank', 'noopener');
    },
  },
  {
    id: 'showStrip',
    label: 'actions.showStrip',
    icon: 'pin',
    keys: [],
    available: ({ published, session }) => published.app.shell === 'electron' && session.run.phase === 'live',
    run: (presses) => presses.send('app', 'showStrip', {}),
  },
  {
    id: 'settings',
    label: 'actions.settings',
    icon: 'settings',
    keys: [],
    available: always,
    run: () => openOverlay('settings'),
  },
  {
    id: 'rehearse',
    label: 'actions.rehearse',
    icon: 'repeat',
    keys: [],
    available: ({ session }) => session.run.phase !== 'live' && session.show.segments.length > 0,
    run: () => openOverlay('rehearse'),
  },
  speed('rehearseFaster', 'plus', 1),
  speed('rehearseSlower', 'minus', -1),
  {
    id: 'leaveRehearsal',
    label: 'actions.leaveRehearsal',
    icon: 'close',
    keys: [],
    available: ({ session }) => session.run.rehearsal !== null,
    run: (presses) => presses.leaveRehearsal(),
  },
  {
    id: 'resetRun',
    label: 'actions.resetRun',
    icon: 'repeat',
    keys: [],
    available: ({ session }) => session.run.phase !== 'before',
    run: (presses) => presses.resetRun(),
  },
  {
    id: 'closeShow',
    label: 'actions.closeShow',
    icon: 'folder',
    keys: [],
    available: always,
    run: (presses) => presses.closeShow(),
  },
];

/** What the strip offers: its buttons, and the way out of an armed one. The rest is the console's, where it is seen. */
export const stripActions: readonly Action[] = [go, slate, cancel];
