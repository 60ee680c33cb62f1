import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ownNames } from '../../../src/core/obs/ownership';
import { ok, refused } from '../../../src/core/result';
import type { Segment, Show, Speaker } from '../../../src/core/show/model';
import type { CaptionPictures } from '../../../src/main/obs/ports';
import { startPracticeObs, type PracticeObs } from '../../../src/practice-obs/server';
import { noClips } from '../../support/films';
import { segment, show, speaker } from '../../support/shows';
import { startRoom, type RoomStage, type RoomStageOptions } from './roomStage';

let obs: PracticeObs;
let stage: RoomStage | null = null;
let folder = '';

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lectern-captions-'));
  obs = await startPracticeObs();
  obs.person.setTransition('Cut');
});

afterEach(async () => {
  await stage?.dispose();
  stage = null;
  await obs.close();
  rmSync(folder, { recursive: true });
});

/** Pictures as Electron draws them, but for what is in them. */
function drawer(): CaptionPictures & { readonly drawn: string[]; readonly kept: string[][] } {
  const drawn: string[] = [];
  const kept: string[][] = [];
  return {
    drawn,
    kept,
    renderClip: noClips,
    prune: async (files) => void kept.push([...files].map((file) => basename(file)).toSorted()),
    async render(caption, canvas) {
      if (caption.name === 'Undrawable') return refused({ kind: 'notDrawn', detail: 'for the test' });
      drawn.push(caption.name);
      const file = join(folder, `${caption.name}-${canvas.width}.png`);
      writeFileSync(file, '');
      const fit = { nameLines: [caption.name], roleLines: [], orgLines: [], scale: 1, shortened: false };
      return ok({ file, fit });
    },
  };
}

function panel(speakers: readonly Speaker[], ...segments: readonly Partial<Segment>[]): Show {
  const speakerIds = speakers.map(({ id }) => id);
  return show(
    segments.map((fields, index) => segment(`s${index}`, { speakerIds, ...fields })),
    { date: null, speakers, slateScene: 'Holding slide' },
  );
}

const ann = speaker('ann', { name: 'Ann Example', role: 'Chair' });
const bo = speaker('bo', { name: 'Bo Example' });

async function begin(of: Show, options: Partial<RoomStageOptions> = {}): Promise<RoomStage> {
  const target = { address: obs.url, practice: true, password: null };
  stage = startRoom({ show: of, target, pictures: drawer(), ...options });
  await stage.connected();
  return stage;
}

/** On air, with captions set up. */
async function onAir(of: Show, options: Partial<RoomStageOptions> = {}): Promise<RoomStage> {
  const room = await begin(of, options);
  expect(await room.room.setUpCaptions()).toEqual(ok(null));
  room.go();
  await room.heard('takeOnAir');
  return room;
}

/** The item that shows the caption, as the practice OBS has it. */
function captionItem(): { readonly id: number; readonly enabled: boolean } {
  const item = obs.snapshot().scenes.find(({ name }) => name === ownNames.captions)?.items[0];
  if (!item) throw new Error('no caption item in OBS');
  return item;
}

function fileShown(): unknown {
  return obs.snapshot().inputs.find(({ name }) => name === ownNames.picture)?.settings['file'];
}

