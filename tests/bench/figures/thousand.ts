import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { applyEdit } from '../../../src/core/show/edit';
import { openState } from '../../../src/core/run/state';
import { timing } from '../../../src/core/run/timing';
import type { Segment, Show } from '../../../src/core/show/model';
import { day, minute } from '../../../src/core/time/units';
import { formatLength } from '../../../src/core/time/write';
import { dateOf } from '../../../src/core/time/zone';
import { startRealObs } from '../../support/realObs';
import { segment, show, speaker } from '../../support/shows';
import { until } from '../../support/until';
import type { Figure, Measured } from '../figure';
import { bareObs, furnish } from '../stage/bareObs';
import { now, pause } from '../stage/clock';
import { openConsole } from '../stage/console';
import { between, percentile } from '../statistics';

const segments = 1_000;
const edits = 60;
const reckonings = 500;
const paintsWithin = 5_000;
const scenes = { Host: 0xff404040, Panel: 0xff604020 } as const;

/**
 * A show of a thousand segments: the length of one is changed in the edit mode, from the Enter that commits it to
 * the frame that shows it; and what reckoning all times anew takes.
 */
export const thousand: Figure = {
  key: 'thousand',
  what: 'a thousand segments: Enter on a changed length → frame painted; all times reckoned anew',
  limits: { paintP95: 60, timingP99: 3 },
  async measure(): Promise<Measured> {
    const long = longShow();
    const reckoned = reckon(long);
    const painted = await paint(long);
    return {
      fields: {
        paintP50: percentile(painted, 0.5),
        paintP95: percentile(painted, 0.95),
        timingP50: percentile(reckoned, 0.5),
        timingP99: percentile(reckoned, 0.99),
        n: painted.length,
      },
      intervals: {},
    };
  },
};

function longShow(): Show {
  const people = Array.from({ length: 40 }, (_, at) => speaker(`p${at}`, { name: `Person ${at}` }));
  const rows = Array.from({ length: segments }, (_, at): Segment =>
    segment(`s${at}`, {
      title: `Segment ${at + 1}`,
      duration: (5 + (at % 7)) * minute,
      scene: at % 2 === 0 ? 'Host' : 'Panel',
      speakerIds: [0, 1, 2].map((by) => `p${(at + by) % people.length}`),
    }),
  );
  return show(rows, { date: null, slateScene: 'Host', speakers: people });
}

/** The show has a date and a fixed start in every twentieth row: there is most to reckon. */
function reckon(long: Show): readonly number[] {
  const rows = long.segments.map((row, at): Segment =>
    at % 20 === 0 ? { ...row, start: { kind: 'fixed', at: (at * 8 * minute) % day } } : row,
  );
  const at = Date.now();
  let edited: Show = { ...long, segments: rows, date: dateOf(at, long.zone) };
  const { run } = openState(edited, at, 'run-1');
  return Array.from({ length: reckonings }, (_, index) => {
    const duration = (3 + (index % 50)) * minute;
    const result = applyEdit(edited, { kind: 'setSegment', id: `s${index}`, patch: { duration } });
    if (!result.ok) throw new Error(result.problem.code);
    edited = result.value.show;
    const from = now();
    timing(edited, run, at);
    return now() - from;
  });
}

async function paint(long: Show): Promise<readonly number[]> {
  const obs = await startRealObs();
  try {
    const person = await bareObs(obs.url, obs.password);
    await furnish(person, scenes);
    await person.disconnect();
    const app = await openConsole(long, obs);
    try {
      const { page } = app;
      await until('all names are drawn', 30_000, () => picturesIn(app.home) === long.speakers.length);
      await page.getByRole('button', { name: 'Edit', exact: true }).click();
      const row = page.locator('#edit-s5');
      await row.click();
      const field = page.getByLabel('Length', { exact: true });
      await field.waitFor();
      const times: number[] = [];
      for (let at = 0; at < edits; at += 1) {
        // None of them is the length that it has.
        const minutes = 11 + at;
        await field.fill(`${minutes}m`);
        await pause(between(100, 300));
        times.push(await enterToFrame(page, formatLength(minutes * minute)));
      }
      return times;
    } finally {
      await app.close();
    }
  } finally {
    await obs.stop();
  }
}

function picturesIn(home: string): number {
  const folder = join(home, 'captions');
  return existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.png')).length : 0;
}

/** Presses Enter; from its own time stamp to the frame in which the row says the new length. */
async function enterToFrame(page: Page, length: string): Promise<number> {
  // It listens before Enter goes down: keys and scripts reach a page by different ways.
  const watch = await page.evaluateHandle(watchRow, [length, paintsWithin] as const);
  await page.keyboard.press('Enter');
  return watch.evaluate(({ painted }) => painted);
}

/** In the page: how long from the next Enter to the frame in which the row says this. */
function watchRow([written, within]: readonly [string, number]): { readonly painted: Promise<number> } {
  const painted = new Promise<number>((done, fail) => {
    setTimeout(() => fail(new Error(`the row did not come to say ${written}`)), within);
    let pressed = 0;
    const listen = (event: KeyboardEvent): void => {
      if (event.key !== 'Enter') return;
      pressed = event.timeStamp;
      window.removeEventListener('keydown', listen, { capture: true });
    };
    window.addEventListener('keydown', listen, { capture: true });
    const observer = new MutationObserver(() => {
      const cells = document.querySelector('#edit-s5')?.children ?? [];
      if (pressed === 0 || ![...cells].some((cell) => cell.textContent === written)) return;
      observer.disconnect();
      // After the frame that holds the change is drawn: the next task behind its animation callbacks.
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.addEventListener('message', () => done(performance.now() - pressed));
        port1.start();
        port2.postMessage(null);
      });
    });
    observer.observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  return { painted };
}
