import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Voice } from '../../src/core/captions/director';
import { speakersOnAir } from '../../src/core/captions/people';
import { defaultVoiceParameters } from '../../src/core/captions/voiceParameters';
import { advanceAt } from '../../src/core/run/advance';
import type { Command } from '../../src/core/run/commands';
import { evolve } from '../../src/core/run/evolve';
import { followable } from '../../src/core/run/follow';
import { fold } from '../../src/core/run/fold';
import type { Run } from '../../src/core/run/model';
import { openState } from '../../src/core/run/state';
import type { State } from '../../src/core/run/state';
import type { LecternEvent } from '../../src/core/run/events';
import { proposals } from '../../src/core/run/replan';
import { latestReplan } from '../../src/core/run/replanned';
import { nextProblem, nextSegment, toCome } from '../../src/core/run/order';
import type { ShowTiming } from '../../src/core/run/timing';
import { isPostponed, timing } from '../../src/core/run/timing';
import type { Edit } from '../../src/core/show/edit';
import { applyEdit } from '../../src/core/show/edit';
import { minute, second } from '../../src/core/time/units';
import type { Show } from '../../src/core/show/model';
import { spokenIn } from '../../src/core/run/spoken';
import { holds } from '../support/holds';
import { pressed } from '../support/replans';
import { segment, speaker, webinar } from '../support/shows';
import { Stage } from '../support/stage';

const segmentIds = ['slate', 'welcome', 'talk', 'panel', 'closing', 'new', 'gone'];
const speakerIds = ['amal', 'paul', 'morshed', 'coby', 'nobody'];
const anySegment = fc.constantFrom(...segmentIds);
const anySpeaker = fc.constantFrom(...speakerIds);
const inputs = ['Mic 1', 'Mic 2', 'Mic 3', 'Room'];
const anyInput = fc.constantFrom(...inputs);

const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({
    kind: fc.constant('setSegment' as const),
    id: anySegment,
    patch: fc.record({ title: fc.string(), duration: fc.integer({ min: -1, max: 90 * minute }) }),
  }),
  fc.record({
    kind: fc.constant('setSegment' as const),
    id: anySegment,
    patch: fc.record({ advance: fc.constantFrom('byHand', 'atItsEnd') }),
  }),
  fc.record({
    kind: fc.constant('setSegment' as const),
    id: anySegment,
    patch: fc.record({ inclusion: fc.constantFrom('always', 'optional', 'skipped') }),
  }),
  fc.record({
    kind: fc.constant('setSegment' as const),
    id: anySegment,
    patch: fc.record({ scene: fc.option(fc.string()), speakerIds: fc.uniqueArray(anySpeaker) }),
  }),
  fc.record({ kind: fc.constant('removeSegment' as const), id: anySegment }),
  fc.record({ kind: fc.constant('moveSegment' as const), id: anySegment, index: fc.nat(8) }),
  fc.record({
    kind: fc.constant('addSegment' as const),
    segment: fc.constant(segment('new')),
    index: fc.nat(8),
  }),
  fc.record({
    kind: fc.constant('setSpeaker' as const),
    id: anySpeaker,
    patch: fc.record({ name: fc.string() }),
  }),
  fc.record({ kind: fc.constant('removeSpeaker' as const), id: anySpeaker }),
  fc.record({
    kind: fc.constant('renameScene' as const),
    from: fc.constantFrom('Host', 'Panel', 'Holding slide'),
    to: fc.constantFrom('Host', 'Panel', 'Elsewhere'),
  }),
  fc.record({
    kind: fc.constant('addSpeaker' as const),
    speaker: fc.constant(speaker('nobody')),
    index: fc.nat(5),
  }),
  fc.record({
    kind: fc.constant('setShow' as const),
    patch: fc.record({ title: fc.string(), hostId: fc.option(anySpeaker) }),
  }),
  fc.record({
    kind: fc.constant('setShow' as const),
    patch: fc.record({
      scenesWithoutNames: fc.subarray(['Host', 'Panel', 'Speaker + slides']),
      voices: fc.record({
        policy: fc.record({
          firstWords: fc.boolean(),
          againAfter: fc.option(fc.constantFrom(10 * second, minute)),
          onChange: fc.boolean(),
          minimum: fc.constantFrom(second, 3 * second, 20 * second),
        }),
        parameters: fc.constant(defaultVoiceParameters),
      }),
    }),
  }),
  fc.record({
    kind: fc.constant('setSpeaker' as const),
    id: anySpeaker,
    patch: fc.record({ microphone: fc.option(anyInput) }),
  }),
);

