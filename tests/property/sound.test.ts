import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { KnownInput } from '../../src/core/obs/known';
import type { ObsEvent } from '../../src/core/obs/protocol';
import type { HeldSound, MuteChange, SoundOfTake } from '../../src/core/obs/sound';
import { evolveSound, planSound, settleSound, soundAnswered, soundFound } from '../../src/core/obs/sound';
import { speaker } from '../support/shows';

const microphones = ['Mic 1', 'Mic 2', 'Line'];
const people = { speakers: [speaker('a', { microphone: 'Mic 1' }), speaker('b', { microphone: 'Mic 2' })] };

/** What happens, one after the other. OBS takes what was sent, and its events come back, only when it is its turn. */
type Step =
  | { readonly kind: 'take'; readonly soundOff: boolean; readonly refused: boolean }
  | { readonly kind: 'person'; readonly input: string; readonly muted: boolean }
  | { readonly kind: 'obs' }
  | { readonly kind: 'event' }
  | { readonly kind: 'answer' }
  | { readonly kind: 'killed' };

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('take'), soundOff: fc.boolean(), refused: fc.boolean() }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('person'),
      input: fc.constantFrom(...microphones),
      muted: fc.boolean(),
    }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('obs') }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('event') }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('answer') }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('killed') }) },
);

interface Sent {
  readonly sound: Pick<SoundOfTake, 'changes'> & Partial<SoundOfTake>;
  readonly take: { readonly soundOff: boolean; readonly refused: boolean } | null;
}

/** OBS, the run as far as sound goes, and our side of it, with messages that take their time. */
class Desk {
  readonly obs: Map<string, boolean>;
  /** As it would be without us: what was found, and what persons did since. */
  readonly theirs: Map<string, boolean>;
  soundOff = false;
  private memory: readonly string[] = [];
  private held: HeldSound = { muted: [], echoes: [] };
  private known: readonly KnownInput[];
  private sent: Sent[] = [];
  // OBS works on each in a thread of its own: an event may come before or after the answer that goes with it.
  private events: (() => void)[] = [];
  private answers: (() => void)[] = [];
  /** A person did something that was not heard of yet. */
  private touched = false;

  constructor(found: Readonly<Record<string, boolean>>) {
    this.obs = new Map(Object.entries(found));
    this.theirs = new Map(this.obs);
    this.known = this.look();
  }

  private look(): readonly KnownInput[] {
    return [...this.obs].map(([name, muted]) => ({
      name,
      kind: name === 'Line' ? 'pulse_input_capture' : 'ffmpeg_source',
      audio: { muted, decibels: 0 },
    }));
  }

  private keep(held: HeldSound): void {
    this.held = held;
    this.memory = held.muted;
  }

  take(soundOff: boolean, refused: boolean): void {
    // A take waits for the answer to the one before it.
    while (this.sent.length > 0 || this.answers.length > 0) {
      this.turn();
      this.answer();
    }
    const sound = planSound(
      { soundOff, effects: [], carried: [] },
      people,
      { inputs: this.known },
      this.held,
    );
    this.keep(sound.held);
    this.sent.push({ sound, take: { soundOff, refused } });
  }

  person(input: string, muted: boolean): void {
    // A hand is slower than the wire: what it did before has been heard of.
    if (this.touched) this.quiet();
    if (this.obs.get(input) === muted) return;
    this.touched = true;
    this.theirs.set(input, muted);
    this.set(input, muted);
  }

  private set(input: string, muted: boolean): void {
    this.obs.set(input, muted);
    const event: ObsEvent = { name: 'InputMuteStateChanged', data: { inputName: input, inputMuted: muted } };
    this.events.push(() => {
      this.known = this.known.map((known) =>
        known.name === input && known.audio ? { ...known, audio: { ...known.audio, muted } } : known,
      );
      this.keep(evolveSound(this.held, event));
      this.settle();
    });
  }

  /** OBS carries out the next message, and answers. */
  turn(): void {
    const next = this.sent.shift();
    if (!next) return;
    const found = next.sound.changes.map(({ input, muted }) => {
      const was = this.obs.get(input) ?? null;
      this.set(input, muted);
      return was;
    });
    this.answers.push(() => {
      this.keep(soundAnswered(this.held, next.sound, found));
      if (!next.take) return;
      if (!next.take.refused) this.soundOff = next.take.soundOff;
      this.settle();
    });
  }

