/**
 * The frame that an OGraf graphic runs in: an origin of its own, which reaches nothing but the package. It is told what to
 * do by the page around it, and says what came of it; all else of the graphic stays in here.
 */

interface Graphic extends HTMLElement {
  load(params: unknown): Promise<unknown>;
  playAction(params: unknown): Promise<unknown>;
  updateAction(params: unknown): Promise<unknown>;
  stopAction(params: unknown): Promise<unknown>;
  dispose(params: unknown): Promise<unknown>;
}

interface Asked {
  readonly number: number;
  readonly action: 'load' | 'play' | 'update' | 'stop' | 'dispose';
  readonly data?: unknown;
}

const main = new URL(new URLSearchParams(location.search).get('main') ?? '', location.href);
let graphic: Graphic | null = null;

async function act({ action, data }: Asked): Promise<unknown> {
  if (action === 'load') {
    const loaded = (await import(/* @vite-ignore */ main.href)) as {
      readonly default?: CustomElementConstructor;
    };
    if (typeof loaded.default !== 'function') throw new Error('its script exports no graphic');
    customElements.define('lectern-ograf', loaded.default);
    graphic = document.createElement('lectern-ograf') as Graphic;
    document.body.append(graphic);
    return graphic.load({
      data,
      renderType: 'realtime',
      renderCharacteristics: {
        resolution: { width: innerWidth, height: innerHeight },
        frameRate: 60,
        accessToPublicInternet: false,
      },
    });
  }
  switch (action) {
    case 'play':
      return graphic?.playAction({});
    case 'update':
      return graphic?.updateAction({ data });
    case 'stop':
      return graphic?.stopAction({});
    case 'dispose':
      return graphic?.dispose({});
  }
}

/** OGraf's answers are of HTTP's kind. */
function failed(answer: unknown): string | null {
  if (typeof answer !== 'object' || answer === null || !('statusCode' in answer)) return null;
  const { statusCode } = answer;
  if (typeof statusCode !== 'number' || statusCode < 400) return null;
  const message = 'statusMessage' in answer ? answer.statusMessage : null;
  return typeof message === 'string' ? message : `status ${statusCode}`;
}

addEventListener('message', ({ data, source }: MessageEvent<Asked>) => {
  if (source !== parent) return;
  const say = (problem: string | null): void =>
    parent.postMessage({ number: data.number, problem: problem?.slice(0, 300) ?? null }, '*');
  act(data).then(
    (answer) => say(failed(answer)),
    (error: unknown) => say(error instanceof Error ? error.message : String(error)),
  );
});
parent.postMessage({ number: 0, problem: null }, '*');
