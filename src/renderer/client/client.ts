import { type StoreApi, createStore } from 'zustand/vanilla';
import type { Answer, CallInput, CallName, CallRefusal } from '../../contract/calls';
import type { FromHost, MeterReading, ScenePicture } from '../../contract/messages';
import { applyChanges } from '../../contract/patch';
import type { Published } from '../../contract/published';
import type { Role } from '../../contract/roles';
import { contractVersion } from '../../contract/version';
import type { Duration, Instant } from '../../core/time/units';
import { second } from '../../core/time/units';
import type { Clocks } from './hostClock';
import { createHostClock } from './hostClock';
import type { Ticker, Timers } from './ticker';
import { createTicker } from './ticker';
import type { OpenWire, Wire } from './wire';

/**
 * A screen's side of the contract: a mirror of what the host published, the host's clock, and calls.
 * How the parts of a screen use it:
 *
 *   useMirror((published) => published.obs.link)    what the host published; redraws when the result changes
 *   useSession((session) => session.run.onAir)      the same below `session`, where a show is open
 *   const { call, refusal } = useCall()             calls, and why the latest was refused (<RefusalLine>)
 *   useTick((now) => formatClock(now, …))           counts; redraws its leaf only when the result changes
 *   client.now()                                    the host's clock to the millisecond, for a press
 *
 * A selector must return something that is already there, or a plain value; for a new object or list wrap it
 * in `useShallow`. Nothing on screen is ever set before the host published it.
 */
export interface Client {
  readonly mirror: StoreApi<Mirror>;
  /** Apart from the mirror: they come twice a second and concern two thumbnails. */
  readonly pictures: StoreApi<Pictures>;
  /** Apart as well: they come ten times a second, to who watches (`useMeter`). */
  readonly meters: StoreApi<Meters>;
  readonly ticker: Ticker;
  /** In a rehearsal, for what goes by the machine's clock all the same: how long the outputs of OBS have run. */
  readonly machineTicker: Ticker;
  /** The host's clock, ms. */
  readonly now: () => Instant;
  /** For the time between two presses: no setting of a clock disturbs it, ms. */
  readonly elapsed: () => Duration;
  /** Sent at once, in this very turn of the event loop. Never rejects. */
  call<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<Reply<Name>>;
  /** Asks the host's clock anew, e.g. when the window comes into view. */
  synchronise(): void;
  /** A system-wide key was pressed: do what the console's own key would do. */
  onPress(listener: (key: 'go' | 'slate') => void): void;
  close(): void;
}

export interface Mirror {
  /** `otherVersion`: the host was updated under this page, which has to be loaded again. */
  readonly link: 'connecting' | 'connected' | 'lost' | 'otherVersion';
  readonly role: Role | null;
  /** The last that was published; stays while the link is lost, and is then only a memory. */
  readonly published: Published | null;
  /** The window was told to close while a run is live: told again, it closes. */
  readonly closeArmed: boolean;
}

export interface Pictures {
  readonly program: ScenePicture | null;
  readonly next: ScenePicture | null;
}

/** By input; who is missing is not heard. */
export type Meters = Readonly<Record<string, MeterReading>>;

/** A refusal of the host, of a link that is not there, or of the window itself. Words: `refusal.<code>`. */
export type ScreenRefusal =
  | CallRefusal
  | { readonly code: 'notSent' | 'noAnswer' | 'backUndoesGo' | 'noneToMoveTo' };

export type Reply<Name extends CallName = CallName> =
  | { readonly ok: true; readonly value: Answer<Name> }
  | { readonly ok: false; readonly refusal: ScreenRefusal };

export interface ClientDeps {
  readonly open: OpenWire;
  readonly clocks: Clocks;
  readonly timers: Timers;
}

/** Round trips asked for at once to learn the host's clock. */
const roundTrips = 5;
/**
 * Where the host was busy (as it is at its start) its clock is asked for again, some times: digits of two windows side
 * by side flip together. ms.
 */
const mostDoubt: Duration = 4;
const askAgainAfter: Duration = 2 * second;
const mostRounds = 6;
const firstRetry: Duration = second / 4;
const lastRetry: Duration = 5 * second;
/**
 * A take that was just sent is drawn this much later, ms, or once it is on air: OBS needs the machine now, and with
 * Cut is mostly done before. What windows draw at once costs GO 5 to 20 ms on a small machine.
 */
export const stillForTake: Duration = 50;

