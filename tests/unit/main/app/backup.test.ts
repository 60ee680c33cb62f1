import { describe, expect, it } from 'vitest';
import type { Backup as PublishedBackup } from '../../../../src/contract/published';
import type { ObsView } from '../../../../src/core/obs/observed';
import type { Report } from '../../../../src/core/run/commands';
import type { Stamped } from '../../../../src/core/run/events';
import type { State } from '../../../../src/core/run/state';
import { createBackup } from '../../../../src/main/app/backup';
import type { ObsRoom } from '../../../../src/main/obs/room';
import { publishedOf } from '../../../support/fakeWire';
import { webinar } from '../../../support/shows';
import { Stage } from '../../../support/stage';
import { FakeTime } from '../obs/fakeTime';

/** A backup on a stage of core's, with a room of which the test is the OBS. */
function onStage() {
  const stage = new Stage(webinar(), '15:50');
  stage.go();
  const time = new FakeTime();
  const told: { readonly state: State | null; readonly events: readonly Stamped[] }[] = [];
  const published: (PublishedBackup | null)[] = [];
  let report: (report: Report) => void = () => {};
  let seen: () => void = () => {};
  let view: ObsView = { ...publishedOf(stage).obs, address: 'ws://spare:4455' };
  const room: Partial<ObsRoom> = {
    get view() {
      return view;
    },
    connect: () => {},
    leave: () => {},
    update: (state, events) => void told.push({ state, events }),
  };
  const backup = createBackup({
    now: () => time.now,
    timers: time,
    newId: () => 'again',
    openRoom(deps) {
      report = deps.report;
      seen = () => deps.viewChanged(view);
      // Of the room it is told what is done, and shows what it sees.
      return room as ObsRoom;
    },
    main: () => publishedOf(stage).obs,
    changed: (now) => published.push(now),
  });
  backup.update(stage.state, []);
  const target = { address: 'ws://spare:4455', practice: false, password: null, passwordKept: null };
  return {
    stage,
    time,
    told,
    published,
    backup,
    connect: () => backup.connect(target),
    report: (what: Report) => report(what),
    shows(program: string, transitioning: boolean = false): void {
      const running = { name: 'Fade', startedAt: 0, duration: 300 };
      if (!view.observed) throw new Error('nothing observed');
      view = {
        ...view,
        observed: { ...view.observed, program, transitioning: transitioning ? running : null },
      };
      seen();
    },
    get difference() {
      return published.at(-1)?.difference ?? null;
    },
  };
}

describe('a difference', () => {
  it('is told once it has stood for a second, and gone at once', async () => {
    const on = onStage();
    on.connect();
    on.shows('Panel');
    await on.time.to(999);
    expect(on.difference).toBeNull();
    await on.time.to(1_000);
    expect(on.difference).toEqual({
      what: 'scene',
      program: 'Holding slide',
      shows: 'Panel',
      failure: null,
    });
    on.shows('Holding slide');
    expect(on.difference).toBeNull();
    expect(on.time.waiting).toBe(0);
  });

  it('that another takes the place of before it was told starts its second over', async () => {
    const on = onStage();
    on.connect();
    on.shows('Panel');
    await on.time.to(900);
    on.shows('Host');
    await on.time.to(1_800);
    expect(on.difference).toBeNull();
    await on.time.to(1_900);
    expect(on.difference).toMatchObject({ shows: 'Host' });
    on.shows('Panel');
    expect(on.difference).toMatchObject({ shows: 'Panel' });
  });

  it('goes while the backup is in a transition', async () => {
    const on = onStage();
    on.connect();
    on.shows('Panel');
    await on.time.to(1_000);
    on.shows('Panel', true);
    expect(on.difference).toBeNull();
  });

  it('is none of a backup that is let go of', async () => {
    const on = onStage();
    on.connect();
    on.shows('Panel');
    on.backup.leave();
    await on.time.to(5_000);
    expect(on.published.at(-1)).toBeNull();
  });
});

describe('what it is told', () => {
  it('goes to its room after the call that it comes with, in order, and is published no earlier', async () => {
    const on = onStage();
    on.connect();
    const before = on.published.length;
    on.stage.wait(2_000);
    on.stage.press({ early: true });
    const requested = on.stage.journal.slice(-1);
    await on.time.settle();
    const { length } = on.told;
    on.backup.update(on.stage.state, requested);
    on.backup.update(on.stage.state, []);
    expect(on.told).toHaveLength(length);
    expect(on.published).toHaveLength(before);
    await on.time.settle();
    expect(on.told.slice(length).map(({ events }) => events)).toEqual([requested, []]);
  });

  it('is the state alone while there is no backup, and nothing is published', async () => {
    const on = onStage();
    on.backup.update(on.stage.state, []);
    await on.time.to(5_000);
    expect(on.published).toEqual([]);
  });
});

describe('its reports', () => {
  it('only say why the latest take was not done', async () => {
    const on = onStage();
    on.connect();
    on.stage.wait(2_000);
    on.stage.press({ early: true });
    const requested = on.stage.journal.slice(-1);
    on.backup.update(on.stage.state, requested);
    const [take] = on.stage.state.run.pending;
    on.stage.obsDoesIt();
    on.backup.update(on.stage.state, []);
    const failure = { why: 'refused', code: 600, comment: 'No such' } as const;
    on.report({ type: 'takeFailed', takeId: 'an earlier one', failure, still: null });
    on.shows('Holding slide');
    await on.time.to(1_000);
    expect(on.difference).toMatchObject({ program: 'Host', failure: null });
    on.report({ type: 'takeFailed', takeId: take?.takeId ?? '', failure, still: null });
    expect(on.difference).toMatchObject({ program: 'Host', failure });
  });
});

describe('bringing it in line', () => {
  it('is a take for its room alone, then the state as it is', async () => {
    const on = onStage();
    on.connect();
    on.shows('Panel');
    await on.time.settle();
    on.told.length = 0;
    expect(on.backup.bringInLine()).toEqual({ ok: true, value: null });
    expect(on.told).toHaveLength(2);
    expect(on.told[0]?.state?.run.pending).toMatchObject([{ takeId: 'again', scene: 'Holding slide' }]);
    expect(on.told[0]?.state?.run.caption).toBeNull();
    expect(on.told[1]).toEqual({ state: on.stage.state, events: [] });
  });
});
