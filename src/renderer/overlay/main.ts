import type { FitResult } from '../../core/captions/fit';
import type { Graphics } from '../../core/captions/graphics';
import { MARKER_CELL_PX, markerCells } from '../../core/captions/frameMarker';
import type { CanvasSize, CaptionText } from '../../core/captions/lowerThird';
import type { Moment } from '../../core/captions/motion';
import { drawLowerThird } from './draw';
import { lookFor } from './look';
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
      graphics: Graphics,
      drawing?: number,
      moment?: Moment,
    ) => Promise<FitResult>;
  }
}

const picture = document.querySelector<HTMLElement>('#picture')!;

window.lecternDraw = async (caption, canvas, graphics, drawing, moment) => {
  const { name, role, organisation } = caption;
  const look = await lookFor(graphics, `${name} ${role} ${organisation}`);
  const stage = document.createElement('div');
  stage.className = 'stage';
  picture.style.zoom = '';
  picture.replaceChildren(stage, ...(drawing === undefined ? [] : [marker(drawing)]));
  const [fit] = drawLowerThird(stage, [caption], canvas, look);
  if (moment) poseAt(stage, moment);
  // One CSS pixel is one pixel of the canvas, whatever the scale of the screen that the window is on. After
  // the measuring, which it would falsify; a transform would leave the plate's edges between two pixels.
  picture.style.zoom = devicePixelRatio === 1 ? '' : String(1 / devicePixelRatio);
  return fit!;
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
