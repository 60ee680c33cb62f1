import { describe, expect, it } from 'vitest';
import { recordOf } from '../../../../src/core/asrun/record';
import { applyEdit } from '../../../../src/core/show/edit';
import { openState } from '../../../../src/core/run/state';
import { minute, second } from '../../../../src/core/time/units';
import { adoptable, adoption, isNews } from '../../../../src/renderer/features/runs/adopt';
import { webinar } from '../../../support/shows';
import { Stage } from '../../../support/stage';

/** A run up to the talk: the slate was 7:30.4 long, the welcome as planned; what is on air has no end yet. */
function rows() {
  const stage = new Stage(webinar(), '15:50');
  for (const ms of [7.5 * minute, 5 * minute, minute]) {
    stage.go({ early: true });
    stage.wait(ms);
  }
  return recordOf(openState(stage.show, 0, 'run-1'), stage.journal, 'whole');
}

describe('times of a rehearsal', () => {
  it('are offered of what came to its end, in whole seconds, beside the plan as it is now', () => {
    const all = adoptable(rows(), webinar());
    expect(all).toEqual([
      { segmentId: 'slate', title: 'slate', planned: 10 * minute, rehearsed: 7.5 * minute },
      { segmentId: 'welcome', title: 'welcome', planned: 5 * minute, rehearsed: 5 * minute },
    ]);
    expect(all.map(isNews)).toEqual([true, false]);
  });

  it('of a segment that was done more than once are those of its longest time', () => {
    const { rows: once } = rows();
    const [slate] = once;
    if (!slate) throw new Error('the slate was rehearsed');
    const again = (lasted: number) => ({ ...slate, actualLength: lasted });
    const of = (...lengths: readonly number[]) =>
      adoptable({ rows: lengths.map(again) }, webinar()).map(({ rehearsed }) => rehearsed);
    // Taken once more by mistake; broken off, and done again.
    expect(of(5 * minute, 3 * second)).toEqual([5 * minute]);
    expect(of(2 * minute, 5 * minute)).toEqual([5 * minute]);
  });

  it('come into the plan by one edit, which its inverse takes back', () => {
    const show = webinar();
    const edited = applyEdit(show, adoption(adoptable(rows(), show)));
    if (!edited.ok) throw new Error(edited.problem.code);
    expect(edited.value.show.segments[0]?.duration).toBe(7.5 * minute);
    expect(adoptable(rows(), edited.value.show).some(isNews)).toBe(false);
    const back = applyEdit(edited.value.show, edited.value.inverse);
    expect(back.ok && back.value.show).toEqual(show);
  });

  it('are of no use to a segment that is gone, nor shorter than a plan allows', () => {
    const show = webinar();
    const record = rows();
    const less = { ...show, segments: show.segments.filter(({ id }) => id !== 'slate') };
    expect(adoptable(record, less).map(({ segmentId, planned }) => [segmentId, planned])).toEqual([
      ['welcome', 5 * minute],
      ['slate', null],
    ]);
    const short = record.rows.map((row) => (row.actualLength === null ? row : { ...row, actualLength: 20 }));
    expect(adoptable({ rows: short }, show)[0]?.rehearsed).toBe(second);
  });
});
