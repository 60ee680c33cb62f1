import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { expect, it } from 'vitest';
import type { Session } from '../../src/contract/published';
import type { Command } from '../../src/core/run/commands';
import { desiredScene } from '../../src/core/run/decide';
import type { Stamped } from '../../src/core/run/events';
import { evolve } from '../../src/core/run/evolve';
import type { State } from '../../src/core/run/state';
import { readJournal } from '../../src/main/storage/journalLines';
import { temporaryHome } from '../support/electronApp';
import type { HeadlessScreen, Reply } from '../support/headless';
import { startHeadless } from '../support/headless';
import type { Chance } from '../support/chance';
import { chanceFrom } from '../support/chance';
import type { Habit, Mark } from './producer';
import { markOf, markOfEvent, whatNext } from './producer';

/**
 * A real process takes commands over its WebSocket and is killed, at any instant, again and again. What it
 * acknowledged has to be there after, once.
 */

const killsInAll = 200;
/** As many homes at once as keep two cores busy. */
const homes = 4;
const seed = 20_231_027;

it(`${killsInAll} kills at random instants: every command acknowledged before is there after, none twice`, async () => {
  const tallies = await Promise.all(
    Array.from({ length: homes }, (_, index) => liveAndDie(seed + index, killsInAll / homes)),
  );
  const all = tallies.reduce((sum, tally) => ({
    kills: sum.kills + tally.kills,
    acknowledged: sum.acknowledged + tally.acknowledged,
    unanswered: sum.unanswered + tally.unanswered,
    midTake: sum.midTake + tally.midTake,
    midEdit: sum.midEdit + tally.midEdit,
    onAir: sum.onAir + tally.onAir,
  }));
  console.log(`kills: ${JSON.stringify(all)}`);
  expect(all.kills).toBe(killsInAll);
  // Otherwise the kills came where nothing was to be lost.
  expect(all.acknowledged).toBeGreaterThan(5 * killsInAll);
  expect(all.unanswered).toBeGreaterThan(killsInAll / 10);
  expect(all.midTake).toBeGreaterThan(killsInAll / 20);
  expect(all.midEdit).toBeGreaterThan(killsInAll / 20);
  expect(all.onAir).toBeGreaterThan(killsInAll / 4);
}, 290_000);

interface Tally {
  readonly kills: number;
  readonly acknowledged: number;
  /** Commands that were under way at a kill. */
  readonly unanswered: number;
  /** Kills between a take's request and OBS's answer. */
  readonly midTake: number;
  /** Kills with an edit under way. */
  readonly midEdit: number;
  /** Kills with a segment on air. */
  readonly onAir: number;
}

interface Sent {
  readonly command: Command;
  reply: Reply<'edit'> | null;
}

/** Runs one home through `kills` lives. */
async function liveAndDie(ownSeed: number, kills: number): Promise<Tally> {
  const chance = chanceFrom(ownSeed);
  const home = temporaryHome();
  const tally = { kills: 0, acknowledged: 0, unanswered: 0, midTake: 0, midEdit: 0, onAir: 0 };
  /** How much of the journals was looked at after earlier kills, and what it folds to. */
  let known: { readonly events: number; readonly state: State } | null = null;
  let lastSeen: Session | null = null;
  let serial = 0;

  // One life more than kills: the last one only looks.
  for (let life = 1; ; life++) {
    const where = `seed ${ownSeed}, life ${life}`;
    const { served, screen } = await startHeadless({ home });
    await openAgain(where, screen, known?.state ?? null);
    if (known && lastSeen) {
      isAsBefore(where, screen, known.state, lastSeen);
      // Not always: kills must come while OBS is not connected yet, too.
      if (chance.is(0.3)) await obsWasLeftAlone(where, screen, known.state);
    }
    if (tally.kills === kills) {
      await served.stop();
      return tally;
    }

    const sent: Sent[] = [];
    const dying = produce(screen, chance, sent, () => ++serial);
    await killAtRandom(chance, dying, () => served.child.kill());
    await Promise.all([screen.closed, dying.ended]);

    const { begin, events } = journalled(home);
    const before: State = known?.state ?? begin;
    const fresh = events.slice(known?.events ?? 0);
    onceEach(where, sent, fresh);
    const after = fold(before, fresh);
    lastSeen = sessionOf(screen);
    wasTrue(where, lastSeen, before, fresh);

    tally.kills += 1;
    tally.acknowledged += sent.filter(({ reply }) => reply?.ok).length;
    const unanswered = sent.filter(({ reply }) => reply === null);
    tally.unanswered += unanswered.length;
    if (after.run.pending.length > 0) tally.midTake += 1;
    if (unanswered.some(({ command }) => command.type === 'edit')) tally.midEdit += 1;
    if (after.run.onAir) tally.onAir += 1;
    known = { events: events.length, state: after };
  }
}

