import type { ReactNode } from 'react';
import type { Finding } from '../../../core/obs/preflight';
import type { Segment, Show, SpeakerId } from '../../../core/show/model';
import { formatTimeOfDay } from '../../../core/time/write';
import { useTiming } from '../../client/timing';
import { t } from '../../i18n/t';
import { Notice } from '../../ui/Notice';
import { Switch } from '../../ui/Switch';
import { CuesField } from './CuesField';
import { ChoiceField, LengthField, NotesField, TextField } from './Fields';
import fields from './Fields.module.css';
import { SceneField } from './SceneField';
import { SpeakersField } from './SpeakersField';
import { StartField } from './StartField';
import { TransitionField } from './TransitionField';
import type { MakeEdit } from './useEdit';

const kinds: readonly Segment['kind'][] = ['slate', 'host', 'talk', 'panel', 'questions', 'closing'];

interface SegmentPaneProps {
  readonly show: Show;
  readonly segment: Segment;
  readonly findings: readonly Finding[];
  /** Just added: its title takes the focus. */
  readonly fresh: boolean;
  readonly edit: MakeEdit;
  readonly onPerson: (id: SpeakerId, fresh: boolean) => void;
}

/** All that can be said of one segment. */
export function SegmentPane({ show, segment, findings, fresh, edit, onPerson }: SegmentPaneProps): ReactNode {
  const { id } = segment;
  const timing = useTiming().segments.find((other) => other.id === id);
  const set = (patch: Partial<Omit<Segment, 'id'>>): Promise<string | null> =>
    edit({ kind: 'setSegment', id, patch });
  return (
    <div className={fields.form}>
      {timing?.standing === 'onAir' && (
        <Notice tone="information" icon="lock">
          {t('edit.onAirNote')}
        </Notice>
      )}
      {timing?.standing === 'done' && (
        <Notice tone="information" icon="check">
          {t('edit.doneNote')}
        </Notice>
      )}
      <TextField
        label={t('edit.field.title')}
        value={segment.title}
        prose
        fresh={fresh}
        save={(title) => (title.trim() === '' ? Promise.resolve(t('edit.problem.noTitle')) : set({ title }))}
      />
      <div className={fields.pair}>
        <StartField
          segment={segment}
          plannedTime={timing?.plannedTime ?? null}
          finding={startFinding(findings, id)}
          edit={edit}
        />
        <LengthField
          label={t('edit.field.duration')}
          value={segment.duration}
          save={(duration) => set({ duration })}
        />
      </div>
      <div className={fields.pair}>
        <SceneField
          label={t('edit.field.scene')}
          value={segment.scene}
          none={t('edit.sceneNone')}
          finding={sceneFinding(findings, id)}
          save={(scene) => set({ scene })}
        />
        <ChoiceField
          label={t('edit.field.kind')}
          value={segment.kind}
          choices={kinds.map((kind) => ({ value: kind, label: t(`common.kind.${kind}`) }))}
          save={(chosen) => set({ kind: kinds.find((kind) => kind === chosen) ?? segment.kind })}
        />
      </div>
      <TransitionField
        value={segment.transition}
        finding={transitionFinding(findings, id)}
        save={(transition) => set({ transition })}
      />
      <div className={fields.switches}>
        <Switch checked={segment.soundOff} onChange={(soundOff) => void set({ soundOff })}>
          {t('edit.field.soundOff')}
        </Switch>
      </div>
      <SpeakersField show={show} segment={segment} edit={edit} onPerson={onPerson} />
      <CuesField show={show} segment={segment} edit={edit} />
      <NotesField label={t('edit.field.notes')} value={segment.notes} save={(notes) => set({ notes })} />
      <div className={fields.pair}>
        <LengthField
          label={t('edit.field.warnAt')}
          unit={t('edit.field.left')}
          value={segment.warnAt}
          save={(warnAt) => set({ warnAt })}
        />
        <LengthField
          label={t('edit.field.dangerAt')}
          unit={t('edit.field.left')}
          value={segment.dangerAt}
          save={(dangerAt) => set({ dangerAt })}
        />
      </div>
    </div>
  );
}

function sceneFinding(findings: readonly Finding[], id: string): string | null {
  for (const finding of findings) {
    if (finding.code === 'sceneMissing' && finding.segmentIds.includes(id))
      return t('edit.finding.sceneMissing', { scene: finding.scene });
  }
  return null;
}

function transitionFinding(findings: readonly Finding[], id: string): string | null {
  for (const finding of findings) {
    if (finding.code === 'transitionUnknown' && finding.segmentIds.includes(id))
      return t('edit.finding.transitionUnknown', { name: finding.name });
  }
  return null;
}

function startFinding(findings: readonly Finding[], id: string): string | null {
  for (const finding of findings) {
    if (finding.code !== 'startSkipped' || finding.segmentId !== id) continue;
    const { at, becomes } = finding;
    return t('edit.finding.startSkipped', { time: formatTimeOfDay(at), becomes: formatTimeOfDay(becomes) });
  }
  return null;
}
