import type { CaptionDrawing } from '../../core/captions/drawing';
import type { FitResult } from '../../core/captions/fit';
import type { Graphics } from '../../core/captions/graphics';
import { defaultGraphics, paletteOf } from '../../core/captions/graphics';
import type { CanvasSize, CaptionText } from '../../core/captions/lowerThird';
import { captionText } from '../../core/captions/lowerThird';
import { textSourceProblem } from '../../core/captions/scripts';
import type { CaptionWay } from '../../core/obs/observed';
import type { TextCaption } from '../../core/obs/textCaption';
import { arialWidth, fullNameSize, layOutText, widthsBy } from '../../core/obs/textCaption';
import type { Speaker, SpeakerId } from '../../core/show/model';
import type { Duration } from '../../core/time/units';
import type { ReadyClip } from './captionClips';
import { createCaptionClips } from './captionClips';
import type { CaptionPictures } from './ports';
import type { Ruler } from './ruler';

/** A caption ready to be shown. `key` names its content: the same key, the same drawing. */
export type ReadyCaption =
  | { readonly key: string; readonly way: 'pictures'; readonly file: string }
  | { readonly key: string; readonly way: 'clips'; readonly clip: ReadyClip }
  | { readonly key: string; readonly way: 'page'; readonly text: CaptionText }
  | { readonly key: string; readonly way: 'text'; readonly text: TextCaption };

export interface CaptionDrawingsDeps {
  readonly pictures: CaptionPictures | null;
  /** For OBS's text sources. */
  readonly ruler: Pick<Ruler, 'widthOf' | 'want'>;
  readonly drawn: (speakerId: SpeakerId, drawing: CaptionDrawing) => void;
  /** Whose clips are drawn, those who may be named soonest first. */
  readonly soonest: () => readonly Speaker[];
  readonly log: (line: string) => void;
}

/** Everybody's caption, drawn ahead and kept by its content. */
export interface CaptionDrawings {
  /**
   * Draws what is new of these people, in the background. `clipsLast` is how long the name of a clip stays, ms; `null`
   * where OBS has nothing of ours yet that would play one: then none is drawn.
   */
  update(
    speakers: readonly Speaker[],
    way: CaptionWay,
    canvas: CanvasSize,
    graphics: Graphics,
    clipsLast: Duration | null,
  ): void;
  /** A name was measured in OBS: captions with it are set anew. */
  measured(name: string): void;
  /** Names what a person's caption says and where it is drawn for: another key, another drawing. */
  keyOf(speaker: Speaker): string;
  /** The caption of a person as they are spelled now; `null` while it is not drawn. */
  ready(speaker: Speaker): ReadyCaption | null;
  /** Their caption as a clip; `null` while it is not drawn, and where there are no clips. */
  clip(speaker: Speaker): ReadyCaption | null;
  /** The same as a picture or as text, drawn before all others where it has to be; `null` when it cannot be drawn. */
  hurry(speaker: Speaker): Promise<ReadyCaption | null>;
  /**
   * Deletes the pictures of earlier times once everybody's is drawn; those that are `inUse` then stay. Leaves all as it
   * is where that is not known (`null`).
   */
  tidy(inUse: () => readonly string[] | null): Promise<void>;
  /** Whose caption a picture file is, for saying so. */
  nameOf(file: string): string | null;
  dispose(): void;
}

interface Outcome {
  readonly caption: ReadyCaption | null;
  readonly drawing: CaptionDrawing;
}