const anyVoice: fc.Arbitrary<Omit<Voice, 'since'>> = fc.record({
  input: anyInput,
  speakerId: fc.constant(null),
  decibels: fc.integer({ min: -60, max: 0 }),
  muted: fc.boolean(),
  sure: fc.constantFrom(true, true, true, false),
});

type Step =
  | { readonly do: 'command'; readonly command: Command }
  | {
      readonly do:
        | 'go'
        | 'back'
        | 'obsDoesIt'
        | 'obsSilent'
        | 'obsGone'
        | 'obsBack'
        | 'showsName'
        | 'end'
        | 'follow'
        | 'accept'
        | 'replan'
        | 'undoReplan'
        | 'ignoreReplan';
    }
  | { readonly do: 'personSwitches'; readonly scene: string }
  | { readonly do: 'take'; readonly segmentId: string }
  | { readonly do: 'unplanned'; readonly duration: number }
  | { readonly do: 'next'; readonly segmentId: string | null }
  | { readonly do: 'start'; readonly ago: number }
  | { readonly do: 'wait'; readonly ms: number }
  | {
      readonly do: 'voices';
      readonly voices: readonly Omit<Voice, 'since'>[];
      readonly inputs: readonly string[];
    };

const voices: fc.Arbitrary<Step> = fc.record({
  do: fc.constant('voices' as const),
  voices: fc.uniqueArray(anyVoice, { selector: ({ input }) => input, maxLength: 3 }),
  inputs: fc.constantFrom(inputs, inputs.slice(1)),
});
const soon: fc.Arbitrary<Step> = fc.record({ do: fc.constant('wait' as const), ms: fc.nat(5 * second) });

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.constant<Step>({ do: 'go' }) },
  { weight: 6, arbitrary: fc.constant<Step>({ do: 'obsDoesIt' }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('take' as const), segmentId: anySegment }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('unplanned' as const),
      duration: fc.integer({ min: -1, max: 10 * minute }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('next' as const), segmentId: fc.option(anySegment) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.nat(15 * minute) }) },
  { weight: 4, arbitrary: voices },
  { weight: 2, arbitrary: soon },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('start' as const), ago: fc.nat(15 * minute) }) },
  {
    weight: 4,
    arbitrary: fc
      .constantFrom(
        'back',
        'obsSilent',
        'obsGone',
        'obsBack',
        'showsName',
        'end',
        'follow',
        'accept',
        'replan',
        'undoReplan',
        'ignoreReplan',
      )
      .map((kind): Step => ({ do: kind as 'back' })),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('personSwitches' as const),
      scene: fc.constantFrom('Holding slide', 'Host', 'Speaker + slides', 'Panel', 'Elsewhere'),
    }),
  },
  { weight: 2, arbitrary: edit.map((e): Step => ({ do: 'command', command: { type: 'edit', edit: e } })) },
  {
    weight: 3,
    arbitrary: fc
      .oneof(
        fc.record({ type: fc.constant('setSlate' as const), on: fc.boolean() }),
        fc.record({ type: fc.constant('setHold' as const), on: fc.boolean() }),
        fc.record({
          type: fc.constant('setPresence' as const),
          speakerId: anySpeaker,
          here: fc.boolean(),
        }),
        fc.record({
          type: fc.constant('showCaption' as const),
          speakerId: anySpeaker,
          pinned: fc.boolean(),
          expected: fc.option(anySpeaker),
        }),
        fc.record({
          type: fc.constantFrom('dropSegment' as const, 'restoreSegment' as const),
          segmentId: anySegment,
        }),
        fc.record({ type: fc.constant('undoEdit' as const) }),
        fc.record({ type: fc.constant('redoEdit' as const) }),
      )
      .map((command): Step => ({ do: 'command', command })),
  },
);

