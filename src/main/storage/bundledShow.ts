import text from '../../../resources/shows/platform-cooperatives.lectern?raw';
import type { Show } from '../../core/show/model';
import { readShowText } from './showFile';

/** The show that comes with the app, so that the first GO needs nothing else. */
export function bundledShow(): Show {
  const read = readShowText(text);
  if (!read.ok) throw new Error(`the bundled show: ${JSON.stringify(read.problem)}`);
  return read.value.show;
}
