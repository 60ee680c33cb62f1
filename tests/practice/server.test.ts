import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { type PracticeObs, startPracticeObs } from '../../src/practice-obs/server';
import { bundledScenes } from '../../src/practice-obs/world/practiceWorld';
import { until } from '../support/until';
import { Client, within } from './contract/client';
import { type Subject, nothingHeard } from './contract/subject';

let obs: PracticeObs;
let client: Client;

const subjectOf = (of: PracticeObs, password = ''): Subject => ({
  name: 'practice',
  url: of.url,
  password,
  heard: nothingHeard(),
  streamServer: async (up) => of.person.streamServer(up),
});

beforeEach(async () => {
  obs = await startPracticeObs();
  client = await Client.connect(subjectOf(obs));
});
afterEach(async () => {
  await client.close();
  await obs.close();
});

/** How this connection attempt ends. */
function attempt(url: string, headers: Readonly<Record<string, string>> = {}): Promise<string> {
  return within('an end of the attempt', (done) => {
    const socket = new WebSocket(url, 'obswebsocket.json', { headers });
    socket.on('open', () => {
      done('open');
      socket.close();
    });
    socket.on('error', (error) => done(error.message));
  });
}

const ended = (of: Client): Promise<void> =>
  until('the end of the connection', 3_000, () => of.closed()).then(() => undefined);

describe('the first practice', () => {
  it('has the scenes of the bundled show, the first on air, a Fade of 300 ms', async () => {
    expect(obs.snapshot().scenes.map(({ name }) => name)).toEqual(bundledScenes);
    expect(await client.call('GetCurrentProgramScene')).toEqual({ currentProgramSceneName: 'Holding slide' });
    expect(await client.call('GetCurrentSceneTransition')).toMatchObject({
      transitionName: 'Fade',
      transitionDuration: 300,
    });
  });

  it('takes other scenes and another canvas', async () => {
    const other = await startPracticeObs({ scenes: ['Solo', 'نور'], canvas: { width: 1920, height: 1080 } });
    const { scenes, video } = other.snapshot();
    expect(scenes.map(({ name }) => name)).toEqual(['Solo', 'نور']);
    expect(video).toMatchObject({ baseWidth: 1920, baseHeight: 1080 });
    await other.close();
  });

  it('goes on from where another left off', async () => {
    obs.person.switchScene('Panel');
    obs.person.renameScene('Host', 'Moderator');
    const saved: unknown = JSON.parse(JSON.stringify(obs.snapshot()));
    const next = await startPracticeObs({ world: saved });
    expect(next.snapshot()).toEqual(obs.snapshot());
    expect(next.snapshot().program).toBe('Panel');
    await next.close();
  });

  it('starts anew from a world that is damaged', async () => {
    const next = await startPracticeObs({ world: { ...obs.snapshot(), program: 'Nowhere' } });
    expect(next.snapshot().program).toBe('Holding slide');
    await next.close();
  });

  it('tells of every change of its world', async () => {
    const programs: string[] = [];
    const stop = obs.onChange(({ program }) => programs.push(program));
    await client.call('SetCurrentProgramScene', { sceneName: 'Panel' });
    expect(programs).toEqual(['Panel']);
    stop();
    await client.call('SetCurrentProgramScene', { sceneName: 'Host' });
    expect(programs).toEqual(['Panel']);
  });
});

describe('who may come in', () => {
  it('is this machine, at an address of its own', () => {
    expect(new URL(obs.url).hostname).toBe('127.0.0.1');
    expect(obs.port).toBeGreaterThan(0);
  });

  it('is no web page', async () => {
    expect(await attempt(obs.url, { origin: 'https://example.org' })).toMatch(/401/);
    expect(await attempt(obs.url)).toBe('open');
  });

  it('needs the password where there is one', async () => {
    const locked = await startPracticeObs({ password: 'secret' });
    await expect(Client.connect(subjectOf(locked, 'wrong'))).rejects.toThrow('4009');
    const right = await Client.connect(subjectOf(locked, 'secret'));
    await right.close();
    await locked.close();
  });

  it('finds the port taken when it is', async () => {
    await expect(startPracticeObs({ port: obs.port })).rejects.toThrow('EADDRINUSE');
  });
});

