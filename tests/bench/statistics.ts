/** The value below which a share `p` (0–1) of the samples lies, between neighbours in proportion. */
export function percentile(samples: readonly number[], p: number): number {
  return ofSorted(
    samples.toSorted((a, b) => a - b),
    p,
  );
}

export function median(samples: readonly number[]): number {
  return percentile(samples, 0.5);
}

function ofSorted(sorted: ArrayLike<number>, p: number): number {
  const at = (sorted.length - 1) * p;
  const below = sorted[Math.floor(at)] ?? Number.NaN;
  const above = sorted[Math.ceil(at)] ?? Number.NaN;
  return below + (above - below) * (at - Math.floor(at));
}

export type Interval = readonly [low: number, high: number];

const resamples = 2_000;

/** 95 % interval of the ratio of two percentiles, by bootstrap: what it would have been on another day. */
export function ratioInterval(
  ours: readonly number[],
  floor: readonly number[],
  p: number,
  random: () => number = Math.random,
): Interval {
  const ratios = Array.from(
    { length: resamples },
    () => ofSorted(resampled(ours, random), p) / ofSorted(resampled(floor, random), p),
  );
  return [percentile(ratios, 0.025), percentile(ratios, 0.975)];
}

function resampled(samples: readonly number[], random: () => number): Float64Array {
  return Float64Array.from(
    samples,
    () => samples[Math.floor(random() * samples.length)] ?? Number.NaN,
  ).sort();
}

export function shuffled<Item>(items: readonly Item[], random: () => number = Math.random): readonly Item[] {
  return items
    .map((item) => ({ item, at: random() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

/** Between `low` and `high`, any as likely. */
export function between(low: number, high: number, random: () => number = Math.random): number {
  return low + random() * (high - low);
}
