import { expect, it } from 'vitest';
import { decibelsOf, meterFrame, silence } from '../../../../src/core/captions/meters';

it('reads the loudest channel of each input in dBFS', () => {
  const frame = meterFrame(1_000, [
    {
      inputName: 'Mic 1',
      inputLevelsMul: [
        [0.1, 0.5, 0.5],
        [0.05, 1, 1],
      ],
    },
  ]);
  expect(frame.at).toBe(1_000);
  expect(frame.levels['Mic 1']?.magnitude).toBeCloseTo(-20);
  expect(frame.levels['Mic 1']?.peak).toBe(0);
});

it('hears somebody who talks into a muted microphone before the mute only', () => {
  const { levels } = meterFrame(0, [{ inputName: 'Mic', inputLevelsMul: [[0, 0, 0.1]] }]);
  expect(levels['Mic']).toEqual({ magnitude: silence, peak: silence, inputPeak: -20 });
});

it('takes an input without channels, and what is no level, as silence', () => {
  const { levels } = meterFrame(0, [
    { inputName: 'New', inputLevelsMul: [] },
    { inputName: 'Odd', inputLevelsMul: [[], [Number.NaN, -1]] },
  ]);
  const nothing = { magnitude: silence, peak: silence, inputPeak: silence };
  expect(levels).toEqual({ New: nothing, Odd: nothing });
});

it('never goes below silence', () => {
  expect(decibelsOf(1e-9)).toBe(silence);
  expect(decibelsOf(1)).toBe(0);
});
