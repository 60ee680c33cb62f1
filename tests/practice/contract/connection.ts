import { expect } from 'vitest';
import { WebSocket } from 'ws';
import { Client, type Data, closeOf, identification, within } from './client';
import type { Cases, Subject } from './subject';

const request = (d: Data): string => JSON.stringify({ op: 6, d });
const batch = (d: Data): string => JSON.stringify({ op: 8, d });

/** Identify with something changed. */
const identify =
  (change: Data, subject: Subject) =>
  (hello: Data): unknown => ({ op: 1, d: { ...identification(hello, subject.password), ...change } });

/** What ends a connection that has not identified itself, and with which code. */
const beforeIdentifying: readonly [
  what: string,
  message: (subject: Subject) => string | ((hello: Data) => unknown),
  code: number,
][] = [
  ['a wrong password', (of) => identify({ authentication: 'wrong' }, of), 4009],
  ['no password', () => JSON.stringify({ op: 1, d: { rpcVersion: 1 } }), 4009],
  ['an RPC version to come', (of) => identify({ rpcVersion: 2 }, of), 4010],
  ['no RPC version', (of) => identify({ rpcVersion: undefined }, of), 4003],
  ['an RPC version in letters', (of) => identify({ rpcVersion: '1' }, of), 4004],
  ['subscriptions in letters', (of) => identify({ eventSubscriptions: 'all' }, of), 4004],
  ['negative subscriptions', (of) => identify({ eventSubscriptions: -1 }, of), 4004],
  ['a request', () => request({ requestType: 'GetVersion', requestId: '1' }), 4007],
  ['a batch', () => batch({ requests: [], requestId: '1' }), 4007],
  ['an unknown op', () => JSON.stringify({ op: 77, d: {} }), 4007],
  ['no JSON', () => '{', 4002],
  ['no op', () => JSON.stringify({ d: {} }), 4006],
  ['an op in letters', () => JSON.stringify({ op: '1', d: {} }), 4006],
  ['no data', () => JSON.stringify({ op: 1 }), 4003],
  ['a list for data', () => JSON.stringify({ op: 1, d: [] }), 4004],
];

/** The same for a connection that has. */
const onceIdentified: readonly [what: string, message: string | Uint8Array, code: number][] = [
  ['a second Identify', JSON.stringify({ op: 1, d: { rpcVersion: 1 } }), 4008],
  ['an unknown op', JSON.stringify({ op: 99, d: {} }), 4006],
  ['bytes for text', new Uint8Array([1, 2]), 4002],
  ['a request without an id', request({ requestType: 'GetVersion' }), 4003],
  ['a request without a type', request({ requestId: '1' }), 4003],
  ['a batch without an id', batch({ requests: [] }), 4003],
  ['a batch without requests', batch({ requestId: '1' }), 4003],
  ['a batch of no list', batch({ requestId: '1', requests: {} }), 4004],
  ['an execution type in letters', batch({ requestId: '1', requests: [], executionType: 'x' }), 4004],
  ['an unknown execution type', batch({ requestId: '1', requests: [], executionType: 9 }), 4005],
  ['haltOnFailure in letters', batch({ requestId: '1', requests: [], haltOnFailure: 'x' }), 4004],
  ['variables in parallel', batch({ requestId: '1', requests: [], variables: {}, executionType: 2 }), 4012],
  [
    'Reidentify with subscriptions in letters',
    JSON.stringify({ op: 3, d: { eventSubscriptions: 'x' } }),
    4004,
  ],
];

export const connectionCases: Cases = (test) => {
  test('greets with its version and a challenge', async ({ client }) => {
    expect(client.hello).toEqual({
      obsWebSocketVersion: '5.1.0',
      rpcVersion: 1,
      authentication: { challenge: expect.any(String), salt: expect.any(String) },
    });
  });

  test('speaks JSON to who names no subprotocol', async ({ subject }) => {
    const socket = new WebSocket(subject.url);
    const hello = await within<string>('hello', (done) =>
      socket.on('message', (bytes) => done((bytes as Buffer).toString())),
    );
    expect(JSON.parse(hello)).toMatchObject({ op: 0, d: { rpcVersion: 1 } });
    socket.close();
  });

  for (const [what, message, code] of beforeIdentifying) {
    test(`closes with ${code} on ${what}, not identified`, async ({ subject }) => {
      expect((await closeOf(subject, [message(subject)], false)).code).toBe(code);
    });
  }

  for (const [what, message, code] of onceIdentified) {
    test(`closes with ${code} on ${what}`, async ({ subject }) => {
      expect((await closeOf(subject, [message], true)).code).toBe(code);
    });
  }

  test('gives events only to who subscribed to their kind', async ({ client, another, scene }) => {
    const deaf = await another(0);
    const scenesOnly = await another(1 << 2);
    const sceneName = await scene();
    await client.call('SetCurrentProgramScene', { sceneName });
    await client.event('SceneTransitionEnded');
    await scenesOnly.event('CurrentProgramSceneChanged', (data) => data['sceneName'] === sceneName);
    // Its own requests are answered after whatever it might have been told.
    await deaf.call('GetCurrentProgramScene');
    expect(deaf.events).toEqual([]);
    expect(scenesOnly.events.map(({ intent }) => intent).filter((each) => each !== 1 << 2)).toEqual([]);
  });

  test('changes subscriptions at Reidentify, and keeps them when it names none', async ({
    client,
    another,
    scene,
  }) => {
    const second = await another(0);
    second.send(3, { eventSubscriptions: 1 << 2 });
    second.send(3, {});
    await second.call('GetStudioModeEnabled');
    const sceneName = await scene();
    const created = await second.event('SceneCreated');
    expect(created).toMatchObject({ intent: 1 << 2, data: { sceneName, isGroup: false } });
    await client.fence();
    expect(second.typesOf('CustomEvent')).toEqual([]);
  });

  test('tells one client what another did', async ({ client, another, fresh }) => {
    const second = await another();
    const sceneName = fresh('Theirs');
    await second.call('CreateScene', { sceneName });
    expect((await client.event('SceneCreated')).data).toEqual({ sceneName, isGroup: false });
  });

  test('sends volume meters every 50 ms to who asks for them', async ({ another }) => {
    const listener = await another(1 << 16);
    await within('meters', (done: () => void) => {
      const timer = setInterval(() => {
        if (listener.events.length < 8) return;
        clearInterval(timer);
        done();
      }, 5);
    });
    const [first] = listener.events;
    expect(first).toMatchObject({
      type: 'InputVolumeMeters',
      intent: 1 << 16,
      data: { inputs: expect.any(Array) },
    });
    const gaps = listener.events.slice(1, 8).map(({ at }, index) => at - (listener.events[index]?.at ?? 0));
    const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
    expect(mean).toBeGreaterThan(35);
    expect(mean).toBeLessThan(80);
  });

  test('does not send meters by default', async ({ client, another }) => {
    const listener = await another(1 << 16);
    await listener.event('InputVolumeMeters');
    expect(client.typesOf('InputVolumeMeters')).toEqual([]);
  });

  test('answers requests of several clients at once', async ({ subject }) => {
    const clients = await Promise.all(Array.from({ length: 8 }, () => Client.connect(subject, 0)));
    const answers = await Promise.all(clients.map((each) => each.call('GetStudioModeEnabled')));
    expect(answers).toEqual(Array.from({ length: 8 }, () => ({ studioModeEnabled: false })));
    await Promise.all(clients.map((each) => each.close()));
  });
};
