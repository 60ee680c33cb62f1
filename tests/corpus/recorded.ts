import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { trackSchema } from '../../src/contract/trackSchema';
import { readTrack, sampleTracks } from '../../src/core/captions/track';
import type { MadeTrack } from './stage';

/** Made speech that went through a real OBS, as `record.ts` kept it: 100 s each. */
export const recordings = sampleTracks;

export function recorded(name: (typeof recordings)[number]): MadeTrack {
  const text = readFileSync(
    join(import.meta.dirname, '../../resources/tracks', `${name}.meters.json`),
    'utf8',
  );
  const track = readTrack(trackSchema.parse(JSON.parse(text)), 0);
  const inputs = Object.keys(track.frames[0]?.levels ?? {}).toSorted();
  return {
    ...track,
    kind: `recorded ${name}`,
    truth: track.truth ?? [],
    others: [],
    microphones: Object.fromEntries(inputs.map((input) => [input, [`p${input.slice(4)}`]])),
  };
}
