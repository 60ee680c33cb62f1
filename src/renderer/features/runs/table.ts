import type { Cell } from '../../../core/asrun/csv';
import type { LogLine } from '../../../core/asrun/log';
import type { RecordRow, RunRecord } from '../../../core/asrun/record';
import type { Duration, Instant } from '../../../core/time/units';
import { second } from '../../../core/time/units';
import { deltaKind, formatDelta, formatIso, formatLength } from '../../../core/time/write';
import { t } from '../../i18n/t';
import { logSentence } from '../asrun/sentence';
import { clockWords, namedWords, spokeWords, whysOf } from './words';

/**
 * The columns of the CSV file: first the seven of Ontime's report, then ours. Their names are the file's format, not
 * sentences of the screen, and stay as they are in every language.
 */
export const columns = [
  'Index',
  'Title',
  'Cue',
  'Scheduled Start',
  'Actual Start',
  'Scheduled End',
  'Actual End',
  'Row',
  'State',
  'Scheduled Length',
  'Actual Length',
  'Start Off',
  'Length Off',
  'Length Off (s)',
  'Why',
  'Scene',
  'Confirmed by OBS',
  'OBS Accepted (ms)',
  'On Air After (ms)',
  'Named',
  'Spoke',
  'Practice',
  'Rehearsal',
  'Scheduled Start (ISO 8601)',
  'Actual Start (ISO 8601)',
  'Actual End (ISO 8601)',
] as const;

type Column = (typeof columns)[number];

/** A run as rows of cells: the names of the columns, its segments, then every line of its log. */
export function tableOf(record: RunRecord): readonly (readonly Cell[])[] {
  const { zone } = record.show;
  const rows = [
    ...record.rows.map((row) => segmentCells(row, zone)),
    ...record.lines.map((line) => lineCells(line, zone)),
  ].map((cells): Cells => ({ ...cells, Rehearsal: yesNo(record.rehearsal !== null) }));
  return [
    columns,
    ...rows.map((cells, index) => columns.map((name) => ({ ...cells, Index: index + 1 })[name] ?? null)),
  ];
}

type Cells = Partial<Readonly<Record<Column, Cell>>>;

function segmentCells(row: RecordRow, zone: string): Cells {
  const taken = row.takeId !== null;
  return {
    Title: row.title,
    Cue: row.number === null ? null : String(row.number),
    'Scheduled Start': clock(row.plannedStart, zone),
    'Actual Start': clock(row.actualStart, zone),
    'Scheduled End': clock(row.plannedEnd, zone),
    'Actual End': clock(row.actualEnd, zone),
    Row: t('runs.csv.segment'),
    State: t(`runs.state.${row.state}`),
    'Scheduled Length': row.plannedLength === null ? null : formatLength(row.plannedLength),
    'Actual Length': row.actualLength === null ? null : formatLength(row.actualLength),
    'Start Off': off(row.startOff),
    'Length Off': off(row.lengthOff),
    'Length Off (s)': row.lengthOff === null ? null : Math.round(row.lengthOff / second),
    Why: whysOf(row),
    Scene: row.scene,
    'Confirmed by OBS': row.confirmation === null ? null : yesNo(row.confirmation === 'accepted'),
    'OBS Accepted (ms)': row.acceptedAfter,
    'On Air After (ms)': row.onAirAfter,
    Named: namedWords(row).join('; '),
    Spoke: spokeWords(row).join('; '),
    Practice: taken ? yesNo(row.practice) : null,
    'Scheduled Start (ISO 8601)': iso(row.plannedStart, zone),
    'Actual Start (ISO 8601)': iso(row.actualStart, zone),
    'Actual End (ISO 8601)': iso(row.actualEnd, zone),
  };
}

function lineCells(line: LogLine, zone: string): Cells {
  return {
    Title: logSentence(line, zone),
    'Actual Start': clock(line.at, zone),
    Row: t('runs.csv.log'),
    State: line.key,
    Practice: yesNo(line.practice),
    'Actual Start (ISO 8601)': iso(line.at, zone),
  };
}

function clock(at: Instant | null, zone: string): Cell {
  return at === null ? null : clockWords(at, zone);
}

function iso(at: Instant | null, zone: string): Cell {
  return at === null ? null : formatIso(at, zone);
}

/** Without a sign, which a spreadsheet would reckon with: `1:40 over`. */
function off(by: Duration | null): Cell {
  if (by === null) return null;
  const kind = deltaKind(by);
  const delta = formatDelta(Math.abs(by)).replace('+', '');
  return kind === 'onTime' ? t('common.onTime') : t(`common.${kind}`, { delta });
}

function yesNo(is: boolean): string {
  return t(is ? 'runs.csv.yes' : 'runs.csv.no');
}
