import { describe, expect, it } from 'vitest';
import { isOnThisMachine } from '../../../../src/core/obs/address';
import { captionSetupSteps } from '../../../../src/core/obs/captionSetup';
import { difference } from '../../../../src/core/obs/difference';
import { evolveKnown } from '../../../../src/core/obs/known';
import {
  captionSetup,
  observedOf,
  scenesNamed,
  scenesRead,
  visibleItems,
} from '../../../../src/core/obs/ownership';
import type { EventName, WireData } from '../../../../src/core/obs/protocol';
import {
  arialWidth,
  fullNameSize,
  layOutText,
  loadText,
  widthsBy,
} from '../../../../src/core/obs/textCaption';
import { captionText } from '../../../../src/core/captions/lowerThird';
import type { Show } from '../../../../src/core/show/model';
import { segment, show, speaker, webinar } from '../../../support/shows';
import { Stage } from '../../../support/stage';
import { known, showing } from './known';

function after(name: EventName, data: WireData, at = known()): ReturnType<typeof known> {
  return evolveKnown(at, { name, data }, 1_000);
}

function showOf(...scenes: readonly string[]): Show {
  return show(
    scenes.map((scene, index) => segment(`s${index}`, { scene })),
    { slateScene: null },
  );
}

describe('what is known of OBS', () => {
  it('follows the scene on air when the transition has ended', () => {
    const started = after('SceneTransitionStarted', { transitionName: 'Fade' });
    expect(started).toMatchObject({
      program: 'Host',
      transitioning: { name: 'Fade', startedAt: 1_000, duration: 300 },
    });
    const named = after('CurrentProgramSceneChanged', { sceneName: 'Panel' }, started);
    expect(named.program).toBe('Panel');
    expect(after('SceneTransitionEnded', { transitionName: 'Fade' }, named).transitioning).toBeNull();
  });

  it('follows new names wherever they are known', () => {
    const renamed = after(
      'SceneNameChanged',
      { oldSceneName: 'Lectern captions', sceneName: 'Names' },
      showing(),
    );
    expect(renamed.scenes).toContain('Names');
    expect(visibleItems(renamed)).toEqual([
      { id: 7, source: 'Lectern caption', enabled: true, scene: 'Names' },
    ]);
    expect(captionSetup(renamed, 'pictures', ['Host'])).toMatchObject({ sceneReady: true, missingIn: [] });
    const input = after('InputNameChanged', { oldInputName: 'Lectern caption', inputName: 'Name' }, renamed);
    expect(visibleItems(input)).toHaveLength(1);
    expect(after('SceneNameChanged', { oldSceneName: 'Host', sceneName: 'Presenter' }).program).toBe(
      'Presenter',
    );
  });

  it('follows items by their scene and source, not by their ids alone', () => {
    const gone = after('SceneItemRemoved', {
      sceneName: 'Host',
      sourceName: 'Lectern captions',
      sceneItemId: 2,
    });
    expect(captionSetup(gone, 'pictures', ['Host']).missingIn).toEqual(['Host']);
    const elsewhere = { sceneName: 'Panel', sourceName: 'Lectern captions', sceneItemId: 2 };
    expect(captionSetup(after('SceneItemCreated', elsewhere), 'pictures', ['Panel']).missingIn).toEqual([]);
  });

  it('forgets what was removed, also where it was used', () => {
    const gone = after('SceneRemoved', { sceneName: 'Lectern captions' }, showing());
    expect(visibleItems(gone)).toEqual([]);
    expect(captionSetup(gone, 'pictures', ['Host'])).toMatchObject({
      sceneReady: false,
      missingIn: ['Host'],
    });
    expect(
      captionSetup(after('InputRemoved', { inputName: 'Lectern caption' }), 'pictures', []).sceneReady,
    ).toBe(false);
  });

  it('follows the sound of inputs, and their names', () => {
    const audioOf = (at: ReturnType<typeof known>, name = 'Host microphone') =>
      at.inputs.find((input) => input.name === name)?.audio;
    const inputName = 'Host microphone';
    const muted = after('InputMuteStateChanged', { inputName, inputMuted: true });
    expect(audioOf(muted)).toEqual({ muted: true, decibels: 0 });
    const soft = { inputName, inputVolumeMul: 0.1, inputVolumeDb: -20 };
    expect(audioOf(after('InputVolumeChanged', soft, muted))).toEqual({ muted: true, decibels: -20 });
    // OBS writes the volume of silence as no number, or as -100.
    const silent = { inputName, inputVolumeMul: 0, inputVolumeDb: null };
    expect(audioOf(after('InputVolumeChanged', silent))?.decibels).toBe(-100);
    const renamed = after('InputNameChanged', { oldInputName: inputName, inputName: 'Desk' }, muted);
    expect(audioOf(renamed, 'Desk')?.muted).toBe(true);
    expect(after('InputRemoved', { inputName }).inputs.map(({ name }) => name)).toEqual(['Camera']);
    const created = after('InputCreated', { inputName: 'Jingle', inputKind: 'ffmpeg_source' });
    expect(created.inputs[0]).toEqual({ name: 'Jingle', kind: 'ffmpeg_source', audio: null });
    expect(after('InputCreated', { inputName: 'Jingle' }, created)).toEqual(created);
  });

  it('follows filters with their source', () => {
    const sourceName = 'Camera';
    const filter = { sourceName, filterName: 'Blur' };
    const one = after('SourceFilterCreated', { ...filter, filterIndex: 0 });
    const two = after('SourceFilterCreated', { sourceName, filterName: 'Key', filterIndex: 0 }, one);
    expect(two.filters).toEqual({
      Camera: [
        { name: 'Key', enabled: true },
        { name: 'Blur', enabled: true },
      ],
    });
    const off = after('SourceFilterEnableStateChanged', { ...filter, filterEnabled: false }, two);
    expect(off.filters['Camera']?.[1]).toEqual({ name: 'Blur', enabled: false });
    const renamed = after(
      'SourceFilterNameChanged',
      { sourceName, oldFilterName: 'Blur', filterName: 'Soft' },
      off,
    );
    expect(renamed.filters['Camera']?.[1]).toEqual({ name: 'Soft', enabled: false });
    const moved = after('InputNameChanged', { oldInputName: sourceName, inputName: 'Cam 1' }, renamed);
    expect(Object.keys(moved.filters)).toEqual(['Cam 1']);
    expect(after('SourceFilterRemoved', filter, one).filters).toEqual({});
    expect(after('InputRemoved', { inputName: sourceName }, one).filters).toEqual({});
  });

  it('takes nothing from a message that is not what it should be', () => {
    for (const name of [
      'InputCreated',
      'InputMuteStateChanged',
      'InputVolumeChanged',
      'SourceFilterCreated',
      'SourceFilterNameChanged',
      'SourceFilterEnableStateChanged',
      'CurrentProgramSceneChanged',
      'SceneItemEnableStateChanged',
      'SceneNameChanged',
    ] as const) {
      expect(after(name, { sceneName: 3, sceneItemId: 'x' })).toEqual(known());
    }
  });

  it('shows screens no scenes of ours, and no way that is not set up', () => {
    const observed = observedOf(showing(), 'text', showOf('Host', 'Panel', 'Nowhere'));
    expect(observed.scenes).toEqual(['Holding slide', 'Host', 'Panel']);
    expect(observed.captionVisible).toBe(true);
    expect(observed.captions).toEqual({
      way: 'text',
      measures: false,
      sceneReady: false,
      missingIn: ['Panel'],
    });
    expect(observed.sources).toEqual({ Host: ['Camera'], Panel: ['Cameras'] });
  });

  it('says which scenes hold a group, also once the group has another name', () => {
    const grouped = known({ groups: ['Cameras'] });
    expect(observedOf(grouped, 'pictures', null).scenesWithGroups).toEqual(['Panel']);
    const data = { oldSceneName: 'Cameras', sceneName: 'All cameras' };
    const renamed = evolveKnown(grouped, { name: 'SceneNameChanged', data }, 0);
    expect(observedOf(renamed, 'pictures', null).scenesWithGroups).toEqual(['Panel']);
  });

  it('shows screens inputs, sources from the top down, filters, and the hotkeys that can be meant', () => {
    const own = { name: 'Lectern caption', kind: 'image_source', audio: null };
    const microphone = {
      name: 'Mic',
      kind: 'pulse_input_capture',
      audio: { muted: true, decibels: -6.0206 },
    };
    const at = known({
      inputs: [own, microphone],
      items: {
        Host: [
          { id: 1, source: 'Back', enabled: true },
          { id: 2, source: 'Logo', enabled: true },
          { id: 3, source: 'Logo', enabled: false },
        ],
        Overlay: [{ id: 1, source: 'Poll', enabled: false }],
      },
      filters: { Mic: [{ name: 'Gate', enabled: false }] },
      hotkeys: ['OBSBasic.Transition', 'libobs.mute', 'MyScript', 'libobs.mute', 'libobs.mute'],
    });
    const observed = observedOf(at, 'pictures', showOf('Host'));
    expect(observed.inputs).toEqual([
      { name: 'Mic', kind: 'pulse_input_capture', muted: true, decibels: -6 },
    ]);
    expect(observed.sources).toEqual({ Host: ['Logo', 'Back'], Overlay: ['Poll'] });
    // Of a source that is there twice one is seen.
    expect(observed.sourcesOff).toEqual({ Host: [], Overlay: ['Poll'] });
    expect(observed.filters).toEqual({ Mic: ['Gate'] });
    expect(observed.filtersOff).toEqual({ Mic: ['Gate'] });
    expect(observed.hotkeys).toEqual(['OBSBasic.Transition', 'MyScript']);
    expect(observed.ambiguousHotkeys).toEqual(['libobs.mute']);
  });
});

