import type { Figure, Measured } from './figure';
import { missed } from './figure';
import { captionEdit } from './figures/captionEdit';
import { captions } from './figures/captions';
import { coldStart } from './figures/coldStart';
import { flip } from './figures/flip';
import { forecast } from './figures/forecast';
import { foreign } from './figures/foreign';
import { frames } from './figures/frames';
import { go } from './figures/go';
import { idle } from './figures/idle';
import { pictures } from './figures/pictures';
import { preflight } from './figures/preflight';
import { proposals } from './figures/proposals';
import { publish } from './figures/publish';
import { resync } from './figures/resync';
import { soak } from './figures/soak';
import { take20 } from './figures/take20';
import { takeBatch } from './figures/takeBatch';
import { thousand } from './figures/thousand';
import { voiceToAir } from './figures/voiceToAir';
import { wake } from './figures/wake';
import { rowsOf } from './table';

/**
 * `npm run bench [-- go idle --json --no-limits]`: measures the built app, each figure against its limit. A table
 * for people; with `--json` one object as the last line, for programs. Fails when a limit is missed, unless told
 * not to.
 */
const figures: readonly Figure[] = [
  go,
  takeBatch,
  take20,
  publish,
  coldStart,
  idle,
  thousand,
  frames,
  forecast,
  proposals,
  wake,
  flip,
  soak,
  captionEdit,
  preflight,
  pictures,
  foreign,
  resync,
  captions,
  voiceToAir,
];

export async function main(args: readonly string[]): Promise<number> {
  const json = args.includes('--json');
  const asked = args.filter((arg) => !arg.startsWith('--'));
  const unknown = asked.filter((name) => !figures.some(({ key }) => key === name));
  if (unknown.length > 0) {
    console.error(
      `no such figures: ${unknown.join(', ')}. There are: ${figures.map(({ key }) => key).join(', ')}`,
    );
    return 2;
  }
  const wanted = figures.filter(({ key }) => asked.length === 0 || asked.includes(key));
  const results: { readonly figure: Figure; readonly measured: Measured }[] = [];
  let failed = false;
  for (const figure of wanted) {
    try {
      const measured = await figure.measure((line) => console.error(`${figure.key}: ${line}`));
      results.push({ figure, measured });
      if (!json) for (const row of rowsOf(figure, measured)) console.log(row);
    } catch (error) {
      failed = true;
      console.error(`${figure.key} could not be measured:`, error);
    }
  }
  if (json) console.log(JSON.stringify(Object.fromEntries(results.map(asJson))));
  const isMet = !failed && results.every(({ figure, measured }) => missed(figure, measured).length === 0);
  return isMet || (!failed && args.includes('--no-limits')) ? 0 : 1;
}

function asJson({ figure, measured }: { readonly figure: Figure; readonly measured: Measured }) {
  const { fields, intervals } = measured;
  return [
    figure.key,
    { ...rounded(fields), intervals, limits: figure.limits, missed: missed(figure, measured) },
  ] as const;
}

function rounded(fields: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, Math.round(value * 1_000) / 1_000]),
  );
}
