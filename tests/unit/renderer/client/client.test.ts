import { describe, expect, it } from 'vitest';
import type { FromHost } from '../../../../src/contract/messages';
import { diff } from '../../../../src/contract/patch';
import type { Published } from '../../../../src/contract/published';
import { contractVersion } from '../../../../src/contract/version';
import { stillForTake } from '../../../../src/renderer/client/client';
import { FarEnd, publishedOf } from '../../../support/fakeWire';
import { webinar } from '../../../support/shows';
import { Stage } from '../../../support/stage';

const stage = new Stage(webinar(), '15:45');
const published = publishedOf(stage);
const hostNow = Date.UTC(2026, 10, 23, 14, 45, 0);

function joined(): FarEnd {
  const far = new FarEnd();
  far.welcome(published, hostNow);
  return far;
}

describe('the mirror', () => {
  it('holds nothing until the host has spoken', () => {
    const far = new FarEnd();
    expect(far.client.mirror.getState()).toMatchObject({ link: 'connecting', published: null });
    far.welcome(published, hostNow);
    expect(far.client.mirror.getState()).toMatchObject({ link: 'connected', role: 'producer', published });
  });

  it('changes what changed and leaves the rest identical, so that only that is drawn again', () => {
    const far = joined();
    far.say({ type: 'changes', changes: [{ path: ['session', 'run', 'held'], value: true }] });
    const after = far.client.mirror.getState().published;
    expect(after?.session?.run.held).toBe(true);
    expect(after?.session?.show).toBe(published.session?.show);
    expect(after?.obs).toBe(published.obs);
  });

  it('asks for a new page when the host is of another version', () => {
    const far = new FarEnd();
    far.welcome(published, hostNow, contractVersion + 1);
    expect(far.client.mirror.getState()).toMatchObject({ link: 'otherVersion', published: null });
  });

  it('keeps pictures out of the mirror', () => {
    const far = joined();
    const before = far.client.mirror.getState();
    const picture = { of: 'next', scene: 'Host', data: 'data:image/png;base64,', at: hostNow } as const;
    far.say({ type: 'picture', ...picture });
    expect(far.client.pictures.getState().next).toMatchObject(picture);
    expect(far.client.mirror.getState()).toBe(before);
  });
});

describe('a take that was just sent', () => {
  const pending: Published = publishedOf(takenStage());
  const asked: FromHost = { type: 'changes', changes: diff(published, pending) };

  it('is drawn a moment later: what windows draw at once would hold OBS up', () => {
    const far = joined();
    far.say(asked);
    far.time.pass(stillForTake - 1);
    expect(far.client.mirror.getState().published).toBe(published);
    far.time.pass(1);
    expect(far.client.mirror.getState().published).toEqual(pending);
  });

  it('is drawn as soon as it is on air, with all that came before', () => {
    const far = joined();
    const onAir = publishedOf(takenStage((stage) => stage.obsDoesIt()));
    far.say(asked);
    far.say({ type: 'changes', changes: [{ path: ['session', 'run', 'held'], value: true }] });
    expect(far.client.mirror.getState().published).toBe(published);
    far.say({ type: 'changes', changes: diff(pending, onAir) });
    expect(far.client.mirror.getState().published?.session?.run).toEqual({
      ...onAir.session?.run,
      held: true,
    });
    const { waiting } = far.time;
    far.time.pass(stillForTake);
    expect(far.time.waiting).toBe(waiting);
  });

  it('draws its transition from then on as it comes', () => {
    const far = joined();
    far.say(asked);
    far.time.pass(stillForTake);
    far.say({ type: 'changes', changes: [{ path: ['session', 'run', 'held'], value: true }] });
    expect(far.client.mirror.getState().published?.session?.run.held).toBe(true);
  });

  it('is not lost with the link', () => {
    const far = joined();
    far.say(asked);
    far.hangUp();
    expect(far.client.mirror.getState()).toMatchObject({ link: 'lost', published: pending });
  });
});

function takenStage(then: (stage: Stage) => void = () => {}): Stage {
  const taken = new Stage(webinar(), '15:45');
  taken.press({ early: true });
  then(taken);
  return taken;
}

