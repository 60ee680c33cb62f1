import type { Transform } from '../world/model';
import type { Box } from './raster';

export type Placement = Box;

const alignLeft = 1;
const alignRight = 2;
const alignTop = 4;
const alignBottom = 8;

/** Where along a length an alignment sits: 0 start, 0.5 middle, 1 end. */
const anchor = (alignment: number, start: number, end: number): number =>
  (alignment & start) !== 0 ? 0 : (alignment & end) !== 0 ? 1 : 0.5;

const across = (alignment: number): number => anchor(alignment, alignLeft, alignRight);
const down = (alignment: number): number => anchor(alignment, alignTop, alignBottom);

/**
 * Where a scene item lies on the canvas, in canvas pixels, bounds included. Rotation and crops are not drawn:
 * nothing in a practice needs them.
 */
export function placed(
  transform: Transform,
  source: { readonly width: number; readonly height: number },
): Placement {
  const { boundsType, boundsWidth, boundsHeight, boundsAlignment } = transform;
  const width = source.width * transform.scaleX;
  const height = source.height * transform.scaleY;
  if (boundsType === 'OBS_BOUNDS_NONE') return aligned(transform, width, height);

  const frame = aligned(transform, boundsWidth, boundsHeight);
  const [fitWidth, fitHeight] = fitted(boundsType, source, { width: boundsWidth, height: boundsHeight });
  return {
    x: frame.x + (boundsWidth - fitWidth) * across(boundsAlignment),
    y: frame.y + (boundsHeight - fitHeight) * down(boundsAlignment),
    width: fitWidth,
    height: fitHeight,
  };
}

function aligned({ positionX, positionY, alignment }: Transform, width: number, height: number): Box {
  return { x: positionX - width * across(alignment), y: positionY - height * down(alignment), width, height };
}

interface Size {
  readonly width: number;
  readonly height: number;
}

function fitted(type: string, source: Size, bounds: Size): readonly [number, number] {
  const byWidth = bounds.width / source.width;
  const byHeight = bounds.height / source.height;
  const scaled = (scale: number): readonly [number, number] => [source.width * scale, source.height * scale];
  switch (type) {
    case 'OBS_BOUNDS_SCALE_INNER':
      return scaled(Math.min(byWidth, byHeight));
    case 'OBS_BOUNDS_SCALE_OUTER':
      return scaled(Math.max(byWidth, byHeight));
    case 'OBS_BOUNDS_SCALE_TO_WIDTH':
      return scaled(byWidth);
    case 'OBS_BOUNDS_SCALE_TO_HEIGHT':
      return scaled(byHeight);
    case 'OBS_BOUNDS_MAX_ONLY':
      return scaled(Math.min(1, byWidth, byHeight));
    default:
      return [bounds.width, bounds.height];
  }
}
