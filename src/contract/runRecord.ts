import { z } from 'zod';
import type { LogLine } from '../core/asrun/log';
import type { RecordRow, RecordSlot, RunHead, RunRecord, Why } from '../core/asrun/record';
import type { Instant } from '../core/time/units';
import { runFileVersion } from '../core/asrun/runFile';

/** Schemas of what is told of a run, and of the JSON file that a run is saved as. */

const instant = z.number();
const duration = z.number();

const whySchema: z.ZodType<Why> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['replanned', 'endMoved']), by: duration }),
  z.strictObject({ kind: z.literal('untilFixed') }),
  z.strictObject({ kind: z.enum(['goLate', 'goEarly', 'stillOver']), by: duration }),
  z.strictObject({ kind: z.enum(['onSlate', 'obsAway', 'slept']), by: duration }),
  z.strictObject({ kind: z.literal('clockSet'), by: duration }),
  z.strictObject({ kind: z.literal('wentOn'), times: z.number().int() }),
  z.strictObject({ kind: z.literal('unplanned') }),
  z.strictObject({ kind: z.literal('followed') }),
  z.strictObject({ kind: z.literal('notConfirmed') }),
]);

const slotSchema: z.ZodType<RecordSlot> = z.strictObject({
  name: z.string(),
  plannedLength: duration.nullable(),
  actualStart: instant.nullable(),
  actualLength: duration.nullable(),
  // Files from before voices were heard do not say it.
  by: z.enum(['voice', 'name']).nullable().default(null),
});

const rowSchema: z.ZodType<RecordRow> = z.strictObject({
  takeId: z.string().nullable(),
  segmentId: z.string(),
  title: z.string(),
  kind: z.enum(['slate', 'host', 'talk', 'panel', 'questions', 'closing']),
  scene: z.string().nullable(),
  number: z.number().int().nullable(),
  state: z.enum(['done', 'onAir', 'takenBack', 'failed', 'notTaken']),
  plannedStart: instant.nullable(),
  plannedEnd: instant.nullable(),
  plannedLength: duration.nullable(),
  actualStart: instant.nullable(),
  actualEnd: instant.nullable(),
  actualLength: duration.nullable(),
  startOff: duration.nullable(),
  lengthOff: duration.nullable(),
  confirmation: z.enum(['accepted', 'notConfirmed', 'undecided']).nullable(),
  acceptedAfter: duration.nullable(),
  onAirAfter: duration.nullable(),
  practice: z.boolean(),
  named: z.array(z.string()),
  slots: z.array(slotSchema),
  why: z.array(whySchema),
});

/** `key` is of a newer Lectern's, perhaps: what is not known here is still a line. */
const lineSchema = z.strictObject({
  seq: z.number().int(),
  at: instant,
  tone: z.enum(['ok', 'info', 'warning', 'alarm']),
  key: z.string() as unknown as z.ZodType<LogLine['key']>,
  values: z.record(z.string(), z.union([z.string(), z.number()])),
  practice: z.boolean(),
});

const headFields = {
  show: z.strictObject({
    id: z.string(),
    title: z.string(),
    date: z.string().nullable(),
    zone: z.string(),
  }),
  runId: z.string(),
  standing: z.enum(['open', 'ended', 'reset']),
  practice: z.enum(['none', 'some', 'all']),
  rehearsal: z.enum(['untouched', 'preview', 'practice']).nullable(),
  startedAt: instant.nullable(),
  endedAt: instant.nullable(),
  lastAt: instant,
  plannedStart: instant.nullable(),
  plannedEnd: instant.nullable(),
  over: duration.nullable(),
  end: z.enum(['whole', 'torn', 'damaged']),
} as const;

/** What a run's JSON file holds: one version, the record as it is. */
export const runFileSchema = z.strictObject({
  lectern: z.literal('run'),
  version: z.literal(runFileVersion),
  ...headFields,
  rows: z.array(rowSchema),
  lines: z.array(lineSchema),
}) satisfies z.ZodType<RunRecord>;

/** `number` is that of its journal; `openedAt`: when that was begun by the machine's clock, also of a rehearsal. */
export type ListedRun = RunHead & { readonly number: number; readonly openedAt: Instant };

/** The runs of a show, the latest first. */
export interface RunList {
  readonly runs: readonly ListedRun[];
  /** Journals that could not be read, and were left alone. */
  readonly unreadable: number;
}
