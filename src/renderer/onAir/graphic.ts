import type { GraphicFailure, GraphicOnPage } from '../../contract/overlay';
import type { Duration } from '../../core/time/units';
import type { Drawn, Shown } from './show';

/** So long a graphic may take, ms; one that takes longer is given up. */
const loads: Duration = 1_500;
const plays: Duration = 3_000;
const stops: Duration = 1_500;

/** A graphic does not do what it was told to; `detail` in its own words, empty where it said nothing. */
export type Failed = (why: GraphicFailure['why'], detail: string) => void;

/** Why a graphic cannot be drawn. */
export class GraphicBroken extends Error {
  constructor(
    readonly why: GraphicFailure['why'],
    readonly detail: string,
  ) {
    super(detail);
  }
}

class Silent extends Error {}

/**
 * Loads an OGraf graphic in a frame of its own. Rejects with `GraphicBroken` where it throws or does not answer; from
 * then on it may still fail, which is told through `failed`, and its frame is empty by then.
 */
export async function drawGraphic(
  stage: HTMLElement,
  { frame, data }: GraphicOnPage,
  dataOf: (wanted: Shown) => Readonly<Record<string, unknown>> | null,
  failed: Failed,
): Promise<Drawn> {
  const line = openFrame(stage, frame);
  try {
    await line.ask('load', loads, data);
  } catch (error) {
    line.close();
    throw new GraphicBroken(error instanceof Silent ? 'loadSilent' : 'load', wordsOf(error));
  }
  const giveUp = (why: GraphicFailure['why'], error: unknown): void => {
    line.close();
    failed(why, wordsOf(error));
  };
  return {
    comeIn() {
      line.ask('play', plays).catch((error: unknown) => {
        giveUp(error instanceof Silent ? 'playSilent' : 'play', error);
      });
    },
    correct(wanted) {
      const next = dataOf(wanted);
      if (next === null) return false;
      line.ask('update', plays, next).catch((error: unknown) => giveUp('update', error));
      return true;
    },
    async goOut() {
      // One that will not go is taken away.
      await line.ask('stop', stops).catch(() => {});
    },
    end() {
      line.ask('dispose', 200).then(line.close, line.close);
    },
  };
}

function wordsOf(error: unknown): string {
  return error instanceof Silent || !(error instanceof Error) ? '' : error.message;
}

interface FrameLine {
  ask(action: string, within: Duration, data?: unknown): Promise<void>;
  close(): void;
}

/** What the frame says beyond these answers, nobody listens to. */
function openFrame(stage: HTMLElement, address: string): FrameLine {
  const element = document.createElement('iframe');
  element.className = 'graphic';
  // Scripts, and nothing else: no origin, no windows, no way up.
  element.setAttribute('sandbox', 'allow-scripts');
  element.src = address;
  const waiting = new Map<number, (problem: string | null) => void>();
  let numbers = 0;
  let isOpen = true;
  const ready = new Promise<void>((done) => waiting.set(0, () => done()));
  const hear = ({ source, data }: MessageEvent): void => {
    if (source !== element.contentWindow) return;
    const said = data as { readonly number?: unknown; readonly problem?: unknown } | null;
    if (typeof said?.number !== 'number') return;
    waiting.get(said.number)?.(typeof said.problem === 'string' ? said.problem : null);
    waiting.delete(said.number);
  };
  addEventListener('message', hear);
  stage.append(element);

  return {
    async ask(action, within, data) {
      const number = ++numbers;
      if (!isOpen) throw new Error('its frame is closed');
      await new Promise<void>((done, fail) => {
        const timer = setTimeout(() => fail(new Silent()), within);
        waiting.set(number, (problem) => {
          clearTimeout(timer);
          if (problem === null) done();
          else fail(new Error(problem));
        });
        void ready.then(() => element.contentWindow?.postMessage({ number, action, data }, '*'));
      });
    },
    close() {
      isOpen = false;
      removeEventListener('message', hear);
      element.remove();
    },
  };
}
