import type { Browser, BrowserContext } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FromHost } from '../../src/contract/messages';
import { ask, openLine, pair } from '../support/browserLike';
import { launchBrowser } from '../support/chromium';
import { type ServedApp, serveApp } from '../support/servedApp';

let browser: Browser;
let lectern: ServedApp;
let context: BrowserContext;

beforeAll(async () => {
  [browser, lectern] = await Promise.all([launchBrowser(), serveApp()]);
});
afterAll(async () => {
  await browser.close();
  await lectern.stop();
});
beforeEach(async () => {
  context = await browser.newContext();
});
afterEach(() => context.close());

/** The first link is used once; each use prints the next. */
let used = false;
async function freshLink(): Promise<string> {
  if (!used) {
    used = true;
    return lectern.link;
  }
  return (await lectern.nextLine()).replace(/^.*(http:)/, '$1');
}

describe('the link in a browser', () => {
  it('opens the console, and the token is gone from the address', async () => {
    const page = await context.newPage();
    const link = await freshLink();
    await page.goto(link);
    await page.waitForURL(`${lectern.origin}/producer/`);
    const [cookie] = await context.cookies();
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/' });
    expect(await page.evaluate(() => document.cookie)).toBe('');
    // A second browser with the same link sees words, not the console.
    const other = await (await browser.newContext()).newPage();
    const answer = await other.goto(link);
    expect(answer?.status()).toBe(410);
    expect(await other.textContent('body')).toContain('A link works once');
    await other.context().close();
  });

  it('works from a page of another site too', async () => {
    const page = await context.newPage();
    const link = await freshLink();
    await page.route('http://chat.example/', (route) =>
      route.fulfill({ contentType: 'text/html', body: `<a href="${link}">here</a>` }),
    );
    await page.goto('http://chat.example/');
    await page.click('a');
    await page.waitForURL(`${lectern.origin}/producer/`);
    expect(await page.title()).not.toContain('Not paired');
  });
});

describe('the page of another site', () => {
  it('reaches nothing, though the browser is paired', async () => {
    const page = await context.newPage();
    await page.goto(await freshLink());
    await page.waitForURL(`${lectern.origin}/producer/`);
    const evil = await context.newPage();
    await evil.route('http://evil.example/', (route) =>
      route.fulfill({ contentType: 'text/html', body: '<p>evil</p>' }),
    );
    await evil.goto('http://evil.example/');
    const reached = await evil.evaluate(async (origin) => {
      const read = await fetch(`${origin}/producer/`, { credentials: 'include' }).then(
        (answer) => answer.text(),
        () => 'nothing',
      );
      const socket = await new Promise<string>((done) => {
        const line = new WebSocket(`${origin.replace('http', 'ws')}/socket?role=producer`);
        line.addEventListener('open', () => done('open'));
        line.addEventListener('error', () => done('nothing'));
      });
      return { read, socket };
    }, lectern.origin);
    expect(reached).toEqual({ read: 'nothing', socket: 'nothing' });
  });

  it('cannot show the console in a frame', async () => {
    const page = await context.newPage();
    await page.goto(await freshLink());
    await page.waitForURL(`${lectern.origin}/producer/`);
    const evil = await context.newPage();
    await evil.route('http://evil.example/', (route) =>
      route.fulfill({
        contentType: 'text/html',
        body: `<iframe src="${lectern.origin}/producer/"></iframe>`,
      }),
    );
    await evil.goto('http://evil.example/');
    expect(evil.frames()[1]?.url()).toBe('chrome-error://chromewebdata/');
  });
});

describe('a program on this machine', () => {
  const producer = '/socket?role=producer';

  it('gets no line without the cookie, from another origin, or for another host name', async () => {
    const cookie = await pair(await freshLink());
    const { origin } = lectern;
    await expect(openLine(origin, producer, { origin })).rejects.toThrow('refused 401');
    await expect(openLine(origin, producer, { cookie, origin: 'http://evil.example' })).rejects.toThrow(
      'refused 403',
    );
    await expect(
      openLine(origin, producer, { cookie, host: 'evil.example', origin: 'http://evil.example' }),
    ).rejects.toThrow('refused 403');
    expect((await ask(`${origin}/producer/`, { cookie, host: 'evil.example' })).status).toBe(403);
  });

  it('as the host may not do what a producer does', async () => {
    const cookie = await pair(await freshLink());
    const line = await openLine(lectern.origin, '/socket?role=host', { cookie, origin: lectern.origin });
    expect(await line.next()).toMatchObject({ type: 'welcome', role: 'host' });
    const call = (id: number, name: string, input: object): void =>
      line.socket.send(JSON.stringify({ type: 'call', id, name, input }));
    call(1, 'setSlate', { on: true });
    call(2, 'connectObs', { address: 'ws://evil.example:4455' });
    call(3, 'setTheme', { theme: 'light' });
    const replies: FromHost[] = [];
    while (replies.length < 3) {
      const message = (await line.next()) as FromHost;
      if (message.type === 'reply') replies.push(message);
    }
    expect(replies.toSorted((a, b) => ('id' in a && 'id' in b ? a.id - b.id : 0))).toEqual([
      { type: 'reply', id: 1, ok: false, refusal: { code: 'notAllowed' } },
      { type: 'reply', id: 2, ok: false, refusal: { code: 'notAllowed' } },
      { type: 'reply', id: 3, ok: true, value: null },
    ]);
    line.socket.close();
  });

  it('that talks nonsense is answered in kind or not at all, and the app goes on', async () => {
    const cookie = await pair(await freshLink());
    const headers = { cookie, origin: lectern.origin };
    const line = await openLine(lectern.origin, producer, headers);
    await line.next();
    const nonsense = [
      'null',
      '[]',
      '"call"',
      '{"type":"call"}',
      '{"type":"call","id":"1","name":"setSlate","input":{}}',
      '{"type":"shutdown","id":1}',
      '{"type":"clock","id":1,"more":1}',
      '{"__proto__":{"type":"clock"},"id":1}',
    ];
    for (const text of nonsense) line.socket.send(text);
    const known = (id: number, name: string, input: unknown): void =>
      line.socket.send(JSON.stringify({ type: 'call', id, name, input }));
    known(1, 'toString', {});
    known(2, '__proto__', {});
    known(3, 'setSlate', { on: 'yes' });
    known(4, 'setSlate', { on: true, more: 1 });
    known(5, 'setSlate', null);
    line.socket.send('{"type":"clock","id":6}');
    const heard: unknown[] = [];
    for (;;) {
      const message = (await line.next()) as FromHost;
      if (message.type === 'changes') continue;
      heard.push(message);
      if (heard.length === 6) break;
    }
    const refused = [1, 2, 3, 4, 5].map((id) => ({
      type: 'reply',
      id,
      ok: false,
      refusal: { code: 'notUnderstood' },
    }));
    expect(heard).toEqual(
      expect.arrayContaining([...refused, expect.objectContaining({ type: 'clock', id: 6 })]),
    );
    line.socket.send('{"type":');
    expect(await line.closed).toBe(1007);
    const after = await openLine(lectern.origin, producer, headers);
    expect(await after.next()).toMatchObject({ type: 'welcome' });
    after.socket.close();
  });
});
