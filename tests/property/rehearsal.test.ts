import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from '../../src/core/run/fold';
import type { Run } from '../../src/core/run/model';
import { isHandsOff, speeds } from '../../src/core/run/rehearsal';
import { standInAnswers, standInFacts } from '../../src/core/run/standIn';
import { openState } from '../../src/core/run/state';
import { minute } from '../../src/core/time/units';
import { holds } from '../support/holds';
import { webinar } from '../support/shows';
import { Stage } from '../support/stage';

type Step =
  | { readonly do: 'rehearse'; readonly obs: 'untouched' | 'preview' | 'practice' }
  | { readonly do: 'speed'; readonly speed: number }
  | { readonly do: 'take'; readonly segmentId: string }
  | { readonly do: 'wait'; readonly ms: number }
  | { readonly do: 'go' | 'back' | 'slate' | 'name' | 'end' | 'leave' | 'reset' };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('rehearse' as const),
      obs: fc.constantFrom('untouched', 'preview', 'practice'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('speed' as const), speed: fc.constantFrom(...speeds) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('take' as const),
      segmentId: fc.constantFrom('welcome', 'talk', 'panel', 'closing'),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.nat(20 * minute) }) },
  {
    weight: 10,
    arbitrary: fc
      .constantFrom('go', 'go', 'go', 'back', 'slate', 'name', 'end', 'leave', 'reset')
      .map((kind): Step => ({ do: kind as 'go' })),
  },
);

const realObs = new Stage(webinar(), '15:50').obs;

/** OBS does as it is told, or in a rehearsal that leaves it alone what stands in for it. */
function perform(stage: Stage, taken: Step): void {
  const { run } = stage.state;
  stage.obs = isHandsOff(run) ? standInFacts(stage.state) : { ...realObs, program: stage.obs.program };
  press(stage, taken);
  if (!isHandsOff(stage.state.run)) {
    stage.obsDoesIt();
    stage.showsName();
    return;
  }
  for (let all = standInAnswers(stage.state); all.length > 0; all = standInAnswers(stage.state))
    for (const answer of all) stage.report(answer);
}

function press(stage: Stage, taken: Step): void {
  const { onAir } = stage;
  switch (taken.do) {
    case 'rehearse':
      stage.send({ type: 'startRehearsal', obs: taken.obs });
      return;
    case 'leave':
      stage.send({ type: 'leaveRehearsal', armed: true });
      return;
    case 'speed':
      stage.send({ type: 'setRehearsalSpeed', speed: taken.speed });
      return;
    case 'reset':
      stage.send({ type: 'resetRun', armed: true });
      return;
    case 'go':
      stage.press({ early: true });
      return;
    case 'take':
      stage.send({
        type: 'takeSegment',
        expectedOnAir: onAir,
        segmentId: taken.segmentId,
        armed: true,
      });
      return;
    case 'back':
      stage.send({ type: 'back', expectedOnAir: onAir, late: true });
      return;
    case 'slate':
      stage.send({ type: 'setSlate', on: stage.state.run.slate === null });
      return;
    case 'name':
      stage.shows('paul');
      return;
    case 'end':
      if (onAir !== null) stage.send({ type: 'endShow', expectedOnAir: onAir, armed: true });
      return;
    case 'wait':
      stage.wait(taken.ms);
  }
}

function hasNotBegun({ phase, onAir, done, undo }: Run): boolean {
  return phase === 'before' && onAir === null && done.length === 0 && undo.length === 0;
}

function waitsForObs({ pending, settling, failed, changedInObs }: Run): boolean {
  return pending.length > 0 || settling !== null || failed !== null || changedInObs !== null;
}

describe('whatever is rehearsed, and however often', () => {
  it('the journal gives the state back, no rehearsal begins over a live run, none waits for OBS, and the plan stays', () => {
    holds(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const stage = new Stage(webinar(), '15:50');
        for (const taken of steps) {
          const before = stage.state.run;
          perform(stage, taken);
          const { run } = stage.state;
          const isNew = run.runId !== before.runId;
          expect(isNew && taken.do === 'rehearse' && before.phase === 'live').toBe(false);
          expect(!isNew || hasNotBegun(run)).toBe(true);
          expect(isHandsOff(run) && waitsForObs(run)).toBe(false);
        }
        expect(fold(openState(stage.show, 0, 'run-1'), stage.journal).state).toEqual(stage.state);
        expect(stage.state.document.show).toBe(stage.show);
      }),
      200,
    );
  });
});
