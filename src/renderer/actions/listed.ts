import { plannedCues } from '../features/cues/plannedCues';
import { effectIcon, effectText } from '../features/cues/cueText';
import { proposalId, useReplanView } from '../features/replan/view';
import { pressKey, proposalValues } from '../features/replan/words';
import { speakerOf } from '../../core/captions/policy';
import { mayBeNext, nextSegment, standings } from '../../core/run/order';
import { isPostponed } from '../../core/run/timing';
import { obsAnswers } from '../client/air';
import { closeOverlay } from '../client/view';
import { t } from '../i18n/t';
import type { IconName } from '../ui/Icon';
import type { KeyPress } from './keys';
import type { Presses } from './presses';
import type { Situation } from './registry';
import { actions, isGoInSight } from './registry';

/** One line of the command list. */
export interface Listed {
  readonly id: string;
  readonly label: string;
  readonly icon: IconName;
  readonly key: KeyPress | null;
  readonly run: (presses: Presses) => void;
}

/** More than a screen of finds is a word too few. */
const most = 60;

/** What can be done now and has every word that was typed in its name, in any order. */
export function listedActions(situation: Situation, typed: string): readonly Listed[] {
  const all = [
    ...fixedActions(situation),
    ...cueActions(situation),
    ...replanActions(situation),
    // A show may have hundreds of segments: they come once something is looked for.
    ...(typed.trim() === ''
      ? []
      : [...takeActions(situation), ...nextActions(situation), ...dropActions(situation)]),
  ];
  const words = typed.toLocaleLowerCase().split(/\s+/);
  return all
    .filter(({ label }) => {
      const haystack = label.toLocaleLowerCase();
      return words.every((word) => haystack.includes(word));
    })
    .slice(0, most);
}

/** Does it, after whatever lies over the console has gone. */
export function runListed(listed: Listed, presses: Presses): void {
  closeOverlay();
  listed.run(presses);
}

function fixedActions(situation: Situation): readonly Listed[] {
  return actions
    .filter((action) => !action.unlisted && action.isOn?.() !== true && action.available(situation))
    .map((action) => ({
      id: action.id,
      label: t(action.label),
      icon: action.icon,
      key: action.keys[0] ?? null,
      run: (presses) => action.run(presses, situation),
    }));
}

function cueActions({ published: { obs }, session: { show, run } }: Situation): readonly Listed[] {
  return plannedCues(show, run, null, obsAnswers(run, obs))
    .filter(({ mayRun }) => mayRun)
    .map(({ cue: { id, effect }, news }) => ({
      id: `run-${id}`,
      label: t('cues.runOf', {
        cue: effectText(effect, (person) => speakerOf(show, run, person)?.name ?? ''),
      }),
      icon: effectIcon(effect),
      key: null,
      run: (presses) => (news?.kind === 'asking' ? presses.answerCue(id) : presses.runCues([id])),
    }));
}

/** What the strip below the rundown proposes. */
function replanActions({ session: { show, run } }: Situation): readonly Listed[] {
  return useReplanView.getState().proposals.map((proposal) => ({
    id: proposalId(proposal.replan.kind),
    label: t(pressKey(proposal), proposalValues(show, run, proposal)),
    icon: 'clock',
    key: null,
    run: (presses) => presses.applyReplan(proposal),
  }));
}

/** Every segment but the one on air, and Next, which GO takes. */
function takeActions(situation: Situation): readonly Listed[] {
  const { show, run } = situation.session;
  if (run.phase === 'ended' || !isGoInSight(situation)) return [];
  const next = nextSegment(show, run);
  return show.segments
    .filter(({ id }) => id !== run.onAir?.segment.id && id !== next?.id)
    .map(({ id, title }) => ({
      id: `take-${id}`,
      label: t('cues.takeOf', { title }),
      icon: 'arrow',
      key: null,
      run: (presses) => presses.takeSegment(id),
    }));
}

/** What may be Next, and is not. */
function nextActions({ session: { show, run } }: Situation): readonly Listed[] {
  const next = nextSegment(show, run);
  return mayBeNext(show, run)
    .filter((segment) => segment !== next)
    .map(({ id, title }) => ({
      id: `next-${id}`,
      label: t('rundown.makeNextOf', { title }),
      icon: 'play',
      key: null,
      run: (presses) => presses.makeNext(id),
    }));
}

/** What is to come can be dropped, and put back. */
function dropActions({ session: { show, run } }: Situation): readonly Listed[] {
  if (run.phase === 'ended') return [];
  const standing = standings(show, run);
  return show.segments.flatMap(({ id, title }, index): readonly Listed[] => {
    const one = standing[index];
    const isOut = one === 'dropped';
    if (!isOut && one !== 'next' && one !== 'later' && !isPostponed(one)) return [];
    return [
      {
        id: `drop-${id}`,
        label: t(isOut ? 'rundown.restoreOf' : 'rundown.dropOf', { title }),
        icon: isOut ? 'undo' : 'skip',
        key: null,
        run: (presses) => presses.send('app', isOut ? 'restoreSegment' : 'dropSegment', { segmentId: id }),
      },
    ];
  });
}
