/** A cell of a table: `null` for what is not known, which stays empty. */
export type Cell = string | number | null;

/**
 * Comma-separated values after RFC 4180: CRLF, quotes where they are needed. A text that a spreadsheet would take for a
 * formula (= + - @, also behind a tab or a line break) begins with an apostrophe.
 */
export function writeCsv(rows: readonly (readonly Cell[])[]): string {
  return rows.map((row) => `${row.map(writeCell).join(',')}\r\n`).join('');
}

function writeCell(cell: Cell): string {
  if (cell === null) return '';
  // A number is one, whatever its sign.
  if (typeof cell === 'number') return String(cell);
  const guarded = /^[=+\-@\t\r\n]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}
