import type { ReactNode } from 'react';
import type { Finding } from '../../../core/obs/preflight';
import type { Seam } from '../../../core/run/plan';
import { seams } from '../../../core/run/plan';
import type { SegmentTiming } from '../../../core/run/timing';
import type { Advance, Inclusion, Segment, Show, SpeakerId } from '../../../core/show/model';
import { formatClock, formatLength, formatTimeOfDay } from '../../../core/time/write';
import { useSession } from '../../client/react';
import { useTiming } from '../../client/timing';
import { t } from '../../i18n/t';
import { Notice } from '../../ui/Notice';
import { Switch } from '../../ui/Switch';
import { titlesOf, whyWords } from '../rundown/why';
import { CuesField } from './CuesField';
import { ChoiceField, LengthField, NotesField, TextField } from './Fields';
import fields from './Fields.module.css';
import { SceneField } from './SceneField';
import { SpeakersField } from './SpeakersField';
import { StartField } from './StartField';
import { TransitionField } from './TransitionField';
import type { MakeEdit } from './useEdit';

const kinds: readonly Segment['kind'][] = ['slate', 'host', 'talk', 'panel', 'questions', 'closing'];

const advances: readonly Advance[] = ['byHand', 'atItsEnd'];
const inclusions: readonly Inclusion[] = ['always', 'optional', 'skipped'];

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
  const unplanned = useSession(({ run }) => run.unplanned);
  const set = (patch: Partial<Omit<Segment, 'id'>>): Promise<string | null> =>
    edit({ kind: 'setSegment', id, patch });
  return (
    <div className={fields.form}>
      {timing?.standing === 'onAir' && (
        <Notice tone="information" icon="lock" className={fields.lead}>
          {t('edit.onAirNote')}
        </Notice>
      )}
      {timing?.standing === 'done' && (
        <Notice tone="information" icon="check" className={fields.lead}>
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
          finding={
            startFinding(findings, id) ??
            seamWords(seams(show, { unplanned })[show.segments.indexOf(segment)])
          }
          edit={edit}
        />
        <LengthField
          label={t('edit.field.duration')}
          value={segment.duration}
          save={(duration) => set({ duration })}
        />
      </div>
      {timing && <Expected show={show} timing={timing} />}
      <div className={fields.pair}>
        <ChoiceField
          label={t('edit.field.kind')}
          value={segment.kind}
          choices={kinds.map((kind) => ({ value: kind, label: t(`common.kind.${kind}`) }))}
          save={(chosen) => set({ kind: kinds.find((kind) => kind === chosen) ?? segment.kind })}
        />
        <ChoiceField
          label={t('edit.field.inclusion')}
          value={segment.inclusion}
          choices={inclusions.map((value) => ({ value, label: t(`edit.inclusion.${value}`) }))}
          save={(chosen) =>
            set({ inclusion: inclusions.find((value) => value === chosen) ?? segment.inclusion })
          }
        />
      </div>
      <ChoiceField
        label={t('edit.field.advance')}
        value={segment.advance}
        finding={advanceFinding(show, segment)}
        choices={advances.map((value) => ({ value, label: t(`edit.advance.${value}`) }))}
        save={(chosen) => set({ advance: advances.find((value) => value === chosen) ?? segment.advance })}
      />
      <SceneField
        label={t('edit.field.scene')}
        value={segment.scene}
        none={t('edit.sceneNone')}
        finding={sceneFinding(findings, id)}
        save={(scene) => set({ scene })}
      />
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

/** Where it is to give way by itself, and will not. */
function advanceFinding(show: Show, segment: Segment): string | null {
  if (segment.advance === 'byHand') return null;
  const after = show.segments
    .slice(show.segments.indexOf(segment) + 1)
    .find(({ inclusion }) => inclusion !== 'skipped');
  if (!after) return t('edit.finding.advanceLast');
  return after.start.kind === 'manual' ? t('edit.finding.advanceManual', { title: after.title }) : null;
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

/** When it is expected to start, and why then. */
function Expected({ show, timing }: { readonly show: Show; readonly timing: SegmentTiming }): ReactNode {
  const onAir = useSession(({ run }) => run.onAir?.segment ?? null);
  const why = whyWords(timing, titlesOf(show.segments, onAir));
  const { start, earliest, standing } = timing;
  if (start === null || standing === 'done' || standing === 'onAir') return null;
  const time = formatClock(start, show.zone, { seconds: !earliest });
  const words = t(earliest ? 'rundown.row.earliest' : 'rundown.row.expected', { time });
  return <p className={fields.note}>{t('edit.expected', { words, why })}</p>;
}

/** How its fixed start meets the segment before it, where the two do not join. */
function seamWords(seam: Seam | null | undefined): string | null {
  if (!seam) return null;
  return t(`edit.finding.${seam.kind}`, { by: formatLength(seam.by), title: seam.before.title });
}

function startFinding(findings: readonly Finding[], id: string): string | null {
  for (const finding of findings) {
    if (finding.code !== 'startSkipped' || finding.segmentId !== id) continue;
    const { at, becomes } = finding;
    return t('edit.finding.startSkipped', { time: formatTimeOfDay(at), becomes: formatTimeOfDay(becomes) });
  }
  return null;
}
