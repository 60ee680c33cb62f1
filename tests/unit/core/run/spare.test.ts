import { describe, expect, it } from 'vitest';
import { proposalInstant } from '../../../../src/core/run/replan';
import type { Spare } from '../../../../src/core/run/spare';
import { broughtInBefore, spareBefore } from '../../../../src/core/run/spare';
import { timing } from '../../../../src/core/run/timing';
import type { Segment, Show } from '../../../../src/core/show/model';
import { minute } from '../../../../src/core/time/units';
import { pressed } from '../../../support/replans';
import { segment, show, tod } from '../../../support/shows';
import { Stage, refusalOf } from '../../../support/stage';

const at = (time: string): Segment['start'] => ({ kind: 'fixed', at: tod(time) });

/** A talk 16:00–16:20, a poll –16:24, the keynote at 16:24. */
function plan(rows: Record<string, Partial<Segment>> = {}): Show {
  return show([
    segment('talk', { start: at('16:00'), duration: 20 * minute, ...rows.talk }),
    segment('poll', { inclusion: 'optional', duration: 4 * minute, ...rows.poll }),
    segment('keynote', { start: at('16:24'), duration: 30 * minute, ...rows.keynote }),
  ]);
}

function begun(document: Show = plan()): Stage {
  const stage = new Stage(document, '16:00');
  stage.press();
  stage.report({ type: 'takeAccepted', takeId: stage.state.run.pending[0]?.takeId ?? '', after: 0 });
  return stage;
}

function dropped(document: Show = plan()): Stage {
  const stage = begun(document);
  stage.send({ type: 'dropSegment', segmentId: 'poll' });
  return stage;
}

function spareOf({ state: { document, run }, now }: Stage): Spare | null {
  return spareBefore(document.show, run, timing(document.show, run, now));
}

function broughtIn(stage: Stage) {
  const { document, run } = stage.state;
  const spare = spareOf(stage);
  const instant = proposalInstant(document.show, run, stage.now);
  return spare && broughtInBefore(document.show, run, timing(document.show, run, stage.now), spare, instant);
}

describe('time to spare before a fixed start', () => {
  it('is said where it is more than the tolerance, and more than was planned', () => {
    expect(spareOf(begun())).toBeNull();
    const stage = dropped();
    expect(spareOf(stage)).toEqual({
      before: 'keynote',
      at: stage.at('16:24'),
      by: 4 * minute,
      ownEnd: stage.at('16:20'),
    });
    // A gap that the plan has itself is nobody's gain.
    const gap = plan({ poll: { inclusion: 'skipped' } });
    expect(spareOf(begun(gap))).toBeNull();
    expect(spareOf(dropped({ ...plan(), tolerance: 5 * minute }))).toBeNull();
  });

  it('is none on a slate, nor where a hand has set the end', () => {
    expect(spareOf(dropped(plan({ talk: { kind: 'slate' } })))).toBeNull();
    const stage = dropped();
    stage.send({ type: 'setSlate', on: true });
    stage.obsDoesIt();
    expect(spareOf(stage)).toBeNull();
    const set = dropped();
    set.send({ type: 'setEnd', expectedOnAir: set.onAir ?? '', endsAt: set.at('16:22') });
    expect(spareOf(set)).toBeNull();
  });

  it('what was dropped comes in again where it fits at its own length, and the fixed start holds', () => {
    const stage = dropped();
    const proposal = broughtIn(stage);
    expect(proposal).toMatchObject({ replan: { kind: 'bringIn', restored: ['poll'] }, leaves: 0 });
    if (!proposal) return;
    stage.send({ type: 'applyReplan', expectedOnAir: stage.onAir ?? '', ...pressed(proposal) });
    expect(stage.state.run.dropped).toEqual([]);
    expect(timing(stage.show, stage.state.run, stage.now).segments[2]).toMatchObject({
      start: stage.at('16:24'),
      startsBy: { kind: 'fixed' },
    });
    // Too late for it: it would be cut short.
    const late = dropped();
    late.clock('16:21');
    expect(spareOf(late)).not.toBeNull();
    expect(broughtIn(late)).toBeNull();
  });

  it('is put away by a hand, until it lies before another time', () => {
    const stage = dropped();
    expect(stage.send({ type: 'ignoreReplan' })).toMatchObject({ ok: true });
    expect(stage.state.run.ignoredEnd).toBe(spareOf(stage)?.at);
    expect(refusalOf(stage.send({ type: 'ignoreReplan' }))).toBe('alreadySo');
  });
});
