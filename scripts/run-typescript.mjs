/**
 * Runs a TypeScript file of ours that exports `main(args)`: Node 20 cannot, and the bundler that is here anyway can.
 * `node scripts/run-typescript.mjs tests/screenshots/take.ts [args]`
 */
import { resolve } from 'node:path';
import { runnerImport } from 'vite';

const [file, ...args] = process.argv.slice(2);
if (file === undefined) throw new Error('which file?');
const { module } = await runnerImport(resolve(file), { configFile: false, logLevel: 'error' });
process.exitCode = (await module.main(args)) ?? 0;
