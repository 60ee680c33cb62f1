import { describe, expect, it } from 'vitest';
import type { RecordRow, RunRecord } from '../../../../src/core/asrun/record';
import { recordOf } from '../../../../src/core/asrun/record';
import { proposals } from '../../../../src/core/run/replan';
import { openState } from '../../../../src/core/run/state';
import { minute } from '../../../../src/core/time/units';
import { lateFrom } from '../../../../src/renderer/features/runs/late';
import { pressed } from '../../../support/replans';
import { segment, show, tod } from '../../../support/shows';
import { Stage } from '../../../support/stage';

/** A talk of 10:00, Q&A of 10:00, a closing. OBS takes no time here. */
function stage(): Stage {
  return new Stage(
    show([
      segment('talk', { start: { kind: 'fixed', at: tod('16:00') } }),
      segment('qa', { kind: 'questions' }),
      segment('closing', { kind: 'closing' }),
    ]),
    '16:00',
  );
}

function go(on: Stage): void {
  on.press({ early: true });
  on.report({ type: 'takeAccepted', takeId: on.state.run.pending[0]?.takeId ?? '', after: 0 });
}

function recordedBy(on: Stage): RunRecord {
  return recordOf(openState(on.show, 0, 'run-1'), on.journal, 'whole');
}

function lateIn({ rows, lastAt }: RunRecord): readonly (number | null)[] {
  return rows.map((row: RecordRow) => lateFrom(row, lastAt));
}

describe('what is striped in the chart of a run', () => {
  it('is what ran past its end; what came before it, or in time, is not', () => {
    const on = stage();
    go(on);
    on.clock('16:12');
    go(on);
    on.clock('16:20');
    go(on);
    expect(lateIn(recordedBy(on))).toEqual([on.at('16:10'), null, null]);
  });

  it('is not the time that a re-plan or a hand gave', () => {
    const on = stage();
    go(on);
    on.clock('16:05');
    go(on);
    const given = proposals(on.show, on.state.run, on.now).find(({ replan }) => replan.kind === 'give');
    if (!given) throw new Error('time is given');
    on.send({ type: 'applyReplan', expectedOnAir: on.onAir ?? '', ...pressed(given) });
    on.clock('16:20');
    go(on);
    on.send({ type: 'adjustEnd', expectedOnAir: on.onAir ?? '', by: 3 * minute });
    on.clock('16:31');
    // The log goes as far as its last event.
    on.send({ type: 'setHold', on: true });
    expect(lateIn(recordedBy(on))).toEqual([null, null, null]);
    on.clock('16:34');
    on.send({ type: 'setHold', on: false });
    expect(lateIn(recordedBy(on))).toEqual([null, null, on.at('16:33')]);
  });

  it('is not the time up to a fixed start, also while it is on air, nor anything of what was never on air', () => {
    const on = new Stage(
      show([
        segment('slate', { start: { kind: 'fixed', at: tod('16:00') } }),
        segment('keynote', { start: { kind: 'fixed', at: tod('16:30') } }),
        segment('closing'),
      ]),
      '16:00',
    );
    go(on);
    // Past its own length, and not past its end: it lasts until the keynote.
    on.clock('16:20');
    on.send({ type: 'setHold', on: true });
    expect(lateIn(recordedBy(on))).toEqual([null, null, null]);
    on.clock('16:30');
    go(on);
    expect(lateIn(recordedBy(on))).toEqual([null, null, null]);
  });
});
