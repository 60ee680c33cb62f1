/**
 * `npm test [-- name …]`: sets up what is missing, then runs every check and every suite one after another, or
 * just those named. The last line says how many passed and how many failed. What cannot run on this machine is
 * skipped with the reason and the way to get it; where CI is set, a skip is a failure.
 */
import './setup/node-version.mjs';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { whyNot } from './setup/available.mjs';
import { ensureBuilt } from './setup/build.mjs';
import { electronLibraries, ensurePackages, testPackages } from './setup/debian.mjs';
import { ensureDependencies } from './setup/dependencies.mjs';
import { ensureElectron } from './setup/electron.mjs';
import { ask, root, run, say } from './setup/run.mjs';
import { failures, totals } from './test/totals.mjs';

/** Longest that one suite may take (ms); a suite that hangs is ended and fails. */
const suiteLimit = 10 * 60_000;

const bin = (path) => join(root, 'node_modules', path);

/** Static checks: each counts as one test. */
const checks = [
  { name: 'format', run: () => ask(process.execPath, [bin('oxfmt/bin/oxfmt'), '--check']) },
  {
    name: 'lint',
    run: () => ask(process.execPath, [bin('oxlint/bin/oxlint'), '--type-aware', '--deny-warnings']),
  },
  { name: 'types', run: () => ask(process.execPath, [join(root, 'scripts/typecheck.mjs')]) },
  { name: 'knip', run: () => ask(process.execPath, [bin('knip/bin/knip.js')]) },
  { name: 'build', run: build },
];

/** Suites: a vitest project each, with what of the machine it cannot do without. */
const suites = [
  { name: 'unit', needs: [] },
  { name: 'property', needs: [] },
  { name: 'practice', needs: [] },
  { name: 'obs', needs: ['obs'] },
  { name: 'e2e', needs: ['electron', 'screen'], built: true },
  { name: 'browser', needs: ['chromium'], built: true },
  { name: 'soak', needs: [], built: true },
].filter(({ name }) => existsSync(join(root, 'tests', name)));

const names = [...checks, ...suites].map(({ name }) => name);
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  say(`no such tests: ${unknown.join(', ')}. There are: ${names.join(', ')}`);
  process.exit(2);
}
const wanted = ({ name }) => asked.length === 0 || asked.includes(name);

const results = [];
try {
  await setUp();
  for (const check of checks.filter(wanted)) results.push(await runCheck(check));
  for (const suite of suites.filter(wanted)) results.push(await runSuite(suite));
} catch (error) {
  say(error.message);
  results.push({ name: 'set-up', passed: 0, failed: 1, skipped: 0, seconds: 0, note: error.message });
}
process.exitCode = report();

async function setUp() {
  await ensureDependencies();
  const heavy = suites.filter(wanted).flatMap(({ needs }) => needs);
  if (heavy.length > 0) ensurePackages([...electronLibraries, ...testPackages], 'the tests');
  if (heavy.includes('electron')) await ensureElectron();
}

async function build() {
  try {
    await ensureBuilt();
    return { ok: true, out: '' };
  } catch (error) {
    return { ok: false, out: error.message };
  }
}

async function runCheck({ name, run: check }) {
  const began = performance.now();
  const { ok, out } = await check();
  const seconds = (performance.now() - began) / 1000;
  console.log(`${ok ? '✓' : '✗'} ${name} (${seconds.toFixed(1)} s)`);
  if (!ok) console.log(out);
  return { name, passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0, seconds, note: '' };
}

async function runSuite({ name, needs, built }) {
  const began = performance.now();
  const outcome = await suiteOutcome(name, needs, built);
  return { name, ...outcome, seconds: (performance.now() - began) / 1000 };
}

async function suiteOutcome(name, needs, built) {
  const why = whyNot(...needs);
  if (why !== null) return { passed: 0, failed: 0, skipped: countTests(name), note: `skipped: ${why}` };
  if (built) {
    const { ok, out } = await build();
    if (!ok) return { passed: 0, failed: 1, skipped: 0, note: out };
  }
  const folder = mkdtempSync(join(tmpdir(), 'lectern-report-'));
  try {
    const file = join(folder, 'report.json');
    const code = await vitest([
      'run',
      '--project',
      name,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
    ]);
    if (!existsSync(file))
      return { passed: 0, failed: 1, skipped: 0, note: `ended with ${code} and no report` };
    const written = JSON.parse(readFileSync(file, 'utf8'));
    return { ...totals(written, code), said: failures(written) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function vitest(args) {
  return run(process.execPath, [bin('vitest/vitest.mjs'), ...args], {
    timeout: suiteLimit,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
}

/** How many tests a suite would run; counted without running it. At least 1, so that a skip is never invisible. */
function countTests(name) {
  const { ok, out } = ask(process.execPath, [bin('vitest/vitest.mjs'), 'list', '--project', name, '--json']);
  const listed = ok ? out.slice(out.indexOf('['), out.lastIndexOf(']') + 1) : '';
  try {
    return Math.max(1, JSON.parse(listed).length);
  } catch {
    return 1;
  }
}

function report() {
  const sum = (of) => results.reduce((total, result) => total + result[of], 0);
  const skippedIsFailed = Boolean(process.env.CI) && process.env.CI !== 'false';
  for (const failure of results.flatMap(({ said }) => said ?? [])) console.log(`\n✗ ${failure}`);
  console.log('\n            passed  failed  skipped  seconds');
  for (const { name, passed, failed, skipped, seconds, note } of results) {
    const cells = [passed, failed, skipped, seconds.toFixed(1)]
      .map((cell) => String(cell).padStart(8))
      .join('');
    console.log(`${name.padEnd(10)}${cells}${note === '' ? '' : `  ${note}`}`);
  }
  const failed = sum('failed') + (skippedIsFailed ? sum('skipped') : 0);
  const skipped = skippedIsFailed ? 0 : sum('skipped');
  if (skippedIsFailed && sum('skipped') > 0) console.log('CI is set: what was skipped counts as failed');
  console.log(`\n${sum('passed')} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
  return failed > 0 ? 1 : 0;
}
