import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { keep, startChild } from '../../support/child';
import { repository, temporaryHome } from '../../support/electronApp';
import type { Woken } from '../apps/wake';
import type { Figure, Measured } from '../figure';
import { percentile } from '../statistics';

/** What is due by itself, in an app of its own, while another process keeps one core busy. */
export const wake: Figure = {
  key: 'wake',
  what: 'the instant at which a cue is due → handled and told, one core kept busy; beside it a bare timer',
  limits: { p99: 20 },
  async measure(): Promise<Measured> {
    const busy = await startChild(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' });
    try {
      const { handled, bare } = await woken();
      return {
        fields: {
          p50: percentile(handled, 0.5),
          p99: percentile(handled, 0.99),
          bareP50: percentile(bare, 0.5),
          bareP99: percentile(bare, 0.99),
          n: handled.length,
        },
        intervals: {},
      };
    } finally {
      await busy.stop('SIGKILL', 2_000);
    }
  },
};

async function woken(): Promise<Woken> {
  const script = join(repository, 'scripts/run-typescript.mjs');
  const app = join(repository, 'tests/bench/apps/wake.ts');
  const node = spawn(process.execPath, [script, app, temporaryHome()], {
    stdio: ['ignore', 'pipe', 'inherit'],
    cwd: repository,
  });
  const child = await keep(node, 'the app');
  let last = '';
  for await (const line of createInterface({ input: node.stdout })) last = line;
  const { code } = await child.ended;
  if (code !== 0) throw new Error(`the app ended with ${code}`);
  return JSON.parse(last) as Woken;
}