describe('the scenes that matter to a show', () => {
  const cued = show([
    segment('a'),
    segment('b', {
      cues: [
        { id: '1', trigger: { kind: 'hand' }, effect: { kind: 'scene', scene: 'Wide', transition: null } },
        {
          id: '2',
          trigger: { kind: 'take' },
          effect: { kind: 'visibility', scene: 'Overlay', source: 'Poll', on: true },
        },
        { id: '3', trigger: { kind: 'take' }, effect: { kind: 'scene', scene: '', transition: null } },
      ],
    }),
  ]);

  it('are those that go on air, by cues too', () => {
    expect(scenesNamed(cued)).toEqual(['Scene a', 'Scene b', 'Wide', 'Holding slide']);
  });

  it('and those in which a cue switches something, which need no captions', () => {
    expect(scenesRead(cued)).toEqual(['Scene a', 'Scene b', 'Wide', 'Holding slide', 'Overlay']);
  });
});

describe('the difference between the run and OBS', () => {
  const calm = { program: 'Panel', transitioning: null };

  it('is none before anything is on air, and none where OBS shows the segment’s scene', () => {
    const stage = new Stage(webinar(), '15:50');
    expect(difference(stage.state, calm)).toBeNull();
    stage.go();
    expect(difference(stage.state, { ...calm, program: 'Holding slide' })).toBeNull();
  });

  it('names what is expected and what is shown', () => {
    const stage = new Stage(webinar(), '15:50');
    stage.go();
    expect(difference(stage.state, calm)).toEqual({ expected: 'Holding slide', shown: 'Panel' });
  });

  it('cannot be told while a take or a transition is under way', () => {
    const stage = new Stage(webinar(), '15:50');
    stage.go();
    const transitioning = { name: 'Fade', startedAt: 0, duration: 300 };
    expect(difference(stage.state, { ...calm, transitioning })).toBeNull();
    stage.wait(2_000);
    stage.press({ early: true });
    expect(difference(stage.state, calm)).toBeNull();
  });
});