describe('a fault', () => {
  it('refuse: answers with an error, once, and does not act', async () => {
    obs.faults.add({
      kind: 'refuse',
      request: 'SetCurrentProgramScene',
      code: 207,
      comment: 'Not now.',
      times: 1,
    });
    const sceneName = 'Panel';
    expect(await client.ask('SetCurrentProgramScene', { sceneName })).toMatchObject({
      code: 207,
      comment: 'Not now.',
    });
    expect(obs.snapshot().program).toBe('Holding slide');
    expect(await client.ask('SetCurrentProgramScene', { sceneName })).toMatchObject({ ok: true });
  });

  it('refuse: halts a batch where it stands', async () => {
    obs.faults.add({ kind: 'refuse', request: 'SetCurrentProgramScene', code: 600 });
    const { results } = await client.batch(
      [
        { requestType: 'SetCurrentSceneTransition', requestData: { transitionName: 'Cut' } },
        { requestType: 'SetCurrentProgramScene', requestData: { sceneName: 'Panel' } },
        { requestType: 'GetCurrentProgramScene' },
      ],
      { haltOnFailure: true },
    );
    expect(results.map(({ code }) => code)).toEqual([100, 600]);
  });

  it('silence: acts and never answers; other requests are answered', async () => {
    obs.faults.add({ kind: 'silence', request: 'SetCurrentProgramScene' });
    const silent = client.ask('SetCurrentProgramScene', { sceneName: 'Panel' });
    await client.event('CurrentProgramSceneChanged');
    expect(await client.call('GetCurrentProgramScene')).toEqual({ currentProgramSceneName: 'Panel' });
    const first = await Promise.race([
      silent.then(() => 'answered'),
      client.call('GetStats').then(() => 'not'),
    ]);
    expect(first).toBe('not');
    await client.close();
    await expect(silent).rejects.toThrow('nothing within');
  });

  it('delay: acts at once and answers later', async () => {
    obs.faults.add({ kind: 'delay', request: 'SetCurrentProgramScene', ms: 150 });
    const asked = performance.now();
    const answered = client.call('SetCurrentProgramScene', { sceneName: 'Panel' });
    await client.event('SceneTransitionStarted');
    expect(performance.now() - asked).toBeLessThan(140);
    await answered;
    expect(performance.now() - asked).toBeGreaterThan(145);
  });

  it.each(['before acting', 'after acting'] as const)(
    'close %s: the connection breaks in the middle of a batch',
    async (when) => {
      obs.faults.add({ kind: 'close', request: 'SetCurrentProgramScene', when, times: 1 });
      client.send(8, {
        requestId: '1',
        requests: [
          { requestType: 'SetCurrentSceneTransition', requestData: { transitionName: 'Cut' } },
          { requestType: 'SetCurrentProgramScene', requestData: { sceneName: 'Panel' } },
          { requestType: 'CreateScene', requestData: { sceneName: 'Never' } },
        ],
      });
      await ended(client);
      const { program, transition, scenes } = obs.snapshot();
      expect([program, transition]).toEqual([when === 'after acting' ? 'Panel' : 'Holding slide', 'Cut']);
      expect(scenes.map(({ name }) => name)).not.toContain('Never');
    },
  );

  it('misreport: a read-back that lies', async () => {
    const lie = { currentProgramSceneName: 'Host' };
    const stop = obs.faults.add({ kind: 'misreport', request: 'GetCurrentProgramScene', data: lie });
    expect(await client.call('GetCurrentProgramScene')).toEqual(lie);
    stop();
    expect(await client.call('GetCurrentProgramScene')).toEqual({ currentProgramSceneName: 'Holding slide' });
  });

  it('drop event: that one never comes, the others do', async () => {
    obs.faults.add({ kind: 'drop event', event: 'CurrentProgramSceneChanged', times: 1 });
    await client.call('SetCurrentProgramScene', { sceneName: 'Panel' });
    await client.event('SceneTransitionEnded');
    expect(client.typesOf('CurrentProgramSceneChanged')).toEqual([]);
  });

  it('dropConnections: broken, or closed with a code', async () => {
    obs.faults.dropConnections();
    await ended(client);
    const again = await Client.connect(subjectOf(obs));
    obs.faults.dropConnections(4011);
    await ended(again);
    expect(again.closeCode()).toBe(4011);
  });

  it('refuseConnections: turned away until it is over', async () => {
    obs.faults.refuseConnections(true);
    expect(await attempt(obs.url)).toMatch(/401/);
    obs.faults.refuseConnections(false);
    expect(await attempt(obs.url)).toBe('open');
  });

  it('halfOpen: the socket stays and nothing comes through; in the end it all does', async () => {
    obs.faults.halfOpen(true);
    const late = client.call('CreateScene', { sceneName: 'Late' });
    const other = await within<string>('an end of the attempt', (done) => {
      const socket = new WebSocket(obs.url, 'obswebsocket.json');
      socket.on('open', () => {
        // The connection is made; the greeting does not come.
        socket.on('message', () => done('greeted'));
        obs.person.switchScene('Panel');
        socket.ping(() => done('open'));
      });
    });
    expect(other).toBe('open');
    expect(client.events).toEqual([]);
    expect(obs.snapshot().scenes.map(({ name }) => name)).not.toContain('Late');
    obs.faults.halfOpen(false);
    await late;
    await client.event('CurrentProgramSceneChanged', (data) => data['sceneName'] === 'Panel');
  });

  it('clear: all is well again', async () => {
    obs.faults.add({ kind: 'refuse', request: 'GetStats', code: 205 });
    obs.faults.clear();
    expect(await client.ask('GetStats')).toMatchObject({ ok: true });
  });
});

