import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDirector, type Director } from '../../src/core/captions/director';
import { type Level, type MeterFrame, silence } from '../../src/core/captions/meters';
import { defaultVoiceParameters } from '../../src/core/captions/voiceParameters';
import { framesOf, heard, hum, levelAt, mix, type Sound, talk, turnsHeard } from '../support/voices';

const microphones = { 'Mic 1': ['ada'], 'Mic 2': ['ben'], 'Mic 3': ['cy'] };
const mics = Object.keys(microphones);
const length = 15_000;

function director(): Director {
  return createDirector(defaultVoiceParameters);
}

/** Somebody speaks at a microphone, and another one hears it lower, or a while later. */
const anyTurn = fc.record({
  mic: fc.constantFrom(...mics),
  from: fc.integer({ min: 500, max: 9_000 }),
  long: fc.integer({ min: 200, max: 6_000 }),
  seed: fc.integer({ min: 1, max: 10_000 }),
  heardAt: fc.constantFrom(null, ...mics),
  lower: fc.integer({ min: 3, max: 20 }),
  later: fc.constantFrom(0, 0, 200, 450, 900),
});

const anyRoom = fc.array(anyTurn, { maxLength: 5 }).map((turns) => {
  const sounds = mics.map((mic, index): [string, Sound] => {
    const here = turns.flatMap(({ mic: at, from, long, seed, heardAt, lower, later }) => {
      const voice = talk(from, from + long, -28, seed);
      return at === mic ? [voice] : heardAt === mic ? [heard(voice, -lower, later)] : [];
    });
    return [mic, mix(hum(-58, index + 1), ...here)];
  });
  return Object.fromEntries(sounds) as Readonly<Record<string, Sound>>;
});

const anyDecibels = fc.oneof(
  fc.double({ min: -100, max: 0, noNaN: true }),
  fc.constantFrom(-100, 0, 6, -1_000, Number.NaN, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY),
);
const anyLevel: fc.Arbitrary<Level> = fc.record({
  magnitude: anyDecibels,
  peak: anyDecibels,
  inputPeak: anyDecibels,
});
/** Frames as they never should come: out of order, twice, after a gap, with inputs that come and go. */
const anyFrames: fc.Arbitrary<readonly MeterFrame[]> = fc.array(
  fc.record({
    at: fc.oneof(fc.integer({ min: 0, max: 20_000 }), fc.constantFrom(-1e12, 1e13, Number.NaN)),
    levels: fc.dictionary(fc.constantFrom(...mics, 'Music', '__proto__', 'constructor', ''), anyLevel),
  }),
  { maxLength: 120 },
);

describe('who speaks, whatever is heard', () => {
  it('is the same for the same frames', () => {
    fc.assert(
      fc.property(anyRoom, (room) => {
        const frames = framesOf(room, length);
        expect(turnsHeard(director(), frames, microphones)).toEqual(
          turnsHeard(director(), frames, microphones),
        );
      }),
      { numRuns: 15 },
    );
  });

  it('does not depend on how far a microphone is turned up', () => {
    const gain = fc.integer({ min: -12, max: 12 });
    fc.assert(
      fc.property(anyRoom, gain, gain, gain, (room, ...gains) => {
        const turned = Object.fromEntries(
          Object.entries(room).map(([mic, sound], index) => [mic, heard(sound, gains[index] ?? 0)]),
        );
        const who = (sounds: Readonly<Record<string, Sound>>) =>
          turnsHeard(director(), framesOf(sounds, length), microphones).map(
            ({ input, since, at, until }) => ({
              input,
              since,
              at,
              until,
            }),
          );
        // The property is about what each microphone hears of its own: what others hear of it is judged by loudness too.
        for (const [mic, sound] of Object.entries(room))
          expect(who({ [mic]: turned[mic] ?? sound })).toEqual(who({ [mic]: sound }));
      }),
      { numRuns: 15 },
    );
  });

  it('does not depend on a fader that is moved', () => {
    fc.assert(
      fc.property(anyRoom, fc.integer({ min: -30, max: 6 }), (room, fader) => {
        const who = (by: number) =>
          turnsHeard(
            director(),
            framesOf(room, length, { level: (loud) => levelAt(loud, { fader: by }) }),
            microphones,
          );
        expect(who(fader)).toEqual(who(0));
      }),
      { numRuns: 15 },
    );
  });

  it('is never somebody whom no microphone stands for', () => {
    fc.assert(
      fc.property(anyRoom, fc.constantFrom(...mics), (room, missing) => {
        const others = Object.fromEntries(Object.entries(microphones).filter(([mic]) => mic !== missing));
        const turns = turnsHeard(director(), framesOf(room, length), others);
        expect(turns.filter(({ input }) => input === missing)).toEqual([]);
      }),
      { numRuns: 15 },
    );
  });

  it('is nobody in silence, whatever the rooms hum', () => {
    const anyHum = fc.record({ level: fc.integer({ min: -95, max: -30 }), seed: fc.integer({ max: 999 }) });
    fc.assert(
      fc.property(anyHum, anyHum, fc.integer({ min: 20, max: 400 }), (one, other, every) => {
        const rooms = {
          'Mic 1': hum(one.level, one.seed),
          'Mic 2': hum(other.level, other.seed),
          'Mic 3': () => silence,
        };
        expect(turnsHeard(director(), framesOf(rooms, length, { every }), microphones)).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  it('survives frames out of order, twice, after a gap, and levels that are no numbers', () => {
    fc.assert(
      fc.property(anyFrames, (frames) => {
        const one = director();
        for (const frame of frames) {
          for (const { since, decibels } of one.hear(frame, microphones)) {
            expect(since).not.toBeNaN();
            expect(decibels).not.toBeNaN();
          }
          for (const name of Object.keys(frame.levels)) one.meterOf(name);
        }
      }),
      { numRuns: 60 },
    );
  });
});
