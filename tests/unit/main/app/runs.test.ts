import fs from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { minute } from '../../../../src/core/time/units';
import type { Library, OpenedShow } from '../../../../src/main/app/library';
import { createLibrary } from '../../../../src/main/app/library';
import { writeLine } from '../../../../src/main/storage/journalLines';
import { writeShowText } from '../../../../src/main/storage/showFile';
import { webinar } from '../../../support/shows';
import { Stage } from '../../../support/stage';
import { folder, surroundings } from '../../../support/storage';

/** A library in a folder of its own, at a minute after the hour that is later at each start. */
function home() {
  const dir = folder();
  let starts = 0;
  return {
    journal: (number = 1) => join(dir, 'runs/show', `${String(number).padStart(6, '0')}.jsonl`),
    start(): ReturnType<typeof surroundings> & { readonly library: Library } {
      const around = surroundings();
      around.clock.wait(++starts * minute);
      return { ...around, library: createLibrary({ dir, ...around.deps }) };
    },
  };
}

function open(library: Library): OpenedShow {
  const opened = library.open('show');
  if (!opened.ok) throw new Error(JSON.stringify(opened.problem));
  return opened.value;
}

/** Slate and welcome taken, written as the journal of the open show; the process is then killed. */
function killed() {
  const place = home();
  const { library } = place.start();
  library.create(webinar());
  const { journal } = open(library);
  const stage = new Stage(webinar(), '15:50');
  stage.go();
  stage.clock('16:00');
  stage.go();
  for (const stamped of stage.journal) journal.append(stamped);
  return { ...place, library, stage };
}

describe('the runs of a show', () => {
  it('are none before its first GO, however much was edited', () => {
    const { library } = home().start();
    library.create(webinar());
    const opened = open(library);
    const edit = { kind: 'removeSegment', id: 'talk' } as const;
    opened.journal.append({ seq: 1, at: 0, event: { type: 'showEdited', edit } });
    expect(library.runs('show')).toEqual({ runs: [], unreadable: 0 });
    expect(library.runs('no such show')).toEqual({ runs: [], unreadable: 0 });
  });

  it('are there while they go on, and after the process was killed, all the same', () => {
    const { library, start, stage } = killed();
    for (const one of [library, start().library]) {
      expect(one.runs('show').runs).toMatchObject([
        { number: 1, standing: 'open', end: 'whole', startedAt: stage.at('15:50'), endedAt: null },
      ]);
      expect(one.run('show', 1)?.rows.map(({ title, state }) => `${title} ${state}`)).toEqual([
        'slate done',
        'welcome onAir',
        'talk notTaken',
        'panel notTaken',
        'closing notTaken',
      ]);
    }
  });

  it('killed in the middle of a write: a readable record that says it was cut, before and after it goes on', () => {
    const { journal, start } = killed();
    fs.truncateSync(journal(), fs.statSync(journal()).size - 4);
    const { library } = start();
    expect(library.runs('show').runs).toMatchObject([{ end: 'torn' }]);
    const before = library.run('show', 1);
    expect(before?.rows[1]).toMatchObject({ title: 'welcome', state: 'onAir' });
    // Going on cuts the torn line off the journal: the record goes on saying so.
    open(library);
    expect(library.run('show', 1)).toEqual(before);
    expect(start().library.run('show', 1)).toMatchObject({ end: 'torn' });
  });

  it('damaged in the middle: what can be read is there, and it says so', () => {
    const { journal, start, stage } = killed();
    const bytes = fs.readFileSync(journal());
    const end = stage.journal.slice(4).reduce((sum, one) => sum + writeLine(one).length, 0);
    bytes[bytes.length - end + 30] = 0;
    fs.writeFileSync(journal(), bytes);
    const { library } = start();
    expect(library.runs('show').runs).toMatchObject([{ end: 'damaged' }]);
    expect(library.run('show', 1)?.rows.filter(({ takeId }) => takeId !== null)).toHaveLength(1);
  });

  it('that were damaged whole are not held against the one that took their number', () => {
    const { journal, start } = killed();
    const bytes = fs.readFileSync(journal());
    bytes[50] = 0;
    fs.writeFileSync(journal(), bytes);
    const shows = join(dirname(journal()), '../../shows');
    fs.mkdirSync(shows, { recursive: true });
    fs.writeFileSync(join(shows, 'show.lectern'), writeShowText({ revision: 2, show: webinar() }));
    const { library } = start();
    const { journal: next } = open(library);
    const stage = new Stage(webinar(), '17:00');
    stage.go();
    for (const stamped of stage.journal) next.append(stamped);
    expect(library.runs('show').runs).toMatchObject([{ number: 1, end: 'whole' }]);
  });

  it('are never overwritten: a reset keeps the one before, the latest is the first', async () => {
    const { start, stage } = killed();
    const { library } = start();
    const opened = open(library);
    stage.send({ type: 'resetRun', armed: true });
    const reset = stage.journal.at(-1);
    if (!reset) throw new Error('nothing was journalled');
    opened.journal.append({ ...reset, seq: opened.lastSeq + 1 });
    const next = opened.newJournal(stage.state);
    const again = new Stage(webinar(), '18:00');
    again.go();
    for (const stamped of again.journal) next.append(stamped);
    await opened.close();
    expect(
      start()
        .library.runs('show')
        .runs.map(({ number, standing }) => [number, standing]),
    ).toEqual([
      [2, 'open'],
      [1, 'reset'],
    ]);
  });

  it('counts what a newer Lectern wrote as unreadable, and leaves it alone', () => {
    const { journal, start, stage } = killed();
    const newer = writeLine({ lectern: 'journal', version: 2, openedAt: 0, state: stage.state });
    fs.writeFileSync(journal(2), newer);
    const { library } = start();
    expect(library.runs('show')).toMatchObject({ runs: [{ number: 1 }], unreadable: 1 });
    expect(library.run('show', 2)).toBeNull();
    expect(library.run('show', 3)).toBeNull();
    expect(fs.readFileSync(journal(2))).toEqual(newer);
  });

  it('on a full disk: read from memory, with what the disk has not taken', () => {
    const place = home();
    const { library, disk } = place.start();
    library.create(webinar());
    const { journal } = open(library);
    const stage = new Stage(webinar(), '15:50');
    stage.go();
    disk.refusal = 'ENOSPC';
    stage.clock('16:00');
    stage.go();
    for (const stamped of stage.journal) journal.append(stamped);
    expect(library.run('show', 1)?.rows[1]).toMatchObject({ title: 'welcome', state: 'onAir' });
  });
});
