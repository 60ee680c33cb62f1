import { describe, expect, it } from 'vitest';
import type { Refusal } from '../../../../src/core/run/commands';
import type { LecternEvent } from '../../../../src/core/run/events';
import { fold } from '../../../../src/core/run/fold';
import { followable } from '../../../../src/core/run/follow';
import { openState } from '../../../../src/core/run/state';
import type { Result } from '../../../../src/core/result';
import { webinar } from '../../../support/shows';
import { refusalOf, Stage } from '../../../support/stage';

type Decided = Result<readonly LecternEvent[], Refusal>;

/** The talk is on air since 16:05. */
function inTalk(): Stage {
  const stage = new Stage(webinar(), '15:50');
  for (const at of ['15:50', '16:00', '16:05']) {
    stage.clock(at);
    stage.go({ early: true });
  }
  stage.clock('16:20');
  return stage;
}

/** Somebody at OBS puts a scene on air. */
function personSwitches(stage: Stage, scene: string): void {
  stage.obs = { ...stage.obs, program: scene };
  stage.report({ type: 'sceneChangedInObs', scene, since: stage.now });
}

function offered(stage: Stage): ReturnType<typeof followable> {
  return followable(stage.state.document.show, stage.state.run);
}

function follow(stage: Stage): Decided {
  const { segment, since } = offered(stage) ?? { segment: { id: 'nothing' }, since: 0 };
  return stage.send({ type: 'follow', expectedOnAir: stage.onAir, segmentId: segment.id, since });
}

function accept(stage: Stage, shows = stage.obs.program ?? ''): Decided {
  return stage.send({ type: 'acceptObs', expectedOnAir: stage.onAir, shows });
}

function silent(stage: Stage): void {
  for (const { takeId } of stage.state.run.pending)
    stage.report({ type: 'takeFailed', takeId, failure: { why: 'silent' }, still: stage.obs.program });
}

describe('a transition whose end OBS did not tell', () => {
  it('leaves the scene that the run names unsure, once, and nothing changed', () => {
    const stage = inTalk();
    const scene = stage.obs.program ?? '';
    const untold = { type: 'sceneChangedInObs', scene, since: stage.now, unheard: true } as const;
    stage.report(untold);
    expect(stage.state.run).toMatchObject({ unheard: true, changedInObs: null });
    expect(stage.report(untold)).toEqual([]);
    accept(stage, scene);
    expect(stage.state.run.unheard).toBe(false);
    stage.report(untold);
    // OBS says it after all.
    stage.report({ type: 'sceneChangedInObs', scene, since: stage.now });
    expect(stage.state.run).toMatchObject({ unheard: false, changedInObs: null });
  });
});

describe('a GO whose answer comes after that of the slate', () => {
  it('lies under the slate, which stays, and Back leads to where it was before both', () => {
    const stage = inTalk();
    const before = stage.onAirTitle;
    stage.press({ early: true });
    stage.send({ type: 'setSlate', on: true });
    const [go, slate] = stage.state.run.pending.map(({ takeId }) => takeId);
    stage.report({ type: 'takeAccepted', takeId: slate ?? '', after: 20 });
    stage.report({ type: 'takeOnAir', takeId: slate ?? '', after: 320 });
    stage.report({ type: 'takeAccepted', takeId: go ?? '', after: 400 });
    expect(stage.state.run).toMatchObject({
      pending: [],
      settling: null,
      slate: { confirmation: 'accepted' },
    });
    expect(stage.onAir).toBe(go);
    stage.back();
    expect(stage.onAirTitle).toBe(before);
    expect(stage.state.run.slate).toMatchObject({ confirmation: 'accepted' });
  });
});

