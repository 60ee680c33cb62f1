import fs from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Stamped } from '../../../../src/core/run/events';
import { fold } from '../../../../src/core/run/fold';
import type { State } from '../../../../src/core/run/state';
import { openState } from '../../../../src/core/run/state';
import type { Show } from '../../../../src/core/show/model';
import { minute } from '../../../../src/core/time/units';
import type { Library, OpenedShow } from '../../../../src/main/app/library';
import { createLibrary } from '../../../../src/main/app/library';
import { writeLine } from '../../../../src/main/storage/journalLines';
import { readShowFile, writeShowText } from '../../../../src/main/storage/showFile';
import { segment, webinar } from '../../../support/shows';
import { Stage } from '../../../support/stage';
import { folder, surroundings } from '../../../support/storage';

/** A data folder; `start()` is a process that uses it, as long as it is not killed. */
function home() {
  const dir = folder();
  const shows = join(dir, 'shows');
  const runs = join(dir, 'runs');
  return {
    dir,
    showFile: (stem = 'show') => join(shows, `${stem}.lectern`),
    journal: (number = 1, stem = 'show') => join(runs, stem, `${String(number).padStart(6, '0')}.jsonl`),
    listed: () => [...(fs.existsSync(shows) ? fs.readdirSync(shows) : [])].toSorted(),
    journals: (stem = 'show') => fs.readdirSync(join(runs, stem)).toSorted(),
    start(around = surroundings()) {
      return { ...around, library: createLibrary({ dir, ...around.deps }) };
    },
  };
}

function open(library: Library, id = 'show'): OpenedShow {
  const opened = library.open(id);
  if (!opened.ok) throw new Error(JSON.stringify(opened.problem));
  return opened.value;
}

/** Two segments taken, a name corrected, an edit undone. */
function played(show: Show = webinar()): Stage {
  const stage = new Stage(show, '15:50');
  stage.go();
  stage.clock('16:00');
  stage.go();
  stage.send({ type: 'edit', edit: { kind: 'setSegment', id: 'talk', patch: { title: 'The talk' } } });
  stage.send({ type: 'edit', edit: { kind: 'removeSegment', id: 'panel' } });
  stage.send({ type: 'undoEdit' });
  return stage;
}

function write(opened: OpenedShow, events: readonly Stamped[]): void {
  for (const stamped of events) opened.journal.append({ ...stamped, seq: stamped.seq + opened.lastSeq });
}

/** The state of a stage, as the run of that journal. */
function stateOf(stage: Stage, opened: OpenedShow): State {
  const { runId } = opened.folded.state.run;
  return JSON.parse(JSON.stringify({ ...stage.state, run: { ...stage.state.run, runId } })) as State;
}

/** A show of the library, played up to the second segment, and the process killed. */
function killed() {
  const place = home();
  const { library } = place.start();
  library.create(webinar());
  const opened = open(library);
  const stage = played();
  write(opened, stage.journal);
  return { ...place, stage, expected: stateOf(stage, opened) };
}

function editFile(file: string, revision: number, fields: Partial<Show>): void {
  fs.mkdirSync(dirname(file), { recursive: true });
  fs.writeFileSync(file, writeShowText({ revision, show: webinar(fields) }));
}

function fileOf(file: string) {
  const read = readShowFile(fs, file);
  if (!read?.ok) throw new Error(JSON.stringify(read));
  return read.value;
}

