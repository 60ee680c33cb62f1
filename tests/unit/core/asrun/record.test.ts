import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { runFileSchema } from '../../../../src/contract/runRecord';
import type { RunRecord } from '../../../../src/core/asrun/record';
import { isRun, recordOf } from '../../../../src/core/asrun/record';
import { reportName, writeRunFile } from '../../../../src/core/asrun/runFile';
import { openState } from '../../../../src/core/run/state';
import { minute, second } from '../../../../src/core/time/units';
import { webinar } from '../../../support/shows';
import { Stage } from '../../../support/stage';

function recorded(stage: Stage, end: RunRecord['end'] = 'whole'): RunRecord {
  return recordOf(openState(stage.show, 0, 'run-1'), stage.journal, end);
}

/** What a row says in a line: title, state, from, to. */
function told(stage: Stage): readonly string[] {
  const at = (instant: number | null): string =>
    instant === null ? '–' : new Date(instant).toISOString().slice(11, 19);
  return recorded(stage).rows.map(
    ({ title, state, actualStart, actualEnd }) => `${title} ${state} ${at(actualStart)}–${at(actualEnd)}`,
  );
}

/** The webinar up to its talk, on time; the wall clock in Paris is an hour ahead of UTC. */
function onTalk(): Stage {
  const stage = new Stage(webinar(), '15:50');
  stage.go();
  stage.clock('16:00');
  stage.go();
  stage.clock('16:05');
  stage.go();
  return stage;
}

