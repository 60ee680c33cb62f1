import { type ReactNode, useId } from 'react';
import type { Fix } from '../../../core/obs/fixes';
import { fixesOf, placeOf, sceneInstead } from '../../../core/obs/fixes';
import type { Finding } from '../../../core/obs/preflight';
import { useCall, useMirror, useSession } from '../../client/react';
import { openOverlay } from '../../client/view';
import { t } from '../../i18n/t';
import { Button } from '../../ui/Button';
import field from '../../ui/Field.module.css';
import { Icon } from '../../ui/Icon';
import { RefusalLine } from '../../ui/RefusalLine';
import { Tag } from '../../ui/Tag';
import { classes } from '../../ui/classes';
import styles from './Preflight.module.css';
import { goTo } from './goTo';
import { iconOf } from './icons';
import { findingSentence } from './words';

interface FindingPaneProps {
  readonly finding: Finding | null;
  readonly others: readonly Finding[];
  readonly onChoose: (finding: Finding) => void;
}

/** One finding: what would come of it, and every way to put it right. */
export function FindingPane({ finding, others, onChoose }: FindingPaneProps): ReactNode {
  const id = useId();
  const show = useSession((session) => session.show);
  if (!finding) {
    return (
      <aside className={classes(styles.panel, styles.pane)} aria-labelledby={id}>
        <div className={styles.intro}>
          <Tag tone="next" icon="check">
            {t('preflight.verdict.ready')}
          </Tag>
          <h2 id={id}>{t('preflight.nothingToDo')}</h2>
        </div>
      </aside>
    );
  }
  const { severity, code } = finding;
  return (
    <aside className={classes(styles.panel, styles.pane)} aria-labelledby={id}>
      <div className={styles.intro}>
        <Tag tone={severity === 'problem' ? 'danger' : 'warn'}>{t(`preflight.verdict.${severity}`)}</Tag>
        <h2 id={id}>{findingSentence(show, finding)}</h2>
        <p>{t(`preflight.effect.${code}`)}</p>
      </div>
      <Ways finding={finding} />
      {others.length > 0 && (
        <div className={styles.then}>
          <h2>{t('preflight.afterwards')}</h2>
          <ul>
            {others.map((other) => (
              <li key={JSON.stringify(other)} className={styles[other.severity]}>
                <Icon name={iconOf[other.severity]} size={16} />
                <p>{findingSentence(show, other)}</p>
                <Button
                  size="small"
                  aria-label={t('preflight.lookNamed', { check: findingSentence(show, other) })}
                  onClick={() => onChoose(other)}
                >
                  {t('preflight.look')}
                </Button>
              </li>
            ))}
          </ul>
        </div>
      )}
    </aside>
  );
}

function Ways({ finding }: { readonly finding: Finding }): ReactNode {
  const { call, refusal } = useCall();
  const fixes = fixesOf(finding);
  const misses =
    finding.code === 'sceneMissing' || finding.code === 'slateSceneMissing'
      ? finding.scene
      : finding.code === 'cueNameMissing' && finding.what === 'scene'
        ? finding.name
        : null;

  function carryOut(fix: Fix): void {
    switch (fix.kind) {
      case 'edit':
        void call('edit', { edit: fix.edit });
        return;
      case 'build':
        openOverlay('build');
        return;
      case 'setUpCaptions':
        openOverlay('captionSetup');
    }
  }

  return (
    <div className={styles.ways}>
      {fixes.map((fix, index) => {
        const { title, how, button } = fixWords(fix);
        return (
          <div key={title} className={classes(styles.way, index === 0 && styles.best)}>
            <h3>{title}</h3>
            <p>{how}</p>
            <Button look={index === 0 ? 'primary' : 'plain'} onClick={() => carryOut(fix)}>
              {button}
            </Button>
          </div>
        );
      })}
      {misses !== null && <AnotherScene onChoose={(scene) => carryOut(sceneInstead(misses, scene))} />}
      <ByHand finding={finding} />
      <RefusalLine refusal={refusal} />
    </div>
  );
}

interface FixWords {
  readonly title: string;
  readonly how: string;
  readonly button: string;
}

function fixWords(fix: Fix): FixWords {
  switch (fix.kind) {
    case 'edit':
      return fix.use === null
        ? {
            title: t('preflight.way.leave'),
            how: t('preflight.way.leaveHow'),
            button: t('preflight.way.leaveButton'),
          }
        : {
            title: t('preflight.way.meant', { name: fix.use }),
            how: t(`preflight.way.meantHow.${fix.reach}`, { from: fix.from }),
            button: t('preflight.way.use', { name: fix.use }),
          };
    case 'build':
      return {
        title: t('preflight.way.create', { name: fix.scene }),
        how: t('preflight.way.createHow'),
        button: t('preflight.way.createButton'),
      };
    case 'setUpCaptions':
      return {
        title: t('preflight.way.captions'),
        how: t('preflight.way.captionsHow'),
        button: t('preflight.way.captionsButton'),
      };
  }
}

function AnotherScene({ onChoose }: { readonly onChoose: (scene: string) => void }): ReactNode {
  const id = useId();
  const scenes = useMirror(({ obs }) => obs.observed?.scenes ?? null) ?? [];
  return (
    <div className={classes(styles.way, styles.pick)}>
      <div>
        <h3 id={id}>{t('preflight.way.another')}</h3>
        <p>{t('preflight.way.anotherHow', { count: scenes.length })}</p>
      </div>
      <select
        aria-labelledby={id}
        className={field.field}
        value=""
        onChange={({ target }) => target.value !== '' && onChoose(target.value.slice(1))}
      >
        <option value="">{t('preflight.way.choose')}</option>
        {scenes.map((scene) => (
          <option key={scene} value={`=${scene}`}>
            {scene}
          </option>
        ))}
      </select>
    </div>
  );
}

/** Where it is in the show, or that it is in OBS. */
function ByHand({ finding }: { readonly finding: Finding }): ReactNode {
  const show = useSession((session) => session.show);
  const place = placeOf(finding);
  if (place.at === 'obs') return <p className={styles.inObs}>{t('preflight.inObs')}</p>;
  const segment = place.at === 'segment' ? show.segments.find(({ id }) => id === place.id) : undefined;
  const where =
    place.at === 'segment' && !segment
      ? t('preflight.way.byHandHow.plan')
      : t(`preflight.way.byHandHow.${place.at}`, { title: segment?.title });
  return (
    <div className={classes(styles.way, styles.pick)}>
      <div>
        <h3>{t('preflight.way.byHand')}</h3>
        <p>{where}</p>
      </div>
      <Button onClick={() => goTo(place)}>{t('preflight.way.goTo')}</Button>
    </div>
  );
}
