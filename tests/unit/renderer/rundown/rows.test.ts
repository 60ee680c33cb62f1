import { describe, expect, it } from 'vitest';
import { timing } from '../../../../src/core/run/timing';
import type { RundownRows } from '../../../../src/renderer/features/rundown/rows';
import { inRows, lengthDelta, rundownRows } from '../../../../src/renderer/features/rundown/rows';
import { minute } from '../../../../src/core/time/units';
import { tod, webinar } from '../../../support/shows';
import { Stage } from '../../../support/stage';

function rowsOf({ state: { document, run }, now }: Stage): RundownRows {
  const rows = rundownRows(document.show, run, timing(document.show, run, now));
  // ↑ and ↓ go along them as they stand.
  const ids = Array.from({ length: rows.count }, (_, index) => rows.at(index)?.id);
  expect(inRows(document.show, run)).toEqual(ids);
  return rows;
}

function listed(rows: RundownRows): readonly string[] {
  return Array.from({ length: rows.count }, (_, index) => {
    const row = rows.at(index);
    return `${row?.id} ${row?.timing.standing}`;
  });
}

describe('rundown rows', () => {
  it('stand in the order of the plan', () => {
    const stage = new Stage(webinar(), '15:50');
    stage.go();
    stage.clock('16:00');
    stage.go();
    const rows = rowsOf(stage);
    expect(listed(rows)).toEqual([
      'slate done',
      'welcome onAir',
      'talk next',
      'panel later',
      'closing later',
    ]);
    expect([rows.onAir, rows.next]).toEqual([1, 2]);
  });

  it('say once by how much they start too late for the hard out, and again where that changes', () => {
    const stage = new Stage(webinar({ hardOut: tod('17:00') }), '15:50');
    stage.go();
    stage.clock('16:00');
    stage.go();
    const late = (): readonly (number | null)[] => {
      const rows = rowsOf(stage);
      return Array.from({ length: rows.count }, (_, index) => rows.at(index)?.tooLate ?? null);
    };
    expect(late()).toEqual([null, null, 5 * minute, null, null]);
    const start = { kind: 'fixed', at: tod('16:40') } as const;
    stage.send({ type: 'edit', edit: { kind: 'setSegment', id: 'panel', patch: { start } } });
    expect(late()).toEqual([null, null, 5 * minute, 20 * minute, null]);
  });

  it('keep the segment on air, as it was taken, when it is deleted from the plan', () => {
    const stage = new Stage(webinar(), '15:50');
    stage.go();
    stage.clock('16:00');
    stage.go();
    stage.send({ type: 'edit', edit: { kind: 'removeSegment', id: 'welcome' } });
    const rows = rowsOf(stage);
    expect(listed(rows)).toEqual([
      'slate done',
      'welcome onAir',
      'talk next',
      'panel later',
      'closing later',
    ]);
    expect(rows.at(rows.onAir)?.removed).toBe(true);
    expect(rows.at(rows.next)?.id).toBe('talk');
  });

  it('show what is on air as it was taken, whatever the plan says since', () => {
    const stage = new Stage(webinar(), '15:50');
    stage.go();
    stage.send({ type: 'edit', edit: { kind: 'setSegment', id: 'slate', patch: { scene: 'Another' } } });
    expect(rowsOf(stage).at(0)?.segment.scene).toBe('Holding slide');
  });

  it('keep what is done as it ran, whatever the plan says since', () => {
    const stage = new Stage(webinar(), '15:50');
    stage.go();
    stage.clock('16:00');
    stage.go();
    stage.send({ type: 'edit', edit: { kind: 'setSegment', id: 'slate', patch: { duration: 60_000 } } });
    const slate = rowsOf(stage).at(0);
    expect(slate && lengthDelta(slate.segment, slate.timing)).toBe(0);
  });

  it('stand right above Next where they are postponed, also under what was deleted', () => {
    const stage = new Stage(webinar(), '15:50');
    const takePanel = { type: 'takeSegment', segmentId: 'panel', armed: true } as const;
    stage.go();
    stage.wait(2_000);
    stage.send({ ...takePanel, expectedOnAir: stage.onAir });
    stage.obsDoesIt();
    const order = ['slate done', 'panel onAir', 'welcome postponed', 'talk postponed', 'closing next'];
    expect(listed(rowsOf(stage))).toEqual(order);
    expect(rowsOf(stage).indexOf('talk')).toBe(3);
    expect([rowsOf(stage).onAir, rowsOf(stage).next]).toEqual([1, 4]);
    stage.send({ type: 'edit', edit: { kind: 'removeSegment', id: 'panel' } });
    expect(listed(rowsOf(stage))).toEqual(order);
  });

  it('say how much longer a segment was than planned, once it is done', () => {
    const stage = new Stage(webinar(), '15:50');
    stage.go();
    stage.clock('16:00:20');
    stage.go();
    const rows = rowsOf(stage);
    const [slate, welcome] = [rows.at(0), rows.at(1)];
    expect(slate && lengthDelta(slate.segment, slate.timing)).toBe(20_000);
    expect(welcome && lengthDelta(welcome.segment, welcome.timing)).toBeNull();
  });

  it('are none for a show without segments', () => {
    const stage = new Stage(webinar({ segments: [] }), '15:50');
    expect(listed(rowsOf(stage))).toEqual([]);
  });
});
