import type OBSWebSocket from 'obs-websocket-js/json';
import { ownMark } from '../../src/core/obs/ownership';

/** All that a scene collection is made of, as OBS tells it: two of these are equal where nothing was changed. */
export interface WholeObs {
  readonly program: string;
  readonly transition: unknown;
  /** From the top of OBS's list down. */
  readonly scenes: Readonly<Record<string, SceneNow>>;
  readonly inputs: Readonly<Record<string, unknown>>;
}

interface SceneNow {
  readonly mark: unknown;
  readonly filters: unknown;
  readonly items: readonly (WireItem & { readonly sourceName: string })[];
}

type WireItem = Readonly<Record<string, unknown>>;

export async function wholeObs(obs: OBSWebSocket): Promise<WholeObs> {
  const { scenes, currentProgramSceneName: program } = await obs.call('GetSceneList');
  const names = scenes.map(({ sceneName }) => text(sceneName)).toReversed();
  const { inputs } = await obs.call('GetInputList');
  const { transitionName, transitionDuration } = await obs.call('GetCurrentSceneTransition');
  return {
    program,
    transition: { transitionName, transitionDuration },
    scenes: await each(names, async (sceneName) => {
      const { sceneItems } = await obs.call('GetSceneItemList', { sceneName });
      const items = sceneItems.map((item) => ({ ...item, sourceName: text(item['sourceName']) }));
      return { ...(await ofSource(obs, sceneName)), items };
    }),
    inputs: await each(
      inputs.map(({ inputName }) => text(inputName)),
      async (inputName) => ({
        ...(await obs.call('GetInputSettings', { inputName })),
        ...(await ofSource(obs, inputName)),
        ...(await soundOf(obs, inputName)),
      }),
    ),
  };
}

async function each<T>(
  names: readonly string[],
  read: (name: string) => Promise<T>,
): Promise<Readonly<Record<string, T>>> {
  const all: Record<string, T> = {};
  // One after the other: OBS does what comes at once on several threads.
  for (const name of names) all[name] = await read(name);
  return all;
}

async function ofSource(obs: OBSWebSocket, sourceName: string): Promise<Omit<SceneNow, 'items'>> {
  const { filters } = await obs.call('GetSourceFilterList', { sourceName });
  // Not in the library's table.
  const { sourceSettings } = (await obs.call('GetSourcePrivateSettings' as 'GetSourceActive', {
    sourceName,
  })) as unknown as { readonly sourceSettings: WireItem };
  return { filters, mark: sourceSettings[ownMark] ?? null };
}

/** `null` for what has none. */
async function soundOf(obs: OBSWebSocket, inputName: string): Promise<WireItem | null> {
  const isSilent = 604;
  try {
    const { inputMuted } = await obs.call('GetInputMute', { inputName });
    const { inputVolumeDb } = await obs.call('GetInputVolume', { inputName });
    return { inputMuted, inputVolumeDb };
  } catch (error) {
    if (error instanceof Object && 'code' in error && error.code === isSilent) return null;
    throw error;
  }
}

function text(value: unknown): string {
  if (typeof value !== 'string') throw new Error(`OBS named something ${JSON.stringify(value)}`);
  return value;
}
