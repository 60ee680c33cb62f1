import { describe, expect, it } from 'vitest';
import { hour, minute, second } from '../../../../src/core/time/units';
import { lengthWords } from '../../../../src/renderer/host/lengthWords';

describe('lengths, written out', () => {
  it.each([
    [22 * minute + 26 * second, '22 minutes 26 seconds'],
    [10 * minute, '10 minutes'],
    [hour + minute, '1 hour 1 minute'],
    [second, '1 second'],
    [0, '0 seconds'],
  ])('%i ms', (length, words) => {
    expect(lengthWords(length)).toBe(words);
  });
});
