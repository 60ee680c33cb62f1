import type { Saved } from '../../../contract/calls';
import { writeCsv } from '../../../core/asrun/csv';
import type { RunRecord } from '../../../core/asrun/record';
import { reportName, writeRunFile } from '../../../core/asrun/runFile';
import type { Client, Reply } from '../../client/client';
import { download } from '../../ui/download';
import { tableOf } from './table';

export type TextFormat = 'csv' | 'json';

const types: Readonly<Record<TextFormat, string>> = {
  csv: 'text/csv;charset=utf-8',
  json: 'application/json',
};

/** The app asks where to and says where it was written; a browser is handed a download, and has its own words. */
export async function saveText(
  client: Client,
  record: RunRecord,
  format: TextFormat,
  inApp: boolean,
): Promise<Reply<'saveReport'> | 'downloaded'> {
  const text = format === 'csv' ? writeCsv(tableOf(record)) : writeRunFile(record);
  const name = reportName(record);
  if (inApp) return client.call('saveReport', { name, format, text });
  download(`${name}.${format}`, text, types[format]);
  return 'downloaded';
}

/** The name of a file without its folders. */
export function fileIn({ file }: Saved): string | null {
  return file?.split(/[\\/]/).at(-1) ?? null;
}
