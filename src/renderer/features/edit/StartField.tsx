import type { ReactNode } from 'react';
import type { Segment } from '../../../core/show/model';
import type { TimeOfDay } from '../../../core/time/units';
import { day, minute } from '../../../core/time/units';
import { readTime } from '../../../core/time/read';
import { formatTimeOfDay } from '../../../core/time/write';
import { t } from '../../i18n/t';
import { Switch } from '../../ui/Switch';
import { TextField } from './Fields';
import fields from './Fields.module.css';
import { readingProblem } from './lengthWords';
import type { MakeEdit } from './useEdit';

interface StartFieldProps {
  readonly segment: Segment;
  readonly plannedTime: TimeOfDay | null;
  readonly finding: string | null;
  readonly edit: MakeEdit;
}

/** When a segment starts: after the one before, or at a time of day that stays. Typing a time fixes it. */
export function StartField({ segment, plannedTime, finding, edit }: StartFieldProps): ReactNode {
  const { id, start } = segment;
  const fixed = start.kind === 'fixed';
  const written =
    plannedTime === null ? '' : formatTimeOfDay(plannedTime, { seconds: plannedTime % minute !== 0 });

  function fixAt(at: TimeOfDay): Promise<string | null> {
    return edit({
      kind: 'setSegment',
      id,
      patch: { start: { kind: 'fixed', at: ((at % day) + day) % day } },
    });
  }

  function save(typed: string): Promise<string | null> {
    const read = readTime(typed);
    if (!read.ok) return Promise.resolve(readingProblem(read.problem, t('edit.hint.start'), written));
    if (read.value.kind === 'at') return fixAt(read.value.at);
    if (plannedTime === null) return Promise.resolve(t('edit.problem.noPlannedTime'));
    return fixAt(plannedTime + read.value.by);
  }

  return (
    <TextField
      label={t('edit.field.start')}
      value={written}
      placeholder={t('edit.follows')}
      className={fields.short}
      maxLength={40}
      finding={finding}
      save={save}
      beside={() => (
        <Switch
          className={fields.switch}
          checked={fixed}
          disabled={!fixed && plannedTime === null}
          onChange={(on) => {
            if (on && plannedTime !== null) void fixAt(plannedTime);
            if (!on) void edit({ kind: 'setSegment', id, patch: { start: { kind: 'follows' } } });
          }}
        >
          {t('edit.field.fixed')}
        </Switch>
      )}
    />
  );
}
