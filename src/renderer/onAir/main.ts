import type { CardOnPage, FromOverlay, GraphicFailure, NameOnPage, ToOverlay } from '../../contract/overlay';
import type { Graphics } from '../../core/captions/graphics';
import type { CanvasSize } from '../../core/captions/lowerThird';
import { captionText } from '../../core/captions/lowerThird';
import { formatLength } from '../../core/time/write';
import { drawCard, drawLowerThird } from '../overlay/draw';
import { lookFor } from '../overlay/look';
import { ownDrawing } from './drawn';
import { drawGraphic, GraphicBroken } from './graphic';
import type { Drawn, Shown } from './show';
import { createPlace } from './show';

/** The page that OBS shows: names or cards, whichever its address asks for. */

const of = new URLSearchParams(location.search).get('of') ?? 'names';
const place = createPlace(document.body);
/** What was told last, to be drawn again where OBS changes the size. */
let told: { readonly message: ToOverlay; readonly at: number } | null = null;

/** Times between tries to reach the app, ms: it may be back any moment, or not for hours. */
const [soonest, latest] = [250, 2_000];
let wait = soonest;

/** Where what comes of things is told. */
let line: WebSocket | null = null;
/** Graphics that failed: our own drawing stands in from then on, until this page is loaded anew. */
const broken = new Set<string>();

function say(said: FromOverlay): void {
  if (line?.readyState === WebSocket.OPEN) line.send(JSON.stringify(said));
}

function connect(): void {
  const base = location.pathname.replace(/onAir\/.*$/, '');
  const socket = new WebSocket(`ws://${location.host}${base}socket?of=${of}`);
  socket.addEventListener('open', () => {
    line = socket;
    wait = soonest;
  });
  socket.addEventListener('message', ({ data }) => {
    const message = JSON.parse(String(data)) as ToOverlay;
    told = { message, at: performance.now() };
    const wanted = shownOf(message, 0);
    void place.show(wanted).then(() => say(wanted ? { type: 'shown', id: wanted.id } : { type: 'gone' }));
  });
  // What is on screen stays for as long as it was to stay.
  socket.addEventListener('close', () => {
    setTimeout(connect, wait);
    wait = Math.min(wait * 2, latest);
  });
}

/** `ago`: how long ago it was told, ms. */
function shownOf(message: ToOverlay, ago: number): Shown | null {
  const { graphics } = message;
  switch (message.type) {
    case 'name':
      return message.name && shownName(message.name, graphics, ago);
    case 'card':
      return message.card && shownCard(message.card, graphics, ago);
  }
}

function canvas(): CanvasSize {
  return { width: innerWidth, height: innerHeight };
}

function shownName(name: NameOnPage, graphics: Graphics, ago: number): Shown {
  const { id, texts, leavesIn } = name;
  const graphic = name.graphic && !broken.has(name.graphic.id) ? name.graphic : null;
  const size = canvas();

  async function drawOwn(stage: HTMLElement): Promise<Drawn> {
    const words = texts.map((text) => `${text.name} ${text.role} ${text.organisation}`);
    drawLowerThird(stage, texts, size, await lookFor(graphics, words.join(' ')));
    return ownDrawing(stage);
  }

  async function draw(stage: HTMLElement): Promise<Drawn> {
    if (!graphic) return drawOwn(stage);
    const failed = (why: GraphicFailure['why'], detail: string): void => {
      broken.add(graphic.id);
      say({ type: 'graphicFailed', id: graphic.id, why, detail: detail.slice(0, 300) });
    };
    try {
      return await drawGraphic(stage, graphic, sameGraphic, (why, detail) => {
        failed(why, detail);
        // It came to nothing in the middle of its show: what viewers were to read comes in our own way.
        if (told) void place.show(shownOf(told.message, performance.now() - told.at));
      });
    } catch (error) {
      if (!(error instanceof GraphicBroken)) throw error;
      failed(error.why, error.detail);
      stage.replaceChildren();
      return drawOwn(stage);
    }
  }

  /** What another name would tell this graphic; `null` where another one draws it. */
  function sameGraphic(wanted: Shown): Readonly<Record<string, unknown>> | null {
    const next = told?.message.type === 'name' ? told.message.name : null;
    return next?.id === wanted.id && next.graphic?.id === graphic?.id && !broken.has(graphic?.id ?? '')
      ? (next.graphic?.data ?? null)
      : null;
  }

  return {
    id,
    content: JSON.stringify([texts, graphics, graphic, size]),
    leavesIn: leavesIn === null ? null : leavesIn - ago,
    draw,
  };
}

function shownCard(card: CardOnPage, graphics: Graphics, ago: number): Shown {
  const size = canvas();
  const { id, title, line, countdown, leavesIn } = card;
  const endsAt = countdown && performance.now() - ago + countdown.endsIn;
  const said = (): string => {
    const left = endsAt === null ? 0 : Math.ceil((endsAt - performance.now()) / 1_000) * 1_000;
    return countdown && left > 0 ? countdown.line.replace('{{time}}', formatLength(left)) : line;
  };
  return {
    id,
    content: JSON.stringify([
      title,
      line,
      countdown?.line,
      endsAt && Math.round(endsAt / 500),
      graphics,
      size,
    ]),
    leavesIn: leavesIn === null ? null : leavesIn - ago,
    async draw(stage) {
      const text = captionText({ name: title, role: said(), organisation: '' });
      const words = `${title} ${countdown?.line ?? ''} ${line} 0123456789`;
      drawCard(stage, text, size, await lookFor(graphics, words));
      const written = stage.querySelector('.lt-role .lt-line');
      if (endsAt === null || !written) return ownDrawing(stage);
      const timer = setInterval(() => {
        const next = said();
        if (written.textContent !== next) written.textContent = next;
      }, 100);
      return ownDrawing(stage, () => clearInterval(timer));
    },
  };
}

addEventListener('resize', () => {
  if (told) void place.show(shownOf(told.message, performance.now() - told.at));
});
connect();
