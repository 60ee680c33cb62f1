/**
 * Patches between two published values. The host keeps what did not change identical (`===`), so finding a
 * difference looks only at what changed, however large the show is.
 */

export type Path = readonly (string | number)[];

/** Sets the value at a path; without `value`, removes the key. */
export interface Change {
  readonly path: Path;
  readonly value?: unknown;
}

type Plain = Readonly<Record<string, unknown>>;

/** What turns `before` into `after`; both JSON. */
export function diff(before: unknown, after: unknown): readonly Change[] {
  const changes: Change[] = [];
  collect(before, after, [], changes);
  return changes;
}

function collect(before: unknown, after: unknown, path: Path, changes: Change[]): void {
  if (Object.is(before, after)) return;
  if (Array.isArray(before) && Array.isArray(after) && after.length >= before.length) {
    // A list that grew or stayed: item by item. One that shrank is sent whole.
    after.forEach((item, index) => {
      if (index >= before.length) changes.push({ path: [...path, index], value: item });
      // Looked at before its path is made: of a long list nearly all is as it was.
      else if (!Object.is(before[index], item)) collect(before[index], item, [...path, index], changes);
    });
    return;
  }
  if (isPlain(before) && isPlain(after)) {
    for (const [key, old] of Object.entries(before)) {
      if (old !== undefined && own(after, key) === undefined) changes.push({ path: [...path, key] });
    }
    for (const [key, value] of Object.entries(after)) {
      if (value === undefined) continue;
      const old = own(before, key);
      if (old === undefined) changes.push({ path: [...path, key], value });
      else collect(old, value, [...path, key], changes);
    }
    return;
  }
  changes.push({ path, value: after });
}

/** Applies changes; what they leave alone keeps its identity, so a screen redraws only what changed. */
export function applyChanges(value: unknown, changes: readonly Change[]): unknown {
  return changes.reduce((current, change) => set(current, change.path, 0, change), value);
}

function set(current: unknown, path: Path, depth: number, change: Change): unknown {
  const key = path[depth];
  if (key === undefined) return change.value;
  if (Array.isArray(current)) {
    const copy: unknown[] = current.slice();
    copy[Number(key)] = set(copy[Number(key)], path, depth + 1, change);
    return copy;
  }
  const record: Record<string, unknown> = isPlain(current) ? { ...current } : {};
  const last = depth === path.length - 1;
  if (last && !('value' in change)) delete record[key];
  else {
    // Own properties only: a path can never reach a prototype.
    Object.defineProperty(record, key, {
      value: set(own(record, String(key)), path, depth + 1, change),
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  return record;
}

/** Not what every object inherits: a key may be called `valueOf`. */
function own(record: Plain, key: string): unknown {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