export function createCaptionDrawings({
  pictures,
  ruler,
  drawn,
  soonest,
  log,
}: CaptionDrawingsDeps): CaptionDrawings {
  let way: CaptionWay = 'text';
  let canvas: CanvasSize = { width: 0, height: 0 };
  let graphics = defaultGraphics;
  /** Counts the graphics that there were, to name what was drawn by them. */
  let looks = 0;
  let disposed = false;
  const outcomes = new Map<string, Outcome>();
  const underWay = new Map<string, Promise<Outcome>>();
  const names = new Map<string, string>();
  /** The outcome last told of each person. */
  const told = new Map<SpeakerId, Outcome>();
  let people: readonly Speaker[] = [];
  /** How long a clip's name stays, ms; `null` where OBS has nothing of ours yet that would play one. */
  let clipsLast: Duration | null = null;
  const clips = createCaptionClips({
    pictures,
    wanted: soonest,
    drawnFor: () => (way === 'clips' && clipsLast !== null ? { canvas, graphics, lasts: clipsLast } : null),
    keyOf,
    hasPicture: (caption) => outcomes.get(keyOf(caption))?.caption !== undefined,
    drawn: (file, { name }) => names.set(file, name),
    log,
  });

  function keyOf({ name, role, organisation, dir }: CaptionText): string {
    return JSON.stringify([name, role, organisation, dir, way, canvas.width, canvas.height, looks]);
  }

  function tell(speaker: Speaker, outcome: Outcome): void {
    if (told.get(speaker.id) === outcome) return;
    told.set(speaker.id, outcome);
    drawn(speaker.id, outcome.drawing);
  }

  function draw(speaker: Speaker, urgency: 'urgent' | 'ahead'): Outcome | Promise<Outcome> {
    const caption = captionText(speaker);
    const key = keyOf(caption);
    const done = outcomes.get(key);
    if (done) return done;
    if (way === 'text') {
      const width = ruler.widthOf(caption.name, fullNameSize(canvas));
      const text = layOutMeasured(caption, canvas, width, graphics);
      const outcome: Outcome = {
        caption: { key: JSON.stringify([key, width]), way: 'text', text },
        drawing: measuredDrawing(caption, canvas, way, width),
      };
      outcomes.set(key, outcome);
      return outcome;
    }
    if (way === 'page') {
      const outcome: Outcome = {
        caption: { key, way, text: caption },
        drawing: measuredDrawing(caption, canvas, way, null),
      };
      outcomes.set(key, outcome);
      return outcome;
    }
    const waiting = underWay.get(key);
    if (waiting && urgency === 'ahead') return waiting;
    const started = drawPicture(caption, key, urgency);
    underWay.set(key, started);
    return started;
  }

  async function drawPicture(
    caption: CaptionText,
    key: string,
    urgency: 'urgent' | 'ahead',
  ): Promise<Outcome> {
    const rendered = await pictures?.render(caption, canvas, graphics, urgency);
    underWay.delete(key);
    if (!rendered?.ok) {
      log(
        `caption not drawn: ${rendered ? `${rendered.problem.kind}: ${rendered.problem.detail}` : 'no pictures'}`,
      );
      return { caption: null, drawing: { scale: 1, shortened: false, measured: true, problem: 'notDrawn' } };
    }
    const { file, fit } = rendered.value;
    names.set(file, caption.name);
    const outcome: Outcome = {
      caption: { key, way: 'pictures', file },
      drawing: drawingOf(caption, fit, null, true),
    };
    outcomes.set(key, outcome);
    clips.follow();
    return outcome;
  }

  async function drawAndTell(speaker: Speaker, urgency: 'urgent' | 'ahead'): Promise<Outcome> {
    const outcome = await draw(speaker, urgency);
    // Only what is still said of this person: an edit may have come meanwhile.
    const current = people.find(({ id }) => id === speaker.id);
    if (!disposed && (!current || keyOf(captionText(current)) === keyOf(captionText(speaker)))) {
      tell(speaker, outcome);
    }
    return outcome;
  }

  return {
    update(speakers, nextWay, nextCanvas, nextGraphics, nextClipsLast) {
      const same =
        nextWay === way &&
        nextCanvas.width === canvas.width &&
        nextCanvas.height === canvas.height &&
        nextGraphics === graphics;
      if (nextGraphics !== graphics) looks += 1;
      graphics = nextGraphics;
      const before = same
        ? new Map(people.map((speaker) => [speaker.id, speaker]))
        : new Map<string, Speaker>();
      people = speakers;
      way = nextWay;
      canvas = nextCanvas;
      clipsLast = nextClipsLast;
      clips.follow();
      for (const speaker of speakers) {
        if (before.get(speaker.id) !== speaker) void drawAndTell(speaker, 'ahead');
      }
      const names = way === 'text' ? speakers.map((speaker) => captionText(speaker).name) : [];
      void ruler.want(names, fullNameSize(canvas));
    },
    measured(name) {
      for (const speaker of people) {
        const caption = captionText(speaker);
        if (caption.name !== name || way !== 'text') continue;
        outcomes.delete(keyOf(caption));
        void drawAndTell(speaker, 'ahead');
      }
    },
    keyOf: (speaker) => keyOf(captionText(speaker)),
    ready: (speaker) => outcomes.get(keyOf(captionText(speaker)))?.caption ?? null,
    clip(speaker) {
      const clip = clips.ready(speaker);
      return clip && { key: keyOf(captionText(speaker)), way: 'clips', clip };
    },
    hurry: async (speaker) => (await drawAndTell(speaker, 'urgent')).caption,
    async tidy(inUse) {
      while (underWay.size > 0) await Promise.allSettled(underWay.values());
      await clips.done();
      const used = way === 'clips' || way === 'pictures' ? inUse() : null;
      if (disposed || !pictures || !used) return;
      const drawnFiles = [...outcomes.values()].flatMap(({ caption }) =>
        caption?.way === 'pictures' ? [caption.file] : [],
      );
      await pictures
        .prune([...drawnFiles, ...clips.files, ...used])
        .catch((error: unknown) => log(`old captions not deleted: ${String(error)}`));
    },
    nameOf: (file) => names.get(file) ?? null,
    dispose() {
      disposed = true;
      clips.dispose();
    },
  };
}

/**
 * How a caption would come out without anything being drawn: by the width of its name in OBS's text source, px, or,
 * where that is `null`, by the widths of its font.
 */
export function measuredDrawing(
  caption: CaptionText,
  canvas: CanvasSize,
  way: CaptionWay,
  width: number | null,
): CaptionDrawing {
  const problem = way === 'text' ? textProblem(caption) : null;
  const { fit } = layOutMeasured(caption, canvas, width);
  // What the page draws is near enough to what was reckoned; it fits by the same rules.
  const isMeasured = way === 'page' || (way === 'text' && (width !== null || caption.name === ''));
  return drawingOf(caption, fit, problem, isMeasured);
}

function layOutMeasured(
  caption: CaptionText,
  canvas: CanvasSize,
  width: number | null,
  graphics = defaultGraphics,
): TextCaption {
  // 0: it draws nothing of this name, as of an empty one.
  const measure = width ? widthsBy(caption.name, fullNameSize(canvas), width) : arialWidth;
  return layOutText(caption, canvas, measure, paletteOf(graphics));
}

function textProblem(caption: CaptionText): CaptionDrawing['problem'] {
  return textSourceProblem(`${caption.name} ${caption.role} ${caption.organisation}`);
}

function drawingOf(
  caption: CaptionText,
  fit: FitResult,
  problem: CaptionDrawing['problem'],
  measured: boolean,
): CaptionDrawing {
  const { scale, shortened, finding } = fit;
  return {
    scale,
    shortened,
    measured,
    problem: caption.name === '' ? 'noName' : (problem ?? finding ?? null),
  };
}
