import type { FitResult } from '../../core/captions/fit';
import { MARKER_CELL_PX, markerCells } from '../../core/captions/frameMarker';
import type { CanvasSize, CaptionText } from '../../core/captions/lowerThird';
import type { Moment } from '../../core/captions/motion';
import { drawLowerThird } from './draw';
import { poseAt } from './pose';

declare global {
  interface Window {
    /**
     * Draws one caption on a transparent page of the canvas's size and says how its text was set. With a
     * `drawing` number (see `frameMarker`) the strip under the canvas carries it; with a `moment`, it is drawn as it
     * stands then, on its way in or out.
     */
    lecternDraw: (
      caption: CaptionText,
      canvas: CanvasSize,
      drawing?: number,
      moment?: Moment,
    ) => Promise<FitResult>;
  }
}

const picture = document.querySelector<HTMLElement>('#picture')!;

/**
 * The part of the font that these words need is there once this resolves; until then they would be drawn as blanks. A
 * missing font file must not take the name off the air: the fallbacks draw it.
 */
async function fontsFor({ name, role, organisation }: CaptionText): Promise<void> {
  const words = `${name} ${role} ${organisation}`;
  await Promise.allSettled(
    [400, 600].map(async (weight) => document.fonts.load(`${weight} 40px Inter`, words)),
  );
}

window.lecternDraw = async (caption, canvas, drawing, moment) => {
  await fontsFor(caption);
  const stage = document.createElement('div');
  stage.className = 'stage';
  picture.style.zoom = '';
  picture.replaceChildren(stage, ...(drawing === undefined ? [] : [marker(drawing)]));
  const fit = drawLowerThird(stage, caption, canvas);
  if (moment) poseAt(stage, moment);
  // One CSS pixel is one pixel of the canvas, whatever the scale of the screen that the window is on. After
  // the measuring, which it would falsify; a transform would leave the plate's edges between two pixels.
  picture.style.zoom = devicePixelRatio === 1 ? '' : String(1 / devicePixelRatio);
  return fit;
};

function marker(drawing: number): HTMLElement {
  const strip = document.createElement('div');
  strip.className = 'marker';
  strip.append(
    ...markerCells(drawing).map((white) => {
      const cell = document.createElement('span');
      cell.style.width = cell.style.height = `${MARKER_CELL_PX}px`;
      cell.classList.toggle('white', white);
      return cell;
    }),
  );
  return strip;
}
