import { createServer as createHttpServer } from 'node:http';
import { createServer, type Server } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocketServer } from 'ws';
import { startPracticeObs, type PracticeObs } from '../../../src/practice-obs/server';
import { freePort } from '../../support/ports';
import { webinar } from '../../support/shows';
import { startRoom, type RoomStage } from './roomStage';

const endings: (() => unknown)[] = [];

afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

function room(address: string, password: string | null = null): RoomStage {
  const stage = startRoom({ show: webinar({ date: null }), target: { address, practice: false, password } });
  endings.push(() => stage.dispose());
  return stage;
}

async function practice(options: Parameters<typeof startPracticeObs>[0] = {}): Promise<PracticeObs> {
  const obs = await startPracticeObs(options);
  endings.push(() => obs.close());
  return obs;
}

async function listening(server: Server): Promise<string> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  endings.push(() => new Promise((done) => server.close(done)));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `ws://127.0.0.1:${address.port}`;
}

async function problem(stage: RoomStage): Promise<unknown> {
  await stage.until('it says what is wrong', () => ['retrying', 'stopped'].includes(stage.view.link.status));
  const { link } = stage.view;
  return 'problem' in link ? [link.status, link.problem] : null;
}

describe('connecting', () => {
  it('reads what OBS is and shows', async () => {
    const obs = await practice();
    const stage = room(obs.url);
    await stage.connected();
    expect(stage.view.observed).toMatchObject({
      version: '29.0.2',
      studioMode: false,
      canvas: { width: 1280, height: 720 },
      transitions: [
        { name: 'Cut', fixed: true },
        { name: 'Fade', fixed: false },
      ],
    });
    expect(stage.view.observed?.scenes).toEqual([
      'Holding slide',
      'Host',
      'Speaker + slides',
      'Panel',
      'Panel + Q&A',
    ]);
    expect(stage.of('obsConnected')).toEqual([
      { type: 'obsConnected', practice: false, version: '29.0.2', program: 'Holding slide' },
    ]);
  });

  it('to what is no address says so, and stops', async () => {
    expect(await problem(room('http://not an address'))).toEqual(['stopped', 'addressWrong']);
    expect(await problem(room('ftp://somewhere'))).toEqual(['stopped', 'addressWrong']);
  });

  it('to a port where nobody listens goes on trying', async () => {
    const port = await freePort();
    const stage = room(`ws://127.0.0.1:${port}`);
    expect(await problem(stage)).toEqual(['retrying', 'unreachable']);
    await practice({ port });
    await stage.connected();
  });

  it('asks for a password that is needed, and stops', async () => {
    const obs = await practice({ password: 'open sesame' });
    const stage = room(obs.url);
    expect(await problem(stage)).toEqual(['stopped', 'passwordNeeded']);
    stage.room.givePassword('wrong', 'memory');
    await stage.until('it was tried', () => stage.view.link.status === 'connecting');
    expect(await problem(stage)).toEqual(['stopped', 'passwordWrong']);
    stage.room.givePassword('open sesame', 'keyring');
    await stage.connected();
    expect(stage.view.passwordKept).toBe('keyring');
  });

  it('to a web server says that this is no OBS', async () => {
    const address = await listening(createHttpServer((_, response) => response.end('Hello')));
    expect(await problem(room(address))).toEqual(['stopped', 'notObs']);
  });

  it('to a program that greets in its own tongue says that this is no OBS', async () => {
    const greeter = createServer((socket) => {
      socket.resume();
      socket.end('SSH-2.0-OpenSSH_9.2\r\n');
    });
    const address = await listening(greeter);
    expect(await problem(room(address))).toEqual(['stopped', 'notObs']);
  });

  it('to another program’s WebSocket says that this is no OBS', async () => {
    const http = createHttpServer();
    const sockets = new WebSocketServer({ server: http });
    endings.push(() => sockets.clients.forEach((client) => client.terminate()));
    const address = await listening(http);
    expect(await problem(room(address))).toEqual(['stopped', 'notObs']);
  });

  it('to obs-websocket 4 says that it is too old', async () => {
    const http = createHttpServer();
    const sockets = new WebSocketServer({ server: http, handleProtocols: () => false });
    sockets.on('connection', (socket) => {
      socket.on('message', () =>
        socket.send('{"message-id":"lectern","status":"ok","obs-websocket-version":"4.9.1"}'),
      );
    });
    endings.push(() => sockets.clients.forEach((client) => client.terminate()));
    const address = await listening(http);
    expect(await problem(room(address))).toEqual(['stopped', 'tooOld']);
  });

  it('to an early obs-websocket 5 says that it is too old', async () => {
    const obs = await practice({ version: { obs: '27.2.4', websocket: '4.9.0', rpc: 1 } });
    expect(await problem(room(obs.url))).toEqual(['stopped', 'tooOld']);
  });

  it('to an OBS that still loads waits until it is ready', async () => {
    const obs = await practice();
    obs.faults.add({ kind: 'refuse', request: 'GetSceneList', code: 207, times: 2 });
    const stage = room(obs.url);
    await stage.connected();
    expect(stage.view.observed?.program).not.toBeNull();
  });
});

