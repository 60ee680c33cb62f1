import type { Page } from 'playwright';
import type { CallInput, CallName } from '../../../src/contract/calls';
import type { Show } from '../../../src/core/show/model';
import type { RunningApp } from '../../support/electronApp';
import { launchApp } from '../../support/electronApp';
import type { Screen } from '../../support/xvfb';
import { startScreen } from '../../support/xvfb';
import { until } from '../../support/until';
import { clockOf } from './clock';
import { homeWith, screenSize } from './home';

/** The real app in its two windows, at a real OBS, with a run under way. */
export interface Console {
  readonly page: Page;
  readonly hostPage: Page;
  /** The app itself, e.g. for what only its main process can do. */
  readonly electron: RunningApp['app'];
  /** Makes a call as the page would, and says when it left the page (`now()`). Throws where it is refused. */
  call<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<number>;
  /** The folder that holds everything the app keeps. */
  readonly home: string;
  /** What to add to an instant of the page, e.g. `event.timeStamp`. */
  readonly pageClock: number;
  close(): Promise<void>;
}

declare global {
  interface Window {
    benchCall?: (name: string, input: unknown) => Promise<{ readonly at: number; readonly reply: unknown }>;
    benchKeys?: number[];
  }
}

export async function openConsole(
  show: Show,
  obs: { readonly url: string; readonly password: string },
): Promise<Console> {
  const home = await homeWith(show);
  const screen: Screen = await startScreen(screenSize);
  let app: RunningApp | null = null;
  try {
    app = await launchApp({
      screen,
      home,
      args: ['--obs', obs.url],
      env: { LECTERN_OBS_PASSWORD: obs.password },
    });
    const page = await app.window('producer');
    const hostPage = await app.window('host');
    await page.getByTestId('go').waitFor();
    await page.evaluate(tapPort);
    await until('the app has its line', 5_000, () => page.evaluate(() => window.benchCall !== undefined));
    const pageClock = await clockOf(page);
    const running = app;
    const call: Console['call'] = async (name, input) => {
      const { at, reply } = await page.evaluate(
        ([called, given]) => {
          if (!window.benchCall) throw new Error('no line to the app');
          return window.benchCall(called, given);
        },
        [name, input] as const,
      );
      if (!isOk(reply)) throw new Error(`${name} was refused: ${JSON.stringify(reply)}`);
      return at + pageClock;
    };
    await until('OBS is connected', 20_000, async () => {
      await call('planCaptionSetup', {});
      return true;
    });
    return {
      page,
      hostPage,
      electron: running.app,
      call,
      home,
      pageClock,
      async close() {
        await running.kill();
        await screen.stop();
      },
    };
  } catch (error) {
    await app?.kill();
    await screen.stop();
    throw error;
  }
}

function isOk(reply: unknown): boolean {
  return typeof reply === 'object' && reply !== null && 'ok' in reply && reply.ok === true;
}

/** In the page: gets hold of its line to the app the next time that something goes over it, and has it speak. */
function tapPort(): void {
  const post = MessagePort.prototype.postMessage;
  MessagePort.prototype.postMessage = function tapped(this: MessagePort, ...given: [unknown, never]) {
    const [message] = given;
    // The page's own scheduler has ports, too.
    if (typeof message === 'object' && message !== null && 'type' in message) {
      MessagePort.prototype.postMessage = post;
      takeOver(this);
    }
    post.apply(this, given);
  };
  document.dispatchEvent(new Event('visibilitychange'));

  function takeOver(port: MessagePort): void {
    // Far from the page's own numbers, whose replies it looks for.
    let id = 1_000_000_000;
    window.benchCall = async (name, input) => {
      const mine = ++id;
      const reply = new Promise<unknown>((done) => {
        const listen = ({ data }: MessageEvent<{ type: string; id?: number }>): void => {
          if (data.type !== 'reply' || data.id !== mine) return;
          port.removeEventListener('message', listen);
          done(data);
        };
        port.addEventListener('message', listen);
      });
      const at = performance.now();
      port.postMessage({ type: 'call', id: mine, name, input });
      return { at, reply: await reply };
    };
  }
}
