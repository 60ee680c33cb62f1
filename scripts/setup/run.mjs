/** Running other programs: the few forms that set-up and the test runner need. */
import { spawn, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The repository's folder. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

/** One line about set-up, told apart from what the started program prints. */
export function say(line) {
  process.stderr.write(`lectern: ${line}\n`);
}

/**
 * Runs a program to its end with its output shown.
 * @returns {Promise<number>} its exit code; 128 + the signal's number when a signal ended it.
 */
export function run(command, args, options = {}) {
  return new Promise((done, fail) => {
    const child = spawn(command, args, { stdio: 'inherit', cwd: root, ...options });
    const release = passSignalsTo(child);
    child.on('error', (error) => {
      release();
      fail(error);
    });
    child.on('exit', (code, signal) => {
      release();
      done(code ?? 128 + (signalNumbers[signal] ?? 0));
    });
  });
}

/** Runs a program quietly; `{ ok, out }`, where `out` is all that it printed. */
export function ask(command, args, options = {}) {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    ...options,
  });
  return { ok: status === 0, out: `${stdout ?? ''}${stderr ?? ''}` };
}

/** The command that runs npm on this system. */
export const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

const signalNumbers = { SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGSEGV: 11, SIGTERM: 15 };

/**
 * A terminal gives Ctrl-C to every process of the group, so the child has it already: passing it on would
 * press it twice. Without a terminal we are the only one who got the signal. npm starts us through a shell, and
 * a shell that is told to end does so without a word to us: we then have a new parent, and end the child too.
 */
function passSignalsTo(child) {
  const passOn = (signal) => {
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, passOn);
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid !== parent) child.kill('SIGTERM');
  }, 1000);
  return () => {
    clearInterval(watch);
    for (const signal of signals) process.off(signal, passOn);
  };
}
