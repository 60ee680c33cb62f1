import { describe, expect, it } from 'vitest';
import type { LogLine } from '../../../../src/core/asrun/log';
import { logLine } from '../../../../src/core/asrun/log';
import { evolve } from '../../../../src/core/run/evolve';
import { openState } from '../../../../src/core/run/state';
import { unplannedCues } from '../../../../src/renderer/features/rundown/cues';
import { webinar } from '../../../support/shows';
import { Stage } from '../../../support/stage';
import { heardPanel, speaks, voiceOf } from '../../../support/heardPanel';

function onPanel(): Stage {
  const stage = new Stage(webinar(), '15:50');
  for (const time of ['15:50', '16:00', '16:05', '16:25']) {
    stage.clock(time);
    stage.go({ early: true });
    stage.wait(1_000);
  }
  return stage;
}

function logOf(stage: Stage): readonly LogLine[] {
  let state = openState(stage.show, 0, 'run-1');
  return stage.journal.flatMap((stamped) => {
    const line = logLine(state, stamped);
    state = evolve(state, stamped);
    return line ?? [];
  });
}

function states(stage: Stage): readonly string[] {
  return unplannedCues(stage.state.document.show, stage.state.run, logOf(stage)).map(
    ({ title, state }) => `${title}: ${state}`,
  );
}

describe('cues of the segment on air', () => {
  it('are its scene and its people, the first of them cued', () => {
    expect(states(onPanel())).toEqual([
      'Panel: done',
      'Name paul: next',
      'Name morshed: later',
      'Name coby: later',
    ]);
  });

  it('follow what OBS says of a name', () => {
    const stage = onPanel();
    stage.send({ type: 'nextCaption', expected: 'paul' });
    expect(states(stage)[1]).toBe('Name paul: sent');
    stage.showsName();
    expect(states(stage).slice(1, 3)).toEqual(['Name paul: onAir', 'Name morshed: next']);
    const shownAt = stage.now;
    stage.wait(20_000);
    expect(states(stage)[1]).toBe('Name paul: done');
    const [, paul] = unplannedCues(stage.state.document.show, stage.state.run, logOf(stage));
    expect(paul?.at).toBe(shownAt);
  });

  it('skip who is not here', () => {
    const stage = onPanel();
    stage.send({ type: 'setPresence', speakerId: 'paul', here: false });
    expect(states(stage).slice(1, 3)).toEqual(['Name paul: notHere', 'Name morshed: next']);
  });

  it('say that the only speaker’s name comes by itself, and once it has that it did; of another that it was by hand', () => {
    const stage = new Stage(webinar(), '15:59');
    for (let press = 0; press < 3; press += 1) {
      stage.go({ early: true });
      stage.wait(1_000);
    }
    const how = (): string | undefined =>
      unplannedCues(stage.state.document.show, stage.state.run, logOf(stage)).find(
        ({ speakerId }) => speakerId === 'amal',
      )?.how;
    expect(how()).toBe('byItself');
    stage.wait(5_000);
    expect(stage.state.run.caption?.shownAt).toBeNull();
    expect(how()).toBe('byItself');
    stage.showsName();
    expect(how()).toBe('byItself');
    stage.wait(20_000);
    expect(stage.state.run.caption).toBeNull();
    expect(how()).toBe('byItself');
    stage.shows('amal');
    expect(how()).toBe('byHand');
    stage.showsName();
    stage.wait(20_000);
    expect(how()).toBe('byHand');
  });

  it('do not call a scene done that OBS never confirmed', () => {
    const stage = onPanel();
    stage.obs = { ...stage.obs, connected: false };
    stage.wait(5_000);
    stage.press({ early: true });
    expect(states(stage)).toEqual(['Host: notConfirmed']);
  });

  it('come when they speak, where that is listened for; once hidden by hand, by hand', () => {
    const stage = heardPanel();
    const how = (): readonly string[] =>
      unplannedCues(stage.state.document.show, stage.state.run, logOf(stage)).map((cue) => cue.how);
    expect(how()).toEqual(['withGo', 'byVoice', 'byVoice', 'byVoice']);
    speaks(stage, voiceOf(stage, 'morshed'));
    stage.wait(1_000);
    stage.send({ type: 'hideCaption', expected: 'morshed' });
    stage.send({ type: 'setAutoCaptions', on: false });
    // Hers came by voice, and that stays so.
    expect(how()).toEqual(['withGo', 'byHand', 'byVoice', 'byHand']);
  });
});
