/**
 * Runs a TypeScript file of ours that exports `main(args)`: Node 20 cannot, and the bundler that is here anyway can.
 * `node scripts/run-typescript.mjs tests/screenshots/take.ts [args]`
 */
import { resolve } from 'node:path';
import { createServer } from 'vite';

const [file, ...args] = process.argv.slice(2);
if (file === undefined) throw new Error('which file?');
const vite = await createServer({
  configFile: false,
  logLevel: 'error',
  appType: 'custom',
  server: { middlewareMode: true, watch: null, ws: false },
  optimizeDeps: { noDiscovery: true, include: [] },
});
try {
  const { main } = await vite.ssrLoadModule(resolve(file));
  process.exitCode = (await main(args)) ?? 0;
} finally {
  // Only now: what is imported when it is wanted comes through it too.
  await vite.close();
}
