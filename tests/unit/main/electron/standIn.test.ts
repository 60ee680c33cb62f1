import { describe, expect, it } from 'vitest';
import { createStandIn, flicker } from '../../../../src/main/electron/standIn';
import { FakeTime } from '../obs/fakeTime';

/** The strip of a console that is in front, with a run that is live, unless said otherwise. */
function strip({ live = true, wanted = true } = {}) {
  const time = new FakeTime();
  const done: string[] = [];
  const at = { away: false };
  const standIn = createStandIn({
    timers: time,
    consoleIsAway: () => at.away,
    show: () => done.push('show'),
    hide: () => done.push('hide'),
    drop: () => done.push('drop'),
  });
  standIn.follow(live, wanted);
  return {
    standIn,
    done,
    leave() {
      at.away = true;
      standIn.look();
    },
    comeBack() {
      at.away = false;
      standIn.consoleInFront();
    },
    pass: (ms: number) => time.to(time.now + ms),
  };
}

describe('the strip', () => {
  it('comes once the console has been away for longer than a flicker, and goes when it is back', async () => {
    const { leave, comeBack, pass, done } = strip();
    leave();
    await pass(flicker - 1);
    expect(done).toEqual([]);
    await pass(1);
    expect(done).toEqual(['show']);
    comeBack();
    expect(done).toEqual(['show', 'hide']);
  });

  it('does not come for a flicker of the focus', async () => {
    const { leave, comeBack, pass, done } = strip();
    leave();
    await pass(flicker - 1);
    comeBack();
    await pass(flicker);
    expect(done).toEqual([]);
  });

  it('does not come while the focus is on a window or a dialog of ours', async () => {
    const { standIn, pass, done } = strip();
    standIn.look();
    await pass(flicker);
    expect(done).toEqual([]);
  });

  it('stands while the focus goes on to other windows', async () => {
    const { standIn, leave, pass, done } = strip();
    leave();
    await pass(flicker);
    standIn.look();
    await pass(flicker);
    expect(done).toEqual(['show']);
  });

  it('is for a live run: it comes when that begins, and with its end nothing of it is kept', async () => {
    const { standIn, leave, pass, done } = strip({ live: false });
    leave();
    await pass(flicker);
    expect(done).toEqual([]);
    standIn.follow(true, true);
    await pass(flicker);
    expect(done).toEqual(['show']);
    standIn.follow(false, true);
    expect(done).toEqual(['show', 'hide', 'drop']);
  });

  it('put away it stays away until the console was in front', async () => {
    const { standIn, leave, comeBack, pass, done } = strip();
    leave();
    await pass(flicker);
    standIn.putAway();
    standIn.look();
    await pass(flicker);
    expect(done).toEqual(['show', 'hide']);
    comeBack();
    leave();
    await pass(flicker);
    expect(done).toEqual(['show', 'hide', 'show']);
  });

  it('is not wanted: it comes by hand only, and goes as ever', async () => {
    const { standIn, leave, comeBack, pass, done } = strip({ wanted: false });
    leave();
    await pass(flicker);
    expect(done).toEqual([]);
    standIn.show();
    expect(standIn.stands).toBe(true);
    comeBack();
    expect(done).toEqual(['show', 'hide']);
  });

  it('before a run is live nothing shows it, by hand neither', () => {
    const { standIn, done } = strip({ live: false });
    standIn.show();
    expect(done).toEqual([]);
  });

  it('goes when it is no longer wanted', async () => {
    const { standIn, leave, pass, done } = strip();
    leave();
    await pass(flicker);
    standIn.follow(true, false);
    expect(done).toEqual(['show', 'hide']);
  });
});