describe('the record of a run', () => {
  it('was planned from where its plan begins, though the first segment is skipped', () => {
    const plan = webinar();
    const [first, ...others] = plan.segments;
    if (!first) throw new Error('the webinar has segments');
    const segments = [{ ...first, inclusion: 'skipped' } as const, ...others];
    const stage = new Stage({ ...plan, segments }, '16:00');
    stage.go();
    expect(recorded(stage).plannedStart).toBe(stage.at('16:00'));
  });

  it('has every segment with planned and actual times', () => {
    const stage = onTalk();
    const { rows, standing, startedAt, endedAt, over } = recorded(stage);
    expect(told(stage)).toEqual([
      'slate done 14:50:00–15:00:00',
      'welcome done 15:00:00–15:05:00',
      'talk onAir 15:05:00––',
      'panel notTaken –––',
      'closing notTaken –––',
    ]);
    expect(rows[1]).toMatchObject({
      number: 2,
      plannedStart: stage.at('16:00'),
      plannedEnd: stage.at('16:05'),
      startOff: 0,
      lengthOff: 0,
      confirmation: 'accepted',
      acceptedAfter: 20,
      onAirAfter: 320,
    });
    expect({ standing, startedAt, endedAt, over }).toEqual({
      standing: 'open',
      startedAt: stage.at('15:50'),
      endedAt: null,
      over: null,
    });
  });

  it('leaves empty what nobody knows: no end and no length of what is on air when the journal stops', () => {
    const talk = recorded(onTalk()).rows[2];
    expect(talk).toMatchObject({ state: 'onAir', actualEnd: null, actualLength: null, lengthOff: null });
  });

  it('says by how much the show ended over, and when', () => {
    const stage = onTalk();
    stage.clock('16:27:30');
    stage.go();
    stage.clock('17:02:30');
    stage.go();
    stage.clock('17:07:30');
    stage.send({ type: 'endShow', expectedOnAir: stage.onAir ?? '', armed: true });
    stage.obsDoesIt();
    const record = recorded(stage);
    expect(record).toMatchObject({
      standing: 'ended',
      endedAt: stage.at('17:07:30'),
      plannedEnd: stage.at('17:05'),
      over: 2.5 * minute,
    });
    expect(record.rows[2]).toMatchObject({
      lengthOff: 2.5 * minute,
      why: [{ kind: 'goLate', by: 2.5 * minute }],
    });
    expect(record.rows[3]).toMatchObject({ startOff: 2.5 * minute, lengthOff: 0, why: [] });
  });

  it('keeps a GO that was taken back, and that the segment before went on', () => {
    const stage = onTalk();
    stage.clock('16:10');
    stage.go({ early: true });
    stage.wait(5 * second);
    stage.back();
    stage.clock('16:25');
    stage.go();
    expect(told(stage)).toEqual([
      'slate done 14:50:00–15:00:00',
      'welcome done 15:00:00–15:05:00',
      'talk done 15:05:00–15:25:00',
      'panel takenBack 15:10:00–15:10:05',
      'panel onAir 15:25:00––',
      'closing notTaken –––',
    ]);
    expect(recorded(stage).rows[2]?.why).toEqual([{ kind: 'wentOn', times: 1 }]);
  });

  it('takes the end back with the end of the show', () => {
    const stage = onTalk();
    stage.clock('16:25');
    stage.go();
    stage.clock('17:00');
    stage.go();
    stage.clock('17:05');
    stage.send({ type: 'endShow', expectedOnAir: stage.onAir ?? '', armed: true });
    stage.obsDoesIt();
    stage.wait(5 * second);
    stage.back();
    const record = recorded(stage);
    expect(record).toMatchObject({ standing: 'open', endedAt: null, over: null });
    expect(record.rows.at(-1)).toMatchObject({ title: 'closing', state: 'onAir', actualEnd: null });
  });

  it('says why a length is other than planned: an end moved by hand, the slate, OBS away', () => {
    const stage = onTalk();
    stage.send({ type: 'adjustEnd', expectedOnAir: stage.onAir ?? '', by: minute });
    stage.clock('16:10');
    stage.send({ type: 'setSlate', on: true });
    stage.obsDoesIt();
    stage.wait(minute);
    stage.send({ type: 'setSlate', on: false });
    stage.obsDoesIt();
    stage.report({ type: 'obsLost', reason: 'closed' });
    stage.wait(30 * second);
    stage.report({ type: 'obsConnected', practice: false, version: '29.0.2', program: 'Speaker + slides' });
    stage.clock('16:26');
    stage.go();
    const why = recorded(stage).rows[2]?.why ?? [];
    expect(why.map(({ kind }) => kind)).toEqual(['endMoved', 'onSlate', 'obsAway']);
    expect(why[0]).toEqual({ kind: 'endMoved', by: minute });
    expect(why[1]).toMatchObject({ by: minute + 320 });
    expect(why[2]).toEqual({ kind: 'obsAway', by: 30 * second });
  });

  it('says that a slate ran until the fixed start after it, not for its own length', () => {
    const stage = new Stage(webinar(), '15:40');
    stage.go();
    stage.clock('16:00');
    stage.go();
    expect(recorded(stage).rows[0]).toMatchObject({
      actualLength: 20 * minute,
      lengthOff: 10 * minute,
      why: [{ kind: 'untilFixed' }],
    });
  });

  it('marks what OBS did not confirm', () => {
    const stage = new Stage(webinar(), '15:50');
    stage.obs = { ...stage.obs, connected: false };
    stage.press();
    expect(recorded(stage).rows[0]).toMatchObject({
      confirmation: 'notConfirmed',
      acceptedAfter: null,
      onAirAfter: null,
      why: [{ kind: 'notConfirmed' }],
    });
  });

  it('keeps the plan as it was at the take, and a segment that was removed since', () => {
    const stage = onTalk();
    stage.clock('16:25');
    stage.go();
    stage.send({ type: 'edit', edit: { kind: 'setSegment', id: 'talk', patch: { duration: minute } } });
    stage.send({ type: 'edit', edit: { kind: 'removeSegment', id: 'welcome' } });
    const { rows } = recorded(stage);
    expect(rows[1]).toMatchObject({ title: 'welcome', number: null, plannedLength: 5 * minute });
    expect(rows[2]).toMatchObject({ title: 'talk', number: 2, plannedLength: 20 * minute });
  });

  it('counts sleep, and a clock that was set, for what was on air', () => {
    const stage = onTalk();
    stage.wait(minute);
    stage.report({ type: 'slept', duration: 40 * minute });
    stage.now += 3_600_000;
    stage.report({ type: 'clockStepped', by: 3_600_000 });
    const [, , talk] = recorded(stage).rows;
    expect(talk?.why).toEqual([
      { kind: 'slept', by: 40 * minute },
      { kind: 'clockSet', by: 60 * minute },
    ]);
    expect(talk?.actualStart).toBe(stage.at('17:05'));
  });

  it('ends where a new run begins, without its end', () => {
    const stage = onTalk();
    stage.send({ type: 'resetRun', armed: true });
    stage.clock('16:30');
    stage.go();
    const record = recorded(stage);
    expect(record.standing).toBe('reset');
    expect(record.lines.at(-1)?.key).toBe('runReset');
    expect(record.rows.filter(({ takeId }) => takeId !== null)).toHaveLength(3);
  });

  it('says on which OBS it was', () => {
    const stage = new Stage(webinar(), '15:50');
    stage.report({ type: 'obsConnected', practice: true, version: '1', program: null });
    stage.go();
    expect(recorded(stage).practice).toBe('all');
    stage.report({ type: 'obsConnected', practice: false, version: '29.0.2', program: 'Holding slide' });
    stage.clock('16:00');
    stage.go();
    expect(recorded(stage).practice).toBe('some');
  });

  it('begins with what is known where its journal goes on from another one', () => {
    const stage = onTalk();
    const begin = stage.state;
    const record = recordOf(begin, [], 'whole');
    expect(record.rows.map(({ title, state }) => `${title} ${state}`)).toEqual([
      'slate done',
      'welcome done',
      'talk onAir',
      'panel notTaken',
      'closing notTaken',
    ]);
  });

  it('has the time of each speaker as planned, and as far as names on screen tell', () => {
    const stage = onTalk();
    const names = (speakerId: string): void => {
      stage.shows(speakerId);
      stage.showsName();
    };
    stage.clock('16:25');
    stage.go();
    stage.clock('16:26');
    names('morshed');
    stage.clock('16:34');
    names('paul');
    stage.clock('16:35');
    names('morshed');
    const spoke = (row: number): unknown => recorded(stage).rows[row]?.slots;
    const planned = 700_000;
    const morshed = {
      name: 'Name morshed',
      plannedLength: planned,
      actualStart: stage.at('16:26'),
      by: 'name',
    };
    const paul = { name: 'Name paul', plannedLength: planned, actualStart: stage.at('16:34'), by: 'name' };
    const coby = {
      name: 'Name coby',
      plannedLength: planned,
      actualStart: null,
      actualLength: null,
      by: null,
    };
    // It goes on: how long Morshed speaks is not known yet.
    expect(spoke(3)).toEqual([{ ...paul, actualLength: minute }, { ...morshed, actualLength: null }, coby]);
    names('amal');
    stage.clock('17:00');
    stage.go();
    expect(spoke(3)).toEqual([
      { ...paul, actualLength: minute },
      { ...morshed, actualLength: 8 * minute },
      coby,
      {
        name: 'Name amal',
        plannedLength: null,
        actualStart: stage.at('16:35'),
        actualLength: 25 * minute,
        by: 'name',
      },
    ]);
  });

  it('has what was planned for the speakers of a segment that was not taken', () => {
    expect(
      recorded(onTalk()).rows[3]?.slots.map(({ plannedLength, actualLength }) => [
        plannedLength,
        actualLength,
      ]),
    ).toEqual([
      [700_000, null],
      [700_000, null],
      [700_000, null],
    ]);
  });

  it('is no run where nothing was taken', () => {
    const stage = new Stage(webinar(), '15:50');
    stage.send({ type: 'edit', edit: { kind: 'removeSegment', id: 'welcome' } });
    expect(isRun(recorded(stage))).toBe(false);
    stage.go();
    expect(isRun(recorded(stage))).toBe(true);
  });

  it('is written as a JSON file that its schema reads back whole', () => {
    const stage = onTalk();
    stage.clock('16:10');
    stage.go({ early: true });
    stage.wait(5 * second);
    stage.back();
    const record = recorded(stage, 'torn');
    const {
      lectern: _lectern,
      version: _version,
      ...read
    } = runFileSchema.parse(JSON.parse(writeRunFile(record)));
    expect(read).toEqual(record);
  });

  it('of what is on air when the log ends it says by how much it is past its end', () => {
    const stage = onTalk();
    stage.clock('16:24');
    stage.send({ type: 'setHold', on: true });
    expect(recorded(stage).rows[2]?.why).toEqual([]);
    stage.clock('16:28');
    stage.send({ type: 'setHold', on: false });
    expect(recorded(stage).rows[2]?.why).toEqual([{ kind: 'stillOver', by: 3 * minute }]);
  });

  it('calls its files after the show and when it began there', () => {
    expect(reportName(recorded(onTalk()))).toBe('A show 2026-11-23 15.50');
  });
});

it('the JSON Schema in the documentation is that of the file', () => {
  const documented = join(import.meta.dirname, '../../../../docs/run.schema.json');
  expect(JSON.parse(readFileSync(documented, 'utf8'))).toEqual(
    JSON.parse(JSON.stringify(z.toJSONSchema(runFileSchema))),
  );
});