interface Producing {
  /** Resolves when so many more commands, or some above, have just been sent. */
  whenSent(more: number): Promise<void>;
  /** From now on only this; resolves when the first such command has just been sent. */
  turnTo(habit: Habit): Promise<void>;
  readonly ended: Promise<void>;
}

/** Sends commands, one or some at a time, until the connection is gone. */
function produce(screen: HeadlessScreen, chance: Chance, sent: Sent[], nextSerial: () => number): Producing {
  let habit: Habit = 'anything';
  let waiting: { readonly for: number; readonly told: () => void } | null = null;
  const whenSent = (more: number): Promise<void> =>
    new Promise((done) => {
      waiting = { for: sent.length + more, told: done };
    });
  return {
    whenSent,
    turnTo(next) {
      habit = next;
      return whenSent(1);
    },
    ended: run(),
  };

  async function run(): Promise<void> {
    for (;;) {
      const replies: Promise<unknown>[] = [];
      const atOnce = chance.one([1, 1, 1, 2, 4]);
      for (let n = 0; n < atOnce; n++) replies.push(send());
      if (waiting && sent.length >= waiting.for) waiting.told();
      const answered = await Promise.allSettled(replies);
      if (answered.some(({ status }) => status === 'rejected')) return;
      await passing(chance.upTo(12));
    }
  }

  function send(): Promise<unknown> {
    const command = whatNext(screen.published, chance, nextSerial(), habit);
    const entry: Sent = { command, reply: null };
    sent.push(entry);
    const { type, ...input } = command;
    // Each command's type is its call's name, and the rest its input.
    const answering = screen.call(type, input as never);
    return answering.then((reply) => {
      entry.reply = reply as Reply<'edit'>;
    });
  }
}

/** Some kills come at any time, some just after a take or an edit has left. */
async function killAtRandom(chance: Chance, producing: Producing, kill: () => Promise<void>): Promise<void> {
  const habit = chance.one<Habit>(['anything', 'anything', 'takes', 'edits']);
  await producing.whenSent(chance.whole(30));
  if (habit !== 'anything') await producing.turnTo(habit);
  await passing(chance.upTo({ anything: 15, takes: 9, edits: 3 }[habit]));
  await kill();
}

/** A span of time below a millisecond too, which timers cannot tell. */
async function passing(ms: number): Promise<void> {
  const until = performance.now() + ms;
  if (ms > 2) await new Promise((done) => setTimeout(done, ms - 1));
  while (performance.now() < until) await new Promise((done) => setImmediate(done));
}

/** All that the home's journals hold, oldest first. */
function journalled(home: string): { readonly begin: State; readonly events: readonly Stamped[] } {
  const folder = join(home, 'runs/platform-cooperatives');
  let begin: State | null = null;
  const events: Stamped[] = [];
  for (const name of readdirSync(folder).toSorted()) {
    if (!name.endsWith('.jsonl')) continue;
    const reading = readJournal(readFileSync(join(folder, name)));
    if (reading.kind === 'empty' || reading.kind === 'unreadable') continue;
    if (reading.kind !== 'journal') throw new Error(`${name}: ${reading.kind}`);
    // A later journal begins where the earlier one ended.
    begin ??= reading.header.state;
    events.push(...reading.events);
  }
  if (!begin) throw new Error(`no journal in ${folder}`);
  return { begin, events };
}

function fold(state: State, events: readonly Stamped[]): State {
  return events.reduce((current, stamped) => evolve(current, stamped), state);
}

/** In the journal: what was acknowledged, in order, each once; then at most what nobody answered any more. */
function onceEach(where: string, sent: readonly Sent[], fresh: readonly Stamped[]): void {
  const marks = fresh.map(({ event }) => markOfEvent(event)).filter((mark) => mark !== null);
  const admitted = sent.filter(({ reply }) => reply?.ok).map(({ command }) => markOf(command));
  expect(marks.slice(0, admitted.length), `${where}: what was acknowledged`).toEqual(admitted);
  const unanswered = sent.filter(({ reply }) => reply === null).map(({ command }) => markOf(command));
  const more = marks.slice(admitted.length);
  expect(
    isWithin(more, unanswered),
    `${where}: ${JSON.stringify(more)} of ${JSON.stringify(unanswered)}`,
  ).toBe(true);
}

/** Whether all of `some` stand in `all`, in the same order. */
function isWithin(some: readonly Mark[], all: readonly Mark[]): boolean {
  let from = 0;
  return some.every((mark) => {
    const at = all.findIndex((other, index) => index >= from && isDeepStrictEqual(other, mark));
    from = at + 1;
    return at >= 0;
  });
}