describe('the caption set-up', () => {
  it('names each scene of the show once, the slate’s last', () => {
    expect(scenesNamed(webinar({ slateScene: 'Break' }))).toEqual([
      'Holding slide',
      'Host',
      'Speaker + slides',
      'Panel',
      'Break',
    ]);
  });

  it('says which kind of source OBS lacks', () => {
    const bare = known({ own: {}, items: {}, inputKinds: ['image_source'] });
    expect(captionSetupSteps(bare, 'text', [])).toEqual({ missingKind: 'color_source' });
    expect(captionSetupSteps({ ...bare, inputKinds: [] }, 'pictures', [])).toEqual({
      missingKind: 'image_source',
    });
  });

  it('marks all that it makes', () => {
    const steps = captionSetupSteps(known({ own: {}, items: {} }), 'text', ['Host']);
    if ('missingKind' in steps) throw new Error('possible');
    const made = steps.flatMap((step) => step.requests);
    const creates = made.filter(({ type }) => type === 'CreateScene' || type === 'CreateInput');
    const marks = made.filter(({ type }) => type === 'SetSourcePrivateSettings');
    expect(marks.map(({ data }) => data['sourceName'])).toEqual(
      creates.map(({ type, data }) => data[type === 'CreateScene' ? 'sceneName' : 'inputName']),
    );
  });
});