function perform(stage: Stage, { ...s }: Step): void {
  switch (s.do) {
    case 'command':
      stage.send(s.command);
      return;
    case 'go':
      stage.press({ early: true });
      return;
    case 'take':
      stage.send({
        type: 'takeSegment',
        expectedOnAir: stage.onAir,
        segmentId: s.segmentId,
        armed: true,
      });
      return;
    case 'unplanned':
      stage.takeUnplanned({ duration: s.duration });
      return;
    case 'next':
      stage.setNext(s.segmentId);
      return;
    case 'back':
      stage.send({ type: 'back', expectedOnAir: stage.onAir, late: true });
      return;
    case 'end':
      if (stage.onAir) stage.send({ type: 'endShow', expectedOnAir: stage.onAir, armed: true });
      return;
    case 'start':
      if (stage.onAir)
        stage.send({ type: 'setStart', expectedOnAir: stage.onAir, startedAt: stage.now - s.ago });
      return;
    case 'wait':
      stage.wait(s.ms);
      return;
    case 'voices':
      stage.report({
        type: 'voicesHeard',
        voices: s.voices.map((voice) => ({ ...voice, since: stage.now - 400 })),
        inputs: s.inputs,
      });
      stage.showsName();
      return;
    case 'obsDoesIt':
      stage.obsDoesIt();
      return;
    case 'obsSilent':
      for (const take of stage.state.run.pending)
        stage.report({ type: 'takeFailed', takeId: take.takeId, failure: { why: 'silent' }, still: 'x' });
      return;
    case 'obsGone':
      stage.obs = { ...stage.obs, connected: false };
      for (const take of stage.state.run.pending) stage.report({ type: 'takeClosed', takeId: take.takeId });
      return;
    case 'obsBack':
      stage.obs = { ...stage.obs, connected: true };
      stage.report({ type: 'obsConnected', practice: false, version: '29', program: stage.obs.program });
      return;
    case 'showsName':
      stage.showsName();
      return;
    case 'personSwitches':
      if (!stage.obs.connected) return;
      stage.obs = { ...stage.obs, program: s.scene };
      stage.report({ type: 'sceneChangedInObs', scene: s.scene, since: stage.now });
      return;
    case 'follow': {
      const offered = followable(stage.state.document.show, stage.state.run);
      if (!offered) return;
      const { segment: wanted, since } = offered;
      stage.send({ type: 'follow', expectedOnAir: stage.onAir, segmentId: wanted.id, since });
      return;
    }
    case 'replan': {
      const { document, run } = stage.state;
      const expectedOnAir = run.onAir?.takeId ?? '';
      const [first] = proposals(document.show, run, stage.now);
      if (first) stage.send({ type: 'applyReplan', expectedOnAir, ...pressed(first) });
      return;
    }
    case 'undoReplan':
      stage.send({ type: 'undoReplan', replanId: latestReplan(stage.state.run)?.replanId ?? '' });
      return;
    case 'ignoreReplan':
      stage.send({ type: 'ignoreReplan' });
      return;
    case 'accept':
      stage.send({ type: 'acceptObs', expectedOnAir: stage.onAir, shows: stage.obs.program ?? '' });
  }
}

const steps = fc.array(step, { maxLength: 60 });

function played(sequence: readonly Step[], plan: Show = webinar()): Stage {
  const stage = new Stage(plan, '15:50');
  for (const s of sequence) perform(stage, s);
  return stage;
}

/** OBS has done what it was asked for, no slate is up, and nothing goes by itself under the hands that follow. */
function atRest(sequence: readonly Step[]): Stage | null {
  const stage = played(sequence);
  stage.obsDoesIt();
  if (stage.state.run.slate) return null;
  stage.wait(2_000);
  return goesSoon(stage) ? null : stage;
}

