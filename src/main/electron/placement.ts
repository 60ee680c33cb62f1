/** Where a window was, in the screen's units. */
export interface WindowPlace {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly maximized: boolean;
  readonly fullScreen: boolean;
}

export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** How much of a window must be on a screen for a person to get hold of it. */
const grip = 120;

/**
 * Where a window goes: where it was, if that is still on one of the `screens` (the first is the main one), else in
 * the middle of the main one. Never larger than its screen, so that no edge is out of reach.
 */
export function placeWindow(remembered: WindowPlace | null, size: Size, screens: readonly Area[]): Area {
  const main = screens[0];
  const home = remembered && screens.find((screen) => overlap(remembered, screen));
  if (remembered && home) return within(remembered, home);
  const wanted = remembered ?? size;
  if (!main) return { x: 0, y: 0, width: wanted.width, height: wanted.height };
  const width = Math.min(wanted.width, main.width);
  const height = Math.min(wanted.height, main.height);
  return {
    x: main.x + Math.round((main.width - width) / 2),
    y: main.y + Math.round((main.height - height) / 2),
    width,
    height,
  };
}

function overlap(place: Area, screen: Area): boolean {
  const across = Math.min(place.x + place.width, screen.x + screen.width) - Math.max(place.x, screen.x);
  const down = Math.min(place.y + place.height, screen.y + screen.height) - Math.max(place.y, screen.y);
  return across >= grip && down >= grip;
}

function within({ x, y, width, height }: Area, screen: Area): Area {
  return { x, y, width: Math.min(width, screen.width), height: Math.min(height, screen.height) };
}

/** How far below the top edge of its screen the strip is at first. */
const stripGap = 12;

/**
 * Where the strip goes: where it was put, all of it on that screen, also when it grows; at first, or where that screen
 * is gone, at the top of the main one, in the middle.
 */
export function placeStrip(
  put: Pick<Area, 'x' | 'y'> | null,
  { width, height }: Size,
  screens: readonly Area[],
): Area {
  const [main] = screens;
  const home = put && screens.find((screen) => holds(screen, put.x + width / 2, put.y));
  if (put && home) {
    return {
      x: between(home.x, put.x, home.x + home.width - width),
      y: between(home.y, put.y, home.y + home.height - height),
      width,
      height,
    };
  }
  if (!main) return { x: 0, y: 0, width, height };
  return {
    x: main.x + Math.max(0, Math.round((main.width - width) / 2)),
    y: main.y + stripGap,
    width,
    height,
  };
}

function holds({ x, y, width, height }: Area, left: number, top: number): boolean {
  return left >= x && left < x + width && top >= y && top < y + height;
}

/** A screen too small for it shows its beginning. */
function between(least: number, value: number, most: number): number {
  return Math.max(least, Math.min(value, most));
}
