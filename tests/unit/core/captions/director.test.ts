import { describe, expect, it } from 'vitest';
import { createDirector } from '../../../../src/core/captions/director';
import { silence } from '../../../../src/core/captions/meters';
import { defaultVoiceParameters } from '../../../../src/core/captions/voiceParameters';
import { framesOf, heard, hum, levelAt, mix, type Sound, talk, turnsHeard } from '../../../support/voices';

const microphones = { 'Mic 1': ['ada'], 'Mic 2': ['ben'], Room: ['cy', 'di'] };

function director() {
  return createDirector(defaultVoiceParameters);
}

function turns(inputs: Readonly<Record<string, Sound>>, length: number) {
  return turnsHeard(director(), framesOf(inputs, length), microphones);
}

const quiet1 = hum(-62, 1);
const quiet2 = hum(-58, 2);

describe('who speaks', () => {
  it('says who speaks 0.6 s after their first words, is sure of one never heard before in 2 s, and says when those were', () => {
    const [turn, ...more] = turns(
      { 'Mic 1': mix(quiet1, talk(2_000, 9_000, -24, 3)), 'Mic 2': quiet2 },
      12_000,
    );
    expect(turn).toMatchObject({ input: 'Mic 1', speakerId: 'ada', muted: false });
    expect(Math.abs((turn?.since ?? 0) - 2_000)).toBeLessThanOrEqual(100);
    expect((turn?.saidAt ?? 0) - 2_000).toBeLessThanOrEqual(650);
    expect((turn?.at ?? 0) - 2_000).toBeLessThanOrEqual(2_000);
    expect(turn?.until).toBeGreaterThan(9_000);
    expect(turn?.until).toBeLessThan(10_500);
    expect(more).toEqual([]);
  });

  it('names nobody in silence, nor for a hum', () => {
    expect(turns({ 'Mic 1': quiet1, 'Mic 2': () => silence }, 20_000)).toEqual([]);
  });

  it('names nobody for a cough', () => {
    const cough: Sound = (at) => (at >= 3_000 && at < 3_300 ? -20 - (at - 3_000) / 30 : silence);
    expect(turns({ 'Mic 1': mix(quiet1, cough), 'Mic 2': quiet2 }, 6_000)).toEqual([]);
  });

  it('learns a fan that is switched on, and still hears who speaks over it', () => {
    const fan: Sound = (at) => (at >= 3_000 ? hum(-42, 5)(at) : silence);
    const heardTurns = turns(
      { 'Mic 1': mix(quiet1, fan, talk(15_000, 19_000, -22, 6)), 'Mic 2': quiet2 },
      22_000,
    );
    expect(heardTurns).toHaveLength(1);
    expect((heardTurns[0]?.at ?? 0) - 15_000).toBeLessThanOrEqual(2_000);
    expect(heardTurns[0]?.at).toBeGreaterThan(15_000);
  });

  it('does not name the microphone that hears the same voice 12 dB lower', () => {
    const ada = talk(2_000, 9_000, -24, 7);
    const both = turns({ 'Mic 1': mix(quiet1, ada), 'Mic 2': mix(quiet2, heard(ada, -12)) }, 12_000);
    expect(both.map(({ speakerId }) => speakerId)).toEqual(['ada']);
  });

  it('names nobody wrong of two in one room, also where the microphone of the other one is turned up', () => {
    const ada = talk(2_000, 8_000, -30, 7);
    const ben = talk(10_000, 16_000, -18, 8);
    const again = talk(18_000, 24_000, -30, 9);
    const both = turns(
      {
        'Mic 1': mix(quiet1, ada, again, heard(ben, -26)),
        'Mic 2': mix(hum(-46, 2), ben, heard(ada, 2), heard(again, 2)),
      },
      26_000,
    );
    const spoken = { ada: [2_000, 18_000], ben: [10_000] } as const;
    expect(both.length).toBeGreaterThan(0);
    for (const { speakerId, since } of both)
      expect(spoken[speakerId as 'ada' | 'ben'].some((at) => Math.abs(since - at) < 1_500)).toBe(true);
  });

  it.each([
    [-3, 900],
    [-6, 450],
    [-12, 200],
  ])('does not name the room that hands a voice back, %i dB and %i ms later', (gain, later) => {
    const ada = mix(talk(2_000, 9_000, -24, 11), talk(11_000, 20_000, -24, 12));
    const all = turns({ 'Mic 1': mix(quiet1, ada), 'Mic 2': mix(quiet2, heard(ada, gain, later)) }, 23_000);
    expect(new Set(all.map(({ speakerId }) => speakerId))).toEqual(new Set(['ada']));
  });

  it('does not name whoever says "mm-hm" while somebody else speaks', () => {
    const mm = talk(12_000, 12_500, -30, 13);
    const ben = talk(500, 4_000, -26, 14);
    const all = turns(
      { 'Mic 1': mix(quiet1, talk(5_000, 16_000, -24, 15)), 'Mic 2': mix(quiet2, ben, mm) },
      18_000,
    );
    expect(all.map(({ speakerId }) => speakerId)).toEqual(['ben', 'ada']);
  });

  it('names both who speak at once, from microphones of their own', () => {
    const all = turns(
      {
        'Mic 1': mix(quiet1, talk(5_000, 20_000, -24, 16)),
        'Mic 2': mix(quiet2, talk(500, 4_000, -26, 17), talk(12_000, 20_000, -25, 18)),
      },
      22_000,
    );
    // Of who begins while another one speaks nothing is sure.
    expect(all.map(({ speakerId }) => speakerId).slice(0, 2)).toEqual(['ben', 'ada']);
  });

  it('lets a pause for breath be part of the turn', () => {
    const words = mix(talk(1_000, 4_000, -24, 19), talk(4_900, 8_000, -24, 20));
    expect(turns({ 'Mic 1': mix(quiet1, words) }, 10_000)).toHaveLength(1);
  });

  it.each([20, 33, 100])('hears alike in frames every %i ms', (every) => {
    const frames = framesOf({ 'Mic 1': mix(quiet1, talk(2_000, 9_000, -24, 3)) }, 12_000, { every });
    const [turn] = turnsHeard(director(), frames, microphones);
    expect(turn?.speakerId).toBe('ada');
    expect((turn?.saidAt ?? 0) - 2_000).toBeLessThanOrEqual(700);
  });

  it('ends a voice whose input goes, and hears it when it comes back', () => {
    const sound = mix(quiet1, talk(1_000, 20_000, -24, 21));
    const frames = framesOf({ 'Mic 1': sound }, 20_000).map((frame) =>
      frame.at > 6_000 && frame.at < 10_000 ? { ...frame, levels: {} } : frame,
    );
    const [first, second, ...more] = turnsHeard(director(), frames, microphones);
    expect(first?.until).toBeLessThan(7_500);
    expect(second?.since).toBeGreaterThanOrEqual(10_000);
    expect(second?.since).toBeLessThan(10_500);
    expect(more).toEqual([]);
  });

  it('begins anew after frames stopped for a while: nothing is known of the time between', () => {
    const frames = framesOf({ 'Mic 1': mix(quiet1, talk(1_000, 20_000, -24, 22)) }, 20_000);
    const all = turnsHeard(
      director(),
      frames.filter(({ at }) => at < 6_000 || at > 9_000),
      microphones,
    );
    expect(all.map(({ since }) => since > 9_000)).toEqual([false, true]);
  });

  it('hears forty inputs, and names the one who speaks', () => {
    const forty = Object.fromEntries(
      Array.from({ length: 40 }, (_, index) => [`Mic ${index + 1}`, hum(-60 - (index % 9), index)]),
    );
    const all = turns({ ...forty, 'Mic 2': mix(quiet2, talk(2_000, 6_000, -24, 23)) }, 8_000);
    expect(all.map(({ speakerId }) => speakerId)).toEqual(['ben']);
  });

  it('cannot know who speaks at a shared microphone', () => {
    const [turn] = turns({ Room: mix(hum(-55, 8), talk(1_000, 5_000, -26, 9)) }, 6_000);
    expect(turn).toMatchObject({ input: 'Room', speakerId: null });
  });

  it('hears who talks into a muted microphone, and says that viewers do not', () => {
    const sound = mix(quiet1, talk(1_000, 5_000, -26, 9));
    const frames = framesOf({ 'Mic 1': sound }, 6_000, { level: (loud) => levelAt(loud, { muted: true }) });
    expect(turnsHeard(director(), frames, microphones)).toMatchObject([{ speakerId: 'ada', muted: true }]);
  });

  it('never names an input that nobody is tied to', () => {
    expect(turns({ Music: mix(quiet1, talk(1_000, 5_000, -26, 9)) }, 6_000)).toEqual([]);
  });

  it('says the same array while nothing changes: nobody, somebody, and surely so', () => {
    const one = director();
    const all = framesOf({ 'Mic 1': mix(quiet1, talk(1_000, 9_000, -24, 3)) }, 6_000).map((frame) =>
      one.hear(frame, microphones),
    );
    expect(new Set(all).size).toBe(3);
  });
});

