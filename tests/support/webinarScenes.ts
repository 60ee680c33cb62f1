import type OBSWebSocket from 'obs-websocket-js/json';

/** The scenes that the bundled show names, and a dark colour for each, `0xAABBGGRR`. */
export const webinarScenes = {
  'Holding slide': 0xff402000,
  Host: 0xff004020,
  'Speaker + slides': 0xff403000,
  Panel: 0xff200040,
  'Panel + Q&A': 0xff103030,
} as const;

/** Makes them in OBS, each with its own name written on top, and the microphones: what a producer has before Lectern comes. */
export async function makeWebinarScenes(obs: OBSWebSocket): Promise<void> {
  for (const [sceneName, color] of Object.entries(webinarScenes)) {
    await obs.call('CreateScene', { sceneName });
    await obs.call('CreateInput', {
      sceneName,
      inputName: `Backdrop of ${sceneName}`,
      inputKind: 'color_source_v3',
      inputSettings: { color, width: 1280, height: 720 },
    });
    await obs.call('CreateInput', {
      sceneName,
      inputName: `Sign of ${sceneName}`,
      inputKind: 'text_ft2_source_v2',
      inputSettings: { text: `This is ${sceneName}`, font: { face: 'DejaVu Sans', size: 64 } },
    });
  }
  // They are known there and in no scene that goes on air: nobody is heard, and names come by hand.
  for (const number of [1, 2, 3, 4, 5, 6])
    await obs.call('CreateInput', {
      sceneName: 'Scene',
      inputName: `Mic ${number}`,
      inputKind: 'ffmpeg_source',
      inputSettings: {},
    });
}
