import { expect } from 'vitest';

/** The form of a value: a type's name, a choice of them (`'string|null'`), an object of forms, a list of one form. */
export type Shape = string | { readonly [field: string]: Shape } | readonly [Shape];

/** A value's own shape, as far as `like` looks into it; extra and missing fields show. */
export function shapeOf(value: unknown, like: Shape): Shape {
  if (typeof like === 'string') {
    const type = value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value;
    return like.split('|').includes(type) ? like : type;
  }
  if (Array.isArray(like)) {
    if (!Array.isArray(value)) return typeof value;
    const [each] = like as readonly [Shape];
    const odd = value.map((entry) => shapeOf(entry, each)).find((shape) => !same(shape, each));
    return [odd ?? each];
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return shapeOf(value, 'object');
  const forms = like as Readonly<Record<string, Shape>>;
  return Object.fromEntries(
    Object.entries(value).map(([field, inner]) => [field, shapeOf(inner, forms[field] ?? 'no such field')]),
  );
}

const same = (a: Shape, b: Shape): boolean => {
  try {
    expect(a).toEqual(b);
    return true;
  } catch {
    return false;
  }
};

export function expectShape(value: unknown, shape: Shape): void {
  expect(shapeOf(value, shape)).toEqual(shape);
}
