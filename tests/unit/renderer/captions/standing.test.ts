import { describe, expect, it } from 'vitest';
import type { MeterReading } from '../../../../src/contract/messages';
import type { Voice } from '../../../../src/core/captions/director';
import { voiceStanding } from '../../../../src/renderer/features/captions/standing';
import { FakeHost } from '../../../support/fakeHost';
import { show } from '../../../support/shows';

function obs(): FakeHost {
  const host = new FakeHost(show([]), '16:00');
  const input = (name: string, muted: boolean | null) => ({ name, kind: 'any', muted, decibels: 0 });
  host.observe({ inputs: [input('Mic 1', false), input('Mic 2', true), input('Slides', null)] });
  return host;
}

const voice = (fields: Partial<Voice>): Voice => ({
  input: 'Mic 1',
  speakerId: 'ann',
  since: 0,
  decibels: -20,
  muted: false,
  sure: true,
  ...fields,
});

function standing(
  host: FakeHost,
  microphone: string | null,
  voices: readonly Voice[] = [],
  heard: MeterReading['standing'] | null = 'quiet',
): string {
  return voiceStanding({ id: 'ann', microphone }, host.published.obs, voices, heard);
}

describe('what is heard of a person', () => {
  it('is nothing without a microphone that OBS has', () => {
    const host = obs();
    expect(standing(host, null)).toBe('noMicrophone');
    expect(standing(host, 'Mic 3')).toBe('notInObs');
    expect(standing(host, 'Slides')).toBe('notInObs');
    host.link({ status: 'connecting' });
    expect(standing(host, 'Mic 1')).toBe('noSignal');
  });

  it('is told to be nothing where OBS tells no levels', () => {
    const host = obs();
    host.update({ obs: { ...host.published.obs, levels: 'none' } });
    expect(standing(host, 'Mic 1')).toBe('noLevels');
  });

  it('is their own voice, one of several who share a microphone, or a voice that viewers do not hear', () => {
    const host = obs();
    expect(standing(host, 'Mic 1', [voice({})])).toBe('speaking');
    expect(standing(host, 'Mic 1', [voice({ speakerId: null })])).toBe('oneOfThem');
    expect(standing(host, 'Mic 1', [voice({ speakerId: 'bo' })])).toBe('quiet');
    expect(standing(host, 'Mic 2', [voice({ input: 'Mic 2', muted: true })])).toBe('talksMuted');
    expect(standing(host, 'Mic 2')).toBe('muted');
  });

  it('is what the director makes of their microphone', () => {
    const host = obs();
    const of = (heard: MeterReading['standing'] | null): string => standing(host, 'Mic 1', [], heard);
    expect(of('rising')).toBe('quiet');
    expect(of('echo')).toBe('echo');
    expect(of('noise')).toBe('noise');
    expect(of('clipping')).toBe('tooLoud');
    expect(of('dead')).toBe('noSignal');
    expect(of(null)).toBe('noSignal');
  });
});
