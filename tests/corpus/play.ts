import { loudestWins, thresholdLoop } from './baselines';
import { allKinds, makeTrack } from './kinds';
import { figuresOf, type Listener, type Policy, type Score, scoreOf, together } from './score';
import { scoredSeeds, tunedSeeds } from './seeds';
import type { MadeTrack } from './stage';

/** On a change of speaker, for 3 s at least and 8 s at most. */
const policy: Policy = { minimum: 3_000, maximum: 8_000 };

const listeners: Readonly<Record<string, () => Listener>> = {
  'loudest wins': loudestWins,
  'threshold loop': thresholdLoop,
};

/**
 * `node scripts/run-typescript.mjs tests/corpus/play.ts [kind …] [--seeds=1,2] [--scored]`: the score of each kind of
 * track, on the seeds for tuning unless others are asked for; an hour of panel only where it is asked for by name.
 */
export function main(args: readonly string[]): number {
  const asked = args.filter((arg) => !arg.startsWith('--'));
  const wanted = allKinds.filter((kind) => (asked.length === 0 ? kind !== 'panel60' : asked.includes(kind)));
  const seeds = seedsOf(args);
  const all = Object.fromEntries(Object.keys(listeners).map((name) => [name, [] as Score[]]));
  for (const kind of wanted) {
    const tracks = seeds.map((seed) => makeTrack(kind, seed));
    console.log(`\n${kind}: ${tracks[0]?.title ?? ''}`);
    for (const [name, listener] of Object.entries(listeners)) {
      const scores = tracks.map((track: MadeTrack) => scoreOf(track, listener(), policy));
      all[name]?.push(...scores);
      console.log(rowOf(name, together(scores)));
    }
  }
  console.log('\nall of them');
  for (const [name, scores] of Object.entries(all)) console.log(rowOf(name, together(scores)));
  return 0;
}

function seedsOf(args: readonly string[]): readonly number[] {
  const asked = args.find((arg) => arg.startsWith('--seeds='));
  if (asked) return asked.slice('--seeds='.length).split(',').map(Number);
  return args.includes('--scored') ? scoredSeeds : tunedSeeds;
}

function rowOf(name: string, score: Score): string {
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
