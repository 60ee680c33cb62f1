import { describe, expect, it } from 'vitest';
import { showFields } from '../../../../src/contract/showSchema';
import { defaultVoices } from '../../../../src/core/show/model';
import type { ParameterField } from '../../../../src/renderer/features/voices/parameters';
import {
  parameterFields,
  parameterNames,
  readParameter,
} from '../../../../src/renderer/features/voices/parameters';
import { shareOf } from '../../../../src/renderer/features/voices/scale';

const ms: ParameterField = { unit: 'ms', least: 0, most: 5_000 };

describe('a parameter as it is typed', () => {
  it('is a number, with or without its unit', () => {
    expect(readParameter('300', ms)).toBe(300);
    expect(readParameter(' 300 ms ', ms)).toBe(300);
    expect(readParameter('9,5 dB', { unit: 'dB', least: 0, most: 60 })).toBe(9.5);
  });

  it('is none outside its bounds, and none that is no number', () => {
    for (const typed of ['', 'soon', '-3', '5001', '3 s', '1e3']) expect(readParameter(typed, ms)).toBeNull();
  });

  it('has bounds that a show file allows', () => {
    for (const name of parameterNames) {
      const { least, most } = parameterFields[name];
      for (const value of [least, most]) {
        const voices = { ...defaultVoices, parameters: { ...defaultVoices.parameters, [name]: value } };
        expect(showFields.voices.safeParse(voices).success, `${name} ${value}`).toBe(true);
      }
    }
  });
});

describe('a level on a meter', () => {
  it('is amber from −18 dB and danger from −6 dB', () => {
    expect([-100, -60, -18, -6, 0, 3].map(shareOf)).toEqual([0, 0, 0.7, 0.9, 1, 1]);
  });
});
