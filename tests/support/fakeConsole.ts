import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import type { Browser, Page } from 'playwright';
import { launchBrowser } from './chromium';
import { repository } from './electronApp';
import type { FakeHost } from './fakeHost';

/** The built console in Chromium, in exactly the state that a fake host is in. */
export interface FakeConsole {
  /** A new page on this host; the one before is closed. */
  show(host: FakeHost, size?: { readonly width: number; readonly height: number }): Promise<Page>;
  /** The same for the host view. */
  showHostView(host: FakeHost, size?: { readonly width: number; readonly height: number }): Promise<Page>;
  close(): Promise<void>;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
};

export async function openFakeConsole(): Promise<FakeConsole> {
  const pages = join(repository, 'out/renderer');
  let current: FakeHost | null = null;
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://localhost').pathname);
    const file = join(pages, path.endsWith('/') ? `${path}index.html` : path);
    readFile(file).then(
      (body) => response.writeHead(200, { 'content-type': types[extname(file)] ?? 'text/plain' }).end(body),
      () => response.writeHead(404).end(),
    );
  });
  server.on('upgrade', (request, socket, head) => {
    if (current) current.upgrade(request, socket, head);
    else socket.destroy();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  const { port } = address;
  const browser: Browser = await launchBrowser();
  let page: Page | null = null;

  async function open(path: string, host: FakeHost, viewport = { width: 1280, height: 800 }): Promise<Page> {
    await page?.close();
    current = host;
    page = await browser.newPage({ viewport });
    await page.goto(`http://127.0.0.1:${port}/${path}/`);
    return page;
  }

  return {
    async show(host, size) {
      const console = await open('producer', host, size);
      await console.getByTestId('go').waitFor();
      return console;
    },
    async showHostView(host, size) {
      const view = await open('host', host, size);
      await view.getByRole('heading', { level: 1 }).waitFor();
      return view;
    },
    async close() {
      await browser.close();
      await new Promise((closed) => {
        server.close(closed);
        server.closeAllConnections();
      });
    },
  };
}
