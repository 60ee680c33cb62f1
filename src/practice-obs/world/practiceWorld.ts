import { findInput, isSource } from './edit';
import {
  type Input,
  type Scene,
  type Transform,
  type WorldSnapshot,
  emptyScene,
  newInput,
  newItem,
  untouched,
} from './model';

/** A source put into a practice scene: where it lies, in shares of the canvas. */
interface Part {
  readonly input: Input;
  readonly at: readonly [x: number, y: number, width: number, height: number];
  readonly fit?: 'outer' | 'inner';
}

const full = [0, 0, 1, 1] as const;

const camera = (name: string): Input => newInput(name, 'v4l2_input', {});
const slides = newInput('Slides', 'xshm_input', {});
const microphone = (name: string): Input => newInput(name, 'pulse_input_capture', {});
const backdrop = newInput('Backdrop', 'color_source_v3', { color: 0xff2e241c, width: 1280, height: 720 });
const words = (name: string, text: string): Input =>
  newInput(name, 'text_ft2_source_v2', { text, font: { face: 'Inter', flags: 0, size: 48, style: '' } });

const sound = (name: string): Part => ({ input: microphone(name), at: full });
const host: Part = { input: camera('Host camera'), at: full };
const stage: Part = { input: backdrop, at: full };

/** Tiles for people side by side, in `rows` rows. */
function tiles(count: number, rows: number, within: Part['at']): readonly Part[] {
  const perRow = Math.ceil(count / rows);
  const [left, top, width, height] = within;
  return Array.from({ length: count }, (_, index) => ({
    input: camera(`Guest ${index + 1}`),
    at: [
      left + ((index % perRow) * width) / perRow + 0.006,
      top + (Math.floor(index / perRow) * height) / rows + 0.01,
      width / perRow - 0.012,
      height / rows - 0.02,
    ] as const,
  }));
}

/** What a scene shows, told from its name as a producer would name it. */
function partsOf(name: string): readonly Part[] {
  const says = (pattern: RegExp): boolean => pattern.test(name);
  if (says(/holding|slate|pause|break|soon/i)) {
    return [
      stage,
      { input: words('Holding text', 'We will start shortly'), at: [0.2, 0.42, 0.6, 0.14], fit: 'inner' },
    ];
  }
  if (says(/q\s*&\s*a|questions/i)) {
    return [
      stage,
      ...tiles(4, 1, [0.02, 0.14, 0.96, 0.42]),
      { input: words('Question', 'Your questions'), at: [0.05, 0.68, 0.9, 0.12], fit: 'inner' },
      sound('Guests'),
    ];
  }
  if (says(/panel|discussion|round ?table/i))
    return [stage, ...tiles(4, 2, [0.02, 0.03, 0.96, 0.94]), sound('Guests')];
  if (says(/slides|presentation|screen/i)) {
    return [
      stage,
      { input: slides, at: [0.02, 0.12, 0.68, 0.76], fit: 'inner' },
      { input: camera('Guest 1'), at: [0.72, 0.3, 0.26, 0.4] },
      sound('Guests'),
    ];
  }
  if (says(/speaker|guest|interview/i)) return [{ input: camera('Guest 1'), at: full }, sound('Guests')];
  return [host, sound('Host microphone')];
}

export interface Canvas {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

function placedIn([x, y, width, height]: Part['at'], fit: Part['fit'], canvas: Canvas): Transform {
  return {
    ...untouched,
    positionX: Math.round(x * canvas.width),
    positionY: Math.round(y * canvas.height),
    boundsType: fit === 'inner' ? 'OBS_BOUNDS_SCALE_INNER' : 'OBS_BOUNDS_STRETCH',
    boundsWidth: Math.round(width * canvas.width),
    boundsHeight: Math.round(height * canvas.height),
  };
}

function furnished(name: string, parts: readonly Part[], canvas: Canvas): Scene {
  return {
    ...emptyScene(name),
    nextItemId: parts.length + 1,
    items: parts.map(({ input, at, fit }, index) =>
      newItem(index + 1, input.name, true, placedIn(at, fit, canvas)),
    ),
  };
}

/**
 * A world to practise in: one furnished scene for each name, in that order, the first on air. At least one name.
 */
export function practiceWorld(sceneNames: readonly string[], canvas: Canvas): WorldSnapshot {
  const [first] = sceneNames;
  if (first === undefined) throw new Error('a practice world has at least one scene');
  const furnishing = sceneNames.map((name) => ({ name, parts: partsOf(name) }));
  const inputs = new Map<string, Input>();
  for (const { parts } of furnishing) for (const { input } of parts) inputs.set(input.name, input);
  return {
    sceneCollection: 'Practice',
    shelved: [],
    profile: 'Practice',
    profiles: ['Practice'],
    scenes: furnishing.map(({ name, parts }) => furnished(name, parts, canvas)),
    inputs: [...inputs.values()],
    program: first,
    preview: null,
    transition: 'Fade',
    transitionDuration: 300,
    video: {
      baseWidth: canvas.width,
      baseHeight: canvas.height,
      outputWidth: canvas.width,
      outputHeight: canvas.height,
      fpsNumerator: 30,
      fpsDenominator: 1,
    },
  };
}

/** The world with a furnished scene for each of these names that nothing has yet; the same one when all are there. */
export function withScenes(world: WorldSnapshot, sceneNames: readonly string[]): WorldSnapshot {
  const missing = [...new Set(sceneNames)].filter((name) => !isSource(world, name));
  if (missing.length === 0) return world;
  const canvas = { width: world.video.baseWidth, height: world.video.baseHeight };
  const { scenes, inputs } = practiceWorld(missing, canvas);
  return {
    ...world,
    scenes: [...world.scenes, ...scenes],
    inputs: [...world.inputs, ...inputs.filter(({ name }) => findInput(world, name) === undefined)],
  };
}

/** The scenes that the bundled show names. */
export const bundledScenes = ['Holding slide', 'Host', 'Speaker + slides', 'Panel', 'Panel + Q&A'] as const;
