import { type ReactNode, useId, useMemo } from 'react';
import { programOutputs } from '../../../core/obs/outputs';
import type { Finding } from '../../../core/obs/preflight';
import type { HardOutProblem } from '../../../core/run/plan';
import { hardOutProblem } from '../../../core/run/plan';
import type { ShowFields } from '../../../core/show/edit';
import type { Show } from '../../../core/show/model';
import { readTime } from '../../../core/time/read';
import { hour, minute, second } from '../../../core/time/units';
import { formatLength, formatTimeOfDay } from '../../../core/time/write';
import { dateOf } from '../../../core/time/zone';
import { useClient, useSession } from '../../client/react';
import { t } from '../../i18n/t';
import { Button } from '../../ui/Button';
import field from '../../ui/Field.module.css';
import { Switch } from '../../ui/Switch';
import { classes } from '../../ui/classes';
import { ChoiceField, Labelled, LengthField, TextField } from './Fields';
import fields from './Fields.module.css';
import { GraphicsFields } from './GraphicsFields';
import { SceneField } from './SceneField';
import { useDraft } from './useDraft';
import type { MakeEdit } from './useEdit';

/** What the show file allows, ms. */
const shortestCaption = second;
const longestCaption = 10 * minute;
const shortestTolerance = second;
const longestTolerance = hour;

interface ShowPaneProps {
  readonly show: Show;
  readonly findings: readonly Finding[];
  readonly edit: MakeEdit;
}

/** What is true of the whole show. */
export function ShowPane({ show, findings, edit }: ShowPaneProps): ReactNode {
  const zonesId = useId();
  const zones = useMemo(() => Intl.supportedValuesOf('timeZone'), []);
  const set = (patch: Partial<ShowFields>): Promise<string | null> => edit({ kind: 'setShow', patch });
  return (
    <div className={fields.form}>
      <TextField
        label={t('edit.field.showTitle')}
        value={show.title}
        prose
        save={(title) =>
          title.trim() === '' ? Promise.resolve(t('edit.problem.noShowTitle')) : set({ title })
        }
      />
      <div className={fields.pair}>
        <DateField show={show} save={(date) => set({ date })} />
        <TextField
          label={t('edit.field.zone')}
          value={show.zone}
          placeholder={t('edit.hint.zone')}
          list={zonesId}
          save={(zone) => set({ zone: zone.trim() })}
        />
        <datalist id={zonesId}>
          {zones.map((zone) => (
            <option key={zone} value={zone} />
          ))}
        </datalist>
      </div>
      <div className={fields.pair}>
        <SceneField
          label={t('edit.field.slateScene')}
          value={show.slateScene}
          none={t('edit.slateNone')}
          finding={slateFinding(findings)}
          save={(slateScene) => set({ slateScene })}
        />
        <ChoiceField
          label={t('edit.field.host')}
          value={show.hostId === null ? '' : `=${show.hostId}`}
          choices={[
            { value: '', label: t('edit.hostNone') },
            ...show.speakers.map(({ id, name }) => ({ value: `=${id}`, label: name || t('edit.unnamed') })),
          ]}
          save={(chosen) => set({ hostId: chosen === '' ? null : chosen.slice(1) })}
        />
      </div>
      <div className={fields.pair}>
        <HardOutField show={show} save={(hardOut) => set({ hardOut })} />
        <LengthField
          label={t('edit.field.captionDuration')}
          short
          hint={t('edit.hint.captionDuration')}
          value={show.captionDuration}
          save={(captionDuration) =>
            captionDuration < shortestCaption || captionDuration > longestCaption
              ? Promise.resolve(t('edit.problem.captionDuration'))
              : set({ captionDuration })
          }
        />
      </div>
      <LengthField
        label={t('edit.field.tolerance')}
        hint={t('edit.hint.tolerance')}
        value={show.tolerance}
        save={(tolerance) =>
          tolerance < shortestTolerance || tolerance > longestTolerance
            ? Promise.resolve(t('edit.problem.tolerance'))
            : set({ tolerance })
        }
      />
      <GraphicsFields show={show} save={set} />
      <OutputsField needed={show.outputs} save={(outputs) => void set({ outputs })} />
    </div>
  );
}