describe('a run under any sequence of commands at any times', () => {
  it('replay of the journal equals the live state', () => {
    holds(
      fc.property(steps, (sequence) => {
        const stage = played(sequence, panel());
        const replayed = fold(openState(stage.show, 0, 'run-1'), stage.journal);
        expect(replayed.state).toEqual(stage.state);
        const throughJson = JSON.parse(JSON.stringify(stage.journal)) as typeof stage.journal;
        expect(fold(openState(stage.show, 0, 'run-1'), throughJson).state).toEqual(stage.state);
      }),
      300,
    );
  });

  it('a name that a voice brings is of the segment, here and heard, in its time, and beats no hand', () => {
    let seen = 0;
    holds(
      fc.property(fc.array(fc.oneof(voices, soon, step), { maxLength: 60 }), (sequence) => {
        const stage = played([{ do: 'take', segmentId: 'panel' }, { do: 'obsDoesIt' }, ...sequence], panel());
        let state = openState(stage.show, 0, 'run-1');
        const wrong: unknown[] = [];
        for (const { event, at } of stage.journal) {
          if (event.type === 'captionRequested' && event.by === 'voice') {
            seen += 1;
            wrong.push(...wrongIn(state, event, at));
          }
          state = evolve(state, { event, at });
        }
        expect(wrong).toEqual([]);
      }),
      600,
    );
    expect(seen).toBeGreaterThan(100);
  });

  it('nobody speaks for longer than the segment lasts, and all that is said of voices is said once', () => {
    holds(
      fc.property(steps, (sequence) => {
        const stage = played(sequence, panel());
        const { onAir } = stage.state.run;
        if (!onAir) return;
        const lasted = Math.max(0, stage.now - onAir.startedAt);
        const corrected = stage.journal.some(({ event }) => event.type === 'startSet');
        for (const [, { start, length }] of corrected ? [] : spokenIn(onAir, stage.now)) {
          expect(start).toBeGreaterThanOrEqual(onAir.startedAt);
          expect(length).toBeGreaterThanOrEqual(0);
          expect(length).toBeLessThanOrEqual(lasted + 1);
        }
        const told = onAir.notShown.map((one) => JSON.stringify(one));
        expect(new Set(told).size).toBe(told.length);
      }),
      300,
    );
  });

  it('Back after a GO is identity but for the log', () => {
    let seen = 0;
    holds(
      fc.property(steps, (sequence) => {
        const stage = atRest(sequence);
        if (!stage) return;
        const before = stage.state.run;
        const went = stage.go({ early: true });
        if (!went.ok) return;
        seen += 1;
        stage.back();
        stage.obsDoesIt();
        expect(timeless(stage.state.run)).toEqual(timeless(before));
      }),
      300,
    );
    expect(seen).toBeGreaterThan(100);
  });

  it('what is put in and taken leaves Next and the plan as they were, and Back of it is identity but for the log', () => {
    let seen = 0;
    holds(
      fc.property(steps, (sequence) => {
        const stage = atRest(sequence);
        if (!stage) return;
        const { document, run } = stage.state;
        const plan = timing(document.show, run, stage.now);
        if (!stage.takeUnplanned().ok) return;
        stage.obsDoesIt();
        seen += 1;
        const next = nextSegment(stage.state.document.show, stage.state.run);
        expect(next?.id).toBe(nextSegment(document.show, run)?.id);
        const after = timing(stage.state.document.show, stage.state.run, stage.now);
        expect(after.plannedEnd).toBe(plan.plannedEnd);
        expect(plannedOf(after)).toEqual(plannedOf(plan));
        stage.back();
        expect(stage.state.document.show).toEqual(document.show);
        expect(timeless(stage.state.run)).toEqual(timeless(run));
      }),
      300,
    );
    expect(seen).toBeGreaterThan(100);
  });

  it('Back under the slate leaves the slate and the air as they are', () => {
    let seen = 0;
    holds(
      fc.property(steps, (sequence) => {
        const stage = played(sequence);
        stage.obsDoesIt();
        stage.send({ type: 'setSlate', on: true });
        stage.obsDoesIt();
        const { slate } = stage.state.run;
        const { program } = stage.obs;
        if (!stage.back({ late: true }).ok) return;
        seen += 1;
        expect(stage.obs.program).toBe(program);
        expect(stage.state.run.slate).toMatchObject({
          since: slate?.since,
          confirmation: slate?.confirmation,
        });
      }),
      300,
    );
    expect(seen).toBeGreaterThan(100);
  });

  it('Follow is on air as OBS shows it, and sends nothing', () => {
    let seen = 0;
    holds(
      fc.property(steps, (sequence) => {
        const stage = played(sequence);
        perform(stage, { do: 'personSwitches', scene: 'Panel' });
        const offered = followable(stage.state.document.show, stage.state.run);
        const { pending } = stage.state.run;
        perform(stage, { do: 'follow' });
        const { event } = stage.journal.at(-1) ?? {};
        if (event?.type !== 'segmentFollowed' || !offered) return;
        seen += 1;
        expect(stage.state.run.pending).toEqual(pending);
        expect(stage.scene).toBe(stage.obs.program);
        expect(stage.state.run.onAir?.segment).toEqual(offered.segment);
        expect(stage.state.run.onAir?.startedAt).toBe(offered.since);
        expect(stage.state.run.changedInObs).toBeNull();
      }),
      800,
    );
    expect(seen).toBeGreaterThan(100);
  });

  it('expected times never run backwards, and lengths are never negative', () => {
    holds(
      fc.property(steps, (sequence) => {
        const stage = played(sequence);
        const { document, run } = stage.state;
        const { segments } = timing(document.show, run, stage.now);
        const coming = new Set(toCome(document.show, run).map(({ id }) => id));
        let last = run.onAir?.startedAt ?? -Infinity;
        for (const row of segments) {
          const isComing = run.phase !== 'ended' && ['next', 'later'].includes(row.standing);
          expect(isComing).toBe(coming.has(row.id));
          if (!coming.has(row.id) || row.start === null || row.end === null) continue;
          expect(row.start).toBeGreaterThanOrEqual(last);
          expect(row.end).toBeGreaterThanOrEqual(row.start);
          last = row.end;
        }
        for (const row of segments) expect(row.length).toBeGreaterThanOrEqual(0);
      }),
      300,
    );
  });

  it('what GO takes, what is forecast first and what is to come are one; a chosen Next is never one that cannot be', () => {
    let seen = 0;
    holds(
      fc.property(steps, (sequence) => {
        const stage = new Stage(webinar(), '15:50');
        for (const s of sequence) {
          perform(stage, s);
          const { document, run } = stage.state;
          const next = nextSegment(document.show, run);
          const rows = timing(document.show, run, stage.now).segments;
          expect(toCome(document.show, run)[0] ?? null).toBe(next);
          expect(rows.filter(({ standing }) => standing === 'next').map(({ id }) => id)).toEqual(
            next ? [next.id] : [],
          );
          expect(run.nextId && nextProblem(document.show, run, run.nextId)).toBeNull();
          seen += run.nextId === null ? 0 : 1;
        }
      }),
      500,
    );
    expect(seen).toBeGreaterThan(100);
  });

  it('GO of a chosen Next does what was forecast: it is on air, what it jumps over is postponed, the rest follows', () => {
    let seen = 0;
    holds(
      fc.property(steps, anySegment, (sequence, segmentId) => {
        const stage = played(sequence);
        stage.obsDoesIt();
        stage.wait(2_000);
        if (!stage.setNext(segmentId).ok || stage.state.run.nextId === null) return;
        const { show } = stage.state.document;
        const [next, ...after] = toCome(show, stage.state.run);
        const forecast = timing(show, stage.state.run, stage.now).segments;
        if (!stage.go({ early: true }).ok || stage.state.run.failed) return;
        seen += 1;
        const { run } = stage.state;
        expect(run.nextId).toBeNull();
        expect(run.onAir?.segment).toBe(next);
        expect(toCome(show, run)).toEqual(after);
        const postponed = (rows: typeof forecast): readonly string[] =>
          rows.filter(({ standing }) => isPostponed(standing)).map(({ id }) => id);
        expect(postponed(timing(show, run, stage.now).segments)).toEqual(postponed(forecast));
      }),
      300,
    );
    expect(seen).toBeGreaterThan(100);
  });

  it('no event changes a state it does not concern: a second time it is the same', () => {
    holds(
      fc.property(steps, (sequence) => {
        const stage = played(sequence);
        // Reports of takes that are settled add nothing.
        for (const { event } of stage.journal) {
          if (event.type !== 'takeAccepted') continue;
          expect(stage.report({ type: 'takeAccepted', takeId: event.takeId, after: 1 })).toEqual([]);
        }
      }),
      100,
    );
  });
});

