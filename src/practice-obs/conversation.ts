/**
 * People who talk by themselves at the microphones of the practice OBS, one after the other, so that names follow voices
 * there as they will on the day. Made up: the same at the same moment of a conversation, every time.
 */
export interface Conversation {
  /** How loud each of its microphones is so long after it began, ms: linear, 0 silent to 1 full. Time does not go back. */
  readonly levelsAt: (ms: number) => ReadonlyMap<string, number>;
}

/** Everybody is quiet before, as a scene comes up, ms. */
const opening = 1_500;
const turn = { shortest: 8_000, spread: 8_000 };
/** One lets the other finish, ms. */
const gap = { shortest: 500, spread: 600 };
const syllable = 200;
/** A breath after so many syllables, of two of them. */
const phrase = 11;

interface Turn {
  readonly speaker: number;
  readonly from: number;
  readonly until: number;
}

/** In the order of the microphones at first, then as it comes. */
export function conversation(microphones: readonly string[]): Conversation {
  const people = microphones.length;
  let index = 0;
  let current: Turn = turnOf(0, 0, opening);

  function turnOf(count: number, speaker: number, from: number): Turn {
    return { speaker, from, until: from + turn.shortest + chance(count, 1) * turn.spread };
  }

  /** Anybody but who has just spoken, where there is somebody else. */
  function nextSpeaker(): number {
    if (index < people) return index;
    const others = Math.max(1, people - 1);
    return (current.speaker + 1 + Math.floor(chance(index, 2) * others)) % people;
  }

  return {
    levelsAt(ms) {
      while (people > 0 && ms >= current.until) {
        index += 1;
        const from = current.until + gap.shortest + chance(index, 3) * gap.spread;
        current = turnOf(index, nextSpeaker(), from);
      }
      return new Map(
        microphones.map((name, place) => {
          const room = 0.0007 * (0.8 + 0.4 * chance(Math.floor(ms), place + 10));
          const speaks = place === current.speaker && ms >= current.from;
          return [name, Math.max(room, speaks ? speech(ms - current.from, index, place) : 0)];
        }),
      );
    },
  };
}

/** Syllables swell and fade, none as loud as the one before; phrases end in a breath. */
function speech(ms: number, turnIndex: number, place: number): number {
  const at = Math.floor(ms / syllable);
  if (at % phrase >= phrase - 2) return 0;
  const swell = Math.sin((Math.PI * (ms % syllable)) / syllable);
  const loudest = 0.2 + 0.25 * chance(at + turnIndex * 1_000, place + 100);
  return loudest * (0.25 + 0.75 * swell);
}

/** 0 to 1, by two whole numbers alone. */
function chance(a: number, b: number): number {
  let mixed = Math.imul(a + 1, 0x9e3779b1) ^ Math.imul(b + 1, 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
  mixed = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39);
  return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
}
