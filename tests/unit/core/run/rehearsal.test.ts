import { describe, expect, it } from 'vitest';
import { recordOf } from '../../../../src/core/asrun/record';
import { fold } from '../../../../src/core/run/fold';
import { missingOutputs } from '../../../../src/core/run/outputs';
import { nextSegment } from '../../../../src/core/run/order';
import { openState } from '../../../../src/core/run/state';
import { standInAnswers, standInFacts } from '../../../../src/core/run/standIn';
import type { RehearsalObs } from '../../../../src/core/run/model';
import type { Cue, CueEffect } from '../../../../src/core/show/cues';
import { minute, second } from '../../../../src/core/time/units';
import { adoptable, adoption } from '../../../../src/renderer/features/runs/adopt';
import { webinar } from '../../../support/shows';
import { refusalOf, Stage } from '../../../support/stage';

/** A stage on which a rehearsal leaves OBS alone: what stands in for it answers. */
class Rehearsed extends Stage {
  constructor(obs: RehearsalObs = 'untouched', show = webinar()) {
    super(show, '09:00');
    const began = this.send({ type: 'startRehearsal', obs });
    if (!began.ok) throw new Error(began.problem.code);
    this.now = this.state.run.rehearsal?.from ?? 0;
  }

  /** GO, and all that stands in for OBS says of it. */
  took(): void {
    this.obs = standInFacts(this.state);
    const went = this.press({ early: true });
    if (!went.ok) throw new Error(went.problem.code);
    this.answer();
  }

  answer(): void {
    for (let all = standInAnswers(this.state); all.length > 0; all = standInAnswers(this.state))
      for (const one of all) this.report(one);
    this.obs = standInFacts(this.state);
  }
}

describe('a rehearsal', () => {
  it('is a run of its own from before the first GO, and begins at the planned start', () => {
    const stage = new Rehearsed();
    const { run } = stage.state;
    expect(run).toMatchObject({ phase: 'before', rehearsal: { obs: 'untouched', speed: 1 }, done: [] });
    expect(run.runId).not.toBe('run-1');
    expect(run.rehearsal?.from).toBe(stage.at('15:50'));
  });

  it('does not begin while a run is live', () => {
    const stage = new Stage(webinar(), '15:50');
    stage.go();
    expect(refusalOf(stage.send({ type: 'startRehearsal', obs: 'untouched' }))).toBe('runIsLive');
  });

  it('does not begin under a name that it could not take down', () => {
    const stage = new Stage(webinar(), '15:40');
    stage.shows('paul', true);
    stage.showsName();
    expect(refusalOf(stage.send({ type: 'startRehearsal', obs: 'untouched' }))).toBe('nameOnScreen');
  });

  it('does not begin in a show without segments', () => {
    const stage = new Stage({ ...webinar(), segments: [] }, '15:40');
    expect(refusalOf(stage.send({ type: 'startRehearsal', obs: 'practice' }))).toBe('nothingNext');
  });

  it('is left for a new run before the show, which is none; once it is under way that asks first', () => {
    const stage = new Rehearsed();
    stage.took();
    expect(refusalOf(stage.send({ type: 'leaveRehearsal' }))).toBe('needsArming');
    stage.send({ type: 'leaveRehearsal', armed: true });
    expect(stage.state.run).toMatchObject({
      phase: 'before',
      rehearsal: null,
      onPractice: false,
      onAir: null,
    });
    expect(refusalOf(stage.send({ type: 'leaveRehearsal' }))).toBe('alreadySo');
  });

  it('done twice has two records; times of either come into the plan, and undo takes them out one by one', () => {
    const stage = new Rehearsed();
    const records = [8, 9].map((minutes, again) => {
      if (again > 0) stage.send({ type: 'startRehearsal', obs: 'untouched' });
      stage.send({ type: 'setRehearsalSpeed', speed: 60 });
      const [begin, from] = [stage.state, stage.journal.length];
      stage.took();
      stage.wait(minutes * minute);
      stage.took();
      stage.send({ type: 'leaveRehearsal', armed: true });
      return recordOf(begin, stage.journal.slice(from), 'whole');
    });
    expect(records.map(({ rehearsal, rows: [slate] }) => [rehearsal, slate?.actualLength])).toEqual([
      ['untouched', 8 * minute],
      ['untouched', 9 * minute],
    ]);
    const lengths = (): readonly number[] =>
      stage.state.document.show.segments.slice(0, 2).map(({ duration }) => duration);
    const planned = lengths();
    for (const record of records)
      stage.send({
        type: 'edit',
        edit: adoption(adoptable(record, stage.state.document.show)),
      });
    expect(lengths()).toEqual([9 * minute, 5 * minute]);
    stage.send({ type: 'undoEdit' });
    expect(lengths()).toEqual([8 * minute, 5 * minute]);
    stage.send({ type: 'undoEdit' });
    expect(lengths()).toEqual(planned);
  });

  it('is rehearsed again by a reset', () => {
    const stage = new Rehearsed('preview');
    stage.took();
    const { runId, rehearsal } = stage.state.run;
    stage.send({ type: 'resetRun', armed: true });
    expect(stage.state.run).toMatchObject({ phase: 'before', rehearsal });
    expect(stage.state.run.runId).not.toBe(runId);
  });

  it('raises no alarm about an output', () => {
    const show = { ...webinar(), outputs: ['stream'] as const };
    const stage = new Rehearsed();
    stage.took();
    stage.wait(2 * second);
    stage.took();
    expect(missingOutputs(show, stage.state.run, standInFacts(stage.state).outputs)).toEqual([]);
  });
});