describe('edits', () => {
  it('undo of any edits is identity', () => {
    holds(
      fc.property(fc.array(edit, { maxLength: 20 }), (edits) => {
        const show = webinar();
        let current = show;
        const inverses: Edit[] = [];
        for (const e of edits) {
          const edited = applyEdit(current, e);
          if (!edited.ok) continue;
          inverses.unshift(edited.value.inverse);
          current = edited.value.show;
        }
        for (const inverse of inverses) {
          const undone = applyEdit(current, inverse);
          if (!undone.ok) throw new Error(`cannot undo: ${undone.problem.code}`);
          current = undone.value.show;
        }
        expect(current).toEqual(show);
      }),
      500,
    );
  });

  it('undo of one is identity for the run, too, and so is redo', () => {
    let seen = 0;
    holds(
      fc.property(
        steps,
        anySegment,
        fc.array(edit, { minLength: 1, maxLength: 12 }),
        (sequence, id, edits) => {
          const stage = played([{ do: 'go' }, { do: 'obsDoesIt' }, ...sequence, { do: 'obsDoesIt' }]);
          stage.setNext(id);
          if (stage.onAir) stage.send({ type: 'adjustEnd', expectedOnAir: stage.onAir, by: 3 * minute });
          perform(stage, { do: 'replan' });
          for (const e of edits) {
            const before = stage.state;
            // No screen names somebody before they are there: whoever goes is taken out wherever they are named.
            if (e.kind === 'addSpeaker' && JSON.stringify(before.document.show).includes(e.speaker.id))
              continue;
            if (!stage.send({ type: 'edit', edit: e }).ok) continue;
            const after = stage.state;
            const gaveWay =
              before.run.nextId !== after.run.nextId || before.run.lengths !== after.run.lengths;
            seen += gaveWay ? 1 : 0;
            stage.send({ type: 'undoEdit' });
            expect([stage.state.document.show, asItWas(stage.state.run)]).toEqual([
              before.document.show,
              asItWas(before.run),
            ]);
            stage.send({ type: 'redoEdit' });
            expect([stage.state.document.show, asItWas(stage.state.run)]).toEqual([
              after.document.show,
              asItWas(after.run),
            ]);
          }
        },
      ),
      1_000,
    );
    expect(seen).toBeGreaterThan(100);
  });

  it('undo and redo by events come back to the same document', () => {
    holds(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 20 }), (edits) => {
        let state = openState(webinar(), 0, 'run-1');
        for (const e of edits) state = evolve(state, { at: 0, event: { type: 'showEdited', edit: e } });
        const edited = state.document.show;
        const depth = state.document.undo.length;
        for (let i = 0; i < depth; i++) state = evolve(state, { at: 0, event: { type: 'editUndone' } });
        expect(state.document.show).toEqual(webinar());
        for (let i = 0; i < depth; i++) state = evolve(state, { at: 0, event: { type: 'editRedone' } });
        expect(state.document.show).toEqual(edited);
      }),
      100,
    );
  });
});