describe('a lost connection', () => {
  it('is noticed at once, kept as a memory, and comes back by itself', async () => {
    const obs = await practice();
    const stage = room(obs.url);
    await stage.connected();
    obs.faults.dropConnections();
    await stage.heard('obsLost');
    expect(stage.view.observed?.scenes).toContain('Panel');
    obs.person.addScene('Made meanwhile');
    await stage.heard('obsConnected', 2);
    expect(stage.view.observed?.scenes).toContain('Made meanwhile');
  });

  it('sends nothing when it is back: what differs is shown', async () => {
    const obs = await practice();
    const stage = room(obs.url);
    await stage.connected();
    stage.go();
    await stage.heard('takeOnAir');
    obs.faults.dropConnections();
    await stage.heard('obsLost');
    obs.person.switchScene('Host');
    const before = obs.snapshot();
    await stage.heard('obsConnected', 2);
    await stage.until('it is seen', () => stage.view.observed?.program === 'Host');
    expect(obs.snapshot().scenes).toEqual(before.scenes);
    expect(stage.of('leftoverCleared')).toEqual([]);
  });

  it('with a GO meanwhile goes on without OBS, and says what is not confirmed', async () => {
    const obs = await practice();
    const stage = room(obs.url);
    await stage.connected();
    obs.faults.refuseConnections(true);
    obs.faults.dropConnections();
    await stage.heard('obsLost');
    stage.go();
    expect(stage.host.state.run.onAir?.confirmation).toBe('notConfirmed');
    obs.faults.refuseConnections(false);
    await stage.heard('obsConnected', 2);
  });
});

describe('a change of the scene collection', () => {
  it('freezes what is known, and reads it all again', async () => {
    const obs = await practice();
    const stage = room(obs.url);
    await stage.connected();
    obs.person.openSceneCollection('Evening', ['Studio', 'Street']);
    await stage.until(
      'the new scenes are known',
      () => stage.view.observed?.scenes.includes('Street') === true,
    );
    expect(stage.view.observed?.scenes).toEqual(['Studio', 'Street']);
    expect(stage.view.link.status).toBe('connected');
  });
});

describe('pictures', () => {
  it('come of the scene on air and of Next while somebody looks, and of nothing else', async () => {
    const obs = await practice();
    const stage = room(obs.url);
    await stage.connected();
    expect(stage.pictures).toEqual([]);
    stage.room.watch({ program: true, next: 'Panel' });
    await stage.until('both are there', () => stage.pictures.length >= 4);
    expect(new Set(stage.pictures.map(({ of, scene }) => `${of} ${scene}`))).toEqual(
      new Set([`program ${stage.view.observed?.program}`, 'next Panel']),
    );
    expect(stage.pictures[0]?.data).toMatch(/^data:image\/(png|jpe?g);base64,/);
    const [first, , third] = stage.pictures;
    expect((third?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(990);
    stage.room.watch({ program: false, next: null });
    const count = stage.pictures.length;
    stage.go();
    await stage.heard('takeOnAir');
    expect(stage.pictures.length).toBe(count);
  });
});
