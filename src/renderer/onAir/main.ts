import type { CardOnPage, NameOnPage, ToOverlay } from '../../contract/overlay';
import type { Graphics } from '../../core/captions/graphics';
import type { CanvasSize } from '../../core/captions/lowerThird';
import { captionText } from '../../core/captions/lowerThird';
import { formatLength } from '../../core/time/write';
import { drawCard, drawLowerThird } from '../overlay/draw';
import { lookFor } from '../overlay/look';
import type { Shown } from './show';
import { createPlace } from './show';

/** The page that OBS shows: names or cards, whichever its address asks for. */

const of = new URLSearchParams(location.search).get('of') ?? 'names';
const place = createPlace(document.body);
/** What was told last, to be drawn again where OBS changes the size. */
let told: { readonly message: ToOverlay; readonly at: number } | null = null;

/** Times between tries to reach the app, ms: it may be back any moment, or not for hours. */
const [soonest, latest] = [250, 2_000];
let wait = soonest;

function connect(): void {
  const base = location.pathname.replace(/onAir\/.*$/, '');
  const socket = new WebSocket(`ws://${location.host}${base}socket?of=${of}`);
  socket.addEventListener('open', () => {
    wait = soonest;
  });
  socket.addEventListener('message', ({ data }) => {
    const message = JSON.parse(String(data)) as ToOverlay;
    told = { message, at: performance.now() };
    const wanted = shownOf(message, 0);
    void place.show(wanted).then(() => {
      if (wanted && socket.readyState === WebSocket.OPEN)
        socket.send(JSON.stringify({ type: 'shown', id: wanted.id }));
    });
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

function shownName({ id, texts, leavesIn }: NameOnPage, graphics: Graphics, ago: number): Shown {
  const size = canvas();
  return {
    id,
    content: JSON.stringify([texts, graphics, size]),
    leavesIn: leavesIn === null ? null : leavesIn - ago,
    async draw(stage) {
      const words = texts.map(({ name, role, organisation }) => `${name} ${role} ${organisation}`);
      drawLowerThird(stage, texts, size, await lookFor(graphics, words.join(' ')));
    },
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
      if (endsAt === null || !written) return undefined;
      const timer = setInterval(() => {
        const next = said();
        if (written.textContent !== next) written.textContent = next;
      }, 100);
      return () => clearInterval(timer);
    },
  };
}

addEventListener('resize', () => {
  if (told) void place.show(shownOf(told.message, performance.now() - told.at));
});
connect();
