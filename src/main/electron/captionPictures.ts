import { createHash } from 'node:crypto';
import type { NativeImage } from 'electron';
import { app, BrowserWindow } from 'electron';
import { clipFps, clipShots } from '../../core/captions/clip';
import type { FitResult } from '../../core/captions/fit';
import type { Graphics } from '../../core/captions/graphics';
import { MARKER_CELL_PX, MARKER_CELLS, MARKER_NUMBERS, readMarker } from '../../core/captions/frameMarker';
import type { CanvasSize, CaptionText } from '../../core/captions/lowerThird';
import type { Moment } from '../../core/captions/motion';
import type { Result } from '../../core/result';
import { ok, refused } from '../../core/result';
import type { Duration } from '../../core/time/units';
import { openCaptionIndex } from './captionIndex';
import { keepPicture, pictureExists, prunePictures } from './captionFiles';
import type { Shot } from './mov';
import { movOf } from './mov';
import { encodePng } from './png';

/** A caption ready for an `image_source`, or its clip for an `ffmpeg_source`: the file, and how its text was set. */
export interface CaptionPicture {
  readonly file: string;
  readonly fit: FitResult;
}

/** Why there is no picture; `detail` is for the log. */
export interface CaptionPictureProblem {
  readonly kind: 'tooSlow' | 'notDrawn' | 'notWritten' | 'closed';
  readonly detail: string;
}

export interface CaptionPictures {
  /**
   * The picture of a caption on a canvas, drawn and written unless it is there already. An `urgent` one (a
   * name on air was corrected) goes before those that wait.
   */
  render(
    caption: CaptionText,
    canvas: CanvasSize,
    graphics: Graphics,
    urgency?: 'urgent' | 'ahead',
  ): Promise<Result<CaptionPicture, CaptionPictureProblem>>;
  /**
   * The clip of a caption, which brings it in, and out `lasts` ms after its start. Pictures go before clips, also those
   * that are asked for in the middle of one.
   */
  renderClip(
    caption: CaptionText,
    canvas: CanvasSize,
    graphics: Graphics,
    lasts: Duration,
  ): Promise<Result<CaptionPicture, CaptionPictureProblem>>;
  /** Opens the page ahead, so that the next picture does not wait for it. */
  prepare(): void;
  /** Deletes all pictures but these, and says which went. Keep what OBS shows and what is ready to be shown. */
  prune(keepFiles: Iterable<string>): Promise<readonly string[]>;
  /** Refuses what waits and closes the window. */
  dispose(): void;
}

export interface CaptionPicturesOptions {
  /** The overlay page. */
  readonly pageUrl: string;
  /** Where the pictures are kept; made when missing. */
  readonly dir: string;
  /** Names the page as it is built: what another one drew is drawn again. */
  readonly drawnBy: string;
  readonly preload?: string;
  /** For the page to load, and then for each picture, ms. */
  readonly loadDeadline?: number;
  readonly drawDeadline?: number;
}

type Rendered = Result<CaptionPicture, CaptionPictureProblem>;

interface Job {
  readonly key: string;
  readonly caption: CaptionText;
  readonly canvas: CanvasSize;
  readonly graphics: Graphics;
  /** Of a clip, from its start to its way out, ms; `null` for a picture. */
  readonly lasts: Duration | null;
  readonly done: (rendered: Rendered) => void;
}

/**
 * Draws captions in a hidden, offscreen, transparent window, one at a time. The window is opened for the first that
 * was not drawn at an earlier start, and then kept warm; one that hangs or dies is closed, and the next picture opens
 * another.
 */