describe('calls', () => {
  it('leave in the very turn in which they are made', () => {
    const far = joined();
    void far.client.call('setHold', { on: true });
    expect(far.calls()).toMatchObject([{ name: 'setHold', input: { on: true } }]);
  });

  it('are answered each by its own reply', async () => {
    const far = joined();
    const first = far.client.call('setHold', { on: true });
    const second = far.client.call('setHold', { on: false });
    const [a, b] = far.calls().map(({ id }) => id);
    far.say({ type: 'reply', id: b ?? 0, ok: false, refusal: { code: 'alreadySo' } });
    far.say({ type: 'reply', id: a ?? 0, ok: true, value: null });
    expect(await first).toEqual({ ok: true, value: null });
    expect(await second).toMatchObject({ ok: false, refusal: { code: 'alreadySo' } });
  });

  it('say at once that nothing was sent while there is no link', async () => {
    const far = new FarEnd();
    expect(await far.client.call('setHold', { on: true })).toMatchObject({ refusal: { code: 'notSent' } });
    expect(far.calls()).toEqual([]);
  });

  it('that were under way when the link broke say that no answer came', async () => {
    const far = joined();
    const call = far.client.call('setHold', { on: true });
    far.hangUp();
    expect(await call).toMatchObject({ refusal: { code: 'noAnswer' } });
  });
});

describe('a lost link', () => {
  it('is tried again by itself, later and later, and keeps what was last seen', () => {
    const far = joined();
    far.hangUp();
    expect(far.client.mirror.getState()).toMatchObject({ link: 'lost', published });
    const waits: number[] = [];
    for (let tries = 1; tries <= 7; tries += 1) {
      const before = far.time.monotonic;
      while (far.wires < tries + 1) far.time.pass(50);
      waits.push(far.time.monotonic - before);
      far.hangUp();
    }
    expect(waits).toEqual([250, 500, 1000, 2000, 4000, 5000, 5000]);
  });

  it('starts over with short waits once it was there again', () => {
    const far = joined();
    far.hangUp();
    far.time.pass(250);
    far.hangUp();
    far.time.pass(500);
    far.welcome(published, hostNow);
    expect(far.client.mirror.getState().link).toBe('connected');
    far.hangUp();
    far.time.pass(250);
    expect(far.wires).toBe(4);
  });

  it('is not tried again once the page is closed', () => {
    const far = joined();
    far.hangUp();
    far.client.close();
    far.time.pass(60_000);
    expect(far.wires).toBe(1);
  });
});

describe("the host's clock", () => {
  it('is the quickest of a few round trips, halved', () => {
    const far = joined();
    const questions = far.clockQuestions();
    expect(questions).toHaveLength(5);
    // The host's clock stands at the middle of a trip of 40 ms; one answer was held up on its way.
    far.time.pass(40);
    for (const id of questions.slice(0, 3)) far.say({ type: 'clock', id, now: hostNow + 20 });
    far.time.pass(400);
    for (const id of questions.slice(3)) far.say({ type: 'clock', id, now: hostNow + 20 });
    expect(far.client.now()).toBe(hostNow + 440);
  });

  it('is asked again where the host was busy: the half of a long trip is a guess', () => {
    const far = joined();
    // It came to the questions late, and its answers came at once: the middle of the trip is not when it looked.
    far.time.pass(260);
    for (const id of far.clockQuestions()) far.say({ type: 'clock', id, now: hostNow + 260 });
    expect(far.client.now()).toBe(hostNow + 390);
    far.sent.length = 0;
    far.time.pass(2_000);
    const again = far.clockQuestions();
    expect(again).toHaveLength(5);
    far.time.pass(1);
    for (const id of again) far.say({ type: 'clock', id, now: hostNow + 2_261 });
    expect(Math.abs(far.client.now() - (hostNow + 2_261))).toBeLessThan(1);
    far.sent.length = 0;
    far.time.pass(60_000);
    expect(far.clockQuestions()).toEqual([]);
  });

  it('is not asked for ever where every trip is long', () => {
    const far = joined();
    let rounds = 0;
    for (let second = 0; second < 60; second += 1) {
      const asked = far.clockQuestions();
      far.sent.length = 0;
      far.time.pass(100);
      for (const id of asked) far.say({ type: 'clock', id, now: hostNow });
      if (asked.length > 0) rounds += 1;
      far.time.pass(900);
    }
    expect(rounds).toBe(6);
  });

  it('asks nothing more while nothing happens', () => {
    const far = joined();
    far.client.ticker.subscribe(() => {});
    far.sent.length = 0;
    far.time.pass(60_000);
    expect(far.sent).toEqual([]);
  });

  it('is asked anew when this machine slept or its clock was set', () => {
    const far = joined();
    far.client.ticker.subscribe(() => {});
    far.sent.length = 0;
    far.time.wall += 40 * 60_000;
    far.time.pass(1_000);
    expect(far.clockQuestions()).toHaveLength(5);
  });

  it("is asked anew when the host's log says that its clock was set", () => {
    const far = joined();
    far.sent.length = 0;
    const line = { seq: 1, at: hostNow, tone: 'warning', key: 'clockStepped', values: {}, practice: false };
    far.say({ type: 'changes', changes: [{ path: ['session', 'log', 0], value: line }] });
    expect(far.clockQuestions()).toHaveLength(5);
  });
});

