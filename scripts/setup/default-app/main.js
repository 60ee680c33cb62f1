/**
 * What `electron [-r module] [flags] <app path>` does, for an Electron that comes without its default app:
 * loads the app at the path given and lets it be the app. Only what electron-vite, Playwright and our own
 * launcher use of it.
 */
const { app } = require('electron');
const { existsSync, readFileSync } = require('node:fs');
const Module = require('node:module');
const path = require('node:path');

const args = process.argv.slice(1);
const preloads = [];
let appPath = null;
for (let at = 0; at < args.length && appPath === null; at += 1) {
  const arg = args[at];
  if (arg === '--version' || arg === '-v') {
    console.log(`v${process.versions.electron}`);
    process.exit(0);
  } else if (arg === '-r' || arg === '--require') preloads.push(args[(at += 1)]);
  else if (!arg.startsWith('-')) appPath = path.resolve(arg);
}

if (appPath === null) {
  console.error('Usage: electron [-r module] [flags] <path of an app>');
  process.exit(1);
}
if (preloads.length > 0) Module._preloadModules(preloads);

Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true });
const manifest = path.join(appPath, 'package.json');
if (existsSync(manifest)) {
  const { name, productName, version } = JSON.parse(readFileSync(manifest, 'utf8'));
  if (version) app.setVersion(version);
  app.name = productName ?? name ?? app.name;
}
const entry = Module._resolveFilename(appPath, null, true);
app.setAppPath(existsSync(manifest) ? appPath : path.dirname(entry));
Module._load(entry, Module, true);
