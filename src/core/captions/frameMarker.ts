/**
 * A strip of black and white cells under the drawing, outside the canvas, that carries the drawing's number.
 * The page paints it, the one who takes the picture reads it: so a frame is known to be the drawing asked for,
 * and never the one before it.
 */
const BITS = 16;

/** The side of a cell in px; the strip is one cell high. */
export const MARKER_CELL_PX = 4;
/** The strip holds the number twice, the second time inverted. */
export const MARKER_CELLS = 2 * BITS;
/** The numbers that a marker can carry: 1 up to and without this. */
export const MARKER_NUMBERS = 1 << BITS;

/** The cells for a drawing's number, left to right; true is white. */
export function markerCells(drawing: number): boolean[] {
  return Array.from({ length: MARKER_CELLS }, (_, cell) => {
    const bit = ((drawing >> (cell % BITS)) & 1) === 1;
    return cell < BITS ? bit : !bit;
  });
}

/** The number that the cells carry, or null where they are no marker. */
export function readMarker(isWhite: (cell: number) => boolean): number | null {
  let drawing = 0;
  for (let bit = 0; bit < BITS; bit += 1) {
    const white = isWhite(bit);
    if (white === isWhite(bit + BITS)) return null;
    if (white) drawing |= 1 << bit;
  }
  return drawing;
}