export function createClient({ open, clocks, timers }: ClientDeps): Client {
  const mirror = createStore<Mirror>(() => ({
    link: 'connecting',
    role: null,
    published: null,
    closeArmed: false,
  }));
  const pictures = createStore<Pictures>(() => ({ program: null, next: null }));
  const meters = createStore<Meters>(() => ({}));
  const clock = createHostClock(clocks);
  const ticker = createTicker(clock.now, timers, clock.speed, () => {
    if (clock.hasParted()) synchronise();
  });
  const machineTicker = createTicker(clock.machineNow, timers);
  const waiting = new Map<number, (reply: Reply) => void>();
  const asked = new Map<number, number>();
  const pressed = new Set<(key: 'go' | 'slate') => void>();
  /** Newer than the mirror, for a moment. */
  let undrawn: Published | null = null;
  let cancelUndrawn: (() => void) | null = null;
  /** How often the host's clock was asked for, one round after the other. */
  let rounds = 0;
  let cancelAsk: (() => void) | null = null;
  let cancelCloseArmed: (() => void) | null = null;
  let lastId = 0;
  let retryIn = firstRetry;
  let cancelRetry: (() => void) | null = null;
  let wire: Wire | null = connect();

  function connect(): Wire {
    return open({ received, closed });
  }

  function draw(published: Published, link: Partial<Mirror> = {}): void {
    cancelUndrawn?.();
    cancelUndrawn = null;
    undrawn = null;
    mirror.setState({ ...link, published });
  }

  function drawUndrawn(): void {
    if (undrawn) draw(undrawn);
  }

  function received(message: FromHost): void {
    switch (message.type) {
      case 'welcome':
        welcome(message);
        return;
      case 'changes': {
        const before = undrawn ?? mirror.getState().published;
        if (!before) return;
        const after = applyChanges(before, message.changes) as Published;
        const pace = after.session?.pace ?? null;
        const paceBefore = before.session?.pace ?? null;
        if (pace !== paceBefore) {
          clock.follow(pace);
          ticker.realign(() => draw(after));
          // Only its hold on the host's clock moved: that was set, or the host slept.
          if (pace?.at === paceBefore?.at && pace?.speed === paceBefore?.speed) synchronise();
          return;
        }
        const news = clockNews(before, after);
        if (news !== null) {
          // The run's instants moved with the host's clock: ours with them, or the countdown jumped there and back.
          clock.step(news.by);
          ticker.realign(() => draw(after));
          synchronise();
          return;
        }
        if (takeLeft(before, after)) cancelUndrawn ??= timers.after(stillForTake, drawUndrawn);
        if (cancelUndrawn && isTakeUnderWay(after)) undrawn = after;
        else draw(after);
        return;
      }
      case 'reply': {
        const settle = waiting.get(message.id);
        waiting.delete(message.id);
        settle?.(message.ok ? { ok: true, value: message.value as Answer<CallName> } : message);
        return;
      }
      case 'clock': {
        const sentAt = asked.get(message.id);
        asked.delete(message.id);
        if (sentAt === undefined) return;
        clock.answer(message.now, sentAt);
        if (asked.size > 0) return;
        ticker.realign();
        if (clock.doubt() > mostDoubt && rounds < mostRounds) cancelAsk = timers.after(askAgainAfter, ask);
        return;
      }
      case 'picture':
        pictures.setState({ [message.of]: message });
        return;
      case 'meters':
        meters.setState(Object.fromEntries(message.inputs.map((input) => [input.name, input])), true);
        return;
      case 'press':
        for (const listener of pressed) listener(message.key);
        return;
      case 'closeArmed':
        cancelCloseArmed?.();
        cancelCloseArmed = timers.after(message.lasts, () => mirror.setState({ closeArmed: false }));
        mirror.setState({ closeArmed: true });
    }
  }

  function welcome({ contract, role, now, published }: Extract<FromHost, { type: 'welcome' }>): void {
    if (contract !== contractVersion) {
      mirror.setState({ link: 'otherVersion' });
      wire?.close();
      wire = null;
      return;
    }
    retryIn = firstRetry;
    clock.guess(now);
    clock.follow(published.session?.pace ?? null);
    ticker.realign();
    draw(published, { link: 'connected', role });
    synchronise();
  }

  function closed(): void {
    wire = null;
    drawUndrawn();
    mirror.setState({ link: 'lost' });
    meters.setState({}, true);
    asked.clear();
    for (const settle of waiting.values()) settle({ ok: false, refusal: { code: 'noAnswer' } });
    waiting.clear();
    cancelRetry = timers.after(retryIn, () => {
      wire = connect();
    });
    retryIn = Math.min(retryIn * 2, lastRetry);
  }

  function synchronise(): void {
    if (mirror.getState().link !== 'connected') return;
    clock.beginRound();
    rounds = 0;
    ask();
  }

  function ask(): void {
    cancelAsk?.();
    cancelAsk = null;
    if (mirror.getState().link !== 'connected') return;
    asked.clear();
    rounds += 1;
    for (let trip = 0; trip < roundTrips; trip += 1) {
      lastId += 1;
      asked.set(lastId, clocks.monotonic());
      wire?.send({ type: 'clock', id: lastId });
    }
  }

  function call<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<Reply<Name>> {
    if (!wire || mirror.getState().link !== 'connected') {
      return Promise.resolve({ ok: false, refusal: { code: 'notSent' } });
    }
    lastId += 1;
    const id = lastId;
    wire.send({ type: 'call', id, name, input });
    return new Promise((resolve) => {
      waiting.set(id, (reply) => resolve(reply as Reply<Name>));
    });
  }

  return {
    mirror,
    pictures,
    meters,
    ticker,
    machineTicker,
    now: clock.now,
    elapsed: clocks.monotonic,
    call,
    synchronise,
    onPress: (listener) => void pressed.add(listener),
    close: () => {
      cancelRetry?.();
      cancelAsk?.();
      wire?.close();
      wire = null;
    },
  };
}

function takeLeft(before: Published, after: Published): boolean {
  return (after.session?.run.pending.length ?? 0) > (before.session?.run.pending.length ?? 0);
}

function isTakeUnderWay({ session }: Published): boolean {
  return session !== null && (session.run.pending.length > 0 || session.run.settling !== null);
}

/**
 * The host said that its clock was set (`by`), or that it slept: what the screen knows of it is out of date. What the
 * log of a show says that was opened just now is past.
 */
function clockNews(before: Published, after: Published): { readonly by: Duration } | null {
  const [was, is] = [before.session, after.session];
  if (!was || !is || is.log === was.log || is.run.runId !== was.run.runId) return null;
  const told = is.log.slice(was.log.length).filter(({ key }) => key === 'clockStepped' || key === 'slept');
  if (told.length === 0) return null;
  const steps = told.filter(({ key }) => key === 'clockStepped');
  return { by: steps.reduce((sum, { values }) => sum + Number(values['ms'] ?? 0), 0) };
}