it('passes on the system-wide keys and that closing is armed', () => {
  const far = joined();
  const pressed: string[] = [];
  far.client.onPress((key) => pressed.push(key));
  far.say({ type: 'press', key: 'slate' });
  far.say({ type: 'closeArmed', lasts: 3_000 });
  expect(pressed).toEqual(['slate']);
  expect(far.client.mirror.getState().closeArmed).toBe(true);
  far.time.pass(3_000);
  expect(far.client.mirror.getState().closeArmed).toBe(false);
});

describe('the clock of a rehearsal', () => {
  const pace = { real: hostNow, at: Date.UTC(2023, 9, 27, 13, 50), speed: 60 };

  it('is the same in every window, runs at its speed, and is the host’s again once the rehearsal is left', () => {
    const one = joined();
    const other = new FarEnd();
    other.time.pass(4_321);
    other.welcome({ ...published, session: published.session && { ...published.session, pace } }, hostNow);
    one.say({ type: 'changes', changes: [{ path: ['session', 'pace'], value: pace }] });
    for (const far of [one, other]) {
      far.client.ticker.subscribe(() => {});
      far.time.pass(10_000);
      expect(far.client.now()).toBe(pace.at + 600_000);
      expect(far.client.ticker.now()).toBe(pace.at + 600_000);
    }
    one.say({ type: 'changes', changes: [{ path: ['session', 'pace'], value: null }] });
    expect(one.client.now()).toBe(hostNow + 10_000);
    expect(one.client.ticker.now()).toBe(hostNow + 10_000);
  });

  it('is asked for anew only where the host’s own clock was set, or slept, under it', () => {
    const far = joined();
    const asked = (): number => far.sent.filter(({ type }) => type === 'clock').length;
    const before = asked();
    far.say({ type: 'changes', changes: [{ path: ['session', 'pace'], value: pace }] });
    far.say({ type: 'changes', changes: [{ path: ['session', 'pace', 'speed'], value: 2 }] });
    expect(asked()).toBe(before);
    far.say({ type: 'changes', changes: [{ path: ['session', 'pace', 'real'], value: hostNow + 1 }] });
    expect(asked()).toBeGreaterThan(before);
  });

  it('stands where the host’s stands', () => {
    const far = joined();
    far.say({ type: 'changes', changes: [{ path: ['session', 'pace'], value: { ...pace, speed: 0 } }] });
    far.client.ticker.subscribe(() => {});
    far.time.pass(90_000);
    expect(far.client.ticker.now()).toBe(pace.at);
  });

  it('is not that of what OBS does by itself: that counts by the machine’s, once a second', () => {
    for (const speed of [0, 60]) {
      const far = joined();
      far.say({ type: 'changes', changes: [{ path: ['session', 'pace'], value: { ...pace, speed } }] });
      let beats = 0;
      far.client.machineTicker.subscribe(() => (beats += 1));
      far.time.pass(10_000);
      expect(far.client.machineTicker.now()).toBe(hostNow + 10_000);
      expect(beats).toBe(10);
    }
  });
});