describe('a killed process', () => {
  it('finds the run again exactly as it was, with its log and what undo would do', () => {
    const { start, expected, stage } = killed();
    const { library } = start();
    expect(library.unfinished()).toMatchObject({ id: 'show', title: 'A show', run: 'unfinished' });
    const opened = open(library);
    expect(opened.folded.state).toEqual(expected);
    expect(opened.folded.state.document.undo).toHaveLength(1);
    expect(opened.folded.state.document.redo).toHaveLength(1);
    expect(opened.folded.log).toEqual(fold(openState(webinar(), 0, 'run-1'), stage.journal).log);
    expect(opened.folded.log.length).toBeGreaterThan(3);
    expect(opened.lastSeq).toBe(stage.journal.length);
    expect(opened.notices).toEqual([]);
  });

  it('goes on in the same journal', () => {
    const { start, journals } = killed();
    const opened = open(start().library);
    write(opened, [{ seq: 1, at: 0, event: { type: 'holdSet', on: true } }]);
    expect(journals()).toEqual(['000001.jsonl']);
    expect(open(start().library).folded.state.run.held).toBe(true);
  });

  it('before the show was ever saved finds it in the journal', async () => {
    const { start, listed, showFile, expected } = killed();
    expect(listed()).toEqual([]);
    const { library } = start();
    expect(library.recent().map(({ id }) => id)).toEqual(['show']);
    await open(library).close();
    expect(fileOf(showFile())).toMatchObject({ revision: 3, show: expected.document.show });
  });

  it('in the middle of the first take is an unfinished run', () => {
    const { start } = home();
    const { library } = start();
    library.create(webinar());
    const stage = new Stage(webinar(), '15:50');
    stage.press();
    write(open(library), stage.journal);
    expect(start().library.unfinished()).toMatchObject({ id: 'show' });
  });
});

describe('a show of the library', () => {
  it('is saved some time after an edit, whole, and only its latest state', async () => {
    const { start, showFile } = home();
    const { library, clock } = start();
    library.create(webinar());
    const opened = open(library);
    const { document } = opened.folded.state;
    for (let revision = 1; revision <= 5; revision++)
      opened.save({ ...document, revision, show: { ...document.show, title: `Title ${revision}` } });
    expect(fs.existsSync(showFile())).toBe(false);
    clock.wait(300);
    await library.close();
    expect(fileOf(showFile())).toMatchObject({ revision: 5, show: { title: 'Title 5' } });
    expect(fs.readdirSync(dirname(showFile()))).toEqual(['show.lectern']);
  });

  it('edited while it is being written is written again', async () => {
    const { start, showFile } = home();
    const { library, clock, disk } = start();
    library.create(webinar());
    const opened = open(library);
    const { document } = opened.folded.state;
    const synced: (() => void)[] = [];
    const real = disk.fs.fsync;
    disk.fs.fsync = ((fd: number, callback: () => void) =>
      void synced.push(() => real(fd, callback))) as typeof real;
    opened.save({ ...document, revision: 1 });
    clock.wait(300);
    opened.save({ ...document, revision: 2 });
    disk.fs.fsync = real;
    for (const go of synced) go();
    await library.close();
    expect(fileOf(showFile()).revision).toBe(2);
  });

  it('begins a new journal with a new run and keeps the old one', async () => {
    const { start, journals, stage } = killed();
    const opened = open(start().library);
    stage.send({ type: 'setPresence', speakerId: 'amal', here: false });
    stage.send({ type: 'resetRun', armed: true });
    write(
      opened,
      stage.journal.slice(opened.lastSeq).map((one) => ({ ...one, seq: one.seq - opened.lastSeq })),
    );
    opened.newJournal(stage.state).append({ seq: 1, at: 0, event: { type: 'autoCaptionsSet', on: false } });
    await opened.close();
    expect(journals()).toEqual(['000001.jsonl', '000002.jsonl']);
    const again = open(start().library);
    expect(again.lastSeq).toBe(1);
    expect(again.folded.state.run).toMatchObject({ phase: 'before', absent: ['amal'], autoCaptions: false });
    expect(again.folded.state.document.undo).toHaveLength(1);
  });

  it('that was long prepared begins a new journal with all that undo knows', () => {
    const { start, journals, journal } = home();
    const { library } = start();
    library.create(webinar());
    const opened = open(library);
    opened.journal.append({
      seq: 1,
      at: 0,
      event: { type: 'showEdited', edit: { kind: 'removeSegment', id: 'talk' } },
    });
    const lines: Buffer[] = [];
    for (let seq = 2; seq <= 12_000; seq++) {
      lines.push(
        writeLine({ seq, at: 0, event: { type: 'presenceSet', speakerId: 'amal', here: seq % 2 === 1 } }),
      );
    }
    fs.appendFileSync(journal(), Buffer.concat(lines));
    const again = open(start().library);
    expect(journals()).toEqual(['000001.jsonl', '000002.jsonl']);
    expect(again.lastSeq).toBe(0);
    expect(again.folded.state.run.absent).toEqual(['amal']);
    expect(again.folded.state.document.undo).toHaveLength(1);
    expect(open(start().library).folded.state).toEqual(again.folded.state);
    expect(journals()).toHaveLength(2);
  });
});

