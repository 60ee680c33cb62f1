import { allKinds, makeTrack } from './kinds';
import { listenerNames, listeners, policy } from './listeners';
import { recorded, recordings } from './recorded';
import { figuresOf, type Score, scoreOf, together } from './score';
import { scoredSeeds, tunedSeeds } from './seeds';
import type { MadeTrack } from './stage';

/**
 * `node scripts/run-typescript.mjs tests/corpus/play.ts [kind …] [--seeds=1,2] [--scored]`: the score of each kind of
 * track, on the seeds for tuning unless others are asked for; an hour of panel only where it is asked for by name.
 */
export function main(args: readonly string[]): number {
  const asked = args.filter((arg) => !arg.startsWith('--'));
  const seeds = seedsOf(args);
  const wanted = allKinds.filter((kind) => (asked.length === 0 ? kind !== 'panel60' : asked.includes(kind)));
  const all = Object.fromEntries(listenerNames.map((name): [string, Score[]] => [name, []]));
  const play = (title: string, tracks: readonly MadeTrack[]): void => {
    console.log(`\n${title}: ${tracks[0]?.title ?? ''}`);
    for (const name of listenerNames) {
      const scores = tracks.map((track) => scoreOf(track, listeners[name](), policy));
      all[name]?.push(...scores);
      console.log(rowOf(name, together(scores)));
    }
  };
  for (const kind of wanted)
    play(
      kind,
      seeds.map((seed) => makeTrack(kind, seed)),
    );
  for (const name of recordings) if (asked.length === 0 || asked.includes(name)) play(name, [recorded(name)]);
  console.log('\nall of them');
  for (const name of listenerNames) console.log(rowOf(name, together(all[name] ?? [])));
  return 0;
}

function seedsOf(args: readonly string[]): readonly number[] {
  const asked = args.find((arg) => arg.startsWith('--seeds='));
  if (asked) return asked.slice('--seeds='.length).split(',').map(Number);
  return args.includes('--scored') ? scoredSeeds : tunedSeeds;
}

export function rowOf(name: string, score: Score): string {
  const { wrong, wrongNow, p50, p95, missed, flicker, turns, shown } = figuresOf(score);
  const cells = [
    `wrong ${wrong}`,
    `now ${wrongNow}`,
    `p50 ${p50.toFixed(0)}`,
    `p95 ${p95.toFixed(0)}`,
    `missed ${missed.toFixed(3)}`,
    `flicker ${flicker}`,
    `turns ${turns}`,
    `shown ${shown}`,
  ];
  return `  ${name.padEnd(15)}${cells.map((cell) => cell.padEnd(13)).join('')}`.trimEnd();
}
