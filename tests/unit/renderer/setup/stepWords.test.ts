import { expect, it } from 'vitest';
import { stepWords } from '../../../../src/renderer/features/setup/stepWords';

it.each([
  [{ kind: 'createScene', scene: 'Lectern captions' }, 'A scene ‘Lectern captions’'],
  [
    { kind: 'createInput', scene: 'Lectern captions', input: 'Lectern name', inputKind: 'image_source' },
    'A source ‘Lectern name’ (image) in scene ‘Lectern captions’',
  ],
  [
    { kind: 'createInput', scene: 'T', input: 'Lectern role', inputKind: 'text_ft2_source_v2' },
    'A source ‘Lectern role’ (text) in scene ‘T’',
  ],
  [{ kind: 'placeCaptions', scene: 'Panel + Q&A' }, 'The captions on top of scene ‘Panel + Q&A’'],
] as const)('one step of the caption set-up names what is made: %o', (step, words) => {
  expect(stepWords(step)).toBe(words);
});