/** By when the show must be over; empty where nothing forces it. */
function HardOutField({
  show,
  save,
}: {
  readonly show: Show;
  readonly save: (hardOut: Show['hardOut']) => Promise<string | null>;
}): ReactNode {
  const unplanned = useSession(({ run }) => run.unplanned);
  const written = show.hardOut === null ? '' : formatTimeOfDay(show.hardOut);
  function commit(typed: string): Promise<string | null> {
    if (typed.trim() === '') return save(null);
    const read = readTime(typed);
    if (read.ok && read.value.kind === 'at') return save(read.value.at);
    return Promise.resolve(t('edit.problem.notUnderstood', { hint: t('edit.hint.hardOut') }));
  }
  return (
    <TextField
      label={t('edit.field.hardOut')}
      value={written}
      placeholder={t('edit.hardOutNone')}
      className={fields.short}
      maxLength={40}
      finding={hardOutWords(hardOutProblem(show, { unplanned }))}
      save={commit}
    />
  );
}

function hardOutWords(problem: HardOutProblem | null): string | null {
  switch (problem?.kind) {
    case undefined:
      return null;
    case 'beforeStart':
      return t('edit.finding.hardOutBeforeStart', { start: formatTimeOfDay(problem.start) });
    case 'planTooLong': {
      const { end, by } = problem;
      return t('edit.finding.hardOutTooEarly', { end: formatTimeOfDay(end), by: formatLength(by) });
    }
  }
}

/** What has to run in OBS while the show is live. */
function OutputsField({
  needed,
  save,
}: {
  readonly needed: Show['outputs'];
  readonly save: (outputs: Show['outputs']) => void;
}): ReactNode {
  const id = useId();
  return (
    <div role="group" aria-labelledby={id} className={fields.labelled}>
      <p id={id} className={fields.label}>
        {t('outputs.needs')}
      </p>
      <div className={fields.switches}>
        {programOutputs.map((name) => (
          <Switch
            key={name}
            checked={needed.includes(name)}
            onChange={(on) =>
              save(programOutputs.filter((other) => (other === name ? on : needed.includes(other))))
            }
          >
            {t(`outputs.name.${name}`)}
          </Switch>
        ))}
      </div>
      <p className={fields.note}>{t('outputs.needsHint')}</p>
    </div>
  );
}

function DateField({
  show,
  save,
}: {
  readonly show: Show;
  readonly save: (date: string | null) => Promise<string | null>;
}): ReactNode {
  const id = useId();
  const client = useClient();
  const draft = useDraft(show.date ?? '', (typed) => save(typed === '' ? null : typed));
  return (
    <Labelled
      id={id}
      label={t('edit.field.date')}
      problem={draft.problem}
      finding={show.date === null ? t('edit.noDate') : null}
      beside={
        <Button size="small" onClick={() => void save(dateOf(client.now(), show.zone))}>
          {t('edit.today')}
        </Button>
      }
    >
      <input
        id={id}
        type="date"
        className={classes(field.field, fields.date)}
        value={draft.value}
        aria-invalid={draft.problem !== null}
        aria-describedby={`${id}-problem`}
        onChange={(event) => draft.change(event.target.value)}
        onBlur={draft.commit}
        onKeyDown={draft.onKeyDown}
      />
    </Labelled>
  );
}

function slateFinding(findings: readonly Finding[]): string | null {
  for (const finding of findings) {
    if (finding.code === 'noSlateScene') return t('edit.finding.noSlateScene');
    if (finding.code === 'slateSceneMissing')
      return t('edit.finding.slateSceneMissing', { scene: finding.scene });
  }
  return null;
}
