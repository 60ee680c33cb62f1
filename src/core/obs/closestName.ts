/**
 * The one of `names` that `wanted` most likely means: the fewest letters to change, at most a third of the longer
 * name, capitals and spaces aside. The first of equals; `null` where none is near.
 */
export function closestName(wanted: string, names: readonly string[]): string | null {
  const target = folded(wanted);
  const candidates = foldedOnce(names);
  const rows = rowsFor(candidates);
  let closest: string | null = null;
  let best = Number.POSITIVE_INFINITY;
  for (const [index, name] of names.entries()) {
    const candidate = candidates[index] ?? '';
    const most = Math.floor(Math.max(target.length, candidate.length) / 3);
    const limit = Math.min(most, best - 1);
    if (Math.abs(target.length - candidate.length) > limit) continue;
    const distance = editDistance(target, candidate, limit, rows);
    if (distance > limit) continue;
    best = distance;
    closest = name;
  }
  return closest;
}

/** A list that many names are looked for in is folded once. */
const foldedLists = new WeakMap<readonly string[], readonly string[]>();

function foldedOnce(names: readonly string[]): readonly string[] {
  const known = foldedLists.get(names);
  if (known) return known;
  const all = names.map(folded);
  foldedLists.set(names, all);
  return all;
}

/** Letters alone count, not how they are spelled out: `&` reads as "and". */
function folded(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s*[&+]\s*/g, ' and ')
    .replace(/[\s_–—-]+/g, ' ')
    .trim();
}

/**
 * Letters to add, drop or change (Levenshtein); anything above `limit` once that is sure. What both begin and end with
 * costs nothing, so it is left out first.
 */
function editDistance(a: string, b: string, limit: number, rows: Rows): number {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let endOfA = a.length;
  let endOfB = b.length;
  while (endOfA > start && endOfB > start && a[endOfA - 1] === b[endOfB - 1]) {
    endOfA -= 1;
    endOfB -= 1;
  }
  return distanceOf(a.slice(start, endOfA), b.slice(start, endOfB), limit, rows);
}

function distanceOf(a: string, b: string, limit: number, rows: Rows): number {
  let [row, next] = rows;
  for (let j = 0; j <= b.length; j += 1) row[j] = j;
  for (let i = 1; i <= a.length; i += 1) {
    const letter = a.charCodeAt(i - 1);
    let left = i;
    let least = i;
    next[0] = i;
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (letter === b.charCodeAt(j - 1) ? 0 : 1);
      left = Math.min(change, (row[j] ?? 0) + 1, left + 1);
      next[j] = left;
      if (left < least) least = left;
    }
    if (least > limit) return least;
    [row, next] = [next, row];
  }
  return row[b.length] ?? 0;
}

/** Two rows to reckon in, long enough for any of the names. */
type Rows = readonly [Uint16Array, Uint16Array];

function rowsFor(names: readonly string[]): Rows {
  const longest = names.reduce((length, name) => Math.max(length, name.length), 0) + 1;
  return [new Uint16Array(longest), new Uint16Array(longest)];
}
