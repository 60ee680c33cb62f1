import { expect, it } from 'vitest';
import { noOutputs } from '../../../../src/core/obs/outputs';
import type { Stamped } from '../../../../src/core/run/events';
import { openState } from '../../../../src/core/run/state';
import { createShowHost, type ShowHost } from '../../../../src/main/app/showHost';
import type { Timers } from '../../../../src/main/app/timers';
import { webinar } from '../../../support/shows';
import { steadyClock } from '../../../support/steadyClock';

/** Timers that the test fires by hand. */
class FakeTimers implements Timers {
  readonly set: { readonly delay: number; readonly callback: () => void }[] = [];

  after(delay: number, callback: () => void): () => void {
    const timer = { delay, callback };
    this.set.push(timer);
    return () => {
      const index = this.set.indexOf(timer);
      if (index >= 0) this.set.splice(index, 1);
    };
  }
}

function open(): {
  host: ShowHost;
  order: string[];
  timers: FakeTimers;
  clock: { now: number };
} {
  const order: string[] = [];
  const timers = new FakeTimers();
  const clock = { now: Date.UTC(2026, 10, 23, 14, 50) };
  let ids = 0;
  const host = createShowHost({
    opened: { state: openState(webinar(), 0, 'run-1'), log: [], lastAt: null },
    lastSeq: 0,
    journal: {
      append: ({ seq, event }: Stamped) => order.push(`journal ${seq} ${event.type}`),
      synced: () => Promise.resolve(),
    },
    clock: steadyClock(() => clock.now),
    newId: () => `id-${++ids}`,
    timers,
    obs: () => ({
      connected: true,
      practice: false,
      program: 'Host',
      captionsReady: true,
      outputs: noOutputs,
    }),
    newJournal: () => ({
      append: ({ event }) => order.push(`new journal ${event.type}`),
      synced: () => Promise.resolve(),
    }),
    act: (_state, events) => order.push(`act ${events.map((stamped) => stamped.event.type).join()}`),
    publish: () => order.push('publish'),
  });
  return { host, order, timers, clock };
}

it('an event is journalled before anything acts on it, and then published', () => {
  const { host, order } = open();
  expect(host.submit({ type: 'takeNext', expectedOnAir: null, expectedNext: 'slate' }).ok).toBe(true);
  expect(order).toEqual(['journal 1 takeRequested', 'act takeRequested', 'publish']);
});

it('a refused command leaves no trace', () => {
  const { host, order } = open();
  expect(host.submit({ type: 'undoEdit' }).ok).toBe(false);
  expect(order).toEqual([]);
});

it('there is one timer, for the next thing that is due', () => {
  const { host, timers, clock } = open();
  host.submit({ type: 'takeNext', expectedOnAir: null, expectedNext: 'slate' });
  const takeId = host.state.run.pending[0]?.takeId ?? '';
  host.report({ type: 'takeAccepted', takeId, after: 10 });
  expect(timers.set).toHaveLength(0);
  host.report({ type: 'takeOnAir', takeId, after: 10 });
  expect(timers.set.map((timer) => timer.delay)).toEqual([3_000]);
  clock.now += 3_000;
  timers.set[0]?.callback();
  expect(host.state.run.onAir?.firstName).toBe('settled');
});

it('a reset begins a new journal after it', () => {
  const { host, order } = open();
  host.submit({ type: 'takeNext', expectedOnAir: null, expectedNext: 'slate' });
  host.report({ type: 'takeAccepted', takeId: host.state.run.pending[0]?.takeId ?? '', after: 1 });
  host.submit({ type: 'resetRun', armed: true });
  host.submit({ type: 'setHold', on: true });
  expect(order).toContain('journal 3 runReset');
  expect(order).toContain('new journal holdSet');
  expect(host.log.map((line) => line.key)).toEqual(['held']);
});

it('after it is put away nothing more is decided', () => {
  const { host, order } = open();
  host.dispose();
  host.report({ type: 'obsLost', reason: 'closed' });
  expect(order).toEqual([]);
});
