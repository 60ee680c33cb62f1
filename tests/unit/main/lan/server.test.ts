import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FromHost } from '../../../../src/contract/messages';
import { largestMessage } from '../../../../src/contract/messages';
import type { Role } from '../../../../src/contract/roles';
import type { ScreenTransport } from '../../../../src/main/app/transport';
import type { LanServer } from '../../../../src/main/lan/server';
import { startLanServer } from '../../../../src/main/lan/server';
import { ask, openLine, pair } from '../../../support/browserLike';
import { until } from '../../../support/until';

const pong: FromHost = { type: 'clock', id: 1, now: 0 };

interface Came {
  readonly role: Role;
  readonly transport: ScreenTransport;
  readonly heard: unknown[];
  closed: boolean;
}

let folder: string;
let server: LanServer;
let screens: Came[];
let paired: Role[];

async function start(heartbeat = 60_000): Promise<LanServer> {
  return startLanServer({
    port: 0,
    pages: join(folder, 'pages'),
    heartbeat,
    onPaired: (role) => paired.push(role),
    onScreen: (role, transport) => {
      const came: Came = { role, transport, heard: [], closed: false };
      transport.onMessage((raw) => came.heard.push(raw));
      transport.onClose(() => {
        came.closed = true;
      });
      transport.send(pong);
      screens.push(came);
    },
  });
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lectern-lan-'));
  for (const page of ['producer', 'host', 'report', 'assets'])
    mkdirSync(join(folder, 'pages', page), { recursive: true });
  writeFileSync(join(folder, 'secret.html'), 'not for the web');
  writeFileSync(join(folder, 'pages/producer/index.html'), '<p>the console</p>');
  writeFileSync(join(folder, 'pages/host/index.html'), '<p>the host view</p>');
  writeFileSync(join(folder, 'pages/report/index.html'), '<p>the report</p>');
  writeFileSync(join(folder, 'pages/assets/main-1a2b.js'), 'console.log(1)');
  screens = [];
  paired = [];
  server = await start();
});

afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

async function entered(role: Role = 'producer'): Promise<{ cookie: string }> {
  return { cookie: await pair(server.invite(role)) };
}

async function lineAs(role: Role, wanted: Role = role) {
  return openLine(server.origin, `/socket?role=${wanted}`, {
    origin: server.origin,
    ...(await entered(role)),
  });
}

