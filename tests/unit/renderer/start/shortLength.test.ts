import { expect, it } from 'vitest';
import { hour, minute, second } from '../../../../src/core/time/units';
import { shortLength } from '../../../../src/renderer/features/start/shortLength';

it.each([
  [41 * minute, '41 min'],
  [hour + 15 * minute, '1 h 15 min'],
  [2 * hour, '2 h'],
  [59 * minute + 45 * second, '1 h'],
  [30 * second, '30 s'],
  [0, '0 min'],
])('a length of %i ms is said in passing', (length, words) => {
  expect(shortLength(length)).toBe(words);
});