describe('the picture of an input', () => {
  it('has its level, its floor and the threshold over it', () => {
    const one = director();
    for (const frame of framesOf({ 'Mic 1': hum(-60, 1) }, 5_000)) one.hear(frame, microphones);
    const meter = one.meterOf('Mic 1');
    expect(meter?.standing).toBe('quiet');
    expect(Math.abs((meter?.floor ?? 0) + 60)).toBeLessThan(3);
    expect(meter?.threshold).toBe((meter?.floor ?? 0) + defaultVoiceParameters.aboveFloor);
    expect(one.meterOf('Mic 9')).toBeNull();
  });

  it('says that a dead microphone is dead, and that one set too hot clips', () => {
    const one = director();
    const frames = framesOf({ 'Mic 1': () => silence, 'Mic 2': hum(-1, 3) }, 11_000, {
      level: (loud, input) =>
        input === 'Mic 2' ? { magnitude: loud - 3, peak: 0, inputPeak: 0 } : levelAt(loud),
    });
    for (const frame of frames) one.hear(frame, microphones);
    expect(one.meterOf('Mic 1')?.standing).toBe('dead');
    expect(one.meterOf('Mic 2')?.standing).toBe('clipping');
  });

  it('forgets who spoke, but not the microphones', () => {
    const one = director();
    const frames = framesOf({ 'Mic 1': mix(quiet1, talk(1_000, 9_000, -24, 3)) }, 6_000);
    for (const frame of frames) one.hear(frame, microphones);
    expect(one.meterOf('Mic 1')?.standing).toBe('speaking');
    const floor = one.meterOf('Mic 1')?.floor;
    one.forget();
    expect(one.meterOf('Mic 1')).toMatchObject({ floor, standing: 'quiet' });
    expect(one.hear({ at: 60_000, levels: {} }, microphones)).toEqual([]);
  });
});
