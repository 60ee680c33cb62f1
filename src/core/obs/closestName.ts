/**
 * The one of `names` that `wanted` most likely means: the fewest letters to change, at most a third of the longer
 * name, capitals and spaces aside. The first of equals; `null` where none is near.
 */
export function closestName(wanted: string, names: readonly string[]): string | null {
  const target = folded(wanted);
  let closest: string | null = null;
  let best = Number.POSITIVE_INFINITY;
  for (const name of names) {
    const candidate = folded(name);
    const most = Math.floor(Math.max(target.length, candidate.length) / 3);
    const limit = Math.min(most, best - 1);
    if (Math.abs(target.length - candidate.length) > limit) continue;
    const distance = editDistance(target, candidate, limit);
    if (distance > limit) continue;
    best = distance;
    closest = name;
  }
  return closest;
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

/** Letters to add, drop or change (Levenshtein); anything above `limit` once that is sure. */
function editDistance(a: string, b: string, limit: number): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const cost = Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1);
      next.push(cost);
      least = Math.min(least, cost);
    }
    if (least > limit) return least;
    row = next;
  }
  return row[b.length] ?? 0;
}
