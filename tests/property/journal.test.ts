import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LecternEvent, Stamped } from '../../src/core/run/events';
import { fold } from '../../src/core/run/fold';
import { openState } from '../../src/core/run/state';
import { readJournal, writeLine } from '../../src/main/storage/journalLines';
import { segment, show } from '../support/shows';

const begin = openState(show([segment('talk')]), 0, 'run-1');
const text = fc.string({ unit: 'grapheme' });

const event: fc.Arbitrary<LecternEvent> = fc.oneof(
  fc.record({ type: fc.constant('holdSet' as const), on: fc.boolean() }),
  fc.record({
    type: fc.constant('messageSent' as const),
    messageId: fc.uuid(),
    // Anything that a line could be mistaken for, too.
    text: fc.oneof(text, fc.constantFrom('\n', '"]\n["00000000",{"seq":1}]\n', '\u0000', '\ud800')),
    urgent: fc.boolean(),
  }),
  fc.record({
    type: fc.constant('showEdited' as const),
    edit: fc.record({
      kind: fc.constant('setSegment' as const),
      id: fc.constantFrom('talk', 'gone'),
      patch: fc.record({ title: text }),
    }),
  }),
  fc.record({
    type: fc.constant('takeRequested' as const),
    take: fc.record({
      takeId: fc.uuid(),
      kind: fc.constant('go' as const),
      requestedAt: fc.nat(),
      scene: fc.option(text),
      transition: fc.constant(null),
      segment: text.map((title) => segment('talk', { title })),
      speakers: fc.constant([]),
      anchor: fc.constant(null),
      priorScene: fc.option(text),
      soundOff: fc.boolean(),
      effects: fc.constant([]),
      carried: fc.constant([]),
      unplanned: fc.boolean(),
      byItself: fc.boolean(),
      passed: fc.constant([]),
      cueId: fc.constant(null),
    }),
  }),
  fc.constant<LecternEvent>({ type: 'editUndone' }),
);

interface Written {
  readonly events: readonly Stamped[];
  readonly bytes: Buffer;
  /** Where each line ends: the header's first. */
  readonly ends: readonly number[];
}

const written: fc.Arbitrary<Written> = fc
  .array(fc.record({ at: fc.nat(), event }), { maxLength: 8 })
  .map((entries) => {
    const events = entries.map((entry, index): Stamped => ({ seq: index + 1, ...entry }));
    const header = { lectern: 'journal', version: 1, openedAt: 0, state: begin } as const;
    const lines = [header, ...events].map(writeLine);
    let end = 0;
    const ends = lines.map((line) => (end += line.length));
    // As JSON tells it: a lone surrogate stays one.
    return { events: JSON.parse(JSON.stringify(events)) as Stamped[], bytes: Buffer.concat(lines), ends };
  });

/** How many events are whole in the first `length` bytes; -1 where not even the header is. */
function wholeIn({ ends }: Written, length: number): number {
  return ends.filter((end) => end <= length).length - 1;
}

/** What a reading of these bytes tells; folding it must not throw. */
function told(bytes: Buffer) {
  const reading = readJournal(bytes);
  if (reading.kind !== 'journal') return { kind: reading.kind };
  const { kind, header, events, goodLength } = reading;
  fold(header.state, events);
  return { kind, state: header.state, events, goodLength };
}

/** What it should tell: exactly the first `count` events. */
function truth(journal: Written, count: number, length: number): ReturnType<typeof told> {
  if (length === 0) return { kind: 'empty' };
  const goodLength = journal.ends[count];
  if (goodLength === undefined) return { kind: 'unreadable' };
  return { kind: 'journal', state: begin, events: journal.events.slice(0, count), goodLength };
}

describe('a journal cut at any byte', () => {
  it('has every event that was wholly written, and nothing else', () => {
    fc.assert(
      fc.property(written, (journal) => {
        for (let length = 0; length <= journal.bytes.length; length++) {
          expect(told(journal.bytes.subarray(0, length))).toEqual(
            truth(journal, wholeIn(journal, length), length),
          );
        }
      }),
      { numRuns: 40 },
    );
  });

  it('and filled up with zeros, as a power cut does, neither', () => {
    fc.assert(
      fc.property(written, fc.nat(), fc.integer({ min: 1, max: 600 }), (journal, cut, zeros) => {
        const length = cut % (journal.bytes.length + 1);
        const bytes = Buffer.concat([journal.bytes.subarray(0, length), Buffer.alloc(zeros)]);
        expect(told(bytes)).toEqual(truth(journal, wholeIn(journal, length), bytes.length));
      }),
    );
  });

  it('and written on after the torn line was cut off, is whole again', () => {
    fc.assert(
      fc.property(written, fc.nat(), (journal, cut) => {
        const header = journal.ends[0] ?? 0;
        const length = header + (cut % (journal.bytes.length - header + 1));
        const reading = readJournal(journal.bytes.subarray(0, length));
        if (reading.kind !== 'journal') throw new Error(reading.kind);
        const rest = journal.events.slice(reading.events.length).map(writeLine);
        const mended = Buffer.concat([journal.bytes.subarray(0, reading.goodLength), ...rest]);
        expect(mended).toEqual(journal.bytes);
      }),
    );
  });
});

describe('a journal with a damaged byte', () => {
  it('keeps what comes before the damage, invents nothing and never throws', () => {
    fc.assert(
      fc.property(written, fc.nat(), fc.integer({ min: 1, max: 255 }), (journal, where, flip) => {
        const at = where % journal.bytes.length;
        const bytes = Buffer.from(journal.bytes);
        bytes[at] = (bytes[at] ?? 0) ^ flip;
        expect(told(bytes)).toEqual(truth(journal, wholeIn(journal, at), bytes.length));
      }),
      { numRuns: 500 },
    );
  });

  it('with bytes put in or taken out anywhere, tells a beginning of the true story', () => {
    fc.assert(
      fc.property(
        written,
        fc.nat(),
        fc.nat(40),
        fc.uint8Array({ maxLength: 40 }),
        (journal, where, out, put) => {
          const at = where % (journal.bytes.length + 1);
          const bytes = Buffer.concat([journal.bytes.subarray(0, at), put, journal.bytes.subarray(at + out)]);
          const reading = readJournal(bytes);
          if (reading.kind !== 'journal') return;
          expect(reading.events).toEqual(journal.events.slice(0, reading.events.length));
          expect(reading.events.length).toBeGreaterThanOrEqual(wholeIn(journal, at));
        },
      ),
      { numRuns: 500 },
    );
  });
});

it('any bytes at all are read without an exception', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      expect(['empty', 'unreadable']).toContain(readJournal(Buffer.from(bytes)).kind);
    }),
  );
});