describe('where file and journal differ', () => {
  it('the file with the higher revision wins; the run and its clock stay', async () => {
    const { start, showFile, expected } = killed();
    editFile(showFile(), 9, { title: 'From elsewhere' });
    const opened = open(start().library);
    expect(opened.folded.state.document).toMatchObject({ revision: 9, show: { title: 'From elsewhere' } });
    expect(opened.folded.state.run).toEqual(expected.run);
    await opened.close();
    const again = open(start().library);
    expect(again.folded.state).toEqual(opened.folded.state);
    expect(again.lastSeq).toBe(opened.lastSeq);
  });

  it('a lower revision in the file is what was not saved in time', async () => {
    const { start, showFile, expected } = killed();
    editFile(showFile(), 1, { title: 'Before' });
    const opened = open(start().library);
    expect(opened.folded.state).toEqual(expected);
    await opened.close();
    expect(fileOf(showFile())).toMatchObject({ revision: 3, show: expected.document.show });
  });

  it('a file that was changed by hand counts as an edit', async () => {
    const { start, showFile, expected } = killed();
    editFile(showFile(), 3, { title: 'By hand' });
    const opened = open(start().library);
    expect(opened.folded.state.document).toMatchObject({ revision: 4, show: { title: 'By hand' } });
    expect(opened.folded.state.run).toEqual(expected.run);
    await opened.close();
    expect(fileOf(showFile())).toMatchObject({ revision: 4, show: { title: 'By hand' } });
  });
});

describe('a show file that is no good', () => {
  const aside = 'show.lectern.damaged-2026-11-23T15-00-00-000Z';

  for (const [what, content, problem] of [
    ['damaged', '{"lectern": 1, "revi', { code: 'fileDamaged', damage: { what: 'notWhole' } }],
    ['empty', '', { code: 'fileEmpty' }],
    ['of 50 MB', Buffer.alloc(50 * 1024 * 1024), { code: 'fileTooLarge', megabytes: 50 }],
  ] as const) {
    it(`${what}: set aside, said so, the last good state opened`, async () => {
      const { start, showFile, listed, expected } = killed();
      fs.mkdirSync(dirname(showFile()), { recursive: true });
      fs.writeFileSync(showFile(), content);
      const opened = open(start().library);
      expect(opened.folded.state).toEqual(expected);
      expect(opened.notices).toEqual([
        { key: 'showFileDamaged', tone: 'warning', values: { file: aside }, problem },
      ]);
      await opened.close();
      expect(listed()).toEqual(['show.lectern', aside]);
      expect(fs.readFileSync(join(dirname(showFile()), aside)).equals(Buffer.from(content))).toBe(true);
      expect(fileOf(showFile()).show).toEqual(expected.document.show);
      expect(open(start().library).notices).toEqual([]);
    });
  }

  it('and has no journal either: refused in words, left where it is, and the other shows open', () => {
    const { start, showFile, listed } = home();
    editFile(showFile('other'), 0, { id: 'other' });
    fs.writeFileSync(showFile(), '{"lectern": 1}');
    const { library } = start();
    expect(library.recent().map(({ id }) => id)).toEqual(['other', 'show']);
    expect(library.open('show')).toMatchObject({ ok: false, problem: { code: 'fileDamaged' } });
    expect(listed()).toEqual(['other.lectern', 'show.lectern']);
    expect(open(library, 'other').folded.state.document.show.id).toBe('other');
  });

  it('of a newer version: refused, and neither file nor journal is touched', () => {
    const { start, showFile, journal } = killed();
    fs.mkdirSync(dirname(showFile()), { recursive: true });
    fs.writeFileSync(showFile(), '{"lectern": 2}');
    const before = fs.readFileSync(journal());
    const { library } = start();
    expect(library.open('show')).toEqual({ ok: false, problem: { code: 'fileNewer', version: 2 } });
    expect(library.recent()).toHaveLength(1);
    expect(fs.readFileSync(showFile(), 'utf8')).toBe('{"lectern": 2}');
    expect(fs.readFileSync(journal())).toEqual(before);
  });

  it('that is not there at all', () => {
    expect(home().start().library.open('show')).toEqual({ ok: false, problem: { code: 'showMissing' } });
  });
});