/**
 * Cues before its end may be due from when that end last moved: the time of the undo, in truth. And proposals that were
 * put away are back once the end was elsewhere. Who spoke meanwhile spoke.
 */
function asItWas(run: Run): Run {
  return { ...run, ignoredEnd: null, onAir: run.onAir && { ...run.onAir, ...spoken, cuesFrom: 0 } };
}

/** What is on air gives way by itself while the hands of a test are at it. */
function goesSoon({ state: { document, run }, now }: Stage): boolean {
  const at = advanceAt(document.show, run);
  return at !== null && at < now + 5_000;
}

/** What the plan says of what it had. */
function plannedOf({ segments }: ShowTiming): readonly unknown[] {
  return segments.flatMap(({ id, plannedTime, plannedStart }) =>
    plannedTime === null ? [] : [[id, plannedTime, plannedStart]],
  );
}

/** Everybody has a microphone; two share one. */
function panel(): Show {
  const microphones = { amal: 'Mic 1', paul: 'Mic 2', morshed: 'Room', coby: 'Room', nobody: 'Mic 3' };
  const speakers = Object.entries(microphones).map(([id, microphone]) => speaker(id, { microphone }));
  return webinar({ speakers, hostId: 'amal' });
}

/** What of this name breaks a rule, by the state that it met. */
function wrongIn(
  { run, document: { show } }: State,
  { speakerId, why }: Extract<LecternEvent, { type: 'captionRequested' }>,
  at: number,
): readonly string[] {
  const { onAir, caption } = run;
  if (!onAir || !why) return ['nothing on air'];
  const people = speakersOnAir(show, onAir);
  const scope =
    show.hostId === null ? people : [...people, ...show.speakers.filter(({ id }) => id === show.hostId)];
  const sharing = scope.filter(({ id, microphone }) => microphone === why.input && !run.absent.includes(id));
  const scene = run.changedInObs?.scene ?? onAir.segment.scene;
  const { minimum } = show.voices.policy;
  const rules: Readonly<Record<string, boolean>> = {
    'not in the segment': !scope.some(({ id }) => id === speakerId),
    'not here': run.absent.includes(speakerId),
    'not heard': !run.voices.some(({ input, muted }) => input === why.input && !muted),
    'not alone': run.voices.some(({ input, muted }) => input !== why.input && !muted),
    'not theirs alone': sharing.some(({ id }) => id !== speakerId),
    'Auto is off': !run.autoCaptions,
    held: run.held,
    'under the slate': run.slate !== null,
    'in a take': run.pending.length > 0 || run.settling !== null || onAir.onAirAt === null,
    'over a scene without names': scene !== null && show.scenesWithoutNames.includes(scene),
    'hidden by a hand': onAir.hushed.includes(speakerId),
    'beats a hand': caption?.by === 'hand',
    'beats one not seen yet': caption?.shownAt === null,
    flickers: at - (caption?.shownAt ?? -Infinity) < minimum,
    'is there already': caption?.speakerId === speakerId,
  };
  return Object.keys(rules).filter((rule) => rules[rule]);
}

/** Who spoke meanwhile spoke. */
const spoken = { voiced: {}, together: { length: 0, since: null }, lastVoice: null, notShown: [] } as const;

/** What Back must bring back: all but the guard, the alarm, what was put away, and the names that were shown. */
function timeless(run: Run): unknown {
  return {
    ...run,
    lastTakeAt: null,
    failed: null,
    // The end was elsewhere in between.
    ignoredEnd: null,
    settling: null,
    // The scene of the GO before is taken again: a person's is not.
    changedInObs: null,
    stages: null,
    unheard: false,
    caption: null,
    lastNamed: null,
    captionChange: null,
    lastSeen: {},
    onAir: run.onAir && {
      ...run.onAir,
      ...spoken,
      firstName: 'settled',
      onAirAt: null,
      confirmation: 'accepted',
    },
  };
}