describe('what was set for the show before its first GO', () => {
  /** As a producer leaves it: one is late, one segment is out, another is first, and the host has a message. */
  function prepared(): Stage {
    const stage = new Stage(webinar(), '15:40');
    stage.send({ type: 'setPresence', speakerId: 'paul', here: false });
    stage.send({ type: 'setAutoCaptions', on: false });
    stage.send({ type: 'dropSegment', segmentId: 'panel' });
    stage.send({ type: 'setNext', expectedOnAir: null, expectedNext: 'slate', segmentId: 'welcome' });
    stage.send({ type: 'sendMessage', text: 'Five minutes', urgent: false });
    expect(set(stage)).toMatchObject({
      absent: ['paul'],
      autoCaptions: false,
      dropped: ['panel'],
      nextId: 'welcome',
      message: { text: 'Five minutes' },
    });
    return stage;
  }

  function set({ state }: Stage): object {
    const { absent, autoCaptions, dropped, lengths, nextId, held, message } = state.run;
    return { absent, autoCaptions, dropped, lengths, nextId, held, message };
  }

  it('is as it was once a rehearsal is left, whatever was set in that', () => {
    const stage = prepared();
    const before = set(stage);
    stage.send({ type: 'startRehearsal', obs: 'untouched' });
    stage.send({ type: 'setPresence', speakerId: 'amal', here: false });
    stage.send({ type: 'setPresence', speakerId: 'paul', here: true });
    stage.send({ type: 'setAutoCaptions', on: true });
    stage.send({ type: 'dropSegment', segmentId: 'talk' });
    stage.send({ type: 'sendMessage', text: 'Only a rehearsal', urgent: true });
    stage.send({ type: 'setHold', on: true });
    stage.send({ type: 'leaveRehearsal', armed: true });
    expect(stage.state.run.rehearsal).toBeNull();
    expect(set(stage)).toEqual(before);
    expect(stage.state.run.forShow).toBeNull();
  });

  it('is as it was also after a rehearsal that was reset, or begun again in another OBS', () => {
    const stage = prepared();
    const before = set(stage);
    stage.send({ type: 'startRehearsal', obs: 'untouched' });
    stage.send({ type: 'setPresence', speakerId: 'amal', here: false });
    stage.send({ type: 'resetRun', armed: true });
    stage.send({ type: 'startRehearsal', obs: 'practice' });
    stage.send({ type: 'dropSegment', segmentId: 'talk' });
    stage.send({ type: 'leaveRehearsal', armed: true });
    expect(set(stage)).toEqual(before);
  });

  it('is no longer so after the show: only who is not here, and Auto', () => {
    const stage = prepared();
    while (nextSegment(stage.state.document.show, stage.state.run)) {
      stage.go({ early: true });
      stage.wait(2 * second);
    }
    stage.send({ type: 'endShow', expectedOnAir: stage.onAir ?? '', armed: true });
    stage.obsDoesIt();
    expect(stage.state.run.phase).toBe('ended');
    stage.send({ type: 'startRehearsal', obs: 'untouched' });
    stage.send({ type: 'setPresence', speakerId: 'paul', here: true });
    stage.send({ type: 'leaveRehearsal', armed: true });
    expect(set(stage)).toMatchObject({ absent: ['paul'], autoCaptions: false, dropped: [], message: null });
  });

  it('has no slate: a rehearsal is refused while that is up', () => {
    const stage = new Stage(webinar(), '15:40');
    stage.send({ type: 'setSlate', on: true });
    stage.obsDoesIt();
    const { run } = stage.state;
    expect(refusalOf(stage.send({ type: 'startRehearsal', obs: 'untouched' }))).toBe('slateIsUp');
    expect(stage.state.run).toBe(run);
    stage.send({ type: 'setSlate', on: false });
    stage.obsDoesIt();
    expect(stage.send({ type: 'startRehearsal', obs: 'untouched' }).ok).toBe(true);
    // Its own slate is on no air that outlives it.
    stage.obs = standInFacts(stage.state);
    stage.send({ type: 'setSlate', on: true });
    for (const answer of standInAnswers(stage.state)) stage.report(answer);
    expect(stage.state.run.slate).not.toBeNull();
    expect(stage.send({ type: 'startRehearsal', obs: 'practice' }).ok).toBe(true);
  });
});

