import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reckoningInstant } from '../../../../src/core/run/reckoning';
import { timing } from '../../../../src/core/run/timing';
import { hour, minute, second } from '../../../../src/core/time/units';
import { segment, show, webinar } from '../../../support/shows';
import { Stage } from '../../../support/stage';

describe('the instant that times hang on', () => {
  it('gives the very times of now, at any moment of any run', () => {
    const starts = fc.option(fc.integer({ min: 0, max: 1_439 }), { nil: null });
    const plans = fc.array(fc.tuple(starts, fc.integer({ min: 1, max: 90 })), { minLength: 1, maxLength: 6 });
    const steps = fc.array(
      fc.tuple(fc.integer({ min: 0, max: 100 }), fc.constantFrom('go', 'back', 'wait')),
      {
        maxLength: 8,
      },
    );
    fc.assert(
      fc.property(plans, steps, fc.integer({ min: -26 * 60, max: 26 * 60 }), (plan, walk, opensAt) => {
        const segments = plan.map(([at, minutes], index) =>
          segment(`s${index}`, {
            duration: minutes * minute,
            start: at === null ? { kind: 'follows' } : { kind: 'fixed', at: at * minute },
          }),
        );
        const stage = new Stage(show(segments), '12:00');
        stage.now += opensAt * minute;
        for (const [minutes, step] of walk) {
          stage.wait(minutes * minute + 1_234);
          if (step === 'go') stage.go({ early: true });
          if (step === 'back') stage.back({ late: true });
          const { run, document } = stage.state;
          const still = reckoningInstant(document.show, run, stage.now);
          expect(timing(document.show, run, still)).toEqual(timing(document.show, run, stage.now));
        }
      }),
    );
  });

  it('stands still while the segment on air is within its time', () => {
    const stage = new Stage(webinar(), '15:50');
    stage.go();
    stage.clock('16:00');
    stage.go();
    const at = (time: string): number => reckoningInstant(stage.show, stage.state.run, stage.at(time));
    expect(at('16:04:59')).toBe(at('16:00:01'));
    expect(at('16:05:10')).toBe(at('16:05:09') + second);
  });

  it('stands still before the show, and on a day when the show is long over', () => {
    const stage = new Stage(webinar(), '12:00');
    const before = (now: number): number => reckoningInstant(stage.show, stage.state.run, now);
    expect(before(stage.at('15:49'))).toBe(before(stage.at('12:00')));
    const later = stage.now + 40 * 24 * hour;
    expect(before(later + second)).toBe(before(later + 2 * second));
  });
});
