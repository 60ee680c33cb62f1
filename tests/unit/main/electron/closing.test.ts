import { describe, expect, it } from 'vitest';
import { createClosing } from '../../../../src/main/electron/closing';

function closing(live: boolean) {
  const world = { now: 1_000, live, warned: 0, until: 0 };
  const button = createClosing({
    elapsed: () => world.now,
    isLive: () => world.live,
    warn: (lasts) => {
      world.warned += 1;
      world.until = world.now + lasts;
    },
  });
  const pressAfter = (delay: number): boolean => {
    world.now += delay;
    return button.press();
  };
  return { world, button, pressAfter };
}

describe('closing the console', () => {
  it('takes one press before and after a run', () => {
    const { world, pressAfter } = closing(false);
    expect(pressAfter(0)).toBe(true);
    expect(world.warned).toBe(0);
  });

  it('while a run is live the first press arms and says so, the second closes', () => {
    const { world, pressAfter } = closing(true);
    expect(pressAfter(0)).toBe(false);
    expect(world).toMatchObject({ warned: 1, until: 4_000 });
    expect(pressAfter(400)).toBe(true);
  });

  it('a doubled click does not close', () => {
    const { world, pressAfter } = closing(true);
    pressAfter(0);
    expect(pressAfter(399)).toBe(false);
    expect(world.warned).toBe(1);
  });

  it('a second press within 3 s closes, a later one arms anew', () => {
    const { world, pressAfter } = closing(true);
    pressAfter(0);
    expect(pressAfter(3_001)).toBe(false);
    expect(world.warned).toBe(2);
    expect(pressAfter(3_000)).toBe(true);
  });

  it('quitting counts as such a press, and what closes then is not asked again', () => {
    const { world, pressAfter } = closing(true);
    pressAfter(0);
    expect(pressAfter(500)).toBe(true);
    // The window closes, and the app quits with it, however long that takes.
    expect(pressAfter(10)).toBe(true);
    expect(pressAfter(5_000)).toBe(true);
    expect(world.warned).toBe(1);
  });

  it('a system that ends the app is asked nothing', () => {
    const { world, button } = closing(true);
    button.force();
    expect(button.press()).toBe(true);
    expect(world.warned).toBe(0);
  });

  it('a run that ends in between needs no second press', () => {
    const { world, pressAfter } = closing(true);
    pressAfter(0);
    world.live = false;
    expect(pressAfter(10)).toBe(true);
  });
});