describe('Follow', () => {
  it('is offered for the segment whose scene OBS shows, from the instant of OBS’s event', () => {
    const stage = inTalk();
    expect(offered(stage)).toBeNull();
    personSwitches(stage, 'Panel');
    const since = stage.now;
    stage.wait(60_000);
    expect(offered(stage)).toMatchObject({ segment: { id: 'panel' }, since });
  });

  it('moves cursor and clock, and sends nothing', () => {
    const stage = inTalk();
    personSwitches(stage, 'Panel');
    const since = stage.now;
    stage.wait(60_000);
    expect(refusalOf(follow(stage))).toBeNull();
    expect(stage.onAirTitle).toBe('panel');
    expect(stage.nextTitle).toBe('closing');
    expect(stage.state.run.onAir).toMatchObject({ startedAt: since, confirmation: 'accepted' });
    expect(stage.state.run.done.at(-1)).toMatchObject({ segment: { id: 'talk' }, endedAt: since });
    expect(stage.state.run.pending).toEqual([]);
    expect(stage.state.run.changedInObs).toBeNull();
    expect(stage.scene).toBe('Panel');
  });

  it('names nobody by itself', () => {
    const stage = new Stage(webinar(), '15:50');
    stage.go();
    personSwitches(stage, 'Speaker + slides');
    follow(stage);
    stage.wait(10_000);
    expect(stage.onAirTitle).toBe('talk');
    expect(stage.state.run.caption).toBeNull();
  });

  it('of two segments with that scene means the one ahead', () => {
    const stage = inTalk();
    personSwitches(stage, 'Host');
    expect(offered(stage)?.segment.id).toBe('closing');
  });

  it('of a segment behind is offered where none ahead has the scene', () => {
    const stage = inTalk();
    personSwitches(stage, 'Holding slide');
    expect(offered(stage)?.segment.id).toBe('slate');
  });

  it('is not offered of a scene of no segment, nor before the show', () => {
    const stage = inTalk();
    personSwitches(stage, 'Somewhere else');
    expect(offered(stage)).toBeNull();
    const before = new Stage(webinar(), '15:40');
    personSwitches(before, 'Panel');
    expect(offered(before)).toBeNull();
  });

  it('is refused when it no longer holds', () => {
    const stage = inTalk();
    personSwitches(stage, 'Panel');
    const seen = offered(stage);
    if (!seen) throw new Error('not offered');
    const press = (): string | null =>
      refusalOf(
        stage.send({
          type: 'follow',
          expectedOnAir: stage.onAir,
          segmentId: seen.segment.id,
          since: seen.since,
        }),
      );
    stage.wait(1_000);
    personSwitches(stage, 'Host');
    expect(press()).toBe('stale');
    stage.wait(1_000);
    personSwitches(stage, 'Panel');
    expect(press()).toBe('stale');
    stage.obs = { ...stage.obs, connected: false };
    expect(press()).toBe('obsAway');
  });

  it('is undone by Back, which sends nothing either, and is offered again', () => {
    const stage = inTalk();
    personSwitches(stage, 'Panel');
    const before = stage.state.run;
    follow(stage);
    stage.wait(5_000);
    stage.back();
    expect(stage.journal.findLast(({ event }) => event.type === 'takeRequested')?.event).toMatchObject({
      take: { kind: 'back', scene: null },
    });
    expect(stage.onAirTitle).toBe('talk');
    expect(stage.state.run.onAir?.startedAt).toBe(before.onAir?.startedAt);
    expect(stage.state.run.changedInObs).toEqual(before.changedInObs);
    expect(offered(stage)?.segment.id).toBe('panel');
  });

  it('leaves the slate that somebody switched away from', () => {
    const stage = inTalk();
    stage.send({ type: 'setSlate', on: true });
    stage.obsDoesIt();
    personSwitches(stage, 'Panel');
    follow(stage);
    expect(stage.state.run.slate).toBeNull();
    expect(stage.scene).toBe('Panel');
  });
});

