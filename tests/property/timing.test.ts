import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { timing } from '../../src/core/run/timing';
import type { Segment } from '../../src/core/show/model';
import { minute } from '../../src/core/time/units';
import { holds } from '../support/holds';
import { segment, show } from '../support/shows';
import { Stage } from '../support/stage';

const fixedAt = (minutes: number): Segment['start'] => ({ kind: 'fixed', at: minutes * minute });

const start: fc.Arbitrary<Segment['start']> = fc.oneof(
  { weight: 4, arbitrary: fc.constant({ kind: 'follows' } as const) },
  {
    weight: 2,
    arbitrary: fc.integer({ min: 0, max: 1_439 }).map(fixedAt),
  },
  {
    weight: 2,
    arbitrary: fc.integer({ min: 720, max: 900 }).map(fixedAt),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'manual' } as const) },
);
const length = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: 1, max: 90 }) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 1_440 }) },
);
const rows = fc.array(fc.tuple(start, length), { minLength: 1, maxLength: 8 });
/** On any day, and in the nights in which clocks go back and forward. */
const plans = fc.record({
  rows,
  date: fc.constantFrom('2026-11-23', '2026-10-25', '2026-03-29'),
  from: fc.constantFrom('12:00', '02:00'),
});

function stageOf(
  plan: typeof plans extends fc.Arbitrary<infer Plan> ? Plan : never,
  opensAt: number,
  advance: Segment['advance'] = 'byHand',
): Stage {
  const segments = plan.rows.map(([rule, minutes], index) =>
    segment(`s${index}`, { duration: minutes * minute, start: rule, advance }),
  );
  const stage = new Stage(show(segments, { date: plan.date, hardOut: 15 * 60 * minute }), plan.from);
  stage.wait(opensAt * minute);
  return stage;
}

/** OBS takes no time here, so that only the model is compared. */
function goAtOnce(stage: Stage): void {
  expect(stage.press({ early: true })).toMatchObject({ ok: true });
  obsDoesItAtOnce(stage);
}

function obsDoesItAtOnce(stage: Stage): void {
  const takeId = stage.state.run.pending[0]?.takeId ?? '';
  stage.report({ type: 'takeAccepted', takeId, after: 0 });
  stage.report({ type: 'takeOnAir', takeId, after: 0 });
}

describe('times under any plan', () => {
  it('the forecast for now is what happens when the plan is followed', () => {
    holds(
      fc.property(plans, fc.integer({ min: -300, max: 300 }), (plan, opensAt) => {
        const stage = stageOf(plan, opensAt);
        goAtOnce(stage);
        const forecast = timing(stage.show, stage.state.run, stage.now);
        for (const { start: expected } of forecast.segments.slice(1)) {
          stage.waitUntil(expected ?? NaN);
          goAtOnce(stage);
        }
        const { run } = stage.state;
        const actual = [...run.done.map(({ startedAt }) => startedAt), run.onAir?.startedAt];
        expect(actual).toEqual(forecast.segments.map((row) => row.start));
        const onAir = timing(stage.show, run, stage.now);
        expect(onAir.expectedEnd).toBe(forecast.expectedEnd);
      }),
      500,
    );
  });

  it('what gives way by itself does so when it was forecast, with no hand on it but where Next waits for GO', () => {
    holds(
      fc.property(plans, fc.integer({ min: -300, max: 300 }), (plan, opensAt) => {
        const stage = stageOf(plan, opensAt, 'atItsEnd');
        goAtOnce(stage);
        const forecast = timing(stage.show, stage.state.run, stage.now).segments;
        for (const [index, { start: expected }] of forecast.entries()) {
          if (index === 0) continue;
          stage.waitUntil(expected ?? NaN);
          if (stage.show.segments[index]?.start.kind === 'manual') goAtOnce(stage);
          else obsDoesItAtOnce(stage);
        }
        const { run } = stage.state;
        const actual = [...run.done.map(({ startedAt }) => startedAt), run.onAir?.startedAt];
        expect(actual).toEqual(forecast.map((row) => row.start));
      }),
      500,
    );
  });

  it('what is expected joins: each segment lasts until the next, and none is negative', () => {
    holds(
      fc.property(plans, fc.integer({ min: -300, max: 300 }), fc.nat(200), (plan, opensAt, waits) => {
        const stage = stageOf(plan, opensAt);
        goAtOnce(stage);
        stage.wait(waits * minute);
        const { segments, expectedEnd, hardOut } = timing(stage.show, stage.state.run, stage.now);
        for (const [index, row] of segments.entries()) {
          expect(row.end).toBe(segments[index + 1]?.start ?? expectedEnd);
          expect(row.end).toBe((row.start ?? NaN) + row.length);
          expect(row.length).toBeGreaterThanOrEqual(0);
          expect([row.startsBy, row.endsBy]).not.toContain(null);
        }
        // From the latest start of one, the next is at hand by its own latest start.
        const coming = segments.filter((row) => row.latest !== null);
        for (const [index, row] of coming.entries()) {
          const length = stage.show.segments.find(({ id }) => id === row.id)?.duration ?? NaN;
          const next = coming[index + 1]?.latest ?? hardOut?.at ?? NaN;
          expect((row.latest ?? NaN) + length).toBeLessThanOrEqual(next);
        }
      }),
      500,
    );
  });
});
