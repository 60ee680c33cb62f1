import { silence } from '../../src/core/captions/meters';
import { allKinds, makeTrack } from './kinds';
import { listenerNames, listeners } from './listeners';
import { recorded, recordings } from './recorded';
import { figuresOf, played, type Score, scoreOf, together, toldTurns, wrongNames } from './score';
import { scoredSeeds, tunedSeeds } from './seeds';
import type { MadeTrack } from './stage';

/**
 * `node scripts/run-typescript.mjs tests/corpus/play.ts [kind …] [--seeds=1,2] [--scored] [--wrong] [--missed]`: the
 * score of each kind of track, on the seeds for tuning unless others are asked for; an hour of panel only where it is asked for by name. With
 * `--wrong` each wrong name of the director: when it appeared, who really spoke in the 2 s before, and the levels of each
 * input in those (dB below full scale, one number a frame). With `--missed` the turns that it told late or never.
 */
export function main(args: readonly string[]): number {
  const asked = args.filter((arg) => !arg.startsWith('--'));
  const seeds = seedsOf(args);
  const wanted = allKinds.filter((kind) => (asked.length === 0 ? kind !== 'panel60' : asked.includes(kind)));
  const all = Object.fromEntries(listenerNames.map((name): [string, Score[]] => [name, []]));
  const play = (title: string, tracks: readonly MadeTrack[]): void => {
    console.log(`\n${title}: ${tracks[0]?.title ?? ''}`);
    for (const name of listenerNames) {
      const scores = tracks.map((track) => scoreOf(track, listeners[name]()));
      all[name]?.push(...scores);
      console.log(rowOf(name, together(scores)));
    }
    const more = [
      ...(args.includes('--wrong') ? [wrongOn] : []),
      ...(args.includes('--missed') ? [missedOn] : []),
    ];
    for (const track of tracks) for (const line of more.flatMap((of) => of(track))) console.log(line);
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

/** Wrong names of the director, and what led to each. */
function wrongOn(track: MadeTrack): readonly string[] {
  return wrongNames(track, played(track, listeners.director()).onAir).flatMap(({ speakerId, from }) => {
    const spoke = [...track.truth, ...track.others].filter(
      (one) => one.to > from - 2_000 && one.from <= from,
    );
    const who = spoke.map((one) => one.speakerId).join() || 'nobody';
    return [
      `  ${inSeconds(from)}: ${speakerId} named, spoke: ${who}`,
      ...levelsIn(track, from - 2_000, from),
    ];
  });
}

/** Turns that the director told late or never, and how each began. */
function missedOn(track: MadeTrack): readonly string[] {
  return toldTurns(track, played(track, listeners.director()).said)
    .filter(({ delay }) => delay === null || delay > 1_200)
    .flatMap(({ turn: { speakerId, from, to }, delay }) => [
      `  ${inSeconds(from)}–${inSeconds(to)}: ${speakerId} ${delay === null ? 'missed' : `after ${delay.toFixed(0)} ms`}`,
      ...levelsIn(track, from - 500, Math.min(to, from + 1_500)),
    ]);
}

const inSeconds = (at: number): string => `${(at / 1_000).toFixed(2)} s`;

function levelsIn({ frames }: MadeTrack, after: number, to: number): readonly string[] {
  const near = frames.filter(({ at }) => at > after && at <= to);
  return Object.keys(near[0]?.levels ?? {}).map((input) => {
    const levels = near.map(({ levels: all }) => Math.round(-(all[input]?.magnitude ?? silence)));
    return `    ${input.padEnd(8)}${levels.join(' ')}`;
  });
}

function seedsOf(args: readonly string[]): readonly number[] {
  const asked = args.find((arg) => arg.startsWith('--seeds='));
  if (asked) return asked.slice('--seeds='.length).split(',').map(Number);
  return args.includes('--scored') ? scoredSeeds : tunedSeeds;
}

export function rowOf(name: string, score: Score): string {
  const { wrong, wrongNow, p50, p95, missed, flicker, turns, named, shown } = figuresOf(score);
  const cells = [
    `wrong ${wrong}`,
    `now ${wrongNow}`,
    `p50 ${p50.toFixed(0)}`,
    `p95 ${p95.toFixed(0)}`,
    `missed ${missed.toFixed(3)}`,
    `flicker ${flicker}`,
    `turns ${turns}`,
    `named ${named.toFixed(2)}`,
    `shown ${shown}`,
  ];
  return `  ${name.padEnd(15)}${cells.map((cell) => cell.padEnd(13)).join('')}`.trimEnd();
}
