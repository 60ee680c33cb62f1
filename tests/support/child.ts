import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';

/** A started program that ends with us. */
export interface Child {
  readonly process: ChildProcess;
  readonly pid: number;
  /** Resolves once the program has ended, with what ended it. */
  readonly ended: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
  /** False from the moment that the program has ended. */
  running(): boolean;
  /** Sends SIGKILL and waits until the program is gone. */
  kill(): Promise<void>;
  /** Asks with `signal`; kills what has not ended within `graceMs`. */
  stop(signal: NodeJS.Signals, graceMs: number): Promise<void>;
}

/**
 * Starts a program that never outlives us, and resolves once it runs. The test runner ends its workers with a
 * signal when a file has failed, and then nothing of ours runs any more: on Linux the kernel does it.
 */
export function startChild(command: string, args: readonly string[], options: SpawnOptions): Promise<Child> {
  // setpriv becomes the program itself: same process, same id.
  const started =
    process.platform === 'linux'
      ? spawn('setpriv', ['--pdeathsig', 'KILL', command, ...args], options)
      : spawn(command, [...args], options);
  return keep(started, command);
}

/** Resolves once a program just spawned runs; kills it on our way out, should it then still run. */
export async function keep(process_: ChildProcess, name: string): Promise<Child> {
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((done) => {
    process_.once('exit', (code, signal) => done({ code, signal }));
  });
  await new Promise<void>((done, fail) => {
    process_.once('spawn', done);
    process_.once('error', (error) => fail(new Error(`${name} does not start: ${error.message}`)));
  });
  const { pid } = process_;
  if (pid === undefined) throw new Error(`${name} has no process id`);
  const running = (): boolean => process_.exitCode === null && process_.signalCode === null;
  const killNow = (): void => {
    if (running()) process_.kill('SIGKILL');
  };
  process.once('exit', killNow);
  void ended.then(() => process.off('exit', killNow));
  return {
    process: process_,
    pid,
    ended,
    running,
    async kill() {
      killNow();
      await ended;
    },
    async stop(signal, graceMs) {
      if (running()) process_.kill(signal);
      const timer = setTimeout(killNow, graceMs);
      await ended;
      clearTimeout(timer);
    },
  };
}
