import { describe, expect, it } from 'vitest';
import { isSameObs } from '../../../../src/core/obs/address';
import type { BackupDifference, FailedMirror } from '../../../../src/core/obs/backup';
import { backupDifference, lineUp } from '../../../../src/core/obs/backup';
import { newMirror } from '../../../../src/core/obs/mirror';
import type { Observed, ObsView } from '../../../../src/core/obs/observed';
import type { PendingTake } from '../../../../src/core/run/model';
import type { State } from '../../../../src/core/run/state';
import { publishedOf } from '../../../support/fakeWire';
import { webinar } from '../../../support/shows';
import { Stage } from '../../../support/stage';

const stamp = { takeId: 'again', requestedAt: 5 };

function onTalk(): Stage {
  const stage = new Stage(webinar(), '15:50');
  for (const at of ['15:50', '16:00', '16:05']) {
    stage.clock(at);
    stage.go({ early: true });
  }
  return stage;
}

/** An OBS that shows what the stage's shows, but for these. */
function obs(stage: Stage, observed: Partial<Observed> = {}): ObsView {
  const view = publishedOf(stage).obs;
  return { ...view, observed: view.observed && { ...view.observed, ...observed } };
}

function differenceOf(
  state: State,
  main: ObsView,
  backup: ObsView,
  failed: FailedMirror | null,
): BackupDifference | null {
  return backupDifference(state, { main, backup, mirror: newMirror }, failed);
}

function inLine(state: State, main: ObsView, backup: ObsView, by: typeof stamp): PendingTake {
  return lineUp(state, { main, backup, mirror: newMirror }, by);
}

const away = (view: ObsView): ObsView => ({
  ...view,
  link: { status: 'retrying', problem: 'closed', since: 0, retryAt: 1 },
});

describe('how a backup differs', () => {
  it('is not at all where it shows what viewers see', () => {
    const stage = onTalk();
    expect(differenceOf(stage.state, obs(stage), obs(stage), null)).toBeNull();
  });

  it('is by its scene: from the main OBS’s while that is there, else from what the run wants', () => {
    const stage = onTalk();
    const backup = obs(stage, { program: 'Panel' });
    const failure = null;
    const main = obs(stage, { program: 'Host' });
    const scene = { what: 'scene', shows: 'Panel', failure } as const;
    expect(differenceOf(stage.state, main, backup, null)).toEqual({ ...scene, program: 'Host' });
    expect(differenceOf(stage.state, away(main), backup, null)).toEqual({
      ...scene,
      program: 'Speaker + slides',
    });
  });

  it('comes with the reason where it was that take that failed, and with none that was another’s', () => {
    const stage = onTalk();
    const backup = obs(stage, { program: 'Host' });
    const failure = { why: 'refused', code: 600, comment: '' } as const;
    expect(
      differenceOf(stage.state, obs(stage), backup, { scene: 'Speaker + slides', failure }),
    ).toMatchObject({ failure });
    expect(differenceOf(stage.state, obs(stage), backup, { scene: 'Panel', failure })).toMatchObject({
      failure: null,
    });
  });

  it('cannot be said while a take or a transition is under way, nor while the backup is away', () => {
    const stage = onTalk();
    const backup = obs(stage, { program: 'Host' });
    const running = { transitioning: { name: 'Fade', startedAt: 0, duration: 300 } };
    expect(differenceOf(stage.state, obs(stage, running), backup, null)).toBeNull();
    expect(
      differenceOf(stage.state, obs(stage), obs(stage, { program: 'Host', ...running }), null),
    ).toBeNull();
    expect(differenceOf(stage.state, obs(stage), away(backup), null)).toBeNull();
    stage.wait(2_000);
    stage.press({ early: true });
    expect(differenceOf(stage.state, obs(stage), backup, null)).toBeNull();
  });

  it('is told where the main OBS went away in the middle of a transition', () => {
    const stage = onTalk();
    stage.wait(2_000);
    stage.press({ early: true });
    const takeId = stage.state.run.pending[0]?.takeId ?? '';
    stage.report({ type: 'takeAccepted', takeId, after: 20 });
    expect(stage.state.run.settling?.takeId).toBe(takeId);
    const backup = obs(stage, { program: 'Host' });
    expect(differenceOf(stage.state, obs(stage), backup, null)).toBeNull();
    expect(differenceOf(stage.state, away(obs(stage)), backup, null)).toMatchObject({
      program: 'Panel',
      shows: 'Host',
    });
  });

  it('is none before a show, where nothing is known of what viewers see', () => {
    const stage = new Stage(webinar(), '15:50');
    expect(differenceOf(stage.state, away(obs(stage)), obs(stage, { program: 'Host' }), null)).toBeNull();
  });

  it('is by the name: missing there, or there alone; one that is on its way is neither', () => {
    const stage = onTalk();
    const without = obs(stage);
    const withName = obs(stage, { captionVisible: true });
    expect(differenceOf(stage.state, without, withName, null)).toEqual({ what: 'nameLeft' });
    stage.wait(3_000);
    expect(stage.state.run.caption?.shownAt).toBeNull();
    expect(differenceOf(stage.state, without, withName, null)).toBeNull();
    stage.showsName();
    expect(differenceOf(stage.state, withName, withName, null)).toBeNull();
    const missing = { what: 'nameMissing', notSetUp: false };
    expect(differenceOf(stage.state, withName, without, null)).toEqual(missing);
    const captions = { way: 'text', measures: false, sceneReady: false, missingIn: [] } as const;
    expect(differenceOf(stage.state, withName, obs(stage, { captions }), null)).toEqual({
      ...missing,
      notSetUp: true,
    });
  });
});

describe('bringing it in line', () => {
  it('takes what viewers see, with the segment’s own transition', () => {
    const fade = { name: 'Fade', duration: 300 };
    const stage = onTalk();
    const edit = { kind: 'setSegment', id: 'panel', patch: { transition: fade } } as const;
    stage.send({ type: 'edit', edit });
    stage.wait(2_000);
    stage.go({ early: true });
    const backup = obs(stage, { program: 'Host' });
    expect(inLine(stage.state, obs(stage), backup, stamp)).toMatchObject({
      ...stamp,
      scene: 'Panel',
      transition: fade,
    });
    // A person’s scene, or the slate, is none of the segment’s.
    expect(inLine(stage.state, obs(stage, { program: 'Lobby' }), backup, stamp)).toMatchObject({
      scene: 'Lobby',
      transition: null,
    });
    stage.send({ type: 'setSlate', on: true });
    stage.obsDoesIt();
    expect(inLine(stage.state, obs(stage), backup, stamp)).toMatchObject({
      scene: 'Holding slide',
      transition: null,
    });
  });

  it('leaves a scene alone that is right already', () => {
    const stage = onTalk();
    expect(inLine(stage.state, obs(stage), obs(stage), stamp).scene).toBeNull();
  });
});

describe('two addresses', () => {
  it.each([
    ['ws://127.0.0.1:4455', 'ws://localhost:4455', true],
    ['ws://127.0.0.1:4455', 'ws://[::1]:4455', true],
    ['ws://Studio:4455', 'ws://studio:4455', true],
    ['ws://127.0.0.1:4455', 'ws://127.0.0.1:4456', false],
    ['ws://studio:4455', 'ws://127.0.0.1:4455', false],
  ])('%s and %s: one OBS %s', (a, b, same) => {
    expect(isSameObs(a, b)).toBe(same);
  });
});
