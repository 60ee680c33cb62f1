import { expect, it, onTestFinished } from 'vitest';
import type { Published } from '../../src/contract/published';
import { nextSegment } from '../../src/core/run/order';
import { hour, minute, second } from '../../src/core/time/units';
import { startVirtualApp, type VirtualApp } from '../bench/stage/virtualApp';
import { temporaryHome } from '../support/electronApp';
import { until } from '../support/until';

/** What of docs/clocks.md is between the app and OBS: the whole app at a practice OBS, in a time of their own. */

async function start(): Promise<VirtualApp> {
  const stage = await startVirtualApp(temporaryHome(), 1_700_000_000_250, 7);
  onTestFinished(async () => {
    stage.console.close();
    await stage.app.dispose();
  });
  return stage;
}

function sessionOf({ app }: VirtualApp): NonNullable<Published['session']> {
  const { session } = app.publisher.published;
  if (!session) throw new Error('no show is open');
  return session;
}

async function press(stage: VirtualApp): Promise<void> {
  const { show, run } = sessionOf(stage);
  const answer = await stage.console.call('takeNext', {
    expectedOnAir: run.onAir?.takeId ?? null,
    expectedNext: nextSegment(show, run)?.id ?? '',
    early: true,
  });
  expect(answer).toMatchObject({ ok: true });
}

for (const by of [-hour, hour]) {
  it(`a clock set by ${by / minute} minutes under a take: OBS took as long as it took, and the next GO is taken`, async () => {
    const stage = await start();
    await press(stage);
    stage.setClock(by);
    stage.app.setAsleep(false);
    await stage.time.pass(3 * second);
    const { run, log } = sessionOf(stage);
    expect(run.pending).toEqual([]);
    expect(run.failed).toBeNull();
    const took = log.flatMap(({ key, values }) =>
      key === 'onAir' || key === 'taken' ? Number(values['ms']) : [],
    );
    expect(took.length).toBeGreaterThan(0);
    for (const ms of took) {
      expect(ms).toBeGreaterThanOrEqual(0);
      expect(ms).toBeLessThan(3 * second);
    }
    await press(stage);
    await stage.time.pass(3 * second);
    expect(sessionOf(stage).run.done).toHaveLength(1);
  });
}

it('a recording has run as long as it has, also after the clock was set', async () => {
  const stage = await start();
  const since = (): number | null => {
    const record = stage.app.publisher.published.obs.observed?.outputs.record;
    return record?.status === 'on' ? record.since : null;
  };
  await stage.console.call('setOutput', { output: 'record', on: true, armed: true });
  // The ask waits for the disk, which is in no virtual time.
  const before = await until('it records', 5_000, async () => {
    await stage.time.pass(second);
    return since();
  });
  stage.setClock(-hour);
  stage.app.setAsleep(false);
  await stage.time.pass(second);
  expect(Math.abs((since() ?? 0) - (before - hour))).toBeLessThan(second / 2);
});
