import type { Known, OwnPart } from './known';
import type { CaptionWay } from './observed';
import {
  captionSetup,
  ownItem,
  ownMark,
  ownNames,
  pageKind,
  pageParts,
  shownPart,
  textParts,
} from './ownership';
import type { ObsRequest } from './protocol';
import { request } from './protocol';
import { partInput } from './textCaption';

/** One thing that the set-up makes, as the operator is told of it, and how. */
export interface SetupStep {
  readonly makes:
    | { readonly kind: 'createScene'; readonly scene: string }
    | {
        readonly kind: 'createInput';
        readonly scene: string;
        readonly input: string;
        readonly inputKind: string;
      }
    | { readonly kind: 'placeCaptions'; readonly scene: string }
    | { readonly kind: 'nameSlate'; readonly scene: string };
  readonly requests: readonly ObsRequest[];
}

/** Where the pages are. */
export type PageAddresses = Readonly<Record<(typeof pageParts)[keyof typeof pageParts], string | null>>;

/** OBS lacks a kind of source that this way of captions needs. */
export interface SetupImpossible {
  readonly missingKind: string;
}

/** What plays clips. */
const clipKind = 'ffmpeg_source';

/** A clip plays from its start when it is switched on, and leaves nothing behind at its end. */
const clipSettings = {
  is_local_file: true,
  local_file: '',
  looping: false,
  restart_on_activate: true,
  clear_on_media_end: true,
  close_when_inactive: false,
  hw_decode: false,
  linear_alpha: true,
};

/** How captions that the app draws are shown there: an OBS that plays no films shows pictures. */
export function drawnWay({ inputKinds }: Pick<Known, 'inputKinds'>): CaptionWay {
  return inputKinds.includes(clipKind) ? 'clips' : 'pictures';
}

/**
 * What is still to be made for captions this way, on these scenes: a scene of ours with what draws the name,
 * and an item of it on top of each scene that the show names. Empty when all is there. Nothing that is not
 * ours is altered; each source that is made carries our mark.
 */
export function captionSetupSteps(
  known: Known,
  way: CaptionWay,
  scenes: readonly string[],
  addresses: PageAddresses | null = null,
): readonly SetupStep[] | SetupImpossible {
  const steps: SetupStep[] = [];
  const captions = known.own.captions ?? ownNames.captions;
  if (known.own.captions === undefined) steps.push(makeScene(ownNames.captions, 'captions'));

  if (way === 'clips' || way === 'pictures') {
    if (!ownItem(known, 'picture')) {
      const kind = 'image_source';
      if (!known.inputKinds.includes(kind)) return { missingKind: kind };
      // Half-transparent pixels come out darker without `linear_alpha`.
      steps.push(makePart('picture', captions, kind, { file: '', linear_alpha: true, unload: false }, false));
    }
    if (way === 'clips' && !ownItem(known, 'clip'))
      steps.push(makePart('clip', captions, clipKind, clipSettings, false));
  } else if (way === 'page') {
    if (!known.inputKinds.includes(pageKind)) return { missingKind: pageKind };
    for (const part of ['cards', 'page'] as const) {
      if (ownItem(known, part)) continue;
      const settings = pageSettings(addresses?.[pageParts[part]] ?? '', known.canvas);
      // Cards come and go on their page; a name is switched, as any way of names is.
      steps.push(makePart(part, captions, pageKind, settings, part === 'cards'));
    }
  } else {
    const text = known.own.text ?? ownNames.text;
    if (known.own.text === undefined) steps.push(makeScene(ownNames.text, 'text'));
    for (const part of textParts) {
      const isThere = known.own[part] !== undefined && known.own.text !== undefined;
      if (isThere && known.items[text]?.some((item) => item.source === known.own[part])) continue;
      const kind = partInput(part, known);
      if (kind === null) return { missingKind: part === 'plate' || part === 'key' ? 'color_source' : 'text' };
      steps.push(makePart(part, text, kind, {}, true));
    }
    if (!ownItem(known, shownPart(way))) {
      const place = { sceneName: captions, sourceName: text, sceneItemEnabled: false };
      steps.push({
        makes: { kind: 'placeCaptions', scene: captions },
        requests: [request('CreateSceneItem', place)],
      });
    }
    steps.push(...rulerSteps(known));
  }
  for (const scene of captionSetup(known, way, scenes).missingIn) {
    // OBS puts a new item on top of the others.
    const place = { sceneName: scene, sourceName: captions, sceneItemEnabled: true };
    steps.push({ makes: { kind: 'placeCaptions', scene }, requests: [request('CreateSceneItem', place)] });
  }
  return steps;
}

/** As large as the canvas; it goes on while it is not shown, so that nothing has to be loaded for a name. */
function pageSettings(url: string, { width, height }: Known['canvas']): Readonly<Record<string, unknown>> {
  return {
    url,
    width,
    height,
    fps_custom: true,
    fps: 60,
    shutdown: false,
    restart_when_active: false,
    css: '',
  };
}

/** What names are measured with: off, in a scene that nothing shows. */
function rulerSteps(known: Known): readonly SetupStep[] {
  const { ruler, rulerText } = known.own;
  const scene = ruler ?? ownNames.ruler;
  const kind = partInput('rulerText', known);
  const isThere =
    rulerText !== undefined && (known.items[scene]?.some(({ source }) => source === rulerText) ?? false);
  return [
    ...(ruler === undefined ? [makeScene(scene, 'ruler')] : []),
    ...(isThere || kind === null ? [] : [makePart('rulerText', scene, kind, {}, false)]),
  ];
}

/** A scene of ours; `mark` says what for. */
export function makeScene(scene: string, mark: string): SetupStep {
  return {
    makes: { kind: 'createScene', scene },
    requests: [request('CreateScene', { sceneName: scene }), markAs(scene, mark)],
  };
}

/** A source of ours in a scene; `mark` says what for. */
export function makeInput(
  input: string,
  mark: string,
  scene: string,
  inputKind: string,
  inputSettings: Readonly<Record<string, unknown>>,
  sceneItemEnabled: boolean,
): SetupStep {
  const data = { sceneName: scene, inputName: input, inputKind, inputSettings, sceneItemEnabled };
  return {
    makes: { kind: 'createInput', scene, input, inputKind },
    requests: [request('CreateInput', data), markAs(input, mark)],
  };
}

function makePart(
  part: OwnPart,
  scene: string,
  inputKind: string,
  inputSettings: Readonly<Record<string, unknown>>,
  sceneItemEnabled: boolean,
): SetupStep {
  return makeInput(ownNames[part], part, scene, inputKind, inputSettings, sceneItemEnabled);
}

function markAs(sourceName: string, mark: string): ObsRequest {
  return request('SetSourcePrivateSettings', { sourceName, sourceSettings: { [ownMark]: mark } });
}
