import { join } from 'node:path';
import type { Page } from 'playwright';
import type { Segment, Show } from '../../../src/core/show/model';
import { minute, second } from '../../../src/core/time/units';
import { launchApp, repository } from '../../support/electronApp';
import { startRealObs } from '../../support/realObs';
import { segment, show, speaker } from '../../support/shows';
import { startScreen } from '../../support/xvfb';
import type { Figure, Measured } from '../figure';
import { bareObs, furnish } from '../stage/bareObs';
import { now, pause } from '../stage/clock';
import type { Console } from '../stage/console';
import { openConsole } from '../stage/console';
import { screenSize } from '../stage/home';
import { tasksDuring } from '../stage/tasks';
import { percentile } from '../statistics';

const segments = 1_000;
const scenes = { Host: 0xff404040, Panel: 0xff604020 } as const;
const takes = 4;
/** A GO within a second of the last is refused. */
const guard = 1_200;
const settled = 8 * second;

/**
 * A run of a thousand segments whose first one is over its time, so that every second moves all that is expected: seconds
 * tick, the rundown is scrolled through, the pointer goes over rows, GO is pressed. What one task of the page takes of
 * its processor is what can hold a frame up; the frames themselves hang on whatever else the machine does, so they stand
 * beside those of a page of plain lines.
 */
export const frames: Figure = {
  key: 'frames',
  what: 'a thousand segments on air: the longest task of the page; beside it frames, and those of a page of plain lines',
  limits: { taskLongest: 16.7, takeLongest: 50 },
  async measure(progress): Promise<Measured> {
    const obs = await startRealObs();
    try {
      const person = await bareObs(obs.url, obs.password);
      await furnish(person, scenes);
      await person.disconnect();
      const app = await openConsole(longShow(), obs);
      const { page } = app;
      const between: number[] = [];
      try {
        await pause(settled);
        await page.evaluate(countFrames);
        const pid = await processOf(app.electron, page);
        const longest = async (what: string, act: () => Promise<unknown>): Promise<number> => {
          await page.evaluate(() => window.benchFrames?.begin());
          const tasks = await tasksDuring(app.electron, pid, act);
          const seen = (await page.evaluate(() => window.benchFrames?.end())) ?? [];
          between.push(...seen);
          const most = Math.max(...tasks);
          progress(
            `${what}: longest task ${most.toFixed(1)} ms of ${tasks.length}; frames p99 ${percentile(seen, 0.99).toFixed(1)} ms`,
          );
          return most;
        };
        const tick = await longest('seconds tick', () => pause(5 * second));
        const scroll = await longest('scrolled through', () => page.evaluate(scrollThrough));
        const hovered = await longest('pointer over rows', () => hover(page));
        const take = await longest('GO', () => takeSome(page));
        const plain = await plainFrames();
        return {
          fields: {
            taskLongest: Math.max(tick, scroll, hovered),
            tick,
            scroll,
            hover: hovered,
            takeLongest: take,
            frameP50: percentile(between, 0.5),
            frameP99: percentile(between, 0.99),
            plainP99: percentile(plain, 0.99),
            n: between.length,
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

async function takeSome(page: Page): Promise<void> {
  for (let take = 0; take < takes; take += 1) {
    const from = now();
    await page.keyboard.press('Space');
    // Early, the first press asks.
    await pause(second / 2);
    await page.keyboard.press('Space');
    await pause(Math.max(0, guard + second - (now() - from)));
  }
}

function longShow(): Show {
  const people = Array.from({ length: 40 }, (_, at) => speaker(`p${at}`, { name: `Person ${at}` }));
  const rows = Array.from({ length: segments }, (_, at): Segment =>
    segment(`s${at}`, {
      title: `Segment ${at + 1}`,
      start: at === 0 ? { kind: 'fixed', at: 0 } : { kind: 'follows' },
      // The first is over before anybody looks.
      duration: at < 1 ? second : (5 + (at % 7)) * minute,
      scene: at % 2 === 0 ? 'Host' : 'Panel',
      speakerIds: [0, 1, 2].map((by) => `p${(at + by) % people.length}`),
    }),
  );
  return show(rows, { date: null, slateScene: 'Host', speakers: people });
}

/** The page's own process. */
async function processOf(app: Console['electron'], page: Page): Promise<number> {
  const url = page.url();
  return app.evaluate(({ webContents }, of) => {
    const contents = webContents.getAllWebContents().find((one) => one.getURL() === of);
    if (!contents) throw new Error(`no page ${of}`);
    return contents.getOSProcessId();
  }, url);
}

async function hover(page: Page): Promise<void> {
  const box = await page.locator('[id^="segment-"]').first().boundingBox();
  if (!box) throw new Error('no row is seen');
  for (let at = 0; at < 200; at += 1)
    await page.mouse.move(box.x + 100 + (at % 50) * 4, box.y + 4 + ((at * 13) % 400));
}

async function plainFrames(): Promise<readonly number[]> {
  const screen = await startScreen(screenSize);
  const app = await launchApp({ screen, path: join(repository, 'tests/bench/apps/empty') });
  try {
    const page = await app.window('empty');
    await pause(2 * second);
    await page.evaluate((count) => {
      document.body.innerHTML = `<div style="height: 600px; overflow: auto">${'<p id="segment-">A line</p>'.repeat(count)}</div>`;
    }, segments);
    await page.evaluate(countFrames);
    await page.evaluate(() => window.benchFrames?.begin());
    await page.evaluate(scrollThrough);
    return (await page.evaluate(() => window.benchFrames?.end())) ?? [];
  } finally {
    await app.kill();
    await screen.stop();
  }
}

declare global {
  interface Window {
    benchFrames?: { begin(): void; end(): readonly number[] };
  }
}

/** In the page: from one frame to the next, ms. */
function countFrames(): void {
  let all: number[] = [];
  let last = 0;
  let next = 0;
  const frame = (at: number): void => {
    if (last > 0) all.push(at - last);
    last = at;
    next = requestAnimationFrame(frame);
  };
  window.benchFrames = {
    begin() {
      [all, last] = [[], 0];
      next = requestAnimationFrame(frame);
    },
    end() {
      cancelAnimationFrame(next);
      return all;
    },
  };
}

/** In the page: from the first row to the last, a row a frame: sixty a second, faster than anybody reads. */
async function scrollThrough(): Promise<void> {
  let scroller = document.querySelector('[id^="segment-"]')?.parentElement ?? null;
  while (scroller && scroller.scrollHeight <= scroller.clientHeight + 1) scroller = scroller.parentElement;
  if (!scroller) throw new Error('nothing to scroll');
  const list = scroller;
  const all = list.scrollHeight - list.clientHeight;
  await new Promise<void>((done) => {
    let at = 0;
    const step = (): void => {
      at += 36;
      list.scrollTop = at;
      if (at < all) requestAnimationFrame(step);
      else done();
    };
    step();
  });
}