describe('"Set up captions in OBS"', () => {
  it('says exactly what it would make, makes it, and nothing the second time', async () => {
    const room = await begin(panel([ann], { scene: 'Panel' }, { scene: 'Host' }, { scene: 'Not in OBS' }));
    const before = obs.snapshot();
    expect(room.room.planCaptionSetup()).toEqual(
      ok({
        way: 'clips',
        steps: [
          { kind: 'createScene', scene: 'Lectern captions' },
          {
            kind: 'createInput',
            scene: 'Lectern captions',
            input: 'Lectern caption',
            inputKind: 'image_source',
          },
          {
            kind: 'createInput',
            scene: 'Lectern captions',
            input: 'Lectern caption clip',
            inputKind: 'ffmpeg_source',
          },
          { kind: 'placeCaptions', scene: 'Panel' },
          { kind: 'placeCaptions', scene: 'Host' },
          { kind: 'placeCaptions', scene: 'Holding slide' },
        ],
      }),
    );
    expect(obs.snapshot()).toEqual(before);
    expect(room.view.observed?.captions).toEqual({
      way: 'clips',
      measures: true,
      sceneReady: false,
      missingIn: ['Panel', 'Host', 'Holding slide'],
    });

    expect(await room.room.setUpCaptions()).toEqual(ok(null));
    expect(room.view.observed?.captions).toEqual({
      way: 'clips',
      measures: true,
      sceneReady: true,
      missingIn: [],
    });
    expect(room.view.observed?.scenes).not.toContain('Lectern captions');
    const top = obs
      .snapshot()
      .scenes.find(({ name }) => name === 'Panel')
      ?.items.at(-1);
    expect(top).toMatchObject({ source: 'Lectern captions', enabled: true });
    expect(captionItem().enabled).toBe(false);

    const after = obs.snapshot();
    expect(room.room.planCaptionSetup()).toEqual(ok({ way: 'clips', steps: [] }));
    expect(await room.room.setUpCaptions()).toEqual(ok(null));
    expect(obs.snapshot()).toEqual(after);
  });

  it('leaves a scene alone that has our name and is not ours', async () => {
    obs.person.addScene('Lectern captions');
    const room = await begin(panel([ann], { scene: 'Panel' }));
    const before = obs.snapshot();
    const result = await room.room.setUpCaptions();
    expect(result).toMatchObject({ ok: false, problem: { code: 'captionSetupFailed' } });
    expect(obs.snapshot()).toEqual(before);
  });

  it('finds what is ours under the names that a person gave it, after a restart too', async () => {
    const room = await begin(panel([ann], { scene: 'Panel' }));
    await room.room.setUpCaptions();
    obs.person.renameScene('Lectern captions', 'Names');
    obs.person.renameInput('Lectern caption', 'Name');
    await room.dispose();
    const again = await begin(panel([ann], { scene: 'Panel' }));
    expect(again.view.observed?.captions.sceneReady).toBe(true);
    expect(again.room.planCaptionSetup()).toEqual(ok({ way: 'clips', steps: [] }));
  });

  it('knows of a scene that an edit names', async () => {
    const room = await begin(panel([ann], { scene: 'Panel' }));
    await room.room.setUpCaptions();
    const set = { kind: 'setSegment', id: 's0', patch: { scene: 'Host' } } as const;
    room.submit({ type: 'edit', edit: set });
    await room.until('Host lacks it', () => room.view.observed?.captions.missingIn.includes('Host') === true);
    const placeInHost = { kind: 'placeCaptions', scene: 'Host' };
    expect(room.room.planCaptionSetup()).toEqual(ok({ way: 'clips', steps: [placeInHost] }));
  });

  it('sets up text sources where no pictures can be drawn', async () => {
    const room = await begin(panel([ann], { scene: 'Panel' }), { pictures: null });
    expect(room.view.observed?.captions.way).toBe('text');
    expect(await room.room.setUpCaptions()).toEqual(ok(null));
    expect(room.view.observed?.captions).toMatchObject({
      way: 'text',
      measures: true,
      sceneReady: true,
      missingIn: [],
    });
    expect(room.room.planCaptionSetup()).toEqual(ok({ way: 'text', steps: [] }));
    expect(room.view.observed?.scenes).not.toContain(ownNames.ruler);
  });
});

