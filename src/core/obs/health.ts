import type { Duration, Instant } from '../time/units';
import { second } from '../time/units';
import type { WireData } from './protocol';
import { flagOf, numberOf } from './protocol';

/** Where OBS loses frames: while it draws, while it encodes, on the way to the stream's server. */
export const losses = ['render', 'encoder', 'network'] as const;

export type Loss = (typeof losses)[number];

/** What is not well. */
export type Ailment = Loss | 'cpu' | 'disk';

/** How OBS is, in figures that a person can read. */
export interface Health {
  /** Of all cores, %. */
  readonly cpu: number;
  /** Left where OBS records, MB; `null` where it does not say. */
  readonly disk: number | null;
  /** Frames that recording and stream lost since they began, and which part of all that is, %. */
  readonly dropped: number;
  readonly droppedPercent: number;
  /** What is lost now, %. */
  readonly losing: Readonly<Record<Loss, number>>;
  readonly ailments: readonly Ailment[];
}

/** Frames that should have been, and those of them that were not. Counters: they only grow, but for a restart. */
interface Count {
  readonly skipped: number;
  readonly total: number;
}

/** One look at OBS's own statistics. */
export interface HealthSample {
  readonly at: Instant;
  readonly cpu: number;
  readonly disk: number | null;
  /** Nothing where no stream runs. */
  readonly counts: Readonly<Record<Loss, Count>>;
}

/** The looks of the last seconds, oldest first, and what they came to. */
export interface HealthState {
  readonly samples: readonly HealthSample[];
  readonly health: Health;
}

/** What is judged: shorter than this is chance, ms. */
const judged: Duration = 5 * second;
const remembered: Duration = 10 * second;

/** Ails from the first, until it is past the second: what wavers between them stays as it is. */
const limits = {
  /** % of all cores, on average. */
  cpu: { ails: 85, well: 70 },
  /** MB. Recording at 6 Mbit/s takes 2,700 MB an hour. */
  disk: { ails: 3_000, well: 4_000 },
  /** % of frames. */
  loss: { ails: 2, well: 0.5 },
} as const;

/** What `GetStats` and `GetStreamStatus` said at `at`. */
export function healthSample(stats: WireData, stream: WireData, at: Instant): HealthSample {
  const count = (data: WireData, name: string): Count => ({
    skipped: numberOf(data, `${name}SkippedFrames`) ?? 0,
    total: numberOf(data, `${name}TotalFrames`) ?? 0,
  });
  const streams = flagOf(stream, 'outputActive') === true;
  return {
    at,
    cpu: numberOf(stats, 'cpuUsage') ?? 0,
    disk: numberOf(stats, 'availableDiskSpace'),
    counts: {
      render: count(stats, 'render'),
      encoder: count(stats, 'output'),
      network: streams ? count(stream, 'output') : { skipped: 0, total: 0 },
    },
  };
}

/** How OBS is after another look. */
export function evolveHealth(before: HealthState | null, sample: HealthSample): HealthState {
  const last = before?.samples.at(-1);
  // Counters that went back: another OBS, or another stream. What was seen before says nothing of it.
  const goesOn =
    last !== undefined && losses.every((loss) => isGrown(last.counts[loss], sample.counts[loss]));
  const earlier = goesOn ? before?.samples.filter(({ at }) => at >= sample.at - remembered) : [];
  const samples = [...(earlier ?? []), sample];
  return { samples, health: healthOf(samples, sample, before?.health.ailments ?? []) };
}

function isGrown(before: Count, after: Count): boolean {
  return after.total >= before.total && after.skipped >= before.skipped;
}

function healthOf(
  samples: readonly HealthSample[],
  latest: HealthSample,
  before: readonly Ailment[],
): Health {
  const first = samples[0] ?? latest;
  const isJudged = latest.at - first.at >= judged;
  const cpu = samples.reduce((sum, sample) => sum + sample.cpu, 0) / samples.length;
  const losing: Record<Loss, number> = { render: 0, encoder: 0, network: 0 };
  for (const loss of losses)
    losing[loss] = isJudged ? lostBetween(first.counts[loss], latest.counts[loss]) : 0;
  const { encoder, network } = latest.counts;
  const dropped = encoder.skipped + network.skipped;

  const ails = (ailment: Ailment, isIll: boolean, isWell: boolean): readonly Ailment[] =>
    isIll || (before.includes(ailment) && !isWell) ? [ailment] : [];
  const { disk } = latest;
  return {
    cpu: Math.round(cpu),
    disk: disk === null ? null : Math.round(disk / 100) * 100,
    dropped,
    droppedPercent: percent(dropped, Math.max(encoder.total, network.total)),
    losing,
    ailments: [
      ...ails('disk', disk !== null && disk < limits.disk.ails, disk === null || disk >= limits.disk.well),
      ...losses.flatMap((loss) =>
        ails(loss, losing[loss] >= limits.loss.ails, isJudged && losing[loss] < limits.loss.well),
      ),
      ...ails('cpu', isJudged && cpu >= limits.cpu.ails, isJudged && cpu < limits.cpu.well),
    ],
  };
}

function lostBetween(first: Count, last: Count): number {
  return percent(last.skipped - first.skipped, last.total - first.total);
}

/** To a tenth. */
function percent(part: number, whole: number): number {
  return whole <= 0 ? 0 : Math.round((1_000 * part) / whole) / 10;
}