describe('the link', () => {
  it('lets one browser in: its token becomes a cookie that no script and no other site can use', async () => {
    const answer = await ask(server.invite('producer'));
    expect(answer.status).toBe(200);
    expect(answer.headers['refresh']).toBe('0; url=/producer/');
    const [cookie] = answer.headers['set-cookie'] ?? [];
    expect(cookie).toMatch(/^lectern-\d+=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
    expect(paired).toEqual(['producer']);
  });

  it('works once, and says so the second time', async () => {
    const link = server.invite('producer');
    await pair(link);
    const again = await ask(link);
    expect(again.status).toBe(410);
    expect(again.headers['set-cookie']).toBeUndefined();
    expect(again.body).toContain('A link works once');
  });

  it('is not used up by a preview', async () => {
    const link = server.invite('producer');
    expect((await ask(link, {}, 'HEAD')).status).toBe(405);
    expect((await ask(link)).status).toBe(200);
  });

  it('that nobody made is refused', async () => {
    const guessed = await ask(`${server.origin}/?token=${'a'.repeat(43)}`);
    expect(guessed.status).toBe(403);
    expect(guessed.headers['set-cookie']).toBeUndefined();
  });

  it('for the host view opens no console', async () => {
    const headers = await entered('host');
    expect((await ask(`${server.origin}/host/`, headers)).body).toContain('the host view');
    const refused = await ask(`${server.origin}/producer/`, headers);
    expect(refused.status).toBe(403);
    expect(refused.body).toContain('paired for the host view');
  });

  it('for the host view opens no report of a run; the producer’s does, with what it asks for', async () => {
    expect((await ask(`${server.origin}/report/?show=a&run=1`, await entered('host'))).status).toBe(403);
    const headers = await entered();
    const page = await ask(`${server.origin}/report/?show=a&run=1`, headers);
    expect([page.status, page.body]).toEqual([200, '<p>the report</p>']);
    const led = await ask(`${server.origin}/report?show=a&run=1`, headers);
    expect([led.status, led.headers['location']]).toEqual([302, '/report/?show=a&run=1']);
    expect((await ask(`${server.origin}/report/`)).status).toBe(401);
  });
});

describe('pages', () => {
  it('come with a policy that lets them load only themselves', async () => {
    const answer = await ask(`${server.origin}/producer/`, await entered());
    expect(answer.status).toBe(200);
    expect(answer.body).toContain('the console');
    const policy = String(answer.headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
  });

  it('lead from the bare address to the console', async () => {
    const answer = await ask(`${server.origin}/`, await entered());
    expect([answer.status, answer.headers['location']]).toEqual([302, '/producer/']);
  });

  it.each(['/producer/', '/assets/main-1a2b.js', '/', '/nothing'])('%s needs the cookie', async (path) => {
    const answer = await ask(server.origin + path);
    expect(answer.status).toBe(401);
    expect(answer.body).toContain('Open the link that Lectern printed');
  });

  it('do not open for a cookie of our name with another value', async () => {
    const { cookie } = await entered();
    const name = cookie.split('=')[0] ?? '';
    const forged = await ask(`${server.origin}/producer/`, { cookie: `${name}=${'a'.repeat(43)}` });
    expect(forged.status).toBe(401);
  });

  it.each([
    '/../secret.html',
    '/%2e%2e/secret.html',
    '/..%2fsecret.html',
    '/assets/..%2f..%2fsecret.html',
    '/..%5csecret.html',
    '/producer/%00.html',
    '/%zz.html',
    '//secret.html',
    '//evil.example/../secret.html',
  ])('%s leads nowhere', async (path) => {
    const answer = await ask(server.origin + path, await entered());
    expect(answer.status).toBe(404);
    expect(answer.body).not.toContain('not for the web');
  });

  it('cannot be posted to', async () => {
    const answer = await ask(`${server.origin}/producer/`, await entered(), 'POST');
    expect(answer.status).toBe(405);
  });
});

describe('another origin', () => {
  it.each(['evil.example', 'evil.example:1234', '127.0.0.1', '127.0.0.1:1', 'localhost.evil.example'])(
    'a request for the host %s is refused, cookie or not (DNS rebinding)',
    async (host) => {
      const answer = await ask(`${server.origin}/producer/`, { ...(await entered()), host });
      expect(answer.status).toBe(403);
      expect(answer.body).not.toContain('the console');
    },
  );

  it('a link for another host name is refused and stays good', async () => {
    const link = server.invite('producer');
    expect((await ask(link, { host: 'evil.example' })).status).toBe(403);
    expect((await ask(link)).status).toBe(200);
  });

  it.each(['http://evil.example', 'http://127.0.0.1:1', 'null', 'https://127.0.0.1'])(
    'a request from %s is refused',
    async (origin) => {
      expect((await ask(`${server.origin}/producer/`, { ...(await entered()), origin })).status).toBe(403);
    },
  );

  it('a socket from it is refused', async () => {
    const headers = { ...(await entered()), origin: 'http://evil.example' };
    await expect(openLine(server.origin, '/socket?role=producer', headers)).rejects.toThrow('refused 403');
  });

  it('a socket without an origin is refused', async () => {
    await expect(openLine(server.origin, '/socket?role=producer', await entered())).rejects.toThrow(
      'refused 403',
    );
  });

  it('a socket for another host name is refused, though origin and host agree', async () => {
    const headers = { ...(await entered()), host: 'evil.example', origin: 'http://evil.example' };
    await expect(openLine(server.origin, '/socket?role=producer', headers)).rejects.toThrow('refused 403');
  });

  it('localhost is no other origin', async () => {
    const local = server.origin.replace('127.0.0.1', 'localhost');
    const host = new URL(local).host;
    const line = await openLine(server.origin, '/socket?role=producer', {
      ...(await entered()),
      host,
      origin: local,
    });
    expect(await line.next()).toEqual(pong);
    line.socket.terminate();
  });
});

describe('sockets', () => {
  it('carry messages both ways', async () => {
    const line = await lineAs('producer');
    expect(await line.next()).toEqual(pong);
    line.socket.send('{"type":"clock","id":7}');
    await until('the message is heard', 2_000, () => screens[0]?.heard.length === 1);
    expect(screens[0]?.heard).toEqual([{ type: 'clock', id: 7 }]);
    expect(screens[0]?.role).toBe('producer');
    line.socket.close();
    await until('its end is heard', 2_000, () => screens[0]?.closed);
  });

  it('need the cookie', async () => {
    const without = openLine(server.origin, '/socket?role=producer', { origin: server.origin });
    await expect(without).rejects.toThrow('refused 401');
  });

  it('a producer may look at the host view, and is a host there', async () => {
    const line = await lineAs('producer', 'host');
    expect(screens.map(({ role }) => role)).toEqual(['host']);
    line.socket.terminate();
  });

  it('a host becomes no producer', async () => {
    await expect(lineAs('host', 'producer')).rejects.toThrow('refused 403');
    expect(screens).toEqual([]);
  });

  it.each(['/socket', '/socket?role=admin', '/producer/?role=producer', '/'])(
    'are not to be had at %s',
    async (path) => {
      const headers = { origin: server.origin, ...(await entered()) };
      await expect(openLine(server.origin, path, headers)).rejects.toThrow('refused 404');
    },
  );

  it('that send what is no JSON are closed', async () => {
    const line = await lineAs('producer');
    line.socket.send('{"type":');
    expect(await line.closed).toBe(1007);
    expect(screens[0]?.heard).toEqual([]);
  });

  it('that send bytes are closed', async () => {
    const line = await lineAs('producer');
    line.socket.send(Buffer.from([1, 2, 3]));
    expect(await line.closed).toBe(1003);
    expect(screens[0]?.heard).toEqual([]);
  });

  it('that send more than the largest message are closed', async () => {
    const line = await lineAs('producer');
    line.socket.send(JSON.stringify('x'.repeat(largestMessage)));
    expect(await line.closed).toBe(1009);
    expect(screens[0]?.heard).toEqual([]);
  });

  it('that do not read are let go instead of filling the memory', async () => {
    const line = await lineAs('producer');
    line.socket.pause();
    const screen = screens[0];
    const long: FromHost = { type: 'reply', id: 1, ok: true, value: 'x'.repeat(4 * 1024 * 1024) };
    await until('the server gives up', 4_000, () => {
      screen?.transport.send(long);
      return screen?.closed;
    });
    expect(line.socket.isPaused).toBe(true);
    line.socket.terminate();
  });

  it('that do not read miss pictures only', async () => {
    const line = await lineAs('producer');
    await line.next();
    line.socket.pause();
    const picture: FromHost = {
      type: 'picture',
      of: 'program',
      scene: 'Host',
      data: 'x'.repeat(1024 * 1024),
      at: 0,
    };
    for (let sent = 0; sent < 100; sent += 1) screens[0]?.transport.send({ ...picture, at: sent });
    screens[0]?.transport.send({ type: 'clock', id: 2, now: 5 });
    line.socket.resume();
    let pictures = 0;
    for (;;) {
      const message = (await line.next()) as FromHost;
      if (message.type === 'clock') break;
      pictures += 1;
    }
    expect(pictures).toBeGreaterThan(0);
    expect(pictures).toBeLessThan(50);
    expect(screens[0]?.closed).toBe(false);
    line.socket.terminate();
  });
});

describe('the heartbeat', () => {
  it('lets a screen go that answers no more, and keeps one that does', async () => {
    await server.close();
    server = await start(50);
    const live = await lineAs('producer');
    const dead = await lineAs('producer');
    // A machine that went to sleep: its socket stays open and nothing is answered.
    dead.socket.pause();
    await until('the silent one is let go', 4_000, () => screens[1]?.closed);
    expect(screens[0]?.closed).toBe(false);
    live.socket.terminate();
    dead.socket.terminate();
  });
});

describe('closing', () => {
  it('lets every screen go and frees the port', async () => {
    const line = await lineAs('producer');
    await server.close();
    expect(await line.closed).toBe(1006);
    await expect(ask(server.origin)).rejects.toThrow('ECONNREFUSED');
    server = await start();
  });

  it('a taken port is an error for the caller', async () => {
    const port = Number(new URL(server.origin).port);
    const second = startLanServer({
      port,
      pages: folder,
      heartbeat: 1_000,
      onPaired: () => {},
      onScreen: () => {},
    });
    await expect(second).rejects.toThrow('EADDRINUSE');
  });
});
