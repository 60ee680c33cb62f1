import type { Answer, CallInput, CallName, CallRefusal } from '../../src/contract/calls';
import type { FromHost } from '../../src/contract/messages';
import { applyChanges } from '../../src/contract/patch';
import type { Published } from '../../src/contract/published';
import type { Role } from '../../src/contract/roles';
import { openLine, pair } from './browserLike';
import type { ServedApp, ServeOptions } from './servedApp';
import { serveApp } from './servedApp';

/** What a call came back with. */
export type Reply<Name extends CallName> =
  | { readonly ok: true; readonly value: Answer<Name> }
  | { readonly ok: false; readonly refusal: CallRefusal };

/** A screen without a picture: what it was told, and calls. */
export interface HeadlessScreen {
  /** The mirror, as of the latest message. */
  readonly published: Published;
  /**
   * Sends a call at once; the message is in the kernel's hands when this returns. Rejects when the connection ends
   * before an answer: whether the call was carried out is then open.
   */
  call<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<Reply<Name>>;
  /** Waits until the mirror satisfies `condition`, and gives what that found. Rejects after `withinMs`. */
  until<T>(
    what: string,
    condition: (published: Published) => T | undefined | null | false,
    withinMs?: number,
  ): Promise<T>;
  /** Resolves once the connection is gone. */
  readonly closed: Promise<unknown>;
  close(): void;
}

/** The built app without a display, and its producer's screen. */
export interface HeadlessApp {
  readonly served: ServedApp;
  readonly screen: HeadlessScreen;
  /** One more screen of the same person. */
  open(role: Role): Promise<HeadlessScreen>;
}

/** Starts the built `serve.cjs` in a home of its own and pairs with it as a browser does. */
export async function startHeadless(options: ServeOptions = {}): Promise<HeadlessApp> {
  const served = await serveApp(options);
  try {
    const cookie = await pair(served.link);
    const open = (role: Role): Promise<HeadlessScreen> => openScreen(served.origin, cookie, role);
    return { served, screen: await open('producer'), open };
  } catch (error) {
    await served.child.kill();
    throw error;
  }
}

async function openScreen(origin: string, cookie: string, role: Role): Promise<HeadlessScreen> {
  const line = await openLine(origin, `/socket?role=${role}`, { cookie, origin });
  const first = (await line.next()) as FromHost;
  if (first.type !== 'welcome') throw new Error(`the first message was '${first.type}'`);

  let published = first.published;
  let lastId = 0;
  let gone: Error | null = null;
  const calls = new Map<number, { done: (reply: Reply<CallName>) => void; fail: (error: Error) => void }>();
  const watchers = new Set<() => void>();

  function take(message: FromHost): void {
    if (message.type === 'changes') {
      published = applyChanges(published, message.changes) as Published;
      for (const look of watchers) look();
    } else if (message.type === 'reply') {
      const { type: _, id, ...reply } = message;
      calls.get(id)?.done(reply as Reply<CallName>);
      calls.delete(id);
    }
  }

  void (async () => {
    for (;;) take((await line.next()) as FromHost);
  })();
  void line.closed.then((code) => {
    gone = new Error(`the connection ended (${code})`);
    for (const { fail } of calls.values()) fail(gone);
    for (const look of watchers) look();
  });

  return {
    get published() {
      return published;
    },
    call(name, input) {
      const id = ++lastId;
      return new Promise((done, fail) => {
        if (gone) return fail(gone);
        calls.set(id, { done: done as (reply: Reply<CallName>) => void, fail });
        line.socket.send(JSON.stringify({ type: 'call', id, name, input }));
      });
    },
    until(what, condition, withinMs = 10_000) {
      return new Promise((done, fail) => {
        const settle = (act: () => void): void => {
          watchers.delete(look);
          clearTimeout(timer);
          act();
        };
        const look = (): void => {
          const found = condition(published);
          if (found !== undefined && found !== null && found !== false) settle(() => done(found));
          else if (gone) settle(() => fail(new Error(what, { cause: gone })));
        };
        const timer = setTimeout(
          () => settle(() => fail(new Error(`${what}: not within ${withinMs} ms`))),
          withinMs,
        );
        watchers.add(look);
        look();
      });
    },
    closed: line.closed,
    close: () => line.socket.close(),
  };
}