describe('a rehearsal on practice', () => {
  it('leaves no news of an output to the show', () => {
    const stage = new Rehearsed('practice');
    stage.send({ type: 'setOutput', output: 'stream', on: true, armed: true });
    expect(stage.state.run.outputs.stream?.kind).toBe('asked');
    stage.send({ type: 'leaveRehearsal', armed: true });
    expect(stage.state.run.outputs).toEqual({});
  });

  it('keeps a name up before its first GO, where the clock stands, and says so: it is pinned', () => {
    const stage = new Rehearsed('practice');
    stage.shows('paul');
    stage.showsName();
    expect(stage.state.run.caption).toMatchObject({ speakerId: 'paul', pinned: true, until: null });
    expect(refusalOf(stage.shows('paul'))).toBe('alreadySo');
    stage.go({ early: true });
    expect(stage.state.run.caption).toBeNull();
    stage.wait(second);
    stage.shows('paul');
    stage.showsName();
    expect(stage.state.run.caption).toMatchObject({ pinned: false });
    expect(stage.state.run.caption?.until).not.toBeNull();
  });
});

describe('a rehearsal that leaves OBS alone', () => {
  it('goes on at once, as the show would', () => {
    const stage = new Rehearsed();
    stage.took();
    expect(stage.state.run).toMatchObject({ pending: [], settling: null, phase: 'live', onPractice: true });
    expect(stage.state.run.onAir?.confirmation).toBe('accepted');
    expect(stage.state.run.onAir?.onAirAt).toBe(stage.now);
  });

  it('names people as the show would', () => {
    const stage = new Rehearsed();
    while (stage.onAirTitle !== 'talk') {
      stage.took();
      stage.wait(2 * second);
    }
    stage.wait(3 * second);
    stage.answer();
    expect(stage.state.run.caption?.speakerId).toBe('amal');
    expect(stage.state.run.onAir?.named).toContain('amal');
  });

  it('starts and stops no output by hand', () => {
    const stage = new Rehearsed();
    const asked = stage.send({ type: 'setOutput', output: 'stream', on: true, armed: true });
    expect(refusalOf(asked)).toBe('obsUntouched');
  });

  it('says in its record that it was one, and nothing of an OBS that took no part', () => {
    const begin = openState(webinar(), 0, 'run-1');
    const stage = new Rehearsed();
    stage.took();
    const [reset, ...events] = stage.journal;
    if (!reset) throw new Error('no journal');
    const state = { ...begin, run: { ...stage.state.run, onAir: null, undo: [], phase: 'before' as const } };
    const record = recordOf({ ...state, run: { ...state.run, done: [], lastTakeAt: null } }, events, 'whole');
    expect(record.rehearsal).toBe('untouched');
    expect(record.rows[0]).toMatchObject({
      confirmation: null,
      acceptedAfter: null,
      onAirAfter: null,
      practice: true,
    });
    expect(record.lines.map(({ key }) => key)).toEqual(['taken']);
    expect(record.lines[0]?.values.ms).toBeUndefined();
  });
});