describe('a name', () => {
  it('is shown when OBS shows it, and taken out by a hand', async () => {
    const room = await onAir(panel([ann, bo], { scene: 'Panel' }));
    room.submit({ type: 'showCaption', speakerId: 'ann', pinned: true, expected: null });
    const { after } = await room.heard('captionShown');
    expect(after).toBeLessThan(300);
    expect(captionItem().enabled).toBe(true);
    expect(fileShown()).toBe(join(folder, 'Ann Example-1280.png'));
    room.submit({ type: 'hideCaption', expected: 'ann' });
    await room.until(
      'it is out',
      () => !captionItem().enabled && room.view.observed?.captionVisible === false,
    );
  });

  it('gives way to the next one in one step', async () => {
    const room = await onAir(panel([ann, bo], { scene: 'Panel' }));
    room.submit({ type: 'nextCaption', expected: 'ann' });
    await room.heard('captionShown');
    room.submit({ type: 'nextCaption', expected: 'bo' });
    await room.heard('captionShown', 2);
    expect(fileShown()).toBe(join(folder, 'Bo Example-1280.png'));
    expect(captionItem().enabled).toBe(true);
  });

  it('never rides along: a take puts it out in its own batch', async () => {
    const room = await onAir(
      panel([ann, bo], { scene: 'Panel' }, { scene: 'Host', transition: { name: 'Fade', duration: 400 } }),
    );
    room.submit({ type: 'showCaption', speakerId: 'bo', pinned: true, expected: null });
    await room.heard('captionShown');
    await room.guardIsOver();
    room.go();
    await room.heard('takeAccepted', 2);
    expect(captionItem().enabled).toBe(false);
    // The first name of the new segment is loaded already.
    expect(fileShown()).toBe(join(folder, 'Ann Example-1280.png'));
    // Asked for while the transition runs, a name waits for its end.
    room.submit({ type: 'showCaption', speakerId: 'bo', pinned: true, expected: null });
    expect(captionItem().enabled).toBe(false);
    await room.heard('captionShown', 2);
    expect(room.of('takeOnAir')).toHaveLength(2);
    expect(fileShown()).toBe(join(folder, 'Bo Example-1280.png'));
  });

  it('corrected on air is drawn again and swapped', async () => {
    const room = await onAir(panel([ann], { scene: 'Panel' }));
    room.submit({ type: 'showCaption', speakerId: 'ann', pinned: true, expected: null });
    await room.heard('captionShown');
    const edit = { kind: 'setSpeaker', id: 'ann', patch: { name: 'Anne Example' } } as const;
    room.submit({ type: 'edit', edit });
    await room.until('it is right', () => fileShown() === join(folder, 'Anne Example-1280.png'));
    expect(captionItem().enabled).toBe(true);
    expect(room.of('captionShown')).toHaveLength(1);
  });

  it('that a person switches off in OBS is told of and not fought', async () => {
    const room = await onAir(panel([ann], { scene: 'Panel' }));
    room.submit({ type: 'showCaption', speakerId: 'ann', pinned: true, expected: null });
    await room.heard('captionShown');
    obs.person.enableItem(ownNames.captions, captionItem().id, false);
    expect(await room.heard('captionHidden')).toEqual({ type: 'captionHidden', by: 'obs' });
    expect(captionItem().enabled).toBe(false);
    obs.person.enableItem(ownNames.captions, captionItem().id, true);
    await room.until('it is seen', () => room.view.observed?.captionVisible === true);
    expect(captionItem().enabled).toBe(true);
  });

  it('that OBS refuses, is silent about, or that cannot be drawn, is told of', async () => {
    const undrawable = speaker('un', { name: 'Undrawable' });
    const room = await onAir(panel([ann, undrawable], { scene: 'Panel' }));
    obs.faults.add({ kind: 'refuse', request: 'SetSceneItemEnabled', code: 600, times: 1 });
    room.submit({ type: 'showCaption', speakerId: 'ann', pinned: true, expected: null });
    expect(await room.heard('captionFailed')).toMatchObject({ problem: 'refused' });
    obs.faults.add({ kind: 'silence', request: 'SetSceneItemEnabled', times: 1 });
    room.submit({ type: 'showCaption', speakerId: 'ann', pinned: true, expected: null });
    expect(await room.heard('captionFailed', 2)).toMatchObject({ problem: 'silent' });
    room.submit({ type: 'showCaption', speakerId: 'un', pinned: true, expected: null });
    expect(await room.heard('captionFailed', 3)).toMatchObject({ problem: 'notDrawn' });
    expect(room.drawings.get('un')?.problem).toBe('notDrawn');
    await room.until('none is left on air', () => !captionItem().enabled);
  });

  it('that would not go out is tried again until it is out', async () => {
    const room = await onAir(panel([ann], { scene: 'Panel' }));
    room.submit({ type: 'showCaption', speakerId: 'ann', pinned: true, expected: null });
    await room.heard('captionShown');
    obs.faults.add({ kind: 'refuse', request: 'SetSceneItemEnabled', code: 703, times: 1 });
    room.submit({ type: 'hideCaption', expected: 'ann' });
    await room.until('it is out', () => !captionItem().enabled);
    expect(room.of('captionHidden')).toHaveLength(1);
  });

  it('past its time comes down at a restart, and the log says so', async () => {
    const room = await onAir(panel([ann], { scene: 'Panel' }));
    room.submit({ type: 'showCaption', speakerId: 'ann', pinned: true, expected: null });
    await room.heard('captionShown');
    await room.dispose();
    const again = await begin(panel([ann], { scene: 'Panel' }));
    expect(await again.heard('leftoverCleared')).toMatchObject({ what: 'caption', name: 'Ann Example' });
    expect(captionItem().enabled).toBe(false);
  });

  it('within its time stays on air over a restart, and nothing is sent', async () => {
    const room = await onAir(panel([ann], { scene: 'Panel' }));
    room.submit({ type: 'showCaption', speakerId: 'ann', pinned: true, expected: null });
    await room.heard('captionShown');
    await room.dispose();
    const again = await begin(panel([ann], { scene: 'Panel' }), { state: room.host.state });
    await again.until('it was read', () => again.view.observed?.captionVisible === true);
    const edit = { kind: 'setSpeaker', id: 'ann', patch: { name: 'Anne Example' } } as const;
    again.submit({ type: 'edit', edit });
    await again.until('it is corrected', () => fileShown() === join(folder, 'Anne Example-1280.png'));
    expect(again.of('leftoverCleared')).toEqual([]);
    expect(captionItem().enabled).toBe(true);
  });

  it('in text sources has its words and is flagged where they cannot draw it', async () => {
    const hebrew = speaker('he', { name: 'דנה' });
    const room = await onAir(panel([ann, hebrew], { scene: 'Panel' }), { pictures: null });
    room.submit({ type: 'showCaption', speakerId: 'ann', pinned: true, expected: null });
    await room.heard('captionShown');
    const { inputs } = obs.snapshot();
    const text = (name: string): unknown => inputs.find((input) => input.name === name)?.settings['text'];
    expect([text(ownNames.name), text(ownNames.role)]).toEqual(['Ann Example', 'Chair']);
    expect(room.drawings.get('ann')?.problem).toBeNull();
    expect(room.drawings.get('he')?.problem).toBe('rightToLeft');
  });
});

