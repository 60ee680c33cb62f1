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
