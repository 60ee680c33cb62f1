import type { Page } from 'playwright';

/** Wall time with fractions of a ms that no correction of the clock disturbs. */
export function now(): number {
  return performance.timeOrigin + performance.now();
}

export function pause(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}

const probes = 100;

/**
 * What to add to a page's `performance.now()` to get our `now()`. Each question is answered between its asking and
 * its answer; a hundred of them leave a fraction of a ms of doubt, whose middle is taken.
 */
export async function clockOf(page: Page): Promise<number> {
  let [least, most] = [-Infinity, Infinity];
  for (let probe = 0; probe < probes; probe += 1) {
    const asked = now();
    const there = await page.evaluate(() => performance.now());
    most = Math.min(most, now() - there);
    least = Math.max(least, asked - there);
  }
  // Pages and we both count from a wall time, and mostly from the same: then there is no doubt.
  const claimed = await page.evaluate(() => performance.timeOrigin);
  return claimed >= least && claimed <= most ? claimed : (least + most) / 2;
}
