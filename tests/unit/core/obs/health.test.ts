import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  evolveHealth,
  type Health,
  type HealthSample,
  healthSample,
  type HealthState,
} from '../../../../src/core/obs/health';

const nothing = { skipped: 0, total: 0 };

function sample(second: number, fields: Partial<HealthSample> = {}): HealthSample {
  return {
    at: second * 1_000,
    cpu: 20,
    disk: 75_000,
    counts: { render: { skipped: 0, total: 30 * second }, encoder: nothing, network: nothing },
    ...fields,
  };
}

/** What ten seconds come to in which each is as `of` says. */
function after(of: (second: number) => Partial<HealthSample>, from: HealthState | null = null): HealthState {
  const begin = (from?.samples.at(-1)?.at ?? 0) / 1_000 + 1;
  let state = from;
  for (let second = begin; second < begin + 12; second += 1)
    state = evolveHealth(state, sample(second, of(second)));
  if (!state) throw new Error('nothing was looked at');
  return state;
}

const ailments = ({ health }: HealthState): Health['ailments'] => health.ailments;

describe('how OBS is', () => {
  it('is read from its own statistics; what it does not say is no alarm', () => {
    expect(healthSample({ cpuUsage: 12.5, availableDiskSpace: 80_530.9 }, {}, 5)).toMatchObject({
      cpu: 12.5,
      disk: 80_530.9,
    });
    const mute = evolveHealth(null, healthSample({}, {}, 5));
    expect(mute.health).toMatchObject({ cpu: 0, disk: null, ailments: [] });
  });

  it('does not count a stream that does not run', () => {
    const stream = { outputActive: false, outputSkippedFrames: 40, outputTotalFrames: 100 };
    expect(healthSample({}, stream, 0).counts.network).toEqual(nothing);
  });

  it('is well while nothing is lost', () => {
    expect(ailments(after(() => ({})))).toEqual([]);
  });

  it('says a disk that is nearly full at once, and until there is room again', () => {
    const full = evolveHealth(null, sample(1, { disk: 2_900 }));
    expect(ailments(full)).toEqual(['disk']);
    const wavering = evolveHealth(full, sample(2, { disk: 3_500 }));
    expect(ailments(wavering)).toEqual(['disk']);
    expect(ailments(evolveHealth(wavering, sample(3, { disk: 4_100 })))).toEqual([]);
    expect(ailments(evolveHealth(null, sample(1, { disk: 3_500 })))).toEqual([]);
  });

  it('waits some seconds before it speaks of the processor, and until it has calmed down', () => {
    expect(ailments(evolveHealth(null, sample(1, { cpu: 99 })))).toEqual([]);
    const busy = after(() => ({ cpu: 95 }));
    expect(ailments(busy)).toEqual(['cpu']);
    const wavering = after(() => ({ cpu: 80 }), busy);
    expect(ailments(wavering)).toEqual(['cpu']);
    expect(ailments(after(() => ({ cpu: 30 }), wavering))).toEqual([]);
  });

  it('says where frames are lost', () => {
    for (const loss of ['render', 'encoder', 'network'] as const) {
      const losing = after((second) => ({
        counts: { ...sample(second).counts, [loss]: { skipped: 3 * second, total: 30 * second } },
      }));
      expect(ailments(losing)).toEqual([loss]);
      expect(losing.health.losing[loss]).toBeCloseTo(10, 0);
    }
  });

  it('forgets what an OBS lost before it was started again', () => {
    const before = after((second) => ({
      counts: { ...sample(second).counts, render: { skipped: 10 * second, total: 30 * second } },
    }));
    expect(ailments(before)).toEqual(['render']);
    const fresh = evolveHealth(
      before,
      sample(13, { counts: { render: nothing, encoder: nothing, network: nothing } }),
    );
    expect(fresh.samples).toHaveLength(1);
  });

  it('counts what stream and recording lost in all', () => {
    const { health } = after((second) => ({
      counts: {
        ...sample(second).counts,
        encoder: { skipped: 2, total: 1_000 },
        network: { skipped: 1, total: 900 },
      },
    }));
    expect(health).toMatchObject({ dropped: 3, droppedPercent: 0.3 });
  });

  it('is made of numbers, and an alarm stays or goes only past its limits', () => {
    const count = fc.record({ skipped: fc.nat(50), total: fc.nat(500) });
    const any = fc.record({
      cpu: fc.integer({ min: 0, max: 100 }),
      disk: fc.option(fc.nat(9_000)),
      counts: fc.record({ render: count, encoder: count, network: count }),
    });
    fc.assert(
      fc.property(fc.array(any, { minLength: 1, maxLength: 40 }), (looks) => {
        let state: HealthState | null = null;
        for (const [index, look] of looks.entries()) {
          const before: Health['ailments'] = state?.health.ailments ?? [];
          state = evolveHealth(state, sample(index, look));
          const { health } = state;
          const figures = [
            health.cpu,
            health.dropped,
            health.droppedPercent,
            ...Object.values(health.losing),
          ];
          expect(figures.every((figure) => Number.isFinite(figure) && figure >= 0)).toBe(true);
          const disk = look.disk ?? Infinity;
          const wavers = disk >= 3_000 && disk < 4_000;
          expect(wavers && before.includes('disk') !== health.ailments.includes('disk')).toBe(false);
        }
      }),
    );
  });
});