export function createCaptionPictures(options: CaptionPicturesOptions): CaptionPictures {
  const { dir, drawnBy, loadDeadline = 10_000, drawDeadline = 3_000 } = options;
  /** By caption and canvas: pictures made, or being made, in this process. */
  const known = new Map<string, Promise<Rendered>>();
  let waiting: Job[] = [];
  let page: CaptionPage | null = null;
  let working = false;
  let disposed = false;
  let pruned: Promise<unknown> = Promise.resolve();
  const index = openCaptionIndex(dir, drawnBy);

  async function work(): Promise<void> {
    if (working) return;
    working = true;
    for (;;) {
      await drawPictures();
      const clip = waiting.shift();
      if (clip === undefined) break;
      clip.done(await make(clip));
    }
    working = false;
  }

  /** Those that wait now and until they are done. */
  async function drawPictures(): Promise<void> {
    for (;;) {
      const job = waiting.find(({ lasts }) => lasts === null);
      if (job === undefined) return;
      waiting = waiting.filter((other) => other !== job);
      job.done(await make(job));
    }
  }

  async function make(job: Job): Promise<Rendered> {
    // One that is being deleted is no longer there to be found.
    await pruned;
    const before = await index.find(job.key);
    if (before) return ok(before);
    let drawn: Drawn;
    try {
      drawn = await (job.lasts === null ? draw(job, null) : drawClip(job, job.lasts));
    } catch (error) {
      if (disposed) return refused(closed);
      return refused({ kind: error instanceof TooSlow ? 'tooSlow' : 'notDrawn', detail: String(error) });
    }
    try {
      await pruned;
      const picture = {
        file: await keepPicture(dir, drawn.content, job.lasts === null ? 'png' : 'mov'),
        fit: drawn.fit,
      };
      void index.add(job.key, picture);
      return ok(picture);
    } catch (error) {
      return refused({ kind: 'notWritten', detail: String(error) });
    }
  }

  async function drawClip(job: Job, lasts: Duration): Promise<Drawn> {
    const shots: Shot[] = [];
    let fit: FitResult | null = null;
    for (const { moment, frames } of clipShots(lasts)) {
      await drawPictures();
      const drawn = await draw(job, moment);
      shots.push({ png: drawn.content, frames });
      fit ??= drawn.fit;
    }
    if (fit === null) throw new Error('a clip has frames');
    return { content: movOf(shots, job.canvas, clipFps), fit };
  }

  async function draw(job: Job, moment: Moment | null): Promise<Drawn> {
    return drawOnce(job, moment).catch(async (error: unknown) => {
      // What killed the page may have had nothing to do with this caption: a new page gets one try.
      if (error instanceof Died && !disposed) return drawOnce(job, moment);
      throw error;
    });
  }

  async function drawOnce({ caption, canvas, graphics }: Job, moment: Moment | null): Promise<Drawn> {
    if (disposed) throw new Died(closed.detail);
    page ??= openPage(options);
    try {
      await within(loadDeadline, page.ready, 'the caption page did not load');
      const drawn = page.draw(caption, canvas, graphics, moment);
      return await within(drawDeadline, drawn, 'the caption page did not draw');
    } catch (error) {
      closePage();
      throw error;
    }
  }

  function closePage(): void {
    page?.close();
    page = null;
  }

  async function enqueue(job: Omit<Job, 'done'>, urgent: boolean): Promise<Rendered> {
    if (disposed) return refused(closed);
    return new Promise((done) => {
      if (urgent) waiting.unshift({ ...job, done });
      else waiting.push({ ...job, done });
      void work();
    });
  }

  /** The picture made before, unless it failed or its file is gone. */
  async function again(
    before: Promise<Rendered>,
    job: Omit<Job, 'done'>,
    urgent: boolean,
  ): Promise<Rendered> {
    if (urgent)
      waiting = [
        ...waiting.filter(({ key }) => key === job.key),
        ...waiting.filter(({ key }) => key !== job.key),
      ];
    const rendered = await before;
    if (rendered.ok && (await pictureExists(rendered.value.file))) return rendered;
    return enqueue(job, urgent);
  }

  async function rendering(job: Omit<Job, 'done' | 'key'>, urgent: boolean): Promise<Rendered> {
    const { caption, canvas, graphics, lasts } = job;
    const { name, role, organisation, dir: side } = caption;
    const key = JSON.stringify([
      name,
      role,
      organisation,
      side,
      canvas.width,
      canvas.height,
      nameOf(graphics),
      ...(lasts === null ? [] : [lasts]),
    ]);
    const before = known.get(key);
    const rendered =
      before === undefined ? enqueue({ ...job, key }, urgent) : again(before, { ...job, key }, urgent);
    known.set(key, rendered);
    return rendered;
  }

  return {
    render: async (caption, canvas, graphics, urgency = 'ahead') =>
      rendering({ caption, canvas, graphics, lasts: null }, urgency === 'urgent'),
    renderClip: async (caption, canvas, graphics, lasts) =>
      rendering({ caption, canvas, graphics, lasts }, false),
    prepare() {
      if (!disposed) page ??= openPage(options);
    },
    prune: async (keepFiles) => {
      const pruning = prunePictures(dir, new Set(keepFiles));
      pruned = pruning.catch(() => {});
      return pruning;
    },
    dispose() {
      disposed = true;
      for (const job of waiting.splice(0)) job.done(refused(closed));
      closePage();
    },
  };
}

/** Graphics by what is in them: a logo would make every name of a picture as long as itself. */
function nameOf(graphics: Graphics): string {
  const known = names.get(graphics);
  if (known !== undefined) return known;
  const name = createHash('sha256').update(JSON.stringify(graphics)).digest('hex');
  names.set(graphics, name);
  return name;
}

const names = new WeakMap<Graphics, string>();

const closed: CaptionPictureProblem = { kind: 'closed', detail: 'the caption window was closed' };

interface Drawn {
  /** A PNG, or a film of them. */
  readonly content: Buffer;
  readonly fit: FitResult;
}