describe('a caption of text sources', () => {
  const canvas = { width: 1280, height: 720 };

  it('stays inside its plate, and its plate inside the picture', () => {
    const { parts } = layOutText(
      captionText(speaker('a', { name: 'Bartholomew '.repeat(12), role: 'Chair', organisation: 'Example' })),
      canvas,
      arialWidth,
    );
    const { plate } = parts;
    expect(plate.left + plate.width).toBeLessThanOrEqual(canvas.width * 0.65);
    expect(plate.top + plate.height).toBeLessThan(canvas.height);
    for (const part of [parts.name, parts.role, parts.organisation]) {
      expect(part.left).toBeGreaterThan(plate.left);
      expect(part.left + part.width).toBeLessThanOrEqual(plate.left + plate.width);
      expect(part.top).toBeGreaterThanOrEqual(plate.top);
      expect(part.top + part.height).toBeLessThanOrEqual(plate.top + plate.height);
    }
    expect(parts.name.text?.replaceAll(/\s/g, '')).toBe('Bartholomew'.repeat(12));
  });

  it('is measured wider with more letters and with a larger size', () => {
    expect(arialWidth('Will', 20, 600)).toBeLessThan(arialWidth('William', 20, 600));
    expect(arialWidth('Will', 20, 400)).toBeLessThan(arialWidth('Will', 21, 400));
    expect(arialWidth('é', 20, 400)).toBe(arialWidth('e', 20, 400));
  });

  it('takes the name as wide as OBS made it, and all else as before', () => {
    const sizePx = fullNameSize(canvas);
    const measure = widthsBy('Will William', sizePx, 2 * arialWidth('Will William', sizePx, 600));
    expect(measure('Will', 20, 600)).toBeCloseTo(2 * arialWidth('Will', 20, 600));
    expect(measure('Will', 20, 400)).toBe(arialWidth('Will', 20, 400));
    // Marks alone have no width in the table: nothing is divided by it.
    expect(widthsBy('\u0301', sizePx, 40)('Will', 20, 600)).toBe(arialWidth('Will', 20, 600));
    const named = captionText(speaker('a', { name: 'Maximiliane Wolfeschlegelstein-Hausenberger' }));
    const wide = widthsBy(named.name, sizePx, 2.5 * arialWidth(named.name, sizePx, 600));
    expect(layOutText(named, canvas, arialWidth).fit.finding).toBeUndefined();
    expect(layOutText(named, canvas, wide).fit).toMatchObject({ finding: 'tooSmall' });
  });

  it('is loaded only where all of its sources are there', () => {
    const text = layOutText(captionText(speaker('a')), canvas, arialWidth);
    expect(loadText(text, known())).toEqual([]);
  });
});

describe('an OBS on this machine', () => {
  it.each([
    ['ws://127.0.0.1:4455', true],
    ['ws://127.8.0.1:4455', true],
    ['ws://localhost:4455', true],
    ['ws://[::1]:4455', true],
    ['ws://192.168.1.5:4455', false],
    ['ws://127.0.0.1.example.com:4455', false],
    ['wss://obs.example:443', false],
  ])('%s: %s', (address, isHere) => {
    expect(isOnThisMachine(address)).toBe(isHere);
  });
});
