import type { ReactNode } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { TakeStages } from '../../../core/run/model';
import { isHandsOff } from '../../../core/run/rehearsal';
import { isUnheard } from '../../client/air';
import { useSession } from '../../client/react';
import type { Key } from '../../i18n/t';
import { t } from '../../i18n/t';
import { Icon, type IconName } from '../../ui/Icon';
import styles from './Stages.module.css';

interface Stage {
  readonly name: 'sent' | 'accepted' | 'transition' | 'onAir';
  readonly state: 'done' | 'missing' | 'waiting';
  /** ms since it was sent; `null` where that says nothing. */
  readonly after: number | null;
}

/** What became of the latest take, stage by stage, with what OBS took. A small window shows the last one reached. */
export function Stages(): ReactNode {
  const taken = useSession(useShallow((session) => session.run.stages));
  const unheard = useSession((session) => isUnheard(session.run));
  const failed = useSession((session) => session.run.failed?.take.takeId === session.run.stages?.takeId);
  const handsOff = useSession((session) => isHandsOff(session.run));
  // Where OBS is asked nothing, there is nothing to be long about.
  if (!taken || taken.scene === null || handsOff) return null;
  const stages = stagesOf(taken, { failed, unheard });
  const latest = stages.findLast(({ state }) => state !== 'waiting')?.name;
  return (
    <ol className={styles.stages} aria-label={t('deck.stages')}>
      {stages.map((stage) => (
        <li key={stage.name} data-state={stage.state} data-latest={stage.name === latest}>
          <Icon name={icons[stage.state]} size={12} />
          {wordsOf(stage)}
        </li>
      ))}
    </ol>
  );
}

const icons: Readonly<Record<Stage['state'], IconName>> = { done: 'check', missing: 'stop', waiting: 'ring' };

/** A take to the scene that is on air already has no transition; nothing is missed then. */
export function stagesOf(
  { accepted, transition, onAir }: TakeStages,
  { failed, unheard }: { readonly failed: boolean; readonly unheard: boolean },
): readonly Stage[] {
  const reached = (name: Stage['name'], after: number | null, missing: boolean): Stage => ({
    name,
    after,
    state: after !== null ? 'done' : missing ? 'missing' : 'waiting',
  });
  return [
    { name: 'sent', state: 'done', after: null },
    reached('accepted', accepted, failed),
    ...(transition === null && onAir !== null ? [] : [reached('transition', transition, unheard)]),
    reached('onAir', onAir, unheard),
  ];
}

function wordsOf({ name, state, after }: Stage): string {
  const key: Key = state === 'missing' ? `deck.stageMissing.${name}` : `deck.stage.${name}`;
  return after === null ? t(key) : t('deck.stageAfter', { stage: t(key), ms: after });
}
