import { type FormEvent, type ReactNode, useId, useState } from 'react';
import type { Fix } from '../../../core/obs/fixes';
import { fixesOf, placeOf, sceneInstead } from '../../../core/obs/fixes';
import { type Finding, isOfSkipped } from '../../../core/obs/preflight';
import { findSpeaker, type SpeakerId } from '../../../core/show/model';
import { formatTimeOfDay } from '../../../core/time/write';
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
        {isOfSkipped(show, finding) && <p>{t('preflight.ofSkipped')}</p>}
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

  function carryOut(fix: Press): void {
    switch (fix.kind) {
      case 'edit':
        void call('edit', { edit: fix.edit });
        return;
      case 'build':
        openOverlay('build');
        return;
      case 'setUpCaptions':
        openOverlay('captionSetup');
        return;
      case 'startAt':
        void call('edit', { edit: fix.edit });
        return;
      case 'leaveStudioMode':
        void call('leaveStudioMode', {});
        return;
      case 'previewNext':
        void call('setPreviewNext', { on: true });
        return;
      case 'buildBackup':
        openOverlay('buildBackup');
    }
  }

  return (
    <div className={styles.ways}>
      {fixes.map((fix, index) => {
        if (fix.kind === 'rename') return <Rename key={fix.kind} speakerId={fix.speakerId} />;
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

/** What one press does; a name has to be written first. */
type Press = Exclude<Fix, { readonly kind: 'rename' }>;

interface FixWords {
  readonly title: string;
  readonly how: string;
  readonly button: string;
}

function fixWords(fix: Press): FixWords {
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
    case 'startAt': {
      const title = t('preflight.way.startAt', { at: formatTimeOfDay(fix.at) });
      return { title, how: t('preflight.way.startAtHow'), button: title };
    }
    case 'leaveStudioMode':
    case 'previewNext': {
      const title = t(`preflight.way.${fix.kind}`);
      return { title, how: t(`preflight.way.${fix.kind}How`), button: title };
    }
    case 'buildBackup':
      return {
        title: t('preflight.way.backup'),
        how: t('preflight.way.backupHow'),
        button: t('preflight.way.backupButton'),
      };
  }
}

/** The name where the finding is: what fits is seen as soon as it is drawn. */
function Rename({ speakerId }: { readonly speakerId: SpeakerId }): ReactNode {
  const { call, refusal } = useCall();
  const saved = useSession(({ show }) => findSpeaker(show, speakerId)?.name ?? '');
  const [name, setName] = useState(saved);
  const isNew = name.trim() !== '' && name !== saved;
  function save(event: FormEvent): void {
    event.preventDefault();
    if (isNew) void call('edit', { edit: { kind: 'setSpeaker', id: speakerId, patch: { name } } });
  }
  return (
    <form className={classes(styles.way, styles.best)} onSubmit={save}>
      <h3>{t('preflight.way.rename')}</h3>
      <p>{t('preflight.way.renameHow')}</p>
      <input
        className={field.field}
        aria-label={
          saved === ''
            ? t('preflight.way.renameLabelNobody')
            : t('preflight.way.renameLabel', { name: saved })
        }
        dir="auto"
        maxLength={500}
        value={name}
        onChange={({ target }) => setName(target.value)}
      />
      <Button type="submit" look="primary" disabled={!isNew}>
        {t('preflight.way.renameButton')}
      </Button>
      <RefusalLine refusal={refusal} />
    </form>
  );
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
  if (place.at === 'backup') return <p className={styles.inObs}>{t('preflight.inBackup')}</p>;
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
