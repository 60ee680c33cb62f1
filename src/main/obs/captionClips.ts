import { clipTimes } from '../../core/captions/clip';
import type { Graphics } from '../../core/captions/graphics';
import type { CanvasSize, CaptionText } from '../../core/captions/lowerThird';
import { captionText } from '../../core/captions/lowerThird';
import type { Speaker } from '../../core/show/model';
import type { Duration } from '../../core/time/units';
import type { CaptionPictures } from './ports';

/** A caption that comes in, and is out of the picture by itself. Times are ms from its start. */
export interface ReadyClip {
  readonly file: string;
  readonly leavesAt: Duration;
  readonly endsAt: Duration;
}

export interface CaptionClipsDeps {
  readonly pictures: CaptionPictures | null;
  /** Whose clips are wanted, the soonest first. */
  readonly wanted: () => readonly Speaker[];
  /** What clips are drawn for now; `null` where none are. */
  readonly drawnFor: () => ClipsDrawnFor | null;
  /** Names a drawing by all that it depends on. */
  readonly keyOf: (caption: CaptionText) => string;
  /** A clip is drawn after the picture of the same. */
  readonly hasPicture: (caption: CaptionText) => boolean;
  readonly drawn: (file: string, caption: CaptionText) => void;
  readonly log: (line: string) => void;
}

export interface ClipsDrawnFor {
  readonly canvas: CanvasSize;
  readonly graphics: Graphics;
  /** From a clip's start to its way out, ms. */
  readonly lasts: Duration;
}

/** Everybody's clip, drawn when all else is: one after the other, and that of who may be named next before the others. */
export interface CaptionClips {
  /** Somebody may lack one: draws what is missing. */
  follow(): void;
  /** `null` while it is not drawn, or cannot be. */
  ready(speaker: Speaker): ReadyClip | null;
  readonly files: readonly string[];
  /** Resolves when none is missing. */
  done(): Promise<void>;
  dispose(): void;
}

/** At 1080p one takes about 1 MB: no show fills a disk. Whoever comes after these is shown as a picture. */
const most = 100;

export function createCaptionClips(deps: CaptionClipsDeps): CaptionClips {
  const { pictures, wanted, drawnFor, keyOf, hasPicture, drawn, log } = deps;
  /** By key; `null` where it cannot be drawn. */
  const clips = new Map<string, ReadyClip | null>();
  let drawing: Promise<void> | null = null;
  let disposed = false;

  function keyFor(caption: CaptionText, { lasts }: ClipsDrawnFor): string {
    return JSON.stringify([keyOf(caption), lasts]);
  }

  function next(way: ClipsDrawnFor): CaptionText | null {
    return (
      wanted()
        .slice(0, most)
        .map((speaker) => captionText(speaker))
        .find((caption) => !clips.has(keyFor(caption, way)) && hasPicture(caption)) ?? null
    );
  }

  async function drawAll(from: CaptionPictures): Promise<void> {
    for (;;) {
      const way = disposed ? null : drawnFor();
      const caption = way && next(way);
      if (!way || !caption) return;
      const key = keyFor(caption, way);
      const rendered = await from.renderClip(caption, way.canvas, way.graphics, way.lasts);
      if (!rendered.ok) {
        log(`clip not drawn: ${rendered.problem.kind}: ${rendered.problem.detail}`);
        clips.set(key, null);
        continue;
      }
      const { file } = rendered.value;
      clips.set(key, { file, ...clipTimes(way.lasts) });
      drawn(file, caption);
    }
  }

  return {
    follow() {
      if (!pictures || drawing) return;
      const way = drawnFor();
      if (!way || !next(way)) return;
      drawing = drawAll(pictures).finally(() => {
        drawing = null;
      });
    },
    ready(speaker) {
      const way = drawnFor();
      return way ? (clips.get(keyFor(captionText(speaker), way)) ?? null) : null;
    },
    get files() {
      return [...clips.values()].flatMap((clip) => clip?.file ?? []);
    },
    async done() {
      while (drawing) await drawing;
    },
    dispose() {
      disposed = true;
    },
  };
}
