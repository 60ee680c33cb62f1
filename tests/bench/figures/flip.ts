import type { Page } from 'playwright';
import { minute, second } from '../../../src/core/time/units';
import { bundledShow } from '../../../src/main/storage/bundledShow';
import { startRealObs } from '../../support/realObs';
import type { Figure, Measured } from '../figure';
import { bareObs, furnish } from '../stage/bareObs';
import { pause } from '../stage/clock';
import { openConsole } from '../stage/console';
import { percentile } from '../statistics';

const seconds = 75;
/** The start and what comes of it is over by then, ms. */
const settled = 8 * second;

/** A segment counts down in both windows, side by side, at a real OBS. */
export const flip: Figure = {
  key: 'flip',
  what: 'the true second → the digits written in the page, in the console and in the host view',
  limits: { p99: 20 },
  async measure(progress): Promise<Measured> {
    const bundled = bundledShow();
    const segments = bundled.segments.map((segment) => ({ ...segment, duration: 30 * minute }));
    const obs = await startRealObs();
    try {
      const person = await bareObs(obs.url, obs.password);
      const names = new Set(segments.flatMap(({ scene }) => scene ?? []));
      await furnish(person, Object.fromEntries([...names].map((name) => [name, 0xff404040])));
      await person.disconnect();
      const app = await openConsole({ ...bundled, date: null, segments }, obs);
      try {
        await pause(settled);
        const pages = [app.page, app.hostPage];
        for (const page of pages) await page.evaluate(watchDigits);
        await pause((seconds + 1) * second);
        const [console, host] = [await flipsOf(app.page), await flipsOf(app.hostPage)];
        progress(`${console.length} in the console, ${host.length} in the host view`);
        const p = (share: number) => [percentile(console, share), percentile(host, share)] as const;
        return {
          fields: {
            p50: Math.max(...p(0.5)),
            p99: Math.max(...p(0.99)),
            consoleP50: p(0.5)[0],
            consoleP99: p(0.99)[0],
            hostP50: p(0.5)[1],
            hostP99: p(0.99)[1],
            n: console.length + host.length,
          },
          intervals: {},
        };
      } finally {
        await app.close();
      }
    } finally {
      await obs.stop();
    }
  },
};

declare global {
  interface Window {
    benchDigits?: { readonly from: number; readonly written: number[] };
  }
}

/** How far from its second each was written, ms; a second in which nothing was is a whole one. */
async function flipsOf(page: Page): Promise<readonly number[]> {
  const seen = await page.evaluate(() => window.benchDigits);
  if (!seen) throw new Error('nobody watched');
  // The first whole second after the watch began, and what was written last for each.
  const first = Math.ceil(seen.from / second) + 1;
  return Array.from({ length: seconds - 1 }, (_, index) => {
    const due = (first + index) * second;
    const near = seen.written.filter((at) => Math.abs(at - due) < second / 2);
    return near.length === 0 ? second : Math.max(...near.map((at) => Math.abs(at - due)));
  });
}

/** In the page: by the machine's clock, when anything was written that counts seconds. */
function watchDigits(): void {
  // The machine's clock goes in whole ms: right at the turn of one it is exact.
  let ahead = -Infinity;
  for (const until = performance.now() + 20; performance.now() < until;)
    ahead = Math.max(ahead, Date.now() - performance.now());
  const written: number[] = [];
  window.benchDigits = { from: performance.now() + ahead, written };
  new MutationObserver((mutations) => {
    const at = performance.now() + ahead;
    const counts = mutations.some(({ target }) => /\d:\d\d/.test(textAround(target)));
    if (counts) written.push(at);
  }).observe(document.body, { subtree: true, characterData: true, childList: true });

  /** The digits of a clock may each be an element of their own. */
  function textAround(node: Node): string {
    const element = node instanceof Element ? node : node.parentElement;
    return element?.closest('time, p, span, b')?.textContent ?? '';
  }
}
