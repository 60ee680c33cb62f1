import type { Page } from 'playwright';
import { now } from './clock';

/** What the console's alarms say, as they come and go. */
export interface AlarmStrip {
  /**
   * When the page first said something that fits, of what it said from `since` on (both `now()`); waits for it.
   * Throws where it is not said in time.
   */
  said(what: (text: string) => boolean, since: number, within: number): Promise<number>;
}

interface Saying {
  readonly text: string;
  /** `now()` */
  readonly at: number;
}

declare global {
  interface Window {
    benchSaid?: (text: string, at: number) => Promise<void>;
  }
}

/** Told by the page itself at each change of its alarms: nobody asks it meanwhile. */
export async function watchAlarms(page: Page, pageClock: number): Promise<AlarmStrip> {
  const sayings: Saying[] = [];
  const listeners = new Set<() => void>();
  await page.exposeFunction('benchSaid', (text: string, at: number) => {
    sayings.push({ text, at: at + pageClock });
    for (const listen of listeners) listen();
  });
  await page.evaluate(tellAlarms);
  return {
    said(what, since, within) {
      const found = (): Saying | undefined => sayings.find(({ at, text }) => at >= since && what(text));
      return new Promise((done, fail) => {
        const look = (): void => {
          const saying = found();
          if (saying === undefined) return;
          over();
          done(saying.at);
        };
        const over = (): void => {
          clearTimeout(late);
          listeners.delete(look);
        };
        const late = setTimeout(() => {
          over();
          const last = sayings.at(-1);
          fail(
            new Error(`not said within ${within} ms; last, ${now() - (last?.at ?? 0)} ms ago: ${last?.text}`),
          );
        }, within);
        listeners.add(look);
        look();
      });
    },
  };
}

/** In the page: the alarms' words as soon as they are in the document. */
function tellAlarms(): void {
  let last: string | null = null;
  const tell = (): void => {
    const said = [...document.querySelectorAll('[role=status]')].map(({ textContent }) => textContent);
    const text = said.join(' ');
    if (text === last) return;
    last = text;
    void window.benchSaid?.(text, performance.now());
  };
  new MutationObserver(tell).observe(document.body, { childList: true, subtree: true, characterData: true });
  tell();
}