  event(): void {
    this.events.shift()?.();
  }

  answer(): void {
    this.answers.shift()?.();
  }

  private settle(): void {
    if (this.sent.length > 0 || this.answers.length > 0) return;
    const { changes, held } = settleSound(this.soundOff, { inputs: this.known }, this.held);
    this.keep(held);
    if (changes.length > 0) this.sent.push({ sound: { changes }, take: null });
  }

  /**
   * What was sent arrives, its answers are lost, and what is remembered is on disk. (Whether a person did the same in
   * the very moment nobody can tell then: here they do not.)
   */
  killed(): void {
    if (this.touched) this.quiet();
    const taken: Sent[] = [...this.sent];
    while (this.sent.length > 0) this.turn();
    for (const { take } of taken) if (take && !take.refused) this.soundOff = take.soundOff;
    this.events = [];
    this.answers = [];
    this.known = this.look();
    this.keep(soundFound(this.memory, { inputs: this.known }));
    this.settle();
  }

  quiet(): void {
    while (this.sent.length + this.events.length + this.answers.length > 0) {
      this.turn();
      this.answer();
      this.event();
    }
    this.settle();
    if (this.sent.length > 0) this.quiet();
    this.touched = false;
  }
}

const anyFound = fc.record(
  Object.fromEntries(microphones.map((name) => [name, fc.boolean()])) as Record<
    string,
    fc.Arbitrary<boolean>
  >,
);

function run(found: Readonly<Record<string, boolean>>, steps: readonly Step[]): Desk {
  const desk = new Desk(found);
  for (const step of steps) {
    switch (step.kind) {
      case 'take':
        desk.take(step.soundOff, step.refused);
        break;
      case 'person':
        desk.person(step.input, step.muted);
        break;
      case 'obs':
        desk.turn();
        break;
      case 'event':
        desk.event();
        break;
      case 'answer':
        desk.answer();
        break;
      case 'killed':
        desk.killed();
    }
  }
  desk.quiet();
  return desk;
}

describe('sound off, whatever happens', () => {
  it('ends with what was found and what persons did since, once it is over', () => {
    fc.assert(
      fc.property(anyFound, fc.array(anyStep, { maxLength: 40 }), (found, steps) => {
        const desk = run(found, steps);
        desk.take(false, false);
        desk.quiet();
        expect(Object.fromEntries(desk.obs)).toEqual(Object.fromEntries(desk.theirs));
      }),
      { numRuns: 5_000 },
    );
  });

  it('knows whose word it was though OBS tells of it three takes later', () => {
    const soundOff = (on: boolean): Step => ({ kind: 'take', soundOff: on, refused: false });
    const unmuted: Step = { kind: 'person', input: 'Mic 1', muted: false };
    const desk = run({ 'Mic 1': false }, [
      soundOff(true),
      soundOff(true),
      unmuted,
      soundOff(false),
      soundOff(true),
    ]);
    desk.take(false, false);
    desk.quiet();
    expect(desk.obs.get('Mic 1')).toBe(false);
  });

  it('is silent right after a take into it, and stays so but for what a person lets be heard', () => {
    fc.assert(
      fc.property(anyFound, fc.array(anyStep, { maxLength: 40 }), (found, steps) => {
        const desk = run(found, steps);
        desk.take(true, false);
        desk.quiet();
        expect([...desk.obs.values()]).not.toContain(false);
        desk.take(false, true);
        desk.quiet();
        expect([...desk.obs.values()], 'after a take out of it that OBS refused').not.toContain(false);
      }),
      { numRuns: 5_000 },
    );
  });

  it('sends nothing where nothing is to be muted and nothing is ours', () => {
    const known = { inputs: [{ name: 'Mic 1', kind: 'x', audio: { muted: true, decibels: 0 } }] };
    const held: HeldSound = { muted: [], echoes: [] };
    const changes = (soundOff: boolean): readonly MuteChange[] =>
      planSound({ soundOff, effects: [], carried: [] }, people, known, held).changes;
    expect([changes(true), changes(false), settleSound(true, known, held).changes]).toEqual([[], [], []]);
  });
});
