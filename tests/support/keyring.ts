import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { keep } from './child';

/** A keyring of a test's own, unlocked, on a message bus of its own. */
export interface Keyring {
  /** What a program gets in its environment to find it. */
  readonly env: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** Starts gnome-keyring; what it keeps is in `folder`. */
export async function startKeyring(folder: string): Promise<Keyring> {
  const runtime = join(folder, 'run');
  mkdirSync(runtime, { recursive: true, mode: 0o700 });
  // Without a password of its own it would ask a person for one, in a window.
  const keyring = 'printf unlocked | gnome-keyring-daemon --unlock --components=secrets > /dev/null';
  const bus = spawn(
    'dbus-run-session',
    ['--', 'sh', '-c', `${keyring}; echo "$DBUS_SESSION_BUS_ADDRESS"; cat > /dev/null`],
    {
      stdio: ['pipe', 'pipe', 'ignore'],
      env: { PATH: process.env['PATH'] ?? '', HOME: folder, XDG_RUNTIME_DIR: runtime },
    },
  );
  const child = await keep(bus, 'dbus-run-session');
  const { value: address, done } = await createInterface({ input: bus.stdout })
    [Symbol.asyncIterator]()
    .next();
  if (done === true) throw new Error('no keyring: dbus-run-session ended');
  return {
    env: { DBUS_SESSION_BUS_ADDRESS: address },
    async stop() {
      // Its shell waits for this.
      bus.stdin.end();
      await child.stop('SIGTERM', 2_000);
    },
  };
}