describe('a scene that somebody changed in OBS', () => {
  it('is nobody’s any more once they change it back, or a take names it', () => {
    const stage = inTalk();
    personSwitches(stage, 'Panel');
    expect(stage.state.run.changedInObs).toMatchObject({ scene: 'Panel', accepted: false });
    personSwitches(stage, 'Speaker + slides');
    expect(stage.state.run.changedInObs).toBeNull();
    personSwitches(stage, 'Host');
    stage.go({ early: true });
    expect(stage.state.run.changedInObs).toBeNull();
  });

  it('while OBS was away is found when it is back', () => {
    const stage = inTalk();
    stage.obs = { ...stage.obs, program: 'Panel' };
    stage.report({ type: 'obsConnected', practice: false, version: '29', program: 'Panel' });
    expect(stage.state.run.changedInObs).toEqual({ scene: 'Panel', since: stage.now, accepted: false });
  });

  it('is accepted: theirs until the next take, and another change is another alarm', () => {
    const stage = inTalk();
    personSwitches(stage, 'Host');
    expect(refusalOf(accept(stage, 'Panel'))).toBe('stale');
    expect(refusalOf(accept(stage))).toBeNull();
    expect(stage.state.run.changedInObs).toMatchObject({ scene: 'Host', accepted: true });
    expect(refusalOf(accept(stage))).toBe('alreadySo');
    stage.report({ type: 'obsConnected', practice: false, version: '29', program: 'Host' });
    expect(stage.state.run.changedInObs).toMatchObject({ accepted: true });
    personSwitches(stage, 'Panel');
    expect(stage.state.run.changedInObs).toMatchObject({ scene: 'Panel', accepted: false });
  });

  it('is not there to accept while OBS shows what the run names', () => {
    expect(refusalOf(accept(inTalk()))).toBe('alreadySo');
  });
});

describe('a take that OBS did not confirm', () => {
  it('and that is carried out after the alarm counts from its press', () => {
    const stage = inTalk();
    stage.press({ early: true });
    const pressed = stage.now;
    stage.wait(1_000);
    silent(stage);
    stage.wait(4_000);
    personSwitches(stage, 'Panel');
    expect(stage.state.run.failed).toBeNull();
    expect(stage.state.run.onAir).toMatchObject({ segment: { id: 'panel' }, startedAt: pressed });
    expect(stage.state.run.changedInObs).toBeNull();
  });

  it('and whose scene comes up long after is a person’s doing', () => {
    const stage = inTalk();
    stage.press({ early: true });
    silent(stage);
    stage.wait(60_000);
    personSwitches(stage, 'Panel');
    expect(stage.onAirTitle).toBe('talk');
    expect(offered(stage)?.segment.id).toBe('panel');
  });

  it('is put away by accepting what is still on air', () => {
    const stage = inTalk();
    stage.press({ early: true });
    silent(stage);
    expect(refusalOf(accept(stage))).toBeNull();
    expect(stage.state.run.failed).toBeNull();
    expect(stage.state.run.changedInObs).toBeNull();
    expect(stage.onAirTitle).toBe('talk');
  });

  it('counts by accepting it where OBS shows its scene', () => {
    const stage = inTalk();
    stage.press({ early: true });
    silent(stage);
    stage.obs = { ...stage.obs, program: 'Panel' };
    accept(stage);
    expect(stage.onAirTitle).toBe('panel');
    expect(stage.state.run.failed).toBeNull();
  });
});

it('a journal from before any of this is read as it was', () => {
  const stage = inTalk();
  const { changedInObs: _, ...older } = stage.state.run;
  const begin = { ...stage.state, run: older as typeof stage.state.run };
  const event = { type: 'sceneChangedInObs', scene: 'Panel' } as const;
  const { state } = fold(begin, [{ seq: 1, at: 5, event }]);
  expect(state.run.changedInObs).toEqual({ scene: 'Panel', since: 5, accepted: false });
  expect(fold(openState(stage.show, 0, 'run-1'), stage.journal).state).toEqual(stage.state);
});