describe('a journal that is no good', () => {
  it('torn: the last line is put aside, said so, and the run goes on before it', () => {
    const { start, journal, stage } = killed();
    fs.truncateSync(journal(), fs.statSync(journal()).size - 4);
    const opened = open(start().library);
    expect(opened.lastSeq).toBe(stage.journal.length - 1);
    expect(opened.folded.state.run.onAir?.segment.id).toBe('welcome');
    expect(opened.notices).toEqual([
      {
        key: 'journalTorn',
        tone: 'information',
        values: { file: '000001.jsonl.torn-2026-11-23T15-00-00-000Z' },
      },
    ]);
  });

  it('damaged in the middle: what comes before is open, the rest aside, said so', () => {
    const { start, journal, stage, journals } = killed();
    const bytes = fs.readFileSync(journal());
    const end = stage.journal.slice(4).reduce((sum, one) => sum + writeLine(one).length, 0);
    bytes[bytes.length - end + 30] = 0;
    fs.writeFileSync(journal(), bytes);
    const opened = open(start().library);
    expect(opened.lastSeq).toBe(4);
    expect(opened.notices).toMatchObject([{ key: 'journalDamaged', tone: 'warning' }]);
    expect(journals()).toEqual(['000001.jsonl', '000001.jsonl.damaged-2026-11-23T15-00-00-000Z']);
  });

  it('damaged in its first line: set aside whole, the show file opened', () => {
    const { start, journal, showFile, journals } = killed();
    editFile(showFile(), 2, { title: 'Saved' });
    const bytes = fs.readFileSync(journal());
    bytes[50] = 0;
    fs.writeFileSync(journal(), bytes);
    const opened = open(start().library);
    expect(opened.folded.state).toMatchObject({
      document: { show: { title: 'Saved' } },
      run: { phase: 'before' },
    });
    expect(opened.notices).toMatchObject([{ key: 'journalDamaged' }]);
    expect(journals()).toEqual(['000001.jsonl', '000001.jsonl.damaged-2026-11-23T15-00-00-000Z']);
  });

  it('of a newer version: left alone, said so, and a new one begun behind it', () => {
    const { start, journal, showFile, journals, expected } = killed();
    editFile(showFile(), 2, { title: 'Saved' });
    const newer = writeLine({ lectern: 'journal', version: 2, openedAt: 0, state: expected });
    fs.writeFileSync(journal(), newer);
    const opened = open(start().library);
    expect(opened.folded.state.document.show.title).toBe('Saved');
    expect(opened.notices).toEqual([{ key: 'journalNewer', tone: 'warning', values: { version: 2 } }]);
    expect(journals()).toEqual(['000001.jsonl', '000002.jsonl']);
    expect(fs.readFileSync(journal())).toEqual(newer);
    expect(open(start().library).notices).toEqual([]);
  });

  it('of a newer version behind a run: what was before it is open, in a journal behind both', () => {
    const { start, journal, journals, expected } = killed();
    const newer = writeLine({ lectern: 'journal', version: 2, openedAt: 0, state: expected });
    fs.writeFileSync(journal(2), newer);
    const opened = open(start().library);
    expect(opened.folded.state).toEqual(expected);
    expect(opened.lastSeq).toBe(0);
    expect(journals()).toEqual(['000001.jsonl', '000002.jsonl', '000003.jsonl']);
    expect(open(start().library).folded.state).toEqual(expected);
  });

  it('empty: as if there were none', () => {
    const { start, journal, showFile, journals } = killed();
    editFile(showFile(), 2, { title: 'Saved' });
    fs.truncateSync(journal(), 0);
    const opened = open(start().library);
    expect(opened.folded.state.document.show.title).toBe('Saved');
    expect(opened.notices).toEqual([]);
    expect(journals()).toEqual(['000001.jsonl', '000002.jsonl']);
  });

  it('and the one before it can be read: nothing of the show is lost', () => {
    const { start, journal, expected } = killed();
    fs.writeFileSync(journal(2), Buffer.alloc(100));
    const opened = open(start().library);
    expect(opened.folded.state.document).toEqual(expected.document);
    expect(opened.notices).toMatchObject([{ key: 'journalDamaged' }]);
  });
});

