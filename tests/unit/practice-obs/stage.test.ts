import { beforeEach, describe, expect, it } from 'vitest';
import { createStage, type Stage } from '../../../src/practice-obs/world/stage';
import type { WorldSnapshot } from '../../../src/practice-obs/world/model';
import { practiceWorld } from '../../../src/practice-obs/world/practiceWorld';
import { type FakeClock, fakeClock } from './fakeClock';

let clock: FakeClock;
let world: WorldSnapshot;
let stage: Stage;
let said: string[];

beforeEach(() => {
  clock = fakeClock();
  world = { ...practiceWorld(['A', 'B', 'C'], { width: 1280, height: 720 }), transitionDuration: 500 };
  said = [];
  stage = createStage({
    clock,
    world: () => world,
    update: (next) => {
      world = next;
    },
    emit: (type, _intent, { sceneName, transitionName }) => {
      const what = typeof sceneName === 'string' ? sceneName : transitionName;
      said.push(typeof what === 'string' ? `${type} ${what}` : type);
    },
  });
});

describe('a Fade', () => {
  it('names the new scene at once and is on air when it ends', () => {
    stage.take('B');
    expect(world.program).toBe('B');
    expect(stage.showing()).toEqual(['A', 'B']);
    clock.advance(250);
    expect(stage.cursor()).toBe(0.5);
    expect(said).toEqual(['SceneTransitionStarted Fade']);
    clock.advance(300);
    expect(said.slice(1)).toEqual([
      'SceneTransitionVideoEnded Fade',
      'CurrentProgramSceneChanged B',
      'SceneTransitionEnded Fade',
    ]);
    expect(stage.cursor()).toBe(1);
    expect(stage.showing()).toEqual(['B']);
  });

  it('interrupted starts anew, still from the scene it was leaving', () => {
    stage.take('B');
    clock.advance(400);
    stage.take('C');
    expect(stage.showing()).toEqual(['A', 'C']);
    clock.advance(400);
    expect(said).toEqual(['SceneTransitionStarted Fade', 'SceneTransitionStarted Fade']);
    clock.advance(200);
    expect(said.filter((each) => each.startsWith('CurrentProgram'))).toEqual([
      'CurrentProgramSceneChanged C',
    ]);
  });

  it('called back shows the scene it was leaving at once, and ends when it would have', () => {
    stage.take('B');
    clock.advance(200);
    stage.take('A');
    expect(stage.showing()).toEqual(['A']);
    expect(said).toEqual(['SceneTransitionStarted Fade', 'SceneTransitionStarted Fade']);
    clock.advance(350);
    expect(said.filter((each) => each.startsWith('CurrentProgram'))).toEqual([
      'CurrentProgramSceneChanged A',
    ]);
  });

  it('asked again for the scene it goes to ends when it would have', () => {
    stage.take('B');
    clock.advance(200);
    stage.take('B');
    expect(stage.showing()).toEqual(['A', 'B']);
    clock.advance(350);
    expect(said.filter((each) => each.startsWith('CurrentProgram'))).toEqual([
      'CurrentProgramSceneChanged B',
    ]);
  });

  it('follows a rename of the scene that it leaves', () => {
    stage.take('B');
    stage.renamed('A', 'Z');
    expect(stage.showing()).toEqual(['Z', 'B']);
  });

  it('ends for good with a reset', () => {
    stage.take('B');
    stage.reset();
    clock.advance(5_000);
    expect(said).toEqual(['SceneTransitionStarted Fade']);
  });
});

describe('a transition changed while it runs', () => {
  beforeEach(() => {
    stage.take('B');
    clock.advance(100);
    stage.setTransition('Cut');
    said = [];
  });

  it('leaves OBS stuck between the two scenes', () => {
    clock.advance(5_000);
    stage.take('A');
    clock.advance(5_000);
    expect(said).toEqual([]);
    stage.take('B');
    clock.advance(5_000);
    expect(said).toEqual(['SceneTransitionStarted Cut']);
    expect(world.program).toBe('B');
    expect(stage.showing()).toEqual(['A', 'B']);
  });

  it('is set right by a third scene', () => {
    stage.take('C');
    clock.advance(100);
    stage.take('A');
    clock.advance(100);
    expect(said.filter((each) => each.startsWith('CurrentProgram'))).toEqual([
      'CurrentProgramSceneChanged C',
      'CurrentProgramSceneChanged A',
    ]);
  });
});

describe('studio mode', () => {
  it('swaps preview and program when the transition ends', () => {
    stage.setStudioMode(true);
    expect(world.preview).toBe('A');
    stage.take('B');
    expect(world.preview).toBe('A');
    clock.advance(600);
    expect([world.program, world.preview]).toEqual(['B', 'A']);
  });
});
