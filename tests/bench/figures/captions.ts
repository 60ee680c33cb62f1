import { besideEachOther, shapeOf } from '../../corpus/histograms';
import { allKinds, makeTrack } from '../../corpus/kinds';
import { director, listenerNames, listeners } from '../../corpus/listeners';
import { rowOf } from '../../corpus/play';
import { recorded, recordings } from '../../corpus/recorded';
import { figuresOf, type Score, scoreOf, together } from '../../corpus/score';
import { scoredSeeds } from '../../corpus/seeds';
import type { MadeTrack } from '../../corpus/stage';
import type { Figure, Measured } from '../figure';

/** How many hours of panel are played; each has as many frames as a dozen other tracks. */
const hours = 2;

const fieldOf = { director: '', 'loudest wins': 'loudest', 'threshold loop': 'loop' } as const;

/** Who is said to speak, and which names that puts on air, on made meter tracks with truth. */
export const captions: Figure = {
  key: 'captions',
  what: 'meter tracks made by seeds that nothing was tuned on: who is said to speak, from first words; names on air',
  limits: { wrong: 0, flicker: 0, p50: 700, p95: 1_200, missed: 0.01, corePercent: 1 },
  measure(progress): Promise<Measured> {
    const scores = new Map(listenerNames.map((name): [typeof name, Score[]] => [name, []]));
    const play = (title: string, tracks: Iterable<MadeTrack>): void => {
      const own = new Map(listenerNames.map((name): [typeof name, Score[]] => [name, []]));
      for (const track of tracks)
        for (const name of listenerNames) own.get(name)?.push(scoreOf(track, listeners[name]()));
      progress(title);
      for (const name of listenerNames) {
        scores.get(name)?.push(...(own.get(name) ?? []));
        progress(rowOf(name, together(own.get(name) ?? [])));
      }
    };
    for (const kind of allKinds) {
      const seeds = kind === 'panel60' ? scoredSeeds.slice(0, hours) : scoredSeeds;
      play(kind, made(kind, seeds));
    }
    for (const name of recordings) play(`recorded through OBS, ${name}`, [recorded(name)]);
    for (const line of besideEachOther(shapeOf([...made('turns', scoredSeeds)]), shapeOf([recorded('home')])))
      progress(line);
    const totals = listenerNames.map((name) => [name, figuresOf(together(scores.get(name) ?? []))] as const);
    if (totals.some(([name, { wrong }]) => name === 'loudest wins' && wrong === 0))
      throw new Error(
        'these tracks are too easy: whoever names the loudest input names nobody wrong on them',
      );
    const fields = Object.fromEntries(
      totals.flatMap(([name, figures]) =>
        Object.entries(figures).map(([field, value]) => [named(fieldOf[name], field), value]),
      ),
    );
    return Promise.resolve({
      fields: { ...fields, corePercent: corePercent('inputs12'), core40Percent: corePercent('inputs40') },
      intervals: {},
    });
  },
};

/** One after the other: an hour of panel is much to keep. */
function* made(kind: (typeof allKinds)[number], seeds: readonly number[]): Iterable<MadeTrack> {
  for (const seed of seeds) yield makeTrack(kind, seed);
}

function named(prefix: string, field: string): string {
  return prefix === '' ? field : `${prefix}${field.charAt(0).toUpperCase()}${field.slice(1)}`;
}

/** What the director takes of a core at 20 frames a second: processor time, for others want the machine too. */
function corePercent(kind: 'inputs12' | 'inputs40'): number {
  const track = makeTrack(kind, scoredSeeds[0] ?? 0);
  const hear = director();
  const before = process.cpuUsage();
  for (const frame of track.frames) hear(frame, track.microphones);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 10 / (track.frames.at(-1)?.at ?? 1);
}