/** What the producer saw last is a state that the journal tells of: nothing was shown that is not kept. */
function wasTrue(where: string, seen: Session, begin: State, fresh: readonly Stamped[]): void {
  let state = begin;
  const isSeen = (): boolean =>
    isDeepStrictEqual(plain(state.run), seen.run) && isDeepStrictEqual(plain(state.document.show), seen.show);
  let found = isSeen();
  for (const stamped of fresh) {
    if (found) break;
    state = evolve(state, stamped);
    found = isSeen();
  }
  expect(found, `${where}: the journal knows what the screen showed`).toBe(true);
}

/** As it travels. */
function plain<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value)) as Value;
}

/** A run under way is open by itself; another show is picked on the start screen. */
async function openAgain(where: string, screen: HeadlessScreen, before: State | null): Promise<void> {
  if (screen.published.session) return;
  expect(before?.run.phase, `${where}: the start screen is up`).not.toBe('live');
  const [show] = screen.published.library.recent;
  if (!show) throw new Error(`${where}: the show is gone`);
  expect(await screen.call('openRecent', { showId: show.id })).toMatchObject({ ok: true });
}

/** The restarted process goes on where the killed one was. */
function isAsBefore(where: string, screen: HeadlessScreen, { document, run }: State, seen: Session): void {
  const now = sessionOf(screen);
  expect(now.show, `${where}: the show`).toEqual(plain(document.show));
  expect(now.canUndo, `${where}: undo`).toBe(document.undo.length > 0);
  const { held, absent, autoCaptions, message, lastNamed, phase } = now.run;
  if (run.pending.length === 0) {
    expect(now.run.onAir?.takeId, `${where}: on air`).toBe(run.onAir?.takeId);
    expect(now.run.onAir?.startedAt, `${where}: since`).toBe(run.onAir?.startedAt);
    expect(now.run.done, `${where}: done`).toEqual(plain(run.done));
    expect({ phase, lastNamed }, `${where}: the run`).toEqual({ phase: run.phase, lastNamed: run.lastNamed });
  } else {
    // What OBS shows decides on a GO that was cut short: it stands, or it has not been. All else stands.
    const stood = standing(run, document).onAir?.takeId;
    const isGo = run.pending.some(({ kind }) => kind === 'go');
    expect(isGo ? [stood, run.onAir?.takeId] : [stood], `${where}: on air`).toContain(now.run.onAir?.takeId);
    const since = [run.onAir, run.undo.at(-1)?.onAir].find(
      (taken) => taken?.takeId === now.run.onAir?.takeId,
    );
    if (since) expect(now.run.onAir?.startedAt, `${where}: since`).toBe(since.startedAt);
  }
  expect({ held, absent, autoCaptions, message }, `${where}: switches`).toEqual(
    plain({ held: run.held, absent: run.absent, autoCaptions: run.autoCaptions, message: run.message }),
  );
  if (seen.run.runId === run.runId)
    expect(now.log.slice(0, seen.log.length), `${where}: the log`).toEqual(seen.log);
  const damage = screen.published.notices.filter(({ tone }) => tone !== 'information');
  expect(damage, `${where}: nothing damaged`).toEqual([]);
}

/** What OBS had confirmed is what it still shows: it was looked at, not reset. */
async function obsWasLeftAlone(where: string, screen: HeadlessScreen, state: State): Promise<void> {
  const { run } = state;
  const confirmation = run.slate?.confirmation ?? run.onAir?.confirmation;
  const scene = desiredScene(state);
  if (run.pending.length > 0 || run.settling || confirmation !== 'accepted' || scene === null) return;
  const shown = await screen.until(`${where}: OBS is there`, ({ obs }) =>
    obs.link.status === 'connected' ? (obs.observed?.program ?? null) : null,
  );
  // What the run knew when it was killed, for whoever has to find out why.
  const { onAir, slate, changedInObs, stages, undo } = run;
  const knew = JSON.stringify({
    onAir: onAir?.takeId,
    confirmation,
    slate,
    changedInObs,
    stages,
    undo: undo.at(-1)?.takeId,
  });
  expect(shown, `${where}: program; ${knew}`).toBe(scene);
}

/** The run with every pending take gone on without OBS's word. */
function standing(run: State['run'], document: State['document']): State['run'] {
  return run.pending.reduce(
    (state: State, { takeId }) =>
      evolve(state, { at: 0, event: { type: 'takeNotConfirmed', takeId, why: 'restarted' } }),
    { document, run },
  ).run;
}

function sessionOf(screen: HeadlessScreen): Session {
  const { session } = screen.published;
  if (!session) throw new Error('no show is open');
  return session;
}
