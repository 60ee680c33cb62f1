import { capOf, isSingleLetter } from '../../actions/keys';
import type { Action } from '../../actions/registry';
import { actions } from '../../actions/registry';
import { t } from '../../i18n/t';

export interface KeyRow {
  readonly label: string;
  readonly caps: readonly string[];
}

/** One row a name: what has a key in several places is listed once, nine captions as one. */
export function keyRows(letterKeys: boolean): readonly KeyRow[] {
  const found = new Map<string, Set<string>>();
  for (const action of actions) {
    const caps = capsOf(action, letterKeys);
    if (caps.length === 0) continue;
    const label = t(action.label);
    const all = found.get(label) ?? new Set();
    for (const cap of caps) all.add(cap);
    found.set(label, all);
  }
  return [...found].map(([label, caps]) => ({ label, caps: shorten([...caps]) }));
}

/** The number pad types the same again. */
function capsOf({ keys }: Action, letterKeys: boolean): readonly string[] {
  return keys
    .filter((press) => !press.key.startsWith('Numpad') && (letterKeys || !isSingleLetter(press)))
    .map(capOf);
}

/** `1`, `2` … `9` is `1–9`. */
function shorten(caps: readonly string[]): readonly string[] {
  const [first, last] = [caps[0], caps.at(-1)];
  return caps.length > 4 && first !== undefined && last !== undefined ? [`${first}–${last}`] : caps;
}
