import type { ReactNode } from 'react';
import type { Segment } from '../../../core/show/model';
import type { TimeOfDay } from '../../../core/time/units';
import { day } from '../../../core/time/units';
import { readTime } from '../../../core/time/read';
import { formatTypedTime } from '../../../core/time/write';
import { t } from '../../i18n/t';
import field from '../../ui/Field.module.css';
import { classes } from '../../ui/classes';
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

/** When a segment starts: after the one before, at a time of day that stays, or with GO. Typing a time fixes it. */
export function StartField({ segment, plannedTime, finding, edit }: StartFieldProps): ReactNode {
  const { id, start } = segment;
  // Over midnight a time goes by itself, and is written as it was typed; later the next day it is said.
  const saysDay = start.kind === 'fixed' && start.at >= day;
  const written =
    plannedTime === null ? '' : formatTypedTime(saysDay ? plannedTime : ((plannedTime % day) + day) % day);

  function fixAt(at: TimeOfDay): Promise<string | null> {
    return edit({ kind: 'setSegment', id, patch: { start: { kind: 'fixed', at } } });
  }

  /** Where the day goes without saying, it is left to the plan. */
  function shown(at: TimeOfDay): TimeOfDay {
    return saysDay && at >= day ? at : ((at % day) + day) % day;
  }

  function choose(kind: string): void {
    if (kind === 'fixed' && plannedTime !== null) void fixAt(shown(plannedTime));
    if (kind === 'follows' || kind === 'manual')
      void edit({ kind: 'setSegment', id, patch: { start: { kind } } });
  }

  function save(typed: string): Promise<string | null> {
    const read = readTime(typed);
    if (!read.ok) return Promise.resolve(readingProblem(read.problem, t('edit.hint.start'), written));
    if (read.value.kind === 'at') return fixAt(read.value.at);
    if (plannedTime === null) return Promise.resolve(t('edit.problem.noPlannedTime'));
    return fixAt(shown(plannedTime + read.value.by));
  }

  return (
    <TextField
      label={t('edit.field.start')}
      value={written}
      placeholder={t('edit.startRule.follows')}
      className={fields.short}
      maxLength={40}
      finding={finding}
      save={save}
      beside={() => (
        <select
          className={classes(field.field, fields.select)}
          aria-label={t('edit.field.startRule')}
          value={start.kind}
          onChange={(event) => choose(event.target.value)}
        >
          <option value="follows">{t('edit.startRule.follows')}</option>
          <option value="fixed" disabled={plannedTime === null}>
            {t('edit.startRule.fixed')}
          </option>
          <option value="manual">{t('edit.startRule.manual')}</option>
        </select>
      )}
    />
  );
}