describe('the list of recent shows', () => {
  it('says what is needed to choose, the latest opened first', async () => {
    const { start } = home();
    const { library, clock } = start();
    library.create(webinar());
    library.create(webinar({ id: 'other', title: 'Another' }));
    open(library, 'other');
    clock.wait(1_000);
    open(library);
    await library.close();
    const [first, second] = start().library.recent();
    expect(first).toMatchObject({ id: 'show', openedAt: clock.time, run: 'none', over: null });
    expect(second).toMatchObject({ id: 'other', title: 'Another', openedAt: clock.time - 1_000 });
    expect(first?.length).toBe(webinar().segments.reduce((sum, one) => sum + one.duration, 0));
    expect(first?.segments).toBe(webinar().segments.length);
  });

  it('says how far over the last run ended, also after a new one was begun', async () => {
    const { start } = home();
    const { library } = start();
    library.create(
      webinar({ segments: [segment('only', { start: { kind: 'fixed', at: 16 * 60 * minute } })] }),
    );
    const opened = open(library);
    const stage = new Stage(opened.folded.state.document.show, '16:00');
    stage.go();
    stage.clock('16:12');
    stage.send({ type: 'endShow', expectedOnAir: stage.onAir ?? '', armed: true });
    stage.obsDoesIt();
    write(opened, stage.journal);
    expect(library.recent()[0]).toMatchObject({ run: 'ended', over: 2 * minute });
    stage.send({ type: 'resetRun' });
    write(opened, stage.journal.slice(-1));
    opened.newJournal(stage.state);
    await library.close();
    expect(start().library.recent()[0]).toMatchObject({ run: 'none', over: 2 * minute });
  });

  it('takes no rehearsal for the show: not its end, nor that it was left unfinished before a live show', async () => {
    const { start } = home();
    const { library } = start();
    const only = segment('only', { start: { kind: 'fixed', at: 16 * 60 * minute } });
    library.create(webinar({ segments: [only] }));
    const opened = open(library);
    const stage = new Stage(opened.folded.state.document.show, '16:00');
    stage.go();
    stage.clock('16:12');
    const end = (): void => {
      stage.send({ type: 'endShow', expectedOnAir: stage.onAir ?? '', armed: true });
      stage.obsDoesIt();
    };
    end();
    stage.send({ type: 'startRehearsal', obs: 'practice' });
    write(opened, stage.journal);
    const journal = opened.newJournal(stage.state);
    const before = stage.journal.length;
    stage.go();
    stage.clock('16:40');
    const rehearsed = stage.journal.slice(before);
    for (const [index, stamped] of rehearsed.entries()) journal.append({ ...stamped, seq: index + 1 });
    expect(library.recent()[0]).toMatchObject({ run: 'rehearsing', over: 2 * minute });
    expect(library.unfinished()).toMatchObject({ id: 'show', run: 'rehearsing' });
    library.create(webinar({ id: 'live', title: 'Live' }));
    const other = open(library, 'live');
    write(other, played(other.folded.state.document.show).journal);
    expect(library.unfinished()).toMatchObject({ id: 'live', run: 'unfinished' });
    const during = stage.journal.length;
    end();
    for (const [index, stamped] of stage.journal.slice(during).entries())
      journal.append({ ...stamped, seq: rehearsed.length + index + 1 });
    expect(library.recent().find(({ id }) => id === 'show')).toMatchObject({ run: 'none', over: 2 * minute });
    expect(library.runs('show').runs.map(({ rehearsal, standing }) => [rehearsal, standing])).toEqual([
      ['practice', 'ended'],
      [null, 'ended'],
    ]);
    await library.close();
  });

  it('does not count an end that Back undid', () => {
    const { start } = home();
    const { library } = start();
    library.create(
      webinar({ segments: [segment('only', { start: { kind: 'fixed', at: 16 * 60 * minute } })] }),
    );
    const opened = open(library);
    const stage = new Stage(opened.folded.state.document.show, '16:00');
    stage.go();
    stage.clock('16:12');
    stage.send({ type: 'endShow', expectedOnAir: stage.onAir ?? '', armed: true });
    stage.obsDoesIt();
    stage.back();
    write(opened, stage.journal);
    expect(library.recent()[0]).toMatchObject({ run: 'unfinished', over: null });
  });

  for (const [what, damage] of [
    ['damaged', (file: string) => fs.writeFileSync(file, '{"show": {"stamp": 1, "recent"')],
    ['lost', (file: string) => fs.rmSync(file)],
    [
      'full of nonsense',
      (file: string) => fs.writeFileSync(file, '{"show": {"stamp": "", "recent": {"id": 7}}}'),
    ],
  ] as const) {
    it(`${what}, is made again from the shows`, async () => {
      const { start, dir } = killed();
      const { library } = start();
      library.recent();
      await library.close();
      damage(join(dir, 'recent.json'));
      expect(start().library.recent()).toMatchObject([{ id: 'show', title: 'A show', run: 'unfinished' }]);
    });
  }

  it('reads a show again only when its files changed', async () => {
    const { start } = killed();
    const first = start();
    first.library.recent();
    await first.library.close();
    const around = surroundings();
    const read: string[] = [];
    const real = around.disk.fs.readFileSync;
    around.disk.fs.readFileSync = ((path: string, options: undefined) => {
      read.push(path);
      return real(path, options);
    }) as typeof fs.readFileSync;
    const { library } = start(around);
    library.recent();
    expect(read.filter((path) => !path.endsWith('recent.json'))).toEqual([]);
  });
});

