import { describe, expect, it } from 'vitest';
import type { ObsLink, ObsProblem } from '../../../../src/core/obs/observed';
import type { Result } from '../../../../src/core/result';
import { ok, refused } from '../../../../src/core/result';
import { createConnection, quietFor } from '../../../../src/main/obs/connection';
import type { ObsSocket, SocketListener } from '../../../../src/main/obs/socket';
import { FakeTime } from './fakeTime';

class FakeSocket implements ObsSocket {
  readonly obsWebSocketVersion = '5.1.0';
  pings = 0;
  terminated = false;
  constructor(readonly listener: SocketListener) {}
  async call(): Promise<never> {
    throw new Error('nothing is called here');
  }
  async hearLevels(): Promise<never> {
    throw new Error('not sent in these tests');
  }
  async frames(): Promise<never> {
    throw new Error('not sent in these tests');
  }

  async batch(): Promise<never> {
    throw new Error('nothing is called here');
  }
  ping(): void {
    this.pings += 1;
  }
  terminate(): void {
    this.terminated = true;
  }
}

function setUp(answers: readonly (ObsProblem | 'open')[]) {
  const time = new FakeTime();
  const links: ObsLink[] = [];
  const sockets: FakeSocket[] = [];
  const lost: ObsProblem[] = [];
  const passwords: (string | null)[] = [];
  let attempts = 0;
  const connection = createConnection({
    now: () => time.now,
    timers: time,
    async open({ listener, password }): Promise<Result<ObsSocket, ObsProblem>> {
      passwords.push(password);
      const answer = answers[Math.min(attempts, answers.length - 1)] ?? 'unreachable';
      attempts += 1;
      if (answer !== 'open') return refused(answer);
      const socket = new FakeSocket(listener);
      sockets.push(socket);
      return ok(socket);
    },
    linkChanged: (link) => links.push(link),
    opened: () => connection.ready(),
    event: () => {},
    closed: (problem) => lost.push(problem),
  });
  return { time, links, sockets, lost, passwords, connection, attempts: () => attempts };
}

describe('a connection', () => {
  it('tries again after half a second, then every second, however long it takes', async () => {
    const { connection, time, links, attempts } = setUp(['unreachable']);
    connection.start('ws://obs:4455', null);
    await time.settle();
    const waits: number[] = [];
    for (let round = 0; round < 12; round += 1) {
      const link = links.at(-1);
      if (link?.status !== 'retrying') throw new Error('retrying expected');
      expect(link.since).toBe(0);
      waits.push(link.retryAt - time.now);
      await time.to(link.retryAt);
    }
    expect(waits).toEqual([500, ...Array.from({ length: 11 }, () => 1_000)]);
    expect(attempts()).toBe(waits.length + 1);
  });

  it('tries at once when asked to, and starts with short waits again', async () => {
    const { connection, time, attempts } = setUp(['unreachable']);
    connection.start('ws://obs:4455', null);
    await time.to(3_600);
    const before = attempts();
    connection.retry();
    await time.settle();
    expect(attempts()).toBe(before + 1);
    await time.to(time.now + 500);
    expect(attempts()).toBe(before + 2);
  });

  it.each(['passwordNeeded', 'passwordWrong', 'tooOld', 'notObs', 'addressWrong'] as const)(
    'stops and asks: %s',
    async (problem) => {
      const { connection, time, links, attempts } = setUp([problem]);
      connection.start('ws://obs:4455', null);
      await time.to(60_000);
      expect(links.at(-1)).toEqual({ status: 'stopped', problem });
      expect(attempts()).toBe(1);
    },
  );

  it('goes on trying where a port that was OBS is another program’s for now', async () => {
    const { connection, time, sockets, links } = setUp(['open', 'notObs', 'open']);
    connection.start('ws://obs:4455', null);
    await time.settle();
    sockets[0]?.listener.closed();
    await time.to(500);
    expect(links.at(-1)).toMatchObject({ status: 'retrying', problem: 'notObs' });
    await time.to(1_500);
    expect(links.at(-1)?.status).toBe('connected');
  });

  it('is lost once when the socket closes, and comes back after half a second', async () => {
    const { connection, time, sockets, lost, links } = setUp(['open']);
    connection.start('ws://obs:4455', null);
    await time.settle();
    await time.to(1_000);
    sockets[0]?.listener.closed();
    sockets[0]?.listener.closed();
    expect(lost).toEqual(['closed']);
    expect(links.at(-1)).toMatchObject({
      status: 'retrying',
      problem: 'closed',
      since: 1_000,
      retryAt: 1_500,
    });
    await time.to(1_500);
    expect(sockets).toHaveLength(2);
    expect(links.at(-1)).toEqual({ status: 'connected', since: 1_500 });
  });

  it('asks a silent OBS for a sign of life, and lets go of one that gives none', async () => {
    const { connection, time, sockets, lost, links } = setUp(['open', 'unreachable']);
    connection.start('ws://obs:4455', null);
    await time.settle();
    await time.to(quietFor);
    expect(sockets[0]?.pings).toBe(1);
    sockets[0]?.listener.heard();
    await time.to(2 * quietFor);
    expect(sockets[0]?.pings).toBe(2);
    expect(lost).toEqual([]);
    await time.to(3 * quietFor);
    expect(lost).toEqual(['notAnswering']);
    expect(sockets[0]?.terminated).toBe(true);
    expect(links.at(-1)).toMatchObject({ status: 'retrying', problem: 'notAnswering' });
  });

  it('sends no ping while OBS talks', async () => {
    const { connection, time, sockets } = setUp(['open']);
    connection.start('ws://obs:4455', null);
    await time.settle();
    for (let round = 0; round < 20; round += 1) {
      await time.to(time.now + quietFor - 1);
      sockets[0]?.listener.heard();
    }
    expect(sockets[0]?.pings).toBe(0);
  });

  it('to another OBS lets go of the first, whose late news no longer count', async () => {
    const { connection, time, sockets, lost, passwords } = setUp(['open']);
    connection.start('ws://one:4455', 'first');
    await time.settle();
    connection.start('ws://two:4455', 'second');
    await time.settle();
    sockets[0]?.listener.closed();
    expect(sockets[0]?.terminated).toBe(true);
    expect(lost).toEqual([]);
    expect(passwords).toEqual(['first', 'second']);
    expect(connection.link.status).toBe('connected');
  });

  it('that was stopped leaves no timer behind', async () => {
    const { connection, time, attempts } = setUp(['unreachable']);
    connection.start('ws://obs:4455', null);
    await time.settle();
    connection.stop();
    await time.to(60_000);
    expect(attempts()).toBe(1);
    expect(time.waiting).toBe(0);
  });
});