describe('everybody’s caption', () => {
  it('is drawn ahead once, and again only when it says something else', async () => {
    const pictures = drawer();
    const room = await begin(panel([ann, bo], { scene: 'Panel' }), { pictures });
    await room.until('both are drawn', () => room.drawings.size === 2);
    room.submit({ type: 'edit', edit: { kind: 'setSpeaker', id: 'bo', patch: { pronunciation: 'boh' } } });
    room.submit({ type: 'edit', edit: { kind: 'setSpeaker', id: 'ann', patch: { role: 'Host' } } });
    await room.until('the new one is drawn', () => pictures.drawn.length === 3);
    expect(pictures.drawn).toEqual(['Ann Example', 'Bo Example', 'Ann Example']);
  });
});

describe('the pictures of earlier times', () => {
  it('go once everybody’s is drawn, but what OBS holds stays: it may be on air', async () => {
    const people = panel([ann, bo], { scene: 'Panel' });
    const first = await begin(people);
    await first.room.setUpCaptions();
    first.go();
    await first.heard('takeOnAir');
    first.submit({ type: 'showCaption', speakerId: 'ann', pinned: true, expected: null });
    await first.heard('captionShown');
    await first.dispose();

    const pictures = drawer();
    const anne = { ...ann, name: 'Anne Example' };
    const again = await begin(panel([anne, bo], { scene: 'Panel' }), { pictures });
    await again.until('the old ones are gone', () => pictures.kept.length === 1);
    expect([...new Set(pictures.kept[0])]).toEqual([
      'Ann Example-1280.png',
      'Anne Example-1280.png',
      'Bo Example-1280.png',
    ]);
    // An edit in the middle of the show deletes nothing.
    const renamed = { kind: 'setSpeaker', id: 'bo', patch: { name: 'Bob Example' } } as const;
    again.submit({ type: 'edit', edit: renamed });
    await again.until('drawn', () => again.drawings.has('bo') && pictures.drawn.includes('Bob Example'));
    expect(pictures.kept).toHaveLength(1);
  });

  it('of a show that is opened are told when all of its people are drawn', async () => {
    const pictures = drawer();
    const room = await begin(panel([ann, bo], { scene: 'Panel' }), { pictures });
    await room.until('told', () => pictures.kept.length === 1);
    expect(pictures.kept[0]).toEqual(['Ann Example-1280.png', 'Bo Example-1280.png']);
    expect(pictures.drawn.toSorted()).toEqual(['Ann Example', 'Bo Example']);
  });
});
