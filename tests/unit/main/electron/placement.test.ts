import { describe, expect, it } from 'vitest';
import { placeStrip, placeWindow } from '../../../../src/main/electron/placement';

const laptop = { x: 0, y: 25, width: 1440, height: 875 };
const second = { x: 1440, y: 0, width: 1920, height: 1080 };
const size = { width: 1600, height: 900 };
const was = (x: number, y: number, width = 1600, height = 900) => ({
  x,
  y,
  width,
  height,
  maximized: false,
  fullScreen: false,
});

describe('placeWindow', () => {
  it('centres a first window, no larger than its screen', () => {
    expect(placeWindow(null, size, [second])).toEqual({ x: 1600, y: 90, width: 1600, height: 900 });
    expect(placeWindow(null, size, [laptop])).toEqual({ x: 0, y: 25, width: 1440, height: 875 });
  });

  it('puts it back where it was, on the second screen too', () => {
    expect(placeWindow(was(1500, 40), size, [laptop, second])).toEqual({
      x: 1500,
      y: 40,
      width: 1600,
      height: 900,
    });
  });

  it('brings it to the main screen when its own is gone', () => {
    expect(placeWindow(was(1500, 40, 1200, 800), size, [laptop])).toEqual({
      x: 120,
      y: 63,
      width: 1200,
      height: 800,
    });
  });

  it('brings it back when only an edge of it was on a screen', () => {
    expect(placeWindow(was(-1580, 0), size, [laptop])).toMatchObject({ x: 0, y: 25 });
  });
});

describe('placeStrip', () => {
  const strip = { width: 712, height: 58 };

  it('is at the top of the main screen at first, in the middle', () => {
    expect(placeStrip(null, strip, [laptop, second])).toEqual({ x: 364, y: 37, ...strip });
  });

  it('is where it was put, on the second screen too', () => {
    expect(placeStrip({ x: 2000, y: 900 }, strip, [laptop, second])).toEqual({ x: 2000, y: 900, ...strip });
  });

  it('stays on its screen when it grows for an alarm', () => {
    const grown = { width: 712, height: 104 };
    expect(placeStrip({ x: 2000, y: 1022 }, grown, [laptop, second])).toEqual({ x: 2000, y: 976, ...grown });
  });

  it('comes to the main screen when its own is gone', () => {
    expect(placeStrip({ x: 2000, y: 900 }, strip, [laptop])).toEqual({ x: 364, y: 37, ...strip });
  });
});