describe('an older OBS', () => {
  it('says so, and speaks the RPC version it says', async () => {
    const older = await startPracticeObs({ version: { obs: '30.9.0', websocket: '6.0.0', rpc: 2 } });
    await expect(Client.connect(subjectOf(older))).rejects.toThrow('4010');
    await older.close();
  });
});

describe('a realtime batch that sleeps', () => {
  it('holds up every client; one in frames does not', async () => {
    const second = await Client.connect(subjectOf(obs));
    const sleep = { requestType: 'Sleep', requestData: { sleepMillis: 150, sleepFrames: 5 } };
    const order: string[] = [];
    const noted =
      (what: string): (() => void) =>
      () =>
        void order.push(what);
    for (const executionType of [0, 1]) {
      const asleep = client.batch([sleep], { executionType }).then(noted(`slept ${executionType}`));
      // The batch is on its way before the question, on another connection: let it arrive.
      await client.batch([], { executionType: 2 });
      await second.call('GetStats').then(noted('asked'));
      await asleep;
    }
    expect(order).toEqual(['slept 0', 'asked', 'asked', 'slept 1']);
    await second.close();
  });
});

describe('a person at OBS', () => {
  it('is seen by what happens', async () => {
    obs.person.addScene('Extra');
    obs.person.renameScene('Extra', 'Spare');
    obs.person.removeScene('Spare');
    obs.person.renameInput('Slides', 'Laptop');
    obs.person.mute('Guests', true);
    obs.person.setTransition('Fade', 700);
    await client.event('CurrentSceneTransitionDurationChanged', (data) => data['transitionDuration'] === 700);
    const types = client.typesOf(
      'SceneCreated',
      'SceneNameChanged',
      'SceneRemoved',
      'InputNameChanged',
      'InputMuteStateChanged',
    );
    expect(types).toEqual([
      'SceneCreated',
      'SceneNameChanged',
      'SceneRemoved',
      'InputNameChanged',
      'InputMuteStateChanged',
    ]);
  });

  it('cannot do what OBS would not', () => {
    expect(() => obs.person.switchScene('Nowhere')).toThrow('No source was found by the name of `Nowhere`.');
  });

  it('is not held up by faults', () => {
    obs.faults.add({ kind: 'refuse', request: 'SetCurrentProgramScene', code: 207 });
    obs.person.switchScene('Panel');
    expect(obs.snapshot().program).toBe('Panel');
  });

  it('is heard at a microphone that is on air, and into a muted one', async () => {
    obs.person.switchScene('Host');
    obs.person.speak('Host microphone', 0.8);
    const listener = await Client.connect(subjectOf(obs), 1 << 16);
    const inputName = 'Host microphone';
    // What comes in last stays when muted.
    for (const channel of [
      [0.4, 0.8, 0.8],
      [0, 0, 0.8],
    ]) {
      const reading = JSON.stringify([{ inputName, inputLevelsMul: [channel, channel] }]);
      const meter = await listener.event(
        'InputVolumeMeters',
        ({ inputs }) => JSON.stringify(inputs) === reading,
      );
      expect(meter.intent).toBe(1 << 16);
      obs.person.mute(inputName, true);
    }
    await listener.close();
  });

  it('who opens another scene collection keeps everybody waiting', async () => {
    obs.person.openSceneCollection('Other show', ['Opening', 'Talk']);
    expect(await client.ask('GetSceneList')).toMatchObject({ ok: false, code: 207 });
    await client.event('CurrentSceneCollectionChanged');
    expect(await client.call('GetCurrentProgramScene')).toEqual({ currentProgramSceneName: 'Opening' });
    obs.person.openSceneCollection('Practice', []);
    await client.event('CurrentSceneCollectionChanged', (data) => data['sceneCollectionName'] === 'Practice');
    expect(obs.snapshot().scenes.map(({ name }) => name)).toEqual(bundledScenes);
  });
});
