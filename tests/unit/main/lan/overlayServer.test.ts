import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { OverlayPage } from '../../../../src/contract/overlay';
import { defaultGraphics } from '../../../../src/core/captions/graphics';
import type { OverlayServer, PageLine } from '../../../../src/main/lan/overlayServer';
import { startOverlayServer } from '../../../../src/main/lan/overlayServer';
import { ask, openLine } from '../../../support/browserLike';
import { until } from '../../../support/until';

const token = 'k'.repeat(43);
const graphic = '0'.repeat(32);

let folder: string;
let server: OverlayServer;
let came: { readonly of: OverlayPage; readonly line: PageLine; readonly shown: string[] }[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lectern-overlay-'));
  for (const page of ['onAir', 'producer', 'assets', 'ograf', 'package']) mkdirSync(join(folder, page));
  writeFileSync(join(folder, 'onAir/index.html'), '<p>on air</p>');
  writeFileSync(join(folder, 'producer/index.html'), '<p>the console</p>');
  writeFileSync(join(folder, 'assets/main-1a2b.js'), 'console.log(1)');
  writeFileSync(join(folder, 'ograf/index.html'), '<p>a frame</p>');
  writeFileSync(join(folder, 'package/strap.mjs'), 'export default class {}');
  came = [];
  server = await startOverlayServer({
    port: 0,
    token,
    pages: folder,
    heartbeat: 60_000,
    graphic: (id) => (id === graphic ? join(folder, 'package') : null),
    onPage(of, line) {
      const shown: string[] = [];
      line.onSaid((said) => shown.push(said.type === 'shown' ? said.id : said.type));
      came.push({ of, line, shown });
    },
  });
});

afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

const origin = (): string => `http://127.0.0.1:${server.port}`;

it('the page and its files are there for whoever knows the token, and nothing else is', async () => {
  const { status, headers, body } = await ask(server.address('names'));
  expect([status, body]).toEqual([200, '<p>on air</p>']);
  expect(headers['content-security-policy']).toContain("default-src 'none'");
  expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
  expect((await ask(`${origin()}/${token}/assets/main-1a2b.js`)).status).toBe(200);
  for (const path of [
    '/',
    '/onAir/',
    `/${'x'.repeat(43)}/onAir/`,
    `/${token}`,
    `/${token}/`,
    `/${token}/producer/`,
    `/${token}/onAir/../producer/index.html`,
    `/${token}/assets/..%2fproducer%2findex.html`,
    `/${token}/socket`,
  ])
    expect([path, (await ask(`${origin()}${path}`)).status]).toEqual([path, 404]);
});

it('a request in another name or from another page is sent away', async () => {
  const page = server.address('names');
  expect((await ask(page, { host: 'evil.example' })).status).toBe(404);
  expect((await ask(page, { origin: 'http://evil.example' })).status).toBe(404);
  expect((await ask(page, {}, 'POST')).status).toBe(404);
});

it('a socket needs the token, its own origin and a page that there is', async () => {
  const own = { origin: origin() };
  const path = `/${token}/socket?of=names`;
  await expect(openLine(origin(), path, {})).rejects.toThrow('404');
  await expect(openLine(origin(), path, { origin: 'http://evil.example' })).rejects.toThrow('404');
  await expect(openLine(origin(), path, { origin: 'null' })).rejects.toThrow('404');
  await expect(openLine(origin(), '/socket?of=names', own)).rejects.toThrow('404');
  await expect(openLine(origin(), `/${token}/socket?of=producer`, own)).rejects.toThrow('404');
  expect(came).toEqual([]);
});

it('a page hears what viewers are to see, and can say that it shows it: no more', async () => {
  const line = await openLine(origin(), `/${token}/socket?of=cards`, { origin: origin() });
  await until('the page has come', 1_000, () => came.length === 1);
  const message = { type: 'card', card: null, graphics: defaultGraphics } as const;
  came[0]?.line.send(message);
  expect(await line.next()).toEqual(message);
  line.socket.send(JSON.stringify({ type: 'shown', id: 'one' }));
  await until('it was heard', 1_000, () => came[0]?.shown.length === 1);
  // Whoever tries to command is let go.
  line.socket.send(JSON.stringify({ type: 'call', id: 1, name: 'takeNext', input: {} }));
  expect(await line.closed).toBe(1008);
  expect(came[0]?.shown).toEqual(['one']);
});

it('a graphic has the package’s own files and nothing else, on an origin that is nobody’s', async () => {
  const frame = server.frame(graphic, 'strap.mjs');
  const base = frame.slice(0, frame.indexOf('ograf/'));
  expect(base).not.toContain(token);
  const { status, headers } = await ask(frame, { host: `localhost:${server.port}` });
  expect(status).toBe(200);
  const policy = String(headers['content-security-policy']);
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain(`connect-src ${base}graphic/${graphic}/`);
  expect(policy).toContain('sandbox allow-scripts');
  const file = await ask(`${base}graphic/${graphic}/strap.mjs`, { origin: 'null' });
  expect([file.status, file.body]).toEqual([200, 'export default class {}']);
  for (const path of [
    'producer/',
    'onAir/',
    `graphic/${'1'.repeat(32)}/strap.mjs`,
    `graphic/${graphic}/..%2fproducer%2findex.html`,
    `graphic/../producer/index.html`,
  ])
    expect([path, (await ask(`${base}${path}`)).status]).toEqual([path, 404]);
  const elsewhere = { host: `localhost:${server.port}`, origin: 'http://evil.example' };
  expect((await ask(`${base}graphic/${graphic}/strap.mjs`, elsewhere)).status).toBe(404);
  // Its key opens no page and no socket.
  const key = base.split('/').at(-2) ?? '';
  expect((await ask(`${origin()}/${key}/onAir/`)).status).toBe(404);
  await expect(openLine(origin(), `/${key}/socket?of=names`, { origin: origin() })).rejects.toThrow('404');
});
