import { describe, expect, it } from 'vitest';
import { borrow } from '../../../../src/core/obs/borrowed';
import { request } from '../../../../src/core/obs/protocol';
import type { TakeSurroundings } from '../../../../src/core/obs/steps';
import { giveBackSteps, takeSteps } from '../../../../src/core/obs/steps';
import { known, showing } from './known';

const calm: TakeSurroundings = {
  known: known(),
  transitionUnderWay: false,
  borrowed: null,
  captionUnderWay: false,
  sound: [],
  effects: [],
  nextCaption: [],
};
const fade = { name: 'Fade', duration: 500 };

function sent(
  take: Parameters<typeof takeSteps>[0],
  around: Partial<TakeSurroundings> = {},
): readonly string[] {
  return takeSteps(take, { ...calm, ...around }).steps.map(
    ({ request: { type, data }, why }) => `${why}: ${type} ${JSON.stringify(data)}`,
  );
}

describe('the one batch of a take', () => {
  it('is just the scene where OBS has the transition already', () => {
    expect(sent({ scene: 'Panel', transition: null })).toEqual([
      'scene: SetCurrentProgramScene {"sceneName":"Panel"}',
    ]);
    expect(sent({ scene: 'Panel', transition: { name: 'Cut', duration: null } })).toEqual([
      'scene: SetCurrentProgramScene {"sceneName":"Panel"}',
    ]);
  });

  it('takes the old caption out first, then transition, duration, scene, and loads the next name last', () => {
    const next = request('SetInputSettings', { inputName: 'Lectern caption' });
    expect(sent({ scene: 'Panel', transition: fade }, { known: showing(), nextCaption: [next] })).toEqual([
      'oldCaptionOut: SetSceneItemEnabled {"sceneName":"Lectern captions","sceneItemId":7,"sceneItemEnabled":false}',
      'transition: SetCurrentSceneTransition {"transitionName":"Fade"}',
      'duration: SetCurrentSceneTransitionDuration {"transitionDuration":500}',
      'scene: SetCurrentProgramScene {"sceneName":"Panel"}',
      'nextCaptionReady: SetInputSettings {"inputName":"Lectern caption"}',
    ]);
  });

  it('chooses no transition for a scene that OBS does not have: it will refuse it', () => {
    for (const transitionUnderWay of [false, true]) {
      expect(sent({ scene: 'Nowhere', transition: fade }, { transitionUnderWay })).toEqual([
        'scene: SetCurrentProgramScene {"sceneName":"Nowhere"}',
      ]);
    }
  });

  it('takes out a caption that is only on its way in', () => {
    expect(sent({ scene: 'Panel', transition: null }, { captionUnderWay: true })[0]).toContain(
      'oldCaptionOut',
    );
  });

  it('asks for the duration that it will change where OBS has not told it, once OBS has the transition', () => {
    const steps = sent({ scene: 'Panel', transition: fade }, { known: known({ transitionDuration: null }) });
    expect(steps).toEqual([
      'transition: SetCurrentSceneTransition {"transitionName":"Fade"}',
      'transitionChosen: SetCurrentProgramScene {"sceneName":"Host"}',
      'durationBefore: GetCurrentSceneTransition {}',
      'duration: SetCurrentSceneTransitionDuration {"transitionDuration":500}',
      'scene: SetCurrentProgramScene {"sceneName":"Panel"}',
    ]);
  });

  it('leaves the program alone for that in studio mode, where the scene on air would be taken again', () => {
    const studio = known({ transitionDuration: null, studioMode: true, preview: 'Panel' });
    expect(sent({ scene: 'Panel', transition: fade }, { known: studio })[1]).toBe(
      'durationBefore: GetCurrentSceneTransition {}',
    );
  });

  it('never sets a transition after the scene', () => {
    const all = sent({ scene: 'Panel', transition: fade }, { known: showing() });
    const scene = all.findIndex((step) => step.startsWith('scene:'));
    expect(all.slice(scene + 1).filter((step) => /Transition/.test(step))).toEqual([]);
  });

  describe('that cuts into a transition', () => {
    const running = known({ currentTransition: 'Fade', transitionDuration: 4_000 });
    const into = (transition: { name: string; duration: number | null } | null, at = running) =>
      takeSteps({ scene: 'Panel', transition }, { ...calm, known: at, transitionUnderWay: true });
    const requests = (plan: ReturnType<typeof into>): readonly string[] =>
      plan.steps.map(({ request: { type, data } }) => `${type} ${Object.values(data).join()}`);

    it('keeps the one that runs, at the length it wanted for its own', () => {
      const plan = into({ name: 'Swipe', duration: 200 });
      expect(requests(plan)).toEqual([
        'SetCurrentSceneTransitionDuration 200',
        'SetCurrentProgramScene Panel',
      ]);
      expect(plan).toMatchObject({ transition: 'Fade', change: { chosen: 'Fade', changesDuration: true } });
    });

    it('is as short as OBS lets it be where it wanted a Cut', () => {
      expect(requests(into({ name: 'Cut', duration: null }))[0]).toBe('SetCurrentSceneTransitionDuration 50');
    });

    it('goes by what a take before it has set, of which OBS has not told yet', () => {
      const borrowed = { name: 'Cut', duration: 300, chosen: 'Fade', earlier: [] };
      const around = { ...calm, borrowed, transitionUnderWay: true };
      const plan = takeSteps({ scene: 'Panel', transition: null }, around);
      expect(requests(plan)).toEqual([
        'SetCurrentSceneTransitionDuration 50',
        'SetCurrentProgramScene Panel',
      ]);
      expect(plan.transition).toBe('Fade');
    });

    it('changes nothing that it could not give back, and nothing of a fixed one', () => {
      const blind = known({ currentTransition: 'Fade', transitionDuration: null });
      expect(requests(into(fade, blind))).toEqual(['SetCurrentProgramScene Panel']);
      expect(requests(into(fade, known({ currentTransition: 'Sting' })))).toEqual([
        'SetCurrentProgramScene Panel',
      ]);
    });

    it('does not ask for what it already knows to give back: that would take the old scene again', () => {
      const borrowed = { name: 'Cut', duration: 300, chosen: 'Fade', earlier: [] };
      const at = known({ transitionDuration: null });
      const around = { ...calm, known: at, borrowed, transitionUnderWay: true };
      expect(requests(takeSteps({ scene: 'Panel', transition: null }, around))).toEqual([
        'SetCurrentSceneTransitionDuration 50',
        'SetCurrentProgramScene Panel',
      ]);
    });

    it('may last as long as the one that runs: a scene in the mix goes on at its own length', () => {
      expect(into({ name: 'Cut', duration: null }).duration).toBe(4_000);
    });
  });

  it('tries a transition that was not known: it may have been made since', () => {
    const plan = takeSteps({ scene: 'Panel', transition: { name: 'Swipe', duration: 200 } }, calm);
    expect(plan.steps.map(({ why }) => why)).toEqual(['transition', 'duration', 'scene']);
    expect(plan.change).toEqual({ chosen: 'Swipe', changesDuration: true });
    const untold = { ...calm, known: known({ transitionDuration: null }) };
    const without = takeSteps({ scene: 'Panel', transition: { name: 'Swipe', duration: 200 } }, untold);
    expect(without.change).toEqual({ chosen: 'Swipe', changesDuration: false });
  });

  it('of a take without a transition goes by OBS’s own, also while that is borrowed', () => {
    const borrowed = { name: 'Cut', duration: null, chosen: 'Fade', earlier: [] };
    const around = { borrowed, known: known({ currentTransition: 'Fade' }) };
    expect(sent({ scene: 'Panel', transition: null }, around)[0]).toContain('"transitionName":"Cut"');
  });

  it('of a take without a scene only takes the caption out', () => {
    expect(sent({ scene: null, transition: fade })).toEqual([]);
    expect(sent({ scene: null, transition: fade }, { known: showing() })).toHaveLength(1);
  });

  it('knows how long its transition takes', () => {
    const duration = (transition: typeof fade | null, at = known()): number =>
      takeSteps({ scene: 'Panel', transition }, { ...calm, known: at }).duration;
    expect(duration(null)).toBe(0);
    expect(duration(fade)).toBe(500);
    expect(duration(null, known({ currentTransition: 'Fade' }))).toBe(300);
    expect(duration(null, known({ currentTransition: 'Sting' }))).toBe(20_000);
  });
});

