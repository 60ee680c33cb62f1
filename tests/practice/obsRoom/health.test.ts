import { afterEach, describe, expect, it } from 'vitest';
import { startPracticeObs, type PracticeObs } from '../../../src/practice-obs/server';
import { webinar } from '../../support/shows';
import { startRoom, type RoomStage } from './roomStage';

const endings: (() => unknown)[] = [];

afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

async function stages(): Promise<{ readonly obs: PracticeObs; readonly stage: RoomStage }> {
  const obs = await startPracticeObs();
  endings.push(() => obs.close());
  const stage = startRoom({
    show: webinar({ date: null }),
    target: { address: obs.url, practice: false, password: null },
  });
  endings.push(() => stage.dispose());
  await stage.connected();
  return { obs, stage };
}

describe('the statistics of OBS', () => {
  it('come with the pictures, and go with them', async () => {
    const { stage } = await stages();
    expect(stage.view.health).toBeNull();
    stage.room.watch({ program: true, next: null });
    await stage.until('OBS was looked at', () => stage.view.health !== null);
    expect(stage.view.health).toMatchObject({ disk: 80_500, dropped: 0, ailments: [] });
    expect(stage.pictures.length).toBeGreaterThan(0);
    stage.room.watch({ program: false, next: null });
    await stage.until('nobody looks', () => stage.view.health === null);
  });

  it('alarm when the disk is nearly full, and no longer when there is room', async () => {
    const { obs, stage } = await stages();
    const mend = obs.faults.add({
      kind: 'misreport',
      request: 'GetStats',
      data: { availableDiskSpace: 1_000 },
    });
    stage.room.watch({ program: true, next: null });
    await stage.until('it alarms', () => stage.view.health?.ailments.includes('disk') === true);
    mend();
    await stage.until('it is well', () => stage.view.health?.ailments.length === 0);
    expect(stage.view.health?.disk).toBe(80_500);
  });

  it('are not known where OBS refuses them, and of an OBS that is gone', async () => {
    const { obs, stage } = await stages();
    const mend = obs.faults.add({ kind: 'refuse', request: 'GetStats', code: 205 });
    stage.room.watch({ program: true, next: null });
    await stage.until('two rounds', () => stage.pictures.length >= 2);
    expect(stage.view.health).toBeNull();
    mend();
    await stage.until('OBS was looked at', () => stage.view.health !== null);
    obs.faults.refuseConnections(true);
    obs.faults.dropConnections();
    await stage.until('OBS is gone', () => stage.view.link.status === 'retrying');
    expect(stage.view.health).toBeNull();
  });

  it('are still asked for where OBS does not answer about its pictures', async () => {
    const { obs, stage } = await stages();
    obs.faults.add({ kind: 'refuse', request: 'GetSourceScreenshot', code: 702 });
    stage.room.watch({ program: true, next: null });
    await stage.until('OBS was looked at', () => stage.view.health !== null);
    expect(stage.pictures).toEqual([]);
  });
});
