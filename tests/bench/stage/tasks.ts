import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication } from 'playwright';
import { temporaryHome } from '../../support/electronApp';

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/**
 * What each task of a page's main thread takes of its processor while `act` runs, ms: what a busy machine takes from it
 * beside is not counted. Of the page's process `pid`.
 */
export async function tasksDuring(
  app: ElectronApplication,
  pid: number,
  act: () => Promise<unknown>,
): Promise<readonly number[]> {
  await app.evaluate(({ contentTracing }) =>
    contentTracing.startRecording({ included_categories: ['toplevel'], excluded_categories: ['*'] }),
  );
  await act();
  const file = join(temporaryHome(), 'trace.json');
  await app.evaluate(({ contentTracing }, path) => contentTracing.stopRecording(path), file);
  const { traceEvents } = JSON.parse(readFileSync(file, 'utf8')) as { traceEvents: readonly TraceEvent[] };
  const main = traceEvents.find(
    (event) => event.pid === pid && event.name === 'thread_name' && event.args?.name === 'CrRendererMain',
  )?.tid;
  return traceEvents.flatMap(({ ph, pid: of, tid, tdur }) =>
    ph === 'X' && of === pid && tid === main && tdur !== undefined ? [tdur / 1_000] : [],
  );
}
