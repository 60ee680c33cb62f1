import { describe, expect, it } from 'vitest';
import type { ObsView } from '../../../../src/core/obs/observed';
import { noOutputs, type Outputs } from '../../../../src/core/obs/outputs';
import type { Show } from '../../../../src/core/show/model';
import { airLook, airOf } from '../../../../src/renderer/client/air';
import { publishedOf } from '../../../support/fakeWire';
import { webinar } from '../../../support/shows';
import { Stage } from '../../../support/stage';

function air(stage: Stage, obs: Partial<ObsView> = {}): ReturnType<typeof airOf> {
  const { document, run } = stage.state;
  return airOf(document.show, run, { ...publishedOf(stage).obs, ...obs });
}

function taken(): Stage {
  const stage = new Stage(webinar(), '16:00');
  stage.go();
  stage.wait(2_000);
  return stage;
}

const away: Partial<ObsView> = {
  link: { status: 'retrying', problem: 'closed', since: 0, retryAt: 1 },
};

describe('ON AIR follows OBS', () => {
  it('is nothing before the first take', () => {
    expect(air(new Stage(webinar(), '15:45'))).toBeNull();
  });

  it('is said once OBS shows the scene and its transition has ended', () => {
    const stage = taken();
    stage.press();
    const [take] = stage.state.run.pending;
    const takeId = take?.takeId ?? '';
    // Still the old one: nothing has answered.
    expect(air(stage)).toEqual({ status: 'onAir' });
    stage.report({ type: 'takeAccepted', takeId, after: 20 });
    stage.obs = { ...stage.obs, program: 'Host' };
    expect(air(stage)).toEqual({ status: 'sent' });
    stage.report({ type: 'takeOnAir', takeId, after: 320 });
    expect(air(stage)).toEqual({ status: 'onAir' });
  });

  it('on the practice OBS is never said: PRACTICE stands in its place', () => {
    expect(air(taken(), { practice: true })).toEqual({ status: 'practice' });
  });

  it('in a rehearsal is never said, whatever OBS shows, and whether it is there', () => {
    for (const obs of ['untouched', 'preview', 'practice'] as const) {
      const stage = new Stage(webinar(), '15:50');
      stage.send({ type: 'startRehearsal', obs });
      stage.go();
      expect(air(stage, { practice: obs === 'practice' })).toEqual({ status: 'rehearsal' });
      expect(airLook(air(stage), false)).toBe('rehearsal');
    }
    const alone = new Stage(webinar(), '15:50');
    alone.send({ type: 'startRehearsal', obs: 'untouched' });
    alone.go();
    alone.obs = { ...alone.obs, program: 'Elsewhere' };
    expect(air(alone)).toEqual({ status: 'rehearsal' });
    expect(air(alone, away)).toEqual({ status: 'rehearsal' });
  });

  it('is not said while OBS is away, nor of what was taken without it', () => {
    const stage = taken();
    expect(air(stage, away)).toEqual({ status: 'notConfirmed' });
    stage.obs = { ...stage.obs, connected: false };
    stage.press();
    expect(air(stage, away)).toEqual({ status: 'notConfirmed' });
  });

  it('gives way to what OBS shows when somebody changed the scene there', () => {
    const stage = taken();
    stage.obs = { ...stage.obs, program: 'Panel' };
    expect(air(stage)).toEqual({ status: 'differs', asked: 'Holding slide', shows: 'Panel', changed: false });
  });

  it('after a take without OBS shows the difference when OBS is back with another scene', () => {
    const stage = taken();
    stage.obs = { ...stage.obs, connected: false };
    stage.press();
    stage.obs = { ...stage.obs, connected: true };
    stage.report({ type: 'obsConnected', practice: false, version: '29.0.2', program: 'Holding slide' });
    expect(air(stage)).toEqual({ status: 'differs', asked: 'Host', shows: 'Holding slide', changed: false });
  });

  it('is said of the slate while that is up', () => {
    const stage = taken();
    stage.go();
    stage.send({ type: 'setSlate', on: true });
    stage.obsDoesIt();
    expect(air(stage)).toEqual({ status: 'onAir' });
  });
});

describe('red', () => {
  it('is what OBS shows to viewers, and nothing else', () => {
    const stage = taken();
    expect(airLook(air(stage), false)).toBe('program');
    expect(airLook(air(stage, { practice: true }), false)).toBe('practice');
    expect(airLook(air(stage, away), false)).toBe('current');
    stage.obs = { ...stage.obs, program: 'Panel' };
    expect(airLook(air(stage), false)).toBe('current');
  });

  it('is no segment under the slate', () => {
    expect(airLook({ status: 'onAir' }, true)).toBe('current');
  });
});

describe('a show that names what it needs', () => {
  function talking(outputs: Show['outputs']): Stage {
    const stage = new Stage(webinar({ outputs }), '16:00');
    for (let taken = 0; taken < 2; taken += 1) {
      stage.go({ early: true });
      stage.wait(2_000);
    }
    return stage;
  }
  const on = { status: 'on', since: 0 } as const;
  const airWith = (stage: Stage, outputs: Partial<Outputs>, practice = false): ReturnType<typeof airOf> => {
    const { observed } = publishedOf(stage).obs;
    return air(stage, {
      practice,
      observed: observed && { ...observed, outputs: { ...noOutputs, ...outputs } },
    });
  };

  it('is not on air while none of it runs, nor while a part of it does not', () => {
    const stage = talking(['stream', 'record']);
    expect(airWith(stage, {})).toEqual({ status: 'noOutput', missing: 'all' });
    expect(airWith(stage, { stream: on })).toEqual({ status: 'noOutput', missing: 'record' });
    expect(airWith(stage, { stream: on, record: on })).toEqual({ status: 'onAir' });
    expect(airLook({ status: 'noOutput', missing: 'all' }, false)).toBe('current');
  });

  it('is on air where it needs nothing, and is practice on the practice OBS', () => {
    expect(airWith(talking([]), {})).toEqual({ status: 'onAir' });
    expect(airWith(talking(['stream']), {}, true)).toEqual({ status: 'practice' });
  });
});