describe('opening a file that a person chose', () => {
  const importing = (library: Library, fields: Partial<Show>, revision: number) => {
    const imported = library.importText('Chosen.lectern', writeShowText({ revision, show: webinar(fields) }));
    if (!imported.ok) throw new Error(JSON.stringify(imported.problem));
    return imported.value;
  };

  it('puts a show into the library under the name of its file', () => {
    const { library } = home().start();
    expect(importing(library, {}, 4)).toEqual({ showId: 'show', notices: [] });
    expect(library.recent()).toMatchObject([{ id: 'show', fileName: 'Chosen.lectern' }]);
    expect(open(library).folded.state.document).toMatchObject({ revision: 4, show: webinar() });
  });

  it('that is newer than the one in the library takes its place; the run stays', () => {
    const { start, expected } = killed();
    const { library } = start();
    expect(importing(library, { title: 'Newer' }, 12)).toEqual({ showId: 'show', notices: [] });
    const { state } = open(library).folded;
    expect(state.document).toMatchObject({ revision: 12, show: { title: 'Newer' } });
    expect(state.run).toEqual(expected.run);
  });

  it('that is the same opens the one in the library', () => {
    const { start, expected } = killed();
    const { library } = start();
    expect(importing(library, expected.document.show, 0)).toEqual({ showId: 'show', notices: [] });
    expect(open(library).folded.state).toEqual(expected);
  });

  it('that is older, or went its own way, is opened as a copy, and said so', () => {
    for (const revision of [1, 3]) {
      const { start, expected } = killed();
      const { library } = start();
      const { showId, notices } = importing(library, { title: 'Another way' }, revision);
      expect(showId).not.toBe('show');
      expect(notices).toEqual([
        {
          key: 'openedAsCopy',
          tone: 'information',
          values: { title: 'Another way', file: 'Chosen.lectern' },
        },
      ]);
      expect(open(library, showId).folded.state.document.show).toEqual(
        webinar({ id: showId, title: 'Another way' }),
      );
      expect(open(library).folded.state).toEqual(expected);
    }
  });

  it('that is no show is refused in words and changes nothing', () => {
    const { start } = home();
    const { library } = start();
    expect(library.importText('x.lectern', '')).toEqual({ ok: false, problem: { code: 'fileEmpty' } });
    expect(library.importText('x.lectern', 'PK')).toMatchObject({
      ok: false,
      problem: { code: 'fileDamaged' },
    });
    expect(library.recent()).toEqual([]);
  });

  for (const id of ['../../evil', 'CON', 'con', 'Ä/b\\c', '.', 'x'.repeat(64), 'A', '😀']) {
    it(`never leaves the library, whatever its id: ${id.slice(0, 12)}`, async () => {
      const { start, dir, listed } = home();
      const { library } = start();
      importing(library, { id }, 0);
      open(library, id);
      await library.close();
      expect(listed()).toHaveLength(1);
      expect(listed()[0]).toMatch(/^[a-z0-9_-]+\.lectern$/);
      expect(fs.readdirSync(dir).toSorted()).toEqual(['recent.json', 'runs', 'shows']);
      expect(open(start().library, id).folded.state.document.show.id).toBe(id);
    });
  }

  it('with ids that differ only in their capitals, as two shows', () => {
    const { library } = home().start();
    importing(library, { id: 'abc', title: 'small' }, 0);
    importing(library, { id: 'ABC', title: 'large' }, 0);
    expect(open(library, 'abc').folded.state.document.show.title).toBe('small');
    expect(open(library, 'ABC').folded.state.document.show.title).toBe('large');
  });
});

