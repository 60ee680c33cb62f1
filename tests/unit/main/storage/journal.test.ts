import fs from 'node:fs';
import { basename, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { openState } from '../../../../src/core/run/state';
import type { Journal, JournalDeps } from '../../../../src/main/storage/journal';
import { createJournal, openJournal } from '../../../../src/main/storage/journal';
import { readJournal, writeLine } from '../../../../src/main/storage/journalLines';
import { show, webinar } from '../../../support/shows';
import { folder, realDisk, stamped, surroundings } from '../../../support/storage';

const begin = openState(webinar(), 3, 'run-1');

function start() {
  const around = surroundings();
  const file = join(folder(), 'runs', 'show', '000001.jsonl');
  return { ...around, file, journal: createJournal(file, begin, around.deps) };
}

function reopen(file: string, deps: JournalDeps) {
  const opened = openJournal(file, deps);
  if (opened.kind !== 'journal') throw new Error(opened.kind);
  return opened;
}

/** What the file itself holds, whatever the process has in memory. */
function onDisk(file: string) {
  const reading = readJournal(fs.readFileSync(file));
  if (reading.kind !== 'journal') throw new Error(reading.kind);
  return reading;
}

function append(journal: Journal, from: number, to: number): void {
  for (let seq = from; seq <= to; seq++) journal.append(stamped(seq));
}

const seqs = (reading: { readonly events: readonly { readonly seq: number }[] }): readonly number[] =>
  reading.events.map(({ seq }) => seq);

describe('a journal', () => {
  it('holds the state it began with and every event, in the kernel when append returns', () => {
    const { journal, file } = start();
    append(journal, 1, 3);
    const { header, events, rest } = onDisk(file);
    expect(header.state).toEqual(begin);
    expect(events).toEqual([stamped(1), stamped(2), stamped(3)]);
    expect(rest).toBe('nothing');
  });

  it('is synced when the disk has all that was appended, also what came while it synced', async () => {
    const { journal, disk } = start();
    await journal.synced();
    expect(disk.syncs).toBe(1);
    append(journal, 1, 1);
    const first = journal.synced();
    await setImmediate();
    // The sync for the first line is under way, and does not count for the second.
    append(journal, 2, 2);
    await Promise.all([first, journal.synced()]);
    expect(disk.syncs).toBe(3);
    await journal.synced();
    expect(disk.syncs).toBe(3);
  });

  it('keeps nobody waiting where the disk refuses', async () => {
    const { journal, disk } = start();
    await journal.synced();
    disk.refusal = 'ENOSPC';
    append(journal, 1, 1);
    await journal.synced();
    disk.refusal = null;
    append(journal, 2, 2);
    disk.refusesSync = true;
    await journal.synced();
    expect(seqs(onDisk(journal.file))).toEqual([1, 2]);
  });

  it('of a version before is read, with what that did not know yet as it begins', () => {
    const { outputs: _needed, ...show } = begin.document.show;
    const { outputs: _news, changedInObs: _scene, ...run } = begin.run;
    const state = { document: { ...begin.document, show }, run };
    const header = { lectern: 'journal', version: 1, openedAt: 0, state } as Parameters<typeof writeLine>[0];
    const reading = readJournal(Buffer.concat([writeLine(header), writeLine(stamped(1))]));
    expect(reading).toMatchObject({ kind: 'journal', header: { state: begin }, rest: 'nothing' });
  });

  it('goes on where it ended', async () => {
    const { journal, file, deps } = start();
    append(journal, 1, 2);
    await journal.close();
    const opened = reopen(file, deps);
    expect(seqs(opened)).toEqual([1, 2]);
    append(opened.journal, 3, 4);
    expect(seqs(onDisk(file))).toEqual([1, 2, 3, 4]);
  });

  it('keeps names in every script, quotes and line breaks as they are', () => {
    const { journal, file } = start();
    const text = 'שלום 👩🏽‍💻 "a"\n\u2028 \ud800 ]';
    journal.append(stamped(1, { type: 'messageSent', messageId: 'm', text, urgent: false }));
    expect(onDisk(file).events[0]?.event).toEqual({
      type: 'messageSent',
      messageId: 'm',
      text,
      urgent: false,
    });
  });

  it('never takes over a file that is there already', () => {
    const { file, journal, deps, said } = start();
    append(journal, 1, 1);
    const content = fs.readFileSync(file);
    createJournal(file, begin, deps).append(stamped(1));
    expect(fs.readFileSync(file)).toEqual(content);
    expect(said.at(-1)).toMatchObject({ status: 'notSaving', problem: 'failed' });
  });

  it('reads 50 MB', () => {
    const { file, deps } = start();
    const notes = 'n'.repeat(10_000);
    const lines = Array.from({ length: 5_300 }, (_, index) =>
      writeLine(stamped(index + 1, { type: 'obsLost', reason: notes })),
    );
    fs.appendFileSync(file, Buffer.concat(lines));
    expect(fs.statSync(file).size).toBeGreaterThan(50 * 1024 * 1024);
    expect(reopen(file, deps).events).toHaveLength(5_300);
  });
});

describe('a journal that was cut short', () => {
  it('loses the torn last line, which is put aside, and goes on after the one before', () => {
    const { journal, file, deps } = start();
    append(journal, 1, 3);
    const whole = fs.readFileSync(file);
    fs.truncateSync(file, whole.length - 10);
    const opened = reopen(file, deps);
    expect(seqs(opened)).toEqual([1, 2]);
    expect(opened.rest).toBe('torn');
    expect(basename(opened.aside ?? '')).toBe('000001.jsonl.torn-2026-11-23T15-00-00-000Z');
    const torn = fs.readFileSync(opened.aside ?? '');
    expect(torn).toEqual(whole.subarray(whole.length - writeLine(stamped(3)).length, -10));
    append(opened.journal, 3, 3);
    expect(fs.readFileSync(file)).toEqual(whole);
  });

  it('damaged in the middle keeps what comes before and puts the rest aside', () => {
    const { journal, file, deps } = start();
    append(journal, 1, 5);
    const bytes = fs.readFileSync(file);
    const at = bytes.length - 3 * writeLine(stamped(3)).length + 20;
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    fs.writeFileSync(file, bytes);
    const opened = reopen(file, deps);
    expect(seqs(opened)).toEqual([1, 2]);
    expect(opened.rest).toBe('damaged');
    const kept = Buffer.concat([fs.readFileSync(file), fs.readFileSync(opened.aside ?? '')]);
    expect(kept).toEqual(bytes);
  });

  it('with a line missing in the middle does not tell a wrong story', () => {
    const { journal, file } = start();
    append(journal, 1, 2);
    fs.appendFileSync(file, writeLine(stamped(4)));
    expect(seqs(onDisk(file))).toEqual([1, 2]);
  });

  it('with a line written twice counts it once', () => {
    const { journal, file } = start();
    append(journal, 1, 2);
    fs.appendFileSync(file, writeLine(stamped(2)));
    expect(seqs(onDisk(file))).toEqual([1, 2]);
  });

  it('keeps the torn end untouched while the disk refuses, and cuts it off when it can', () => {
    const { journal, file, deps, disk, clock, said } = start();
    append(journal, 1, 2);
    fs.truncateSync(file, fs.statSync(file).size - 5);
    const torn = fs.readFileSync(file);
    disk.refusal = 'ENOSPC';
    const opened = reopen(file, deps);
    append(opened.journal, 2, 3);
    expect(fs.readFileSync(file)).toEqual(torn);
    expect(said.at(-1)).toMatchObject({ status: 'notSaving', problem: 'diskFull' });
    disk.refusal = null;
    clock.wait(10_000);
    expect(seqs(onDisk(file))).toEqual([1, 2, 3]);
    expect(fs.existsSync(opened.aside ?? '')).toBe(true);
    expect(said.at(-1)).toEqual({ status: 'saved' });
  });

  it('empty counts as none', () => {
    expect(readJournal(Buffer.alloc(0)).kind).toBe('empty');
  });

  it('of zeros, as a power cut leaves them, is unreadable and not read', () => {
    expect(readJournal(Buffer.alloc(4_096)).kind).toBe('unreadable');
  });

  it('of a newer version says which', () => {
    const newer = { lectern: 'journal', version: 2, openedAt: 0, state: begin } as const;
    expect(readJournal(writeLine(newer))).toEqual({ kind: 'newer', version: 2 });
  });
});

describe('a disk that refuses', () => {
  const refusals = [
    { refusal: 'ENOSPC', problem: 'diskFull' },
    { refusal: 'EROFS', problem: 'readOnly' },
    { refusal: 'EIO', problem: 'failed' },
  ] as const;

  for (const { refusal, problem } of refusals) {
    it(`${refusal}: the show goes on, it is said, and all is written in order when the disk takes it`, () => {
      const { journal, file, disk, clock, said } = start();
      append(journal, 1, 2);
      disk.refusal = refusal;
      append(journal, 3, 40);
      expect(said).toEqual([{ status: 'notSaving', problem, since: clock.time }]);
      expect(seqs(onDisk(file))).toEqual([1, 2]);
      clock.wait(60_000);
      expect(said).toHaveLength(1);
      disk.refusal = null;
      clock.wait(5_000);
      expect(onDisk(file).events).toEqual(Array.from({ length: 40 }, (_, index) => stamped(index + 1)));
      expect(said.at(-1)).toEqual({ status: 'saved' });
    });
  }

  it('full from the start: what was said is there once there is room', () => {
    const { clock, disk, deps, said } = surroundings();
    disk.refusal = 'ENOSPC';
    const file = join(folder(), 'runs', 'show', '000001.jsonl');
    const journal = createJournal(file, begin, deps);
    append(journal, 1, 2);
    expect(fs.existsSync(file)).toBe(false);
    expect(readJournal(journal.content())).toMatchObject({
      kind: 'journal',
      events: [stamped(1), stamped(2)],
    });
    disk.refusal = null;
    clock.wait(5_000);
    expect(onDisk(file)).toMatchObject({ header: { state: begin }, events: [stamped(1), stamped(2)] });
    expect(said.map(({ status }) => status)).toEqual(['notSaving', 'saved']);
  });

  it('full in the middle of a line: no torn line remains, wherever the cut is', () => {
    for (let room = 0; room <= writeLine(stamped(2)).length; room++) {
      const { journal, file, disk, clock } = start();
      append(journal, 1, 1);
      disk.refusal = 'ENOSPC';
      disk.room = room;
      append(journal, 2, 3);
      expect(seqs(onDisk(file))).toEqual(room === writeLine(stamped(2)).length ? [1, 2] : [1]);
      disk.refusal = null;
      clock.wait(5_000);
      expect(onDisk(file)).toMatchObject({ rest: 'nothing', events: [stamped(1), stamped(2), stamped(3)] });
    }
  });

  it('that wrote more than it admits is set right before the next line', () => {
    const { journal, file, disk, clock } = start();
    append(journal, 1, 1);
    disk.refusal = 'EIO';
    append(journal, 2, 2);
    fs.appendFileSync(file, writeLine(stamped(2)).subarray(0, 30));
    disk.refusal = null;
    clock.wait(5_000);
    expect(onDisk(file)).toMatchObject({ rest: 'nothing', events: [stamped(1), stamped(2)] });
  });

  it('that takes the next line takes those that wait before it', () => {
    const { journal, file, disk } = start();
    disk.refusal = 'ENOSPC';
    append(journal, 1, 2);
    disk.refusal = null;
    append(journal, 3, 3);
    expect(seqs(onDisk(file))).toEqual([1, 2, 3]);
  });

  it('is tried again less and less often, at least every five seconds', () => {
    const { journal, disk, clock } = start();
    const opened: number[] = [];
    const real = disk.fs.openSync;
    disk.fs.openSync = (path, flags, mode) => {
      opened.push(clock.time);
      return real(path, flags, mode);
    };
    disk.refusal = 'EIO';
    const since = clock.time;
    append(journal, 1, 1);
    clock.wait(25_000);
    expect(opened.map((time) => time - since)).toEqual([500, 1_500, 3_500, 7_500, 12_500, 17_500, 22_500]);
  });

  it('is not tried more often because more is to be written', () => {
    const { journal, disk, clock } = start();
    disk.refusal = 'EIO';
    append(journal, 1, 1);
    clock.wait(100);
    append(journal, 2, 20);
    let opened = 0;
    const real = disk.fs.openSync;
    disk.fs.openSync = (path, flags, mode) => {
      opened++;
      return real(path, flags, mode);
    };
    clock.wait(900);
    expect(opened).toBe(1);
  });

  it('that cannot sync is said, and unsaid when it can', async () => {
    const { journal, disk, clock, said } = start();
    disk.refusesSync = true;
    append(journal, 1, 1);
    await journal.close();
    expect(said.at(-1)).toMatchObject({ status: 'notSaving', problem: 'failed' });
    disk.refusesSync = false;
    clock.wait(5_000);
    await journal.close();
    expect(said.at(-1)).toEqual({ status: 'saved' });
  });

  it('when the journal is closed keeps the lines and writes them later', async () => {
    const { journal, file, disk, clock } = start();
    disk.refusal = 'ENOSPC';
    append(journal, 1, 2);
    await journal.close();
    disk.refusal = null;
    clock.wait(5_000);
    expect(seqs(onDisk(file))).toEqual([1, 2]);
  });

  it('really full: GO after GO is kept, and written when there is room again', () => {
    const { clock, deps, said } = surroundings();
    const disk = realDisk();
    const file = join(disk.path, 'journal.jsonl');
    const small = openState(show([]), 0, 'run-1');
    const journal = createJournal(file, small, { ...deps, fs: disk.fs });
    append(journal, 1, 2);
    expect(said).toEqual([]);
    disk.full(true);
    append(journal, 3, 500);
    expect(said).toEqual([{ status: 'notSaving', problem: 'diskFull', since: clock.time }]);
    disk.full(false);
    clock.wait(5_000);
    expect(onDisk(file).events).toEqual(Array.from({ length: 500 }, (_, index) => stamped(index + 1)));
    expect(said.at(-1)).toEqual({ status: 'saved' });
    return journal.close();
  });

  it('really read-only: the same', async () => {
    const { clock, deps, said } = surroundings();
    const disk = realDisk();
    const file = join(disk.path, 'journal.jsonl');
    const journal = createJournal(file, openState(show([]), 0, 'run-1'), { ...deps, fs: disk.fs });
    append(journal, 1, 2);
    // A disk with a file open for writing cannot be made read-only.
    await journal.close();
    disk.readOnly(true);
    append(journal, 3, 20);
    expect(said).toMatchObject([{ status: 'notSaving' }]);
    disk.readOnly(false);
    clock.wait(5_000);
    expect(seqs(onDisk(file))).toHaveLength(20);
    expect(said.at(-1)).toEqual({ status: 'saved' });
    await journal.close();
  });
});

it('syncs one at a time and never holds up an append', async () => {
  const { disk, deps } = surroundings();
  const syncs: (() => void)[] = [];
  disk.fs.fsync = ((_fd: number, callback: (error: null) => void) => {
    syncs.push(() => callback(null));
  }) as typeof fs.fsync;
  const journal = createJournal(join(folder(), 'journal.jsonl'), begin, deps);
  append(journal, 1, 100);
  expect(syncs).toHaveLength(0);
  // Whoever appended goes on first; then one sync begins for all of it.
  await setImmediate();
  expect(syncs).toHaveLength(1);
  append(journal, 101, 200);
  await setImmediate();
  expect(syncs).toHaveLength(1);
  syncs[0]?.();
  await Promise.resolve();
  await Promise.resolve();
  // One more, for the hundred lines that came meanwhile.
  expect(syncs).toHaveLength(2);
});