interface CaptionPage {
  /** Loaded and able to draw. */
  readonly ready: Promise<void>;
  draw(caption: CaptionText, canvas: CanvasSize, graphics: Graphics, moment: Moment | null): Promise<Drawn>;
  close(): void;
}

function openPage({ pageUrl, preload }: CaptionPicturesOptions): CaptionPage {
  const window = new BrowserWindow({
    show: false,
    frame: false,
    transparent: true,
    skipTaskbar: true,
    enableLargerThanScreen: true,
    webPreferences: {
      offscreen: true,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      backgroundThrottling: false,
      ...(preload === undefined ? {} : { preload }),
    },
  });
  const contents = window.webContents;
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.setFrameRate(60);
  const life = createLife();
  contents.once('render-process-gone', (_event, { reason }) => life.end(`page gone: ${reason}`));
  // An offscreen window never paints again once the graphics process has gone, even when that comes back.
  const graphicsGone = (_event: unknown, { type, reason }: { type: string; reason: string }): void => {
    if (type === 'GPU') life.end(`graphics process gone: ${reason}`);
  };
  app.on('child-process-gone', graphicsGone);
  contents.once('destroyed', () => {
    app.off('child-process-gone', graphicsGone);
    life.end('page closed');
  });
  const ready = life.during(load());
  ready.catch(() => {});
  /** Device pixels to a CSS pixel: the painted frame is in the former, the window's size in the latter. */
  let scale = 1;
  let drawing = 0;

  async function load(): Promise<void> {
    await window.loadURL(pageUrl);
    scale = await evaluate<number>('devicePixelRatio');
  }

  async function evaluate<Value>(code: string): Promise<Value> {
    return life.during(contents.executeJavaScript(code) as Promise<Value>);
  }

  /** The first frame painted from now on that carries this drawing's number. */
  async function frameOf(number: number, canvas: CanvasSize): Promise<NativeImage> {
    let look: ((event: unknown, dirty: unknown, image: NativeImage) => void) | undefined;
    const painted = new Promise<NativeImage>((resolve) => {
      look = (_event, _dirty, image) => {
        if (markerIn(image, canvas) === number) resolve(image);
      };
      contents.on('paint', look);
    });
    try {
      return await life.during(painted);
    } finally {
      if (look !== undefined && !contents.isDestroyed()) contents.off('paint', look);
    }
  }

  return {
    ready,
    async draw(caption, canvas, graphics, moment) {
      drawing = (drawing % (MARKER_NUMBERS - 1)) + 1;
      const [width, height] = [
        Math.ceil(canvas.width / scale),
        Math.ceil((canvas.height + MARKER_CELL_PX) / scale),
      ];
      const [widthNow, heightNow] = window.getContentSize();
      if (width !== widthNow || height !== heightNow) window.setContentSize(width, height);
      const given = [caption, canvas, graphics, drawing, ...(moment ? [moment] : [])];
      const code = `lecternDraw(${given.map((argument) => JSON.stringify(argument)).join(', ')})`;
      const frame = frameOf(drawing, canvas);
      const [fit, image] = await Promise.all([evaluate<FitResult>(code), frame]);
      return { fit, content: await encodePng(image.toBitmap(), image.getSize().width, canvas) };
    },
    close: () => window.destroy(),
  };
}

/** The number under the drawing, or null while the frame has another size or shows no marker yet. */
function markerIn(image: NativeImage, canvas: CanvasSize): number | null {
  const { width, height } = image.getSize();
  if (width < canvas.width || height < canvas.height + MARKER_CELL_PX) return null;
  const half = MARKER_CELL_PX / 2;
  const strip = image
    .crop({ x: 0, y: canvas.height + half, width: MARKER_CELLS * MARKER_CELL_PX, height: 1 })
    .toBitmap();
  return readMarker((cell) => (strip[(cell * MARKER_CELL_PX + half) * 4] ?? 0) > 127);
}

class TooSlow extends Error {}
class Died extends Error {}

interface Life {
  /** The promise's outcome, or a rejection as soon as the life has ended. */
  during<Value>(promise: Promise<Value>): Promise<Value>;
  end(why: string): void;
}

/** Not a race with one lasting promise: that would hold on to every frame until the page is closed. */
function createLife(): Life {
  const waiting = new Set<(error: Died) => void>();
  let ended: Died | null = null;
  return {
    async during(promise) {
      return new Promise((resolve, reject) => {
        if (ended !== null) reject(ended);
        else waiting.add(reject);
        promise.then(resolve, reject).finally(() => waiting.delete(reject));
      });
    },
    end(why) {
      ended ??= new Died(why);
      for (const reject of waiting) reject(ended);
      waiting.clear();
    },
  };
}

async function within<Value>(deadline: number, promise: Promise<Value>, what: string): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TooSlow(`${what} within ${deadline} ms`)), deadline);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
