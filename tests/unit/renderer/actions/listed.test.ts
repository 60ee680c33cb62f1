import { describe, expect, it } from 'vitest';
import { listedActions } from '../../../../src/renderer/actions/listed';
import { jumpedOver } from '../../../../src/core/run/order';
import { onPanel } from '../../../support/cueStage';
import { publishedOf } from '../../../support/fakeWire';
import { segment, show, webinar } from '../../../support/shows';
import { Stage } from '../../../support/stage';

function listed(stage: Stage, typed: string): readonly string[] {
  const published = publishedOf(stage);
  const { session } = published;
  if (!session) throw new Error('no show is open');
  return listedActions({ published, session }, typed).map(({ label }) => label);
}

describe('the command list', () => {
  it('has a line for each cue that can be run now', () => {
    expect(listed(onPanel(), '').filter((label) => label.startsWith('Run:'))).toEqual([
      'Run: Play ‘Intro’ from the start',
    ]);
  });

  it('finds any segment by its title once it is looked for, but what is on air and what GO takes', () => {
    const stage = onPanel();
    expect(listed(stage, '').filter((label) => label.startsWith('Take ‘'))).toEqual([]);
    expect(listed(stage, 'take ‘').filter((label) => label.startsWith('Take ‘'))).toEqual([
      'Take ‘slate’',
      'Take ‘welcome’',
      'Take ‘talk’',
    ]);
    expect(listed(stage, 'welc')).toEqual(['Take ‘welcome’']);
  });

  it('finds every word that was typed, in any order, and no more than can be looked over', () => {
    const long = show(Array.from({ length: 500 }, (_, index) => segment(`talk ${index}`)));
    const stage = new Stage(long, '15:50');
    expect(listed(stage, 'talk take').length).toBe(60);
    expect(listed(stage, '499 take')).toEqual(['Take ‘talk 499’']);
  });

  it('takes nothing once the show has ended', () => {
    const stage = new Stage(show([segment('only'), segment('last')]), '15:50');
    for (let press = 0; press < 2; press += 1) {
      stage.go({ early: true });
      stage.wait(2_000);
    }
    stage.send({ type: 'endShow', expectedOnAir: stage.onAir ?? '', armed: true });
    stage.obsDoesIt();
    expect(listed(stage, 'take ‘')).toEqual([]);
  });
});

describe('what a take jumps over', () => {
  const over = (stage: Stage, id: string): readonly string[] =>
    jumpedOver(stage.state.document.show, stage.state.run, id).map(({ title }) => title);

  it('is what stands between and was not on air', () => {
    const stage = new Stage(webinar(), '15:50');
    expect(over(stage, 'panel')).toEqual(['slate', 'welcome', 'talk']);
    stage.go();
    expect(over(stage, 'closing')).toEqual(['welcome', 'talk', 'panel']);
    expect(over(stage, 'welcome')).toEqual([]);
  });

  it('is nothing on the way back, nor after the last', () => {
    const stage = onPanel();
    expect(over(stage, 'slate')).toEqual([]);
    stage.wait(36 * 60_000);
    stage.go();
    expect(over(stage, 'welcome')).toEqual([]);
  });
});
