import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runFileSchema } from '../../src/contract/runRecord';
import { writeCsv } from '../../src/core/asrun/csv';
import { recordOf } from '../../src/core/asrun/record';
import { writeRunFile } from '../../src/core/asrun/runFile';
import { fold } from '../../src/core/run/fold';
import { openState } from '../../src/core/run/state';
import { minute } from '../../src/core/time/units';
import { columns, tableOf } from '../../src/renderer/features/runs/table';
import { holds } from '../support/holds';
import { readCsv } from '../support/csv';
import { webinar } from '../support/shows';
import { Stage } from '../support/stage';

type Step =
  | {
      readonly do:
        | 'go'
        | 'back'
        | 'obsDoesIt'
        | 'obsSilent'
        | 'obsGone'
        | 'obsBack'
        | 'slate'
        | 'end'
        | 'name'
        | 'message'
        | 'remove'
        | 'reset';
    }
  | { readonly do: 'wait' | 'sleep' | 'clockStep' | 'longer'; readonly ms: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: fc.constant<Step>({ do: 'go' }) },
  { weight: 6, arbitrary: fc.constant<Step>({ do: 'obsDoesIt' }) },
  {
    weight: 4,
    arbitrary: fc
      .constantFrom('back', 'obsSilent', 'obsGone', 'obsBack', 'slate', 'end', 'name', 'message', 'remove')
      .map((kind): Step => ({ do: kind as 'back' })),
  },
  { weight: 1, arbitrary: fc.constant<Step>({ do: 'reset' }) },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.nat(15 * minute) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constantFrom('sleep' as const, 'clockStep' as const, 'longer' as const),
      ms: fc.integer({ min: -40 * minute, max: 40 * minute }),
    }),
  },
);

function perform(stage: Stage, taken: Step): void {
  const onAir = stage.onAir ?? '';
  switch (taken.do) {
    case 'go':
      stage.press({ early: true });
      return;
    case 'back':
      stage.send({ type: 'back', expectedOnAir: stage.onAir, late: true });
      return;
    case 'obsDoesIt':
      stage.obsDoesIt();
      return;
    case 'obsSilent':
      for (const { takeId } of stage.state.run.pending)
        stage.report({ type: 'takeFailed', takeId, failure: { why: 'silent' }, still: 'Host' });
      return;
    case 'obsGone':
      stage.obs = { ...stage.obs, connected: false };
      for (const { takeId } of stage.state.run.pending) stage.report({ type: 'takeClosed', takeId });
      stage.report({ type: 'obsLost', reason: 'closed' });
      return;
    case 'obsBack':
      stage.obs = { ...stage.obs, connected: true };
      stage.report({ type: 'obsConnected', practice: false, version: '29.0.2', program: 'Panel' });
      return;
    case 'slate':
      stage.send({ type: 'setSlate', on: stage.state.run.slate === null });
      return;
    case 'end':
      stage.send({ type: 'endShow', expectedOnAir: onAir, armed: true });
      return;
    case 'name':
      stage.shows('paul');
      stage.showsName();
      return;
    case 'message':
      stage.send({ type: 'sendMessage', text: '=1, "go"', urgent: false });
      return;
    case 'remove':
      stage.send({ type: 'edit', edit: { kind: 'removeSegment', id: 'talk' } });
      return;
    case 'reset':
      stage.send({ type: 'resetRun', armed: true });
      return;
    case 'wait':
      stage.wait(taken.ms);
      return;
    case 'sleep':
      stage.wait(Math.abs(taken.ms));
      stage.report({ type: 'slept', duration: Math.abs(taken.ms) });
      return;
    case 'clockStep':
      stage.now += taken.ms;
      stage.report({ type: 'clockStepped', by: taken.ms });
      return;
    case 'longer':
      stage.send({ type: 'adjustEnd', expectedOnAir: onAir, by: taken.ms });
  }
}

/** Takes of segments that came to stand, by the journal alone, up to a reset. */
function takesOf(stage: Stage): readonly string[] {
  const gos = new Set<string>();
  const settled: string[] = [];
  for (const { event } of stage.journal) {
    if (event.type === 'runReset') break;
    if (event.type === 'takeRequested' && event.take.kind === 'go') gos.add(event.take.takeId);
    if ((event.type === 'takeAccepted' || event.type === 'takeNotConfirmed') && gos.delete(event.takeId))
      settled.push(event.takeId);
    if (event.type === 'takeFailed') gos.delete(event.takeId);
  }
  return settled.toSorted();
}

describe('the record of any run', () => {
  it('has every take once and every line, from a journal cut anywhere, and its files are read back whole', () => {
    holds(
      fc.property(fc.array(step, { maxLength: 40 }), fc.nat(), (steps, cutAt) => {
        const stage = new Stage(webinar(), '15:50');
        for (const one of steps) perform(stage, one);
        const begin = openState(stage.show, 0, 'run-1');

        const record = recordOf(begin, stage.journal, 'whole');
        const taken = record.rows.flatMap(({ takeId }) => takeId ?? []);
        expect(taken.toSorted()).toEqual(takesOf(stage));
        // A reset is the last line of its run; what stood, stood before it.
        const at = stage.journal.findIndex(({ event }) => event.type === 'runReset');
        const own = at < 0 ? stage.journal : stage.journal.slice(0, at + 1);
        expect(record.lines).toEqual(fold(begin, own).log);
        const { run } = fold(begin, at < 0 ? own : own.slice(0, -1)).state;
        const stood = record.rows.flatMap(({ takeId, state }) =>
          takeId !== null && (state === 'done' || state === 'onAir') ? [takeId] : [],
        );
        expect(stood.toSorted()).toEqual(
          [...run.done, ...(run.onAir ? [run.onAir] : [])].map(({ takeId }) => takeId).toSorted(),
        );
        for (const { takeId, actualStart } of record.rows) expect(takeId === null).toBe(actualStart === null);

        const cut = recordOf(begin, stage.journal.slice(0, cutAt % (stage.journal.length + 1)), 'torn');
        for (const each of [record, cut]) {
          const {
            lectern: _lectern,
            version: _version,
            ...read
          } = runFileSchema.parse(JSON.parse(writeRunFile(each)));
          expect(read).toEqual(each);
          const [head, ...rows] = readCsv(writeCsv(tableOf(each)));
          expect(head).toEqual([...columns]);
          expect(rows).toHaveLength(each.rows.length + each.lines.length);
          for (const cells of rows) {
            expect(cells).toHaveLength(columns.length);
            for (const cell of cells) expect(cell).not.toMatch(/^(?:[=+@\t\r]|-(?!\d+$))/);
          }
        }
      }),
      150,
    );
  });
});
