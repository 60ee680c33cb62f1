import { randomBytes } from 'node:crypto';
import type {
  CardOnPage,
  FromOverlay,
  GraphicFailure,
  GraphicOnPage,
  NameOnPage,
  OverlayPage,
  ToOverlay,
} from '../../contract/overlay';
import type { Graphics } from '../../core/captions/graphics';
import { ografData } from '../../core/captions/ograf';
import type { Duration, Instant } from '../../core/time/units';
import { second } from '../../core/time/units';
import type { Timers } from '../app/timers';
import type { OverlayPages, PageAnswer } from '../obs/ports';
import type { Settings } from '../storage/settings';
import type { OgrafStore } from './ografStore';
import type { OverlayServer, PageLine } from './overlayServer';

export interface OverlayDeps {
  readonly settings: Settings;
  readonly now: () => Instant;
  readonly timers: Timers;
  /** Nothing is served before this. */
  readonly ready: Promise<void>;
  /** The built pages. */
  readonly pages: string;
  readonly graphics: OgrafStore;
  /** A graphic does not draw what it was told to: our own drawing stands in. */
  readonly graphicFailed: (name: string, why: GraphicFailure['why'] | 'missing', detail: string) => void;
  readonly log: (line: string) => void;
}

/** The pages in OBS: served while they are wanted, told what to show, and heard when they do. */
export interface Overlay extends OverlayPages {
  /** Listens, where the producer wants the pages; resolves to whether they can be reached. */
  start(): Promise<boolean>;
  /** Whether names come by the pages from now on. Kept between starts. */
  want(on: boolean): Promise<void>;
  /** A graphic that was given up is tried again: it was brought in anew. */
  forgive(id: string): void;
  dispose(): Promise<void>;
}

const heartbeat: Duration = 15 * second;
/** A page that shows nothing of what it was told within this does not show it. */
const deadline: Duration = 3 * second;
/** In place of a name's id: that there is none any more. */
const nothing = '';

export function createOverlay({
  settings,
  now,
  timers,
  ready,
  pages,
  graphics: store,
  graphicFailed,
  log,
}: OverlayDeps): Overlay {
  let server: OverlayServer | null = null;
  const lines: Record<OverlayPage, Set<PageLine>> = { names: new Set(), cards: new Set() };
  /** What each shows, as of when; `undefined` until the run is known: a page keeps what it has meanwhile. */
  const told: Partial<Record<OverlayPage, { readonly message: ToOverlay; readonly at: Instant }>> = {};
  const shown = new Map<string, () => void>();
  /** Graphics that were given up, by their ids: told once. */
  const failed = new Set<string>();
  let opening: Promise<void> = Promise.resolve();

  async function listen(): Promise<void> {
    if (server) return;
    // What serves them is loaded by whoever wants them only.
    const { startOverlayServer } = await import('./overlayServer');
    const { token, port } = settings.get('overlay');
    const graphic = (id: string): string | null => (store.find(id) ? store.folder(id) : null);
    const options = { token: token ?? newToken(), pages, graphic, heartbeat, onPage };
    try {
      server = await startOverlayServer({ ...options, port });
    } catch (error) {
      // OBS is told of another address when it is there.
      log(`overlay: port ${port} not free: ${String(error)}`);
      server = await startOverlayServer({ ...options, port: 0 });
    }
    settings.set('overlay', { on: true, token: options.token, port: server.port });
  }

  function onPage(of: OverlayPage, line: PageLine): void {
    lines[of].add(line);
    line.onClose(() => lines[of].delete(line));
    line.onSaid((said) => heard(of, said));
    const last = told[of];
    if (last) line.send(aged(last.message, now() - last.at));
  }

  function heard(of: OverlayPage, said: FromOverlay): void {
    switch (said.type) {
      case 'shown':
        shown.get(said.id)?.();
        break;
      case 'gone':
        if (of === 'names') shown.get(nothing)?.();
        break;
      case 'graphicFailed':
        if (failed.has(said.id)) break;
        failed.add(said.id);
        graphicFailed(store.find(said.id)?.name ?? '', said.why, said.detail);
    }
  }

  /** What draws a name in place of our own drawing. */
  function graphicFor({ texts }: Pick<NameOnPage, 'texts'>, { ograf }: Graphics): GraphicOnPage | null {
    const [text, ...others] = texts;
    // A strap has one name.
    if (!ograf || !server || !text || others.length > 0 || failed.has(ograf.id)) return null;
    const found = store.find(ograf.id);
    if (!found) {
      failed.add(ograf.id);
      graphicFailed(ograf.name, 'missing', '');
      return null;
    }
    return { id: ograf.id, frame: server.frame(ograf.id, found.main), data: ografData(found, text) };
  }

  function tell(of: OverlayPage, message: ToOverlay): void {
    told[of] = { message, at: now() };
    for (const line of lines[of]) line.send(message);
  }

  function open(): Promise<void> {
    opening = opening.then(listen).catch((error: unknown) => log(`overlay not served: ${String(error)}`));
    return opening;
  }

  function shut(): Promise<void> {
    opening = opening.then(close);
    return opening;
  }

  async function close(): Promise<void> {
    const closing = server;
    server = null;
    await closing?.close();
  }

  return {
    get wanted() {
      return server !== null;
    },
    address: (of) => server?.address(of) ?? null,
    async name(name, graphics): Promise<PageAnswer> {
      const given = name && { ...name, graphic: graphicFor(name, graphics) };
      tell('names', { type: 'name', name: given, graphics });
      if (lines.names.size === 0) return 'noPage';
      const id = name?.id ?? nothing;
      return new Promise((done) => {
        const cancel = timers.after(deadline, () => settle('silent'));
        const settle = (answer: PageAnswer): void => {
          cancel();
          shown.delete(id);
          done(answer);
        };
        shown.set(id, () => settle('shown'));
      });
    },
    card(card, graphics) {
      tell('cards', { type: 'card', card, graphics });
    },
    async start() {
      if (!settings.get('overlay').on) return false;
      await ready;
      await open();
      return server !== null;
    },
    forgive: (id) => void failed.delete(id),
    async want(on) {
      if (!on) settings.set('overlay', { ...settings.get('overlay'), on: false });
      await (on ? open() : shut());
    },
    async dispose() {
      await shut();
    },
  };
}

/** What was told `ago` ms ago, for a page that comes now. */
function aged(message: ToOverlay, ago: Duration): ToOverlay {
  const less = <Left extends Duration | null>(left: Left): Left | Duration =>
    left === null ? left : left - ago;
  switch (message.type) {
    case 'name': {
      const name: NameOnPage | null = message.name && {
        ...message.name,
        leavesIn: less(message.name.leavesIn),
      };
      return { ...message, name };
    }
    case 'card': {
      const { card } = message;
      const countdown = card?.countdown ? { ...card.countdown, endsIn: card.countdown.endsIn - ago } : null;
      const now: CardOnPage | null = card && { ...card, countdown, leavesIn: less(card.leavesIn) };
      return { ...message, card: now };
    }
  }
}

/** 256 random bits: nobody guesses one. */
function newToken(): string {
  return randomBytes(32).toString('base64url');
}
