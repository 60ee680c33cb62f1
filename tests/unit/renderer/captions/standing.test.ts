import { expect, it } from 'vitest';
import { voiceStanding } from '../../../../src/renderer/features/captions/standing';
import { FakeHost } from '../../../support/fakeHost';
import { show } from '../../../support/shows';

it('says of a person why nothing is heard of them', () => {
  const host = new FakeHost(show([]), '16:00');
  const input = (name: string, muted: boolean | null) => ({ name, kind: 'any', muted, decibels: 0 });
  host.observe({ inputs: [input('Mic 1', false), input('Mic 2', true), input('Slides', null)] });
  const of = (microphone: string | null): string => voiceStanding({ microphone }, host.published.obs);
  expect(of(null)).toBe('noMicrophone');
  expect(of('Mic 1')).toBe('tied');
  expect(of('Mic 2')).toBe('muted');
  expect(of('Mic 3')).toBe('notInObs');
  expect(of('Slides')).toBe('notInObs');
  host.link({ status: 'connecting' });
  expect(of('Mic 1')).toBe('unknown');
});