describe('the speed of a rehearsal', () => {
  it('is changed while it runs, and only there', () => {
    const stage = new Rehearsed();
    expect(refusalOf(stage.send({ type: 'setRehearsalSpeed', speed: 1 }))).toBe('alreadySo');
    stage.send({ type: 'setRehearsalSpeed', speed: 60 });
    expect(stage.state.run.rehearsal?.speed).toBe(60);
    const show = new Stage(webinar(), '15:50');
    expect(refusalOf(show.send({ type: 'setRehearsalSpeed', speed: 60 }))).toBe('alreadySo');
  });

  it('makes fingers no faster: a doubled GO is refused for a second of theirs', () => {
    const stage = new Rehearsed();
    stage.send({ type: 'setRehearsalSpeed', speed: 60 });
    stage.took();
    stage.now += 30 * second;
    const again = stage.press();
    expect(again.ok || again.problem).toEqual({ code: 'tooSoon', left: second / 2 });
    stage.now += 30 * second;
    stage.took();
    stage.now += 15 * 60 * second;
    const late = { type: 'back', expectedOnAir: stage.state.run.onAir?.takeId ?? null } as const;
    expect(stage.send(late).ok).toBe(true);
  });

  it('is kept by a reset', () => {
    const stage = new Rehearsed();
    stage.send({ type: 'setRehearsalSpeed', speed: 30 });
    stage.took();
    stage.send({ type: 'resetRun', armed: true });
    expect(stage.state.run.rehearsal?.speed).toBe(30);
  });
});

describe('cues of a rehearsal that leaves OBS alone', () => {
  it('are done without OBS, at their time, and the log says what would have been', () => {
    const cue = (id: string, effect: CueEffect): Cue => ({ id, trigger: { kind: 'take' }, effect });
    const show = webinar();
    const [slate, ...others] = show.segments;
    if (!slate) throw new Error('no segment');
    const cues = [
      cue('mute', { kind: 'mute', input: 'Mic', on: true }),
      cue('key', { kind: 'hotkey', name: 'OBSBasic.Screenshot' }),
      cue('stream', { kind: 'output', output: 'stream', on: true }),
    ];
    const stage = new Rehearsed('untouched', { ...show, segments: [{ ...slate, cues }, ...others] });
    stage.took();
    stage.wait(0);
    stage.answer();
    const news = stage.state.run.onAir?.cues ?? {};
    expect(Object.entries(news).map(([id, { kind }]) => [id, kind])).toEqual([
      ['mute', 'done'],
      ['key', 'done'],
      ['stream', 'done'],
    ]);
    expect(stage.journal.some(({ event }) => event.type === 'outputAsked')).toBe(false);
    const { log } = fold(openState(stage.show, 0, 'run-1'), stage.journal);
    expect(log.map(({ key }) => key)).toEqual([
      'rehearsalBegan',
      'taken',
      'cueRehearsed',
      'cueRehearsed',
      'cueRehearsed',
    ]);
  });
});
