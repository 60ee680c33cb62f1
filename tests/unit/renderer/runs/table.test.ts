import { describe, expect, it } from 'vitest';
import { writeCsv } from '../../../../src/core/asrun/csv';
import { recordOf } from '../../../../src/core/asrun/record';
import { openState } from '../../../../src/core/run/state';
import { minute, second } from '../../../../src/core/time/units';
import { columns, tableOf } from '../../../../src/renderer/features/runs/table';
import { readCsv } from '../../../support/csv';
import { segment, webinar } from '../../../support/shows';
import { Stage } from '../../../support/stage';

function run(): Stage {
  const stage = new Stage(
    webinar({
      segments: [
        segment('=HYPERLINK("http://x")', { scene: 'Host', duration: minute }),
        segment('Talk, with a comma', { scene: '@Speaker', duration: minute }),
      ],
    }),
    '16:00',
  );
  stage.go();
  stage.wait(70 * second);
  stage.go();
  stage.send({ type: 'sendMessage', text: '+1 minute', urgent: false });
  return stage;
}

function read(stage: Stage): readonly Readonly<Record<string, string>>[] {
  const record = recordOf(openState(stage.show, 0, 'run-1'), stage.journal, 'whole');
  const [head = [], ...rows] = readCsv(writeCsv(tableOf(record)));
  expect(head).toEqual([...columns]);
  return rows.map((cells) => Object.fromEntries(head.map((name, at) => [name, cells[at] ?? ''])));
}

describe('the CSV of a run', () => {
  it('begins with the seven columns of Ontime’s report', () => {
    const record = recordOf(openState(run().show, 0, 'run-1'), run().journal, 'whole');
    expect(
      writeCsv(tableOf(record)).startsWith(
        'Index,Title,Cue,Scheduled Start,Actual Start,Scheduled End,Actual End,',
      ),
    ).toBe(true);
  });

  it('has a row for each segment and then for each line of the log, read back whole', () => {
    const rows = read(run());
    expect(rows.filter(({ Row }) => Row === 'Segment')).toHaveLength(2);
    expect(rows[0]).toMatchObject({
      Index: '1',
      Cue: '1',
      'Actual Start': '16:00:00',
      'Actual End': '16:01:10',
      State: 'Done',
      'Scheduled Length': '1:00',
      'Length Off': '0:10 over',
      'Length Off (s)': '10',
      Why: 'GO 0:10 after its end',
      'Confirmed by OBS': 'yes',
      'Actual Start (ISO 8601)': '2026-11-23T16:00:00.000+01:00',
    });
    expect(rows[1]).toMatchObject({ Title: 'Talk, with a comma', 'Actual End': '', 'Length Off': '' });
    const log = rows.filter(({ Row }) => Row === 'Log');
    expect(log.map(({ State }) => State)).toEqual(['taken', 'onAir', 'taken', 'onAir', 'messageSent']);
    expect(log.at(-1)?.['Title']).toBe('Message to host: “+1 minute”');
  });

  it('says how long each speaker spoke, where that is known', () => {
    const stage = new Stage(webinar(), '16:25');
    stage.send({ type: 'takeSegment', expectedOnAir: null, segmentId: 'panel', armed: true });
    stage.obsDoesIt();
    for (const [after, speakerId] of [
      [60, 'paul'],
      [492, 'coby'],
    ] as const) {
      stage.wait(after * second);
      stage.shows(speakerId);
      stage.showsName();
    }
    const panel = (): string | undefined => read(stage).find(({ Title }) => Title === 'panel')?.['Named'];
    expect(panel()).toBe('Name paul 8:12; Name coby');
    stage.wait(640 * second);
    stage.go({ early: true });
    expect(panel()).toBe('Name paul 8:12; Name coby 10:40');
  });

  it('gives a spreadsheet no formula', () => {
    const [first, second_] = read(run());
    expect(first?.['Title']).toBe('\'=HYPERLINK("http://x")');
    expect(second_?.['Scene']).toBe("'@Speaker");
  });
});
