import type { Figure, Measured } from './figure';

/** A figure as lines for people: each field, its interval and limit, and whether that is met. */
export function rowsOf(figure: Figure, { fields, intervals }: Measured): readonly string[] {
  const rows = Object.entries(fields).map(([name, value]) => {
    const interval = intervals[name];
    const most = figure.limits[name];
    const limit = most === undefined ? '' : `≤ ${most} ${value <= most ? 'met' : 'MISSED'}`;
    const between = interval ? `${interval.map((end) => end.toFixed(2)).join('–')}` : '';
    return `  ${name.padEnd(16)}${written(value).padStart(9)}  ${between.padEnd(12)}${limit}`.trimEnd();
  });
  return [`\n${figure.key}: ${figure.what}`, ...rows];
}

function written(value: number): string {
  if (Number.isInteger(value)) return String(value);
  return value.toFixed(Math.abs(value) < 10 ? 2 : 1);
}