describe('what a take does about sound', () => {
  const take = { scene: 'Panel', transition: null };

  it('is muted before the scene, and asked about first: what a person just muted is not ours', () => {
    expect(sent(take, { sound: [{ input: 'Mic', muted: true }] })).toEqual([
      'soundFound: GetInputMute {"inputName":"Mic"}',
      'sound: SetInputMute {"inputName":"Mic","inputMuted":true}',
      'scene: SetCurrentProgramScene {"sceneName":"Panel"}',
    ]);
  });

  it('is heard again after the scene', () => {
    expect(sent(take, { sound: [{ input: 'Mic', muted: false }] })).toEqual([
      'scene: SetCurrentProgramScene {"sceneName":"Panel"}',
      'soundFound: GetInputMute {"inputName":"Mic"}',
      'sound: SetInputMute {"inputName":"Mic","inputMuted":false}',
    ]);
  });

  it('goes without a scene too', () => {
    expect(sent({ scene: null, transition: null }, { sound: [{ input: 'Mic', muted: false }] })).toHaveLength(
      2,
    );
  });
});

describe('a borrowed transition', () => {
  const change = { chosen: 'Fade', changesDuration: true };

  it('is what OBS had before the first of several takes', () => {
    const first = borrow(null, change, known());
    expect(first).toEqual({ name: 'Cut', duration: 300, chosen: 'Fade', earlier: [] });
    const later = known({ currentTransition: 'Fade', transitionDuration: 500 });
    expect(borrow(first, { chosen: 'Sting', changesDuration: false }, later)).toEqual({
      ...first,
      chosen: 'Sting',
      earlier: ['Fade'],
    });
  });

  it('is none where a take changed nothing', () => {
    expect(borrow(null, null, known())).toBeNull();
  });

  it('goes back duration first, since a fixed one takes none', () => {
    const borrowed = { name: 'Cut', duration: 300, chosen: 'Fade', earlier: [] };
    expect(
      giveBackSteps(borrowed, { currentTransition: 'Fade' }).map(({ request: { data } }) => data),
    ).toEqual([{ transitionDuration: 300 }, { transitionName: 'Cut' }]);
  });

  it('goes back as well where OBS still has what a take before chose', () => {
    const first = borrow(null, change, known());
    const back = borrow(first, { chosen: 'Cut', changesDuration: false }, known());
    expect(back && giveBackSteps(back, { currentTransition: 'Fade' }).map(({ why }) => why)).toEqual([
      'durationBack',
      'transitionBack',
    ]);
  });

  it('stays where a person has chosen another since', () => {
    const borrowed = { name: 'Cut', duration: 300, chosen: 'Fade', earlier: [] };
    expect(giveBackSteps(borrowed, { currentTransition: 'Sting' })).toEqual([]);
  });
});