describe('the bundled show', () => {
  it('is there at the first start, and its edits stay', async () => {
    const { start } = home();
    const { library } = start();
    expect(library.recent()).toEqual([]);
    const opened = open(library, library.demo());
    const { document } = opened.folded.state;
    expect(document.show.title).toBe('Platform cooperatives: Building good jobs and great places');
    opened.save({ ...document, revision: 1, show: { ...document.show, title: 'Mine' } });
    await library.close();
    const later = start().library;
    expect(open(later, later.demo()).folded.state.document.show.title).toBe('Mine');
  });
});

describe('a disk that refuses', () => {
  for (const refusal of ['ENOSPC', 'EROFS'] as const) {
    it(`${refusal} from the start: the demo opens, runs, is said not to be saved, and is saved later`, async () => {
      const { start, showFile } = home();
      const { library, disk, clock, said } = start();
      disk.refusal = refusal;
      const opened = open(library, library.demo());
      expect(library.recent()).toMatchObject([{ id: 'platform-cooperatives', run: 'none' }]);
      const stage = new Stage(opened.folded.state.document.show, '15:50');
      stage.go();
      write(opened, stage.journal);
      clock.wait(1_000);
      await opened.close();
      expect(said.map(({ status }) => status)).toEqual(['notSaving']);
      expect(library.recent()).toMatchObject([{ id: 'platform-cooperatives', run: 'unfinished' }]);

      disk.refusal = null;
      clock.wait(5_000);
      await library.close();
      expect(said.at(-1)).toEqual({ status: 'saved' });
      expect(fileOf(showFile('platform-cooperatives')).revision).toBe(0);
      const again = open(start().library, 'platform-cooperatives');
      expect(again.folded.state).toEqual(stateOf(stage, again));
    });
  }

  it('while a show is closed and opened again loses nothing of it', async () => {
    const { start } = killed();
    const { library, disk, clock } = start();
    const opened = open(library);
    disk.refusal = 'ENOSPC';
    write(opened, [{ seq: 1, at: 0, event: { type: 'holdSet', on: true } }]);
    await opened.close();
    const again = open(library);
    expect(again.folded.state.run.held).toBe(true);
    again.journal.append({ seq: again.lastSeq + 1, at: 0, event: { type: 'autoCaptionsSet', on: false } });
    disk.refusal = null;
    clock.wait(5_000);
    expect(open(start().library).folded.state.run).toMatchObject({ held: true, autoCaptions: false });
  });

  it('leaves the old show file whole', async () => {
    const { start, showFile, listed } = home();
    const { library, disk, clock } = start();
    library.create(webinar());
    await library.close();
    const opened = open(library);
    disk.refusal = 'ENOSPC';
    disk.room = 100;
    const { document } = opened.folded.state;
    opened.save({ ...document, revision: 1, show: { ...document.show, title: 'New' } });
    clock.wait(300);
    await library.close();
    expect(fileOf(showFile()).show.title).toBe('A show');
    expect(listed()).toEqual(['show.lectern']);
    disk.refusal = null;
    clock.wait(5_000);
    await library.close();
    expect(fileOf(showFile()).show.title).toBe('New');
  });
});
