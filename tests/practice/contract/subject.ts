import { until } from '../../support/until';
import { type Client, type Data, type Heard, Client as connected } from './client';

/** An OBS to be held to the contract: the practice one or a real one. */
export interface Subject {
  readonly name: string;
  readonly url: string;
  readonly password: string;
  readonly heard: Heard;
  /** Has something answer where it streams to, or nothing. */
  readonly streamServer: (up: boolean) => Promise<void>;
}

export function nothingHeard(): Heard {
  return { requests: new Set(), events: new Set() };
}

/** What a case works with: a client, and scenes of its own that no other case touches. */
export interface Bench {
  readonly subject: Subject;
  readonly client: Client;
  /** A further connection, closed with the bench. */
  readonly another: (subscriptions?: number) => Promise<Client>;
  /** A name that nothing else has. */
  readonly fresh: (name: string) => string;
  /** Creates a scene under a fresh name and gives the name. */
  readonly scene: (name?: string) => Promise<string>;
  /** Creates an input in a scene; gives its fresh name and its item. */
  readonly input: (sceneName: string, inputKind: string, inputSettings?: Data) => Promise<InputInScene>;
}

export interface InputInScene {
  readonly inputName: string;
  readonly sceneItemId: number;
}

/** A group of cases; each gets a bench of its own. */
export type Cases = (test: (name: string, run: (bench: Bench) => Promise<void>) => void) => void;

let serial = 0;

/**
 * Runs a case on a bench whose OBS is at rest: no studio mode, Cut, a scene of the case's own on air. Leaves OBS on
 * that scene: removing it would start another transition.
 */
export async function onBench(subject: Subject, run: (bench: Bench) => Promise<void>): Promise<void> {
  const clients: Client[] = [];
  const open = async (subscriptions?: number): Promise<Client> => {
    const client = await connected.connect(subject, subscriptions);
    clients.push(client);
    return client;
  };
  try {
    const client = await open();
    const fresh = (name: string): string => `${name} ${(serial += 1)}`;
    const scene = async (name = 'Scene'): Promise<string> => {
      const sceneName = fresh(name);
      await client.call('CreateScene', { sceneName });
      await client.event('SceneCreated', (data) => data['sceneName'] === sceneName);
      return sceneName;
    };
    const input: Bench['input'] = async (sceneName, inputKind, inputSettings = {}) => {
      const inputName = fresh(inputKind);
      const { sceneItemId } = await client.call('CreateInput', {
        sceneName,
        inputName,
        inputKind,
        inputSettings,
      });
      await client.event('SceneItemCreated', (data) => data['sourceName'] === inputName);
      return { inputName, sceneItemId: Number(sceneItemId) };
    };

    await atRest(client);
    await client.call('SetStudioModeEnabled', { studioModeEnabled: false });
    await client.call('SetCurrentSceneTransition', { transitionName: 'Cut' });
    const rest = await scene('Rest');
    await take(client, rest);
    client.events.length = 0;
    await run({ subject, client, another: open, fresh, scene, input });
  } finally {
    await Promise.all(clients.map((each) => each.close()));
  }
}

/** Waits out a transition that a failed case left running: changing it now would spoil OBS for good. */
async function atRest(client: Client): Promise<void> {
  const moving = async (): Promise<boolean> =>
    (await client.call('GetCurrentSceneTransitionCursor'))['transitionCursor'] !== 1;
  if (!(await moving())) return;
  await until('OBS at rest', 25_000, async () => !(await moving()));
  await client.batch([{ requestType: 'Sleep', requestData: { sleepFrames: 5 } }], { executionType: 1 });
}

/** Takes a scene and waits until OBS says that it is on air and at rest. */
export async function take(client: Client, sceneName: string): Promise<void> {
  client.events.length = 0;
  await client.call('SetCurrentProgramScene', { sceneName });
  await client.event('CurrentProgramSceneChanged', (data) => data['sceneName'] === sceneName);
  await client.event('SceneTransitionEnded');
}
