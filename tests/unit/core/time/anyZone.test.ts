import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { recordOf } from '../../../../src/core/asrun/record';
import { openState } from '../../../../src/core/run/state';
import { timing } from '../../../../src/core/run/timing';
import { hour } from '../../../../src/core/time/units';
import { formatClock, formatIso } from '../../../../src/core/time/write';
import { dateOf, timeOfDayOf, zoneName } from '../../../../src/core/time/zone';
import { tableOf } from '../../../../src/renderer/features/runs/table';
import { writeDate } from '../../../../src/renderer/ui/writeDate';
import { webinar } from '../../../support/shows';
import { Stage } from '../../../support/stage';

const own = process.env['TZ'];
afterEach(() => {
  if (own === undefined) delete process.env['TZ'];
  else process.env['TZ'] = own;
});

/** Every time that a run of the webinar is made of, as it is written. */
function allTimes(): unknown {
  const plan = webinar({ hardOut: 17 * hour });
  const stage = new Stage(plan, '15:50');
  const starts = ['15:50', '16:00', '16:07'].map((at) => {
    stage.clock(at);
    stage.go({ early: true });
    return stage.now;
  });
  const { zone } = plan;
  return {
    now: new Date(stage.now).getTime(),
    starts: starts.map((at) => [
      formatClock(at, zone, { seconds: true }),
      formatIso(at, zone),
      dateOf(at, zone),
      timeOfDayOf(at, zone),
      zoneName(at, zone, 'en'),
    ]),
    timing: timing(plan, stage.state.run, stage.now),
    report: tableOf(recordOf(openState(plan, 0, 'run-1'), stage.journal, 'whole')),
    date: writeDate(plan.date ?? ''),
  };
}

describe('a machine in another zone than the show', () => {
  it('has the same times, planned, expected, actual and in the report', () => {
    process.env['TZ'] = 'Europe/Paris';
    const there = allTimes();
    for (const [zone, offset] of [
      ['Pacific/Kiritimati', -840],
      ['America/Los_Angeles', 480],
      ['Asia/Kolkata', -330],
    ] as const) {
      process.env['TZ'] = zone;
      // This process is there now.
      expect(new Date(2026, 10, 23).getTimezoneOffset()).toBe(offset);
      expect(allTimes()).toEqual(there);
    }
  });

  it('is asked for its own zone in two places only: a new show begins with it, and before there is one', () => {
    const src = resolve(import.meta.dirname, '../../../../src');
    const local =
      /resolvedOptions\(\)|getTimezoneOffset|toLocale(?:Date|Time)?String|\.get(?:Hours|Minutes|Date|Day|Month|FullYear)\(/;
    const asks = readdirSync(src, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name))
      .filter((name) => local.test(readFileSync(join(src, name), 'utf8')))
      .map((name) => name.replaceAll('\\', '/'));
    expect(asks.toSorted()).toEqual(['renderer/features/start/NewShow.tsx', 'renderer/host/HostPage.tsx']);
  });
});
