import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Proposal } from '../../src/core/run/replan';
import { endReading, proposals } from '../../src/core/run/replan';
import { latestReplan } from '../../src/core/run/replanned';
import { timing } from '../../src/core/run/timing';
import type { Segment } from '../../src/core/show/model';
import { minute, second } from '../../src/core/time/units';
import { holds } from '../support/holds';
import { pressed } from '../support/replans';
import { segment, show } from '../support/shows';
import { Stage } from '../support/stage';

const fixedAt = (minutes: number): Segment['start'] => ({ kind: 'fixed', at: minutes * minute });
const start: fc.Arbitrary<Segment['start']> = fc.oneof(
  { weight: 6, arbitrary: fc.constant({ kind: 'follows' } as const) },
  { weight: 1, arbitrary: fc.integer({ min: 720, max: 900 }).map(fixedAt) },
  { weight: 1, arbitrary: fc.constant({ kind: 'manual' } as const) },
);
const row = fc.record({
  start,
  duration: fc
    .oneof({ weight: 5, arbitrary: fc.integer({ min: 1, max: 5_400 }) }, fc.integer({ min: 1, max: 86_400 }))
    .map((seconds) => seconds * second),
  kind: fc.constantFrom<Segment['kind']>('slate', 'host', 'talk', 'panel', 'questions', 'closing'),
  inclusion: fc.constantFrom<Segment['inclusion']>('always', 'always', 'optional', 'skipped'),
});
type Step =
  | { readonly do: 'go' }
  | { readonly do: 'wait'; readonly ms: number }
  | { readonly do: 'take' | 'drop'; readonly index: number }
  | { readonly do: 'end'; readonly by: number }
  | { readonly do: 'apply'; readonly index: number };
const index = fc.nat(8);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Step>({ do: 'go' }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.nat(25 * minute) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('take' as const, 'drop' as const), index }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('end' as const),
      by: fc.integer({ min: -10, max: 10 }).map((m) => m * minute),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('apply' as const), index: fc.nat(2) }) },
);
const scene = fc.record({
  rows: fc.array(row, { minLength: 1, maxLength: 8 }),
  hardOut: fc.option(fc.integer({ min: 720, max: 1_100 }).map((minutes) => minutes * minute)),
  steps: fc.array(step, { maxLength: 14 }),
});

function play({
  rows,
  hardOut,
  steps,
}: typeof scene extends fc.Arbitrary<infer Scene> ? Scene : never): Stage {
  const first = fixedAt(720);
  const segments = rows.map((fields, at) =>
    segment(`s${at}`, at === 0 ? { ...fields, start: first } : fields),
  );
  const stage = new Stage(show(segments, { hardOut }), '12:00');
  stage.go({ early: true });
  for (const s of steps) {
    const expectedOnAir = stage.onAir;
    if (s.do === 'go') stage.go({ early: true });
    else if (s.do === 'wait') stage.wait(s.ms);
    else if (s.do === 'drop') stage.send({ type: 'dropSegment', segmentId: `s${s.index}` });
    else if (s.do === 'take') {
      stage.send({ type: 'takeSegment', expectedOnAir, segmentId: `s${s.index}`, armed: true });
      stage.obsDoesIt();
    } else if (s.do === 'end') {
      if (expectedOnAir !== null) stage.send({ type: 'adjustEnd', expectedOnAir, by: s.by });
    } else {
      const proposal = offered(stage)[s.index];
      if (proposal) apply(stage, proposal);
    }
  }
  return stage;
}

function offered(stage: Stage): readonly Proposal[] {
  return proposals(stage.state.document.show, stage.state.run, stage.now);
}

function apply(stage: Stage, proposal: Proposal): void {
  const expectedOnAir = stage.onAir ?? '';
  expect(stage.send({ type: 'applyReplan', expectedOnAir, ...pressed(proposal) })).toMatchObject({
    ok: true,
  });
}

function timesAt({ state: { document, run } }: Stage, at: number) {
  return timing(document.show, run, at);
}

/** Every proposal of any run, with the stage that it was made on. */
function eachProposal(check: (stage: Stage, proposal: Proposal) => void): void {
  let seen = 0;
  holds(
    fc.property(scene, (played) => {
      const stage = play(played);
      const found = offered(stage);
      expect(found.length).toBeLessThanOrEqual(3);
      for (const proposal of found) {
        seen += 1;
        check(stage, proposal);
      }
    }),
    600,
  );
  expect(seen).toBeGreaterThan(200);
}

describe('proposals in any run', () => {
  it('are admitted as they stand, and lead to exactly the end that they name; undo is identity', () => {
    eachProposal((stage, proposal) => {
      const before = stage.state;
      apply(stage, proposal);
      expect(timesAt(stage, proposal.at).expectedEnd).toBe(proposal.expectedEnd);
      // As the clock goes on while something is over, too: the same press is good for a while.
      const replanId = latestReplan(stage.state.run)?.replanId ?? '';
      expect(stage.send({ type: 'undoReplan', replanId })).toMatchObject({ ok: true });
      const inOrder = (ids: readonly string[]): readonly string[] => ids.toSorted();
      const undone = stage.state.run;
      expect({ ...undone, dropped: inOrder(undone.dropped) }).toEqual({
        ...before.run,
        dropped: inOrder(before.run.dropped),
      });
      stage.state = before;
    });
  });

  it('break no fixed start, make no length that is none, and bring the end nearer', () => {
    eachProposal((stage, { replan, at, expectedEnd, leaves }) => {
      const before = timesAt(stage, at);
      const reading = endReading(stage.show, stage.state.run, before);
      const state = stage.state;
      apply(stage, { replan, at, expectedEnd, leaves });
      const after = timesAt(stage, at);
      for (const [place, now] of after.segments.entries()) {
        const old = before.segments[place];
        const late = (one: typeof old): number => (one?.startsBy?.kind === 'late' ? one.startsBy.late : 0);
        const isAnew = old?.start === null || now.start === null;
        expect(isAnew ? 0 : late(now)).toBeLessThanOrEqual(late(old));
        expect(old?.standing === 'done' ? now : old).toEqual(old);
        expect(now.length).toBeGreaterThanOrEqual(0);
      }
      for (const { segmentId, from, to } of replan.lengths) {
        const planned = stage.show.segments.find(({ id }) => id === segmentId)?.duration ?? NaN;
        expect(to).toBeGreaterThanOrEqual(Math.min(from, planned / 2));
        expect(to).toBeGreaterThanOrEqual(second);
        expect(Math.abs(to - from) % second).toBe(0);
      }
      const off = (end: number | null): number => Math.abs((end ?? NaN) - (reading?.against ?? NaN));
      // All of what was to be given, to the second.
      const isExact = ['take', 'shorten', 'give'].includes(replan.kind);
      expect(isExact ? Math.abs(leaves) : 0).toBeLessThanOrEqual(second / 2);
      // Nearer; or it is agreed on, and nothing more is said of it.
      const said = endReading(stage.show, stage.state.run, after);
      expect(replan.agreedEnd ? said === null : off(expectedEnd) < off(before.expectedEnd)).toBe(true);
      stage.state = state;
    });
  });
});
