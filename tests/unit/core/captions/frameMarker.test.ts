import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MARKER_NUMBERS, markerCells, readMarker } from '../../../../src/core/captions/frameMarker';

describe('the frame marker', () => {
  it('is read back as it was written, for every number', () => {
    const misread: number[] = [];
    for (let drawing = 0; drawing < MARKER_NUMBERS; drawing += 1) {
      const cells = markerCells(drawing);
      if (readMarker((cell) => cells[cell] ?? false) !== drawing) misread.push(drawing);
    }
    expect(misread).toEqual([]);
  });

  it('is not seen in a plain frame, nor with any one cell wrong', () => {
    expect(readMarker(() => false)).toBeNull();
    expect(readMarker(() => true)).toBeNull();
    fc.assert(
      fc.property(fc.nat(MARKER_NUMBERS - 1), fc.nat(31), (drawing, wrong) => {
        const cells = markerCells(drawing);
        expect(readMarker((cell) => (cells[cell] ?? false) !== (cell === wrong))).toBeNull();
      }),
    );
  });
});
