/** A picture: RGBA, 8 bits each, straight alpha, rows from the top. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** Red, green, blue 0–255, alpha 0–1. */
export type Colour = readonly [number, number, number, number?];

/** A rectangle in the raster's own pixels; edges may lie between pixels or outside. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export function blank(width: number, height: number): Raster {
  return { width, height, data: new Uint8Array(width * height * 4) };
}

/** Lays a colour over one pixel with the given coverage (0–1). */
export function blend(
  raster: Raster,
  at: number,
  red: number,
  green: number,
  blue: number,
  alpha: number,
): void {
  const { data } = raster;
  if (alpha >= 1) {
    data[at] = red;
    data[at + 1] = green;
    data[at + 2] = blue;
    data[at + 3] = 255;
    return;
  }
  if (alpha <= 0) return;
  const under = (data[at + 3] ?? 0) / 255;
  const out = alpha + under * (1 - alpha);
  const keep = (under * (1 - alpha)) / out;
  const add = alpha / out;
  data[at] = (data[at] ?? 0) * keep + red * add;
  data[at + 1] = (data[at + 1] ?? 0) * keep + green * add;
  data[at + 2] = (data[at + 2] ?? 0) * keep + blue * add;
  data[at + 3] = out * 255;
}

const edge = (distance: number): number => Math.max(0, Math.min(1, 0.5 - distance));

/** A rectangle, from `top` to `bottom` colour; edges that lie between pixels are soft. */
export function fillBox(raster: Raster, box: Box, top: Colour, bottom: Colour = top): void {
  const left = Math.max(0, Math.floor(box.x));
  const right = Math.min(raster.width, Math.ceil(box.x + box.width));
  const columns = Float32Array.from({ length: Math.max(0, right - left) }, (_, index) =>
    overlap(left + index, box.x, box.width),
  );
  const last = Math.min(raster.height, Math.ceil(box.y + box.height));
  for (let y = Math.max(0, Math.floor(box.y)); y < last; y += 1) {
    const row = overlap(y, box.y, box.height);
    const [red, green, blue, alpha = 1] = mix(top, bottom, (y + 0.5 - box.y) / box.height);
    let at = (y * raster.width + left) * 4;
    for (const column of columns) {
      blend(raster, at, red, green, blue, alpha * row * column);
      at += 4;
    }
  }
}

/** How much of the pixel that begins at `pixel` lies within a stretch, 0–1. */
function overlap(pixel: number, start: number, length: number): number {
  return Math.max(0, Math.min(pixel + 1, start + length) - Math.max(pixel, start));
}

/** An ellipse that fills `box`, cut off outside `within`. */
export function fillEllipse(raster: Raster, box: Box, colour: Colour, within: Box): void {
  const rx = box.width / 2;
  const ry = box.height / 2;
  const middleX = box.x + rx;
  const middleY = box.y + ry;
  const [red, green, blue, alpha = 1] = colour;
  const seen = intersection(intersection(box, within), {
    x: 0,
    y: 0,
    width: raster.width,
    height: raster.height,
  });
  const right = Math.ceil(seen.x + seen.width);
  const bottom = Math.ceil(seen.y + seen.height);
  for (let y = Math.floor(seen.y); y < bottom; y += 1) {
    for (let x = Math.floor(seen.x); x < right; x += 1) {
      const dx = (x + 0.5 - middleX) / rx;
      const dy = (y + 0.5 - middleY) / ry;
      const inside = edge((Math.sqrt(dx * dx + dy * dy) - 1) * Math.min(rx, ry));
      if (inside > 0) blend(raster, (y * raster.width + x) * 4, red, green, blue, alpha * inside);
    }
  }
}

export function intersection(a: Box, b: Box): Box {
  const x = Math.max(a.x, b.x);
  const y = Math.max(a.y, b.y);
  return {
    x,
    y,
    width: Math.max(0, Math.min(a.x + a.width, b.x + b.width) - x),
    height: Math.max(0, Math.min(a.y + a.height, b.y + b.height) - y),
  };
}

/** `from` at 0, `to` at 1. */
export function mix(from: Colour, to: Colour, share: number): Colour {
  const part = Math.max(0, Math.min(1, share));
  const between = (a: number, b: number): number => a + (b - a) * part;
  return [
    between(from[0], to[0]),
    between(from[1], to[1]),
    between(from[2], to[2]),
    between(from[3] ?? 1, to[3] ?? 1),
  ];
}

/** Lays a picture over another, scaled to `box`, averaging where it shrinks. */
export function drawRaster(onto: Raster, picture: Raster, box: Box, opacity = 1): void {
  if (box.width <= 0 || box.height <= 0) return;
  const scaleX = picture.width / box.width;
  const scaleY = picture.height / box.height;
  const left = Math.max(0, Math.round(box.x));
  const top = Math.max(0, Math.round(box.y));
  const right = Math.min(onto.width, Math.round(box.x + box.width));
  const bottom = Math.min(onto.height, Math.round(box.y + box.height));
  for (let y = top; y < bottom; y += 1) {
    const [y0, y1] = span((y - box.y) * scaleY, scaleY, picture.height);
    for (let x = left; x < right; x += 1) {
      const [x0, x1] = span((x - box.x) * scaleX, scaleX, picture.width);
      let red = 0;
      let green = 0;
      let blue = 0;
      let alpha = 0;
      for (let sy = y0; sy < y1; sy += 1) {
        for (let sx = x0; sx < x1; sx += 1) {
          const at = (sy * picture.width + sx) * 4;
          const opaque = picture.data[at + 3] ?? 0;
          if (opaque === 0) continue;
          red += (picture.data[at] ?? 0) * opaque;
          green += (picture.data[at + 1] ?? 0) * opaque;
          blue += (picture.data[at + 2] ?? 0) * opaque;
          alpha += opaque;
        }
      }
      if (alpha === 0) continue;
      const count = (y1 - y0) * (x1 - x0) * 255;
      blend(
        onto,
        (y * onto.width + x) * 4,
        red / alpha,
        green / alpha,
        blue / alpha,
        (alpha / count) * opacity,
      );
    }
  }
}

/** The picture's own pixels under one pixel of the result: at least one. */
function span(start: number, length: number, limit: number): readonly [number, number] {
  const from = Math.max(0, Math.min(limit - 1, Math.floor(start + 1e-6)));
  return [from, Math.max(from + 1, Math.min(limit, Math.floor(start + length + 1e-6)))];
}
