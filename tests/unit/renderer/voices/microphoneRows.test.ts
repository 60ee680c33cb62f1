import { describe, expect, it } from 'vitest';
import type { MeterReading } from '../../../../src/contract/messages';
import {
  heardInput,
  microphoneRows,
  soundInputs,
} from '../../../../src/renderer/features/voices/microphoneRows';
import { FakeHost } from '../../../support/fakeHost';
import { show, speaker } from '../../../support/shows';

const people = [
  speaker('ann', { name: 'Ann Archer', microphone: 'Room' }),
  speaker('bo', { name: 'Bo Berg', microphone: 'Room' }),
  speaker('cy', { name: 'Cy Cole' }),
  speaker('dee', { name: 'Dee Dean', microphone: 'Gone' }),
];
const webinar = show([], { speakers: people });

describe('each person and their microphone', () => {
  it('says who shares one, what is suggested, and what OBS does not have', () => {
    const rows = microphoneRows(webinar, ['Room', 'Cole USB']);
    expect(
      rows.map(({ speaker: { id }, suggested, sharedWith, missing }) => ({
        id,
        suggested,
        sharedWith: sharedWith.map((other) => other.id),
        missing,
      })),
    ).toEqual([
      { id: 'ann', suggested: null, sharedWith: ['bo'], missing: false },
      { id: 'bo', suggested: null, sharedWith: ['ann'], missing: false },
      { id: 'cy', suggested: 'Cole USB', sharedWith: [], missing: false },
      { id: 'dee', suggested: null, sharedWith: [], missing: true },
    ]);
  });

  it('before OBS was read nothing is missing, and nothing suggested', () => {
    const rows = microphoneRows(webinar, null);
    expect(rows.every(({ missing, suggested }) => !missing && suggested === null)).toBe(true);
  });

  it('offers the inputs of OBS that have sound', () => {
    const host = new FakeHost(webinar, '16:00');
    host.observe({
      inputs: [
        { name: 'Room', kind: 'pulse_input_capture', muted: false, decibels: 0 },
        { name: 'Slides', kind: 'image_source', muted: null, decibels: null },
      ],
    });
    expect(soundInputs(host.published.obs.observed)).toEqual(['Room']);
    expect(soundInputs(null)).toBeNull();
  });
});

describe('"say something": the input that is heard', () => {
  const reading = (name: string, inputPeak: number, standing: MeterReading['standing']): MeterReading => ({
    name,
    peak: inputPeak,
    inputPeak,
    level: inputPeak - 10,
    floor: -60,
    threshold: -50,
    standing,
  });
  const heard = (before: string | null, ...readings: readonly MeterReading[]): string | null =>
    heardInput(before, Object.fromEntries(readings.map((one) => [one.name, one])));

  it('is the loudest voice, also on a muted input, and no noise', () => {
    const voices = [reading('A', -30, 'speaking'), reading('B', -20, 'speaking'), reading('C', -3, 'noise')];
    expect(heard(null, ...voices)).toBe('B');
    expect(heard(null, reading('C', -3, 'noise'))).toBeNull();
  });

  it('stays for the hand that is on its way, until another one speaks alone', () => {
    expect(heard('A', reading('A', -60, 'quiet'))).toBe('A');
    expect(heard('A', reading('A', -30, 'speaking'), reading('B', -20, 'speaking'))).toBe('A');
    expect(heard('A', reading('A', -60, 'quiet'), reading('B', -20, 'speaking'))).toBe('B');
  });
});
