import type { ChildProcess } from 'node:child_process';

/**
 * A started program that ends with us, whatever happens: should this process end without stopping it, it is
 * killed on the way out.
 */
export interface Child {
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
