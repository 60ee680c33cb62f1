import { silence } from '../../src/core/captions/meters';
import { allKinds, makeTrack } from './kinds';
import { listenerNames, listeners, policy } from './listeners';
import { recorded, recordings } from './recorded';
import { figuresOf, onAirBy, type Score, scoreOf, together, wrongNames } from './score';
import { scoredSeeds, tunedSeeds } from './seeds';
import type { MadeTrack } from './stage';

/**
 * `node scripts/run-typescript.mjs tests/corpus/play.ts [kind …] [--seeds=1,2] [--scored] [--wrong]`: the score of each kind of
 * track, on the seeds for tuning unless others are asked for; an hour of panel only where it is asked for by name. With
 * `--wrong` each wrong name of the director: when it appeared, who really spoke in the 2 s before, and the levels of each
 * input in those (dB below full scale, one number a frame).
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
    if (args.includes('--wrong'))
      for (const track of tracks) for (const line of wrongOn(track)) console.log(line);
  };
  for (const kind of wanted)
    play(
      kind,
      seeds.map((seed) => makeTrack(kind, seed)),
    );
  for (const name of recordings) {
    const title = `recorded-${name}`;
    if (asked.length === 0 || asked.includes(title)) play(title, [recorded(name)]);
  }
  console.log('\nall of them');
  for (const name of listenerNames) console.log(rowOf(name, together(all[name] ?? [])));
  return 0;
}

function wrongOn(track: MadeTrack): readonly string[] {
  const hear = listeners.director();
  const said = track.frames.map((frame) => ({ at: frame.at, heard: hear(frame, track.microphones) }));
  return wrongNames(track, onAirBy(said, policy)).flatMap(({ speakerId, from }) => {
    const isNear = (at: number): boolean => at > from - 2_000 && at <= from;
    const spoke = [...track.truth, ...track.others].filter(
      (one) => one.to > from - 2_000 && one.from <= from,
    );
    const near = track.frames.filter(({ at }) => isNear(at));
    return [
      `  ${(from / 1_000).toFixed(2)} s: ${speakerId} named, spoke: ${spoke.map((one) => one.speakerId).join() || 'nobody'}`,
      ...Object.keys(near[0]?.levels ?? {}).map((input) => {
        const levels = near.map(({ levels: all }) => Math.round(-(all[input]?.magnitude ?? silence)));
        return `    ${input.padEnd(8)}${levels.join(' ')}`;
      }),
    ];
  });
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
