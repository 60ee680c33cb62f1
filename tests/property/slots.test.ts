import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plannedSlots, slotsOnAir } from '../../src/core/run/slots';
import { spokenIn } from '../../src/core/run/spoken';
import { endOfOnAir } from '../../src/core/run/timing';
import { minute, second } from '../../src/core/time/units';
import { holds } from '../support/holds';
import { segment, show, speaker, tod } from '../support/shows';
import { Stage } from '../support/stage';

const people = ['a', 'b', 'c', 'd'];
const plans = fc.record({
  minutes: fc.integer({ min: 1, max: 60 }),
  slots: fc.dictionary(fc.constantFrom(...people, 'nobody'), fc.integer({ min: 1, max: 20 * minute })),
});
const steps = fc.array(
  fc.record({
    wait: fc.integer({ min: 0, max: 15 * 60 }),
    does: fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom('a', 'b', 'c', 'd', 'host') },
      { weight: 2, arbitrary: fc.constantFrom('longer', 'shorter', 'leaves', 'comes') },
    ),
  }),
  { maxLength: 8 },
);

function stageOf({ minutes, slots }: { minutes: number; slots: Record<string, number> }): Stage {
  const panel = segment('panel', {
    start: { kind: 'fixed', at: tod('16:00') },
    duration: minutes * minute,
    speakerIds: people,
    slots,
  });
  const stage = new Stage(
    show([panel, segment('next')], { speakers: [...people, 'host'].map((id) => speaker(id)) }),
    '16:00',
  );
  stage.go();
  return stage;
}

function step(stage: Stage, does: string): void {
  const expectedOnAir = stage.onAir ?? '';
  switch (does) {
    case 'longer':
    case 'shorter':
      stage.send({ type: 'adjustEnd', expectedOnAir, by: does === 'longer' ? minute : -minute });
      return;
    case 'leaves':
    case 'comes':
      stage.send({ type: 'setPresence', speakerId: 'c', here: does === 'comes' });
      return;
    default:
      stage.shows(does);
      stage.showsName();
  }
}

describe('slots under any plan, whoever is named and however the end moves', () => {
  it('planned ones join, and none is negative', () => {
    holds(
      fc.property(plans, ({ minutes, slots }) => {
        const planned = plannedSlots({ duration: minutes * minute, speakerIds: people, slots });
        let after = 0;
        for (const slot of planned) {
          expect(slot.after).toBe(after);
          expect(slot.length).toBeGreaterThanOrEqual(0);
          after += slot.length;
        }
        const own = Object.entries(slots).filter(([id]) => people.includes(id));
        const set = own.reduce((sum, [, time]) => sum + time, 0);
        expect(after).toBe(own.length < people.length ? Math.max(minutes * minute, set) : set);
      }),
      300,
    );
  });

  it('those to come join without a gap and end with the segment; facts stand', () => {
    holds(
      fc.property(plans, steps, (plan, all) => {
        const stage = stageOf(plan);
        for (const { wait, does } of all) {
          const before = slotsOnAir(stage.show, stage.state.run, stage.now);
          stage.wait(wait * second);
          step(stage, does);
          const { run } = stage.state;
          const after = slotsOnAir(stage.show, run, stage.now);
          for (const { speakerId, standing, actual } of before) {
            const now = after.find((slot) => slot.speakerId === speakerId);
            expect(actual ? now?.actual?.start : null).toBe(actual?.start ?? null);
            const isOver = standing === 'spoke' && now?.standing === 'spoke';
            expect(isOver ? now.actual : null).toEqual(isOver ? actual : null);
          }
          const end = Math.max(endOfOnAir(stage.show, run) ?? NaN, stage.now);
          const speaks = after.find(({ standing }) => standing === 'speaking')?.expected;
          let at = Math.max(speaks ? (speaks.start ?? NaN) + speaks.length : stage.now, stage.now);
          const coming = after.filter(({ standing }) => standing === 'toCome');
          for (const { expected } of coming) {
            expect(expected?.start).toBe(at);
            expect(expected?.length).toBeGreaterThanOrEqual(0);
            at += expected?.length ?? NaN;
          }
          // With a time of their own for each, some of the segment may be nobody's.
          const isShared = coming.some(({ why }) => why.kind === 'share');
          expect(isShared ? at : Math.max(at, end)).toBe(end);
          expect(after.filter(({ standing }) => standing === 'speaking').length).toBe(
            (run.onAir?.turns.length ?? 0) > 0 ? 1 : 0,
          );
        }
      }),
      300,
    );
  });

  it('what was spoken adds up to the time since the first name', () => {
    holds(
      fc.property(plans, steps, (plan, all) => {
        const stage = stageOf(plan);
        for (const { wait, does } of all) {
          stage.wait(wait * second);
          step(stage, does);
        }
        const { onAir } = stage.state.run;
        if (!onAir) throw new Error('nothing on air');
        const spoken = [...spokenIn(onAir, stage.now).values()].reduce<number>(
          (sum, { length }) => sum + (length ?? NaN),
          0,
        );
        const first = onAir.turns[0]?.at ?? stage.now;
        expect(spoken).toBe(stage.now - first);
      }),
      200,
    );
  });
});
