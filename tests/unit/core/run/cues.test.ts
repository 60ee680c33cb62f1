import { describe, expect, it } from 'vitest';
import { trueBefore } from '../../../../src/core/obs/effects';
import type { OutputState } from '../../../../src/core/obs/outputs';
import type { CueNews, Run } from '../../../../src/core/run/model';
import { completed } from '../../../../src/core/run/state';
import type { Cue, CueEffect, CueTrigger } from '../../../../src/core/show/cues';
import type { Segment } from '../../../../src/core/show/model';
import { minute, second } from '../../../../src/core/time/units';
import { segment, show, speaker, tod } from '../../../support/shows';
import { refusalOf, Stage } from '../../../support/stage';

const atTake: CueTrigger = { kind: 'take' };
const byHand: CueTrigger = { kind: 'hand' };
const after = (offset: number): CueTrigger => ({ kind: 'afterStart', offset });
const before = (offset: number): CueTrigger => ({ kind: 'beforeEnd', offset });
const mute = (input: string, on = true): CueEffect => ({ kind: 'mute', input, on });
const note: CueEffect = { kind: 'note', text: '5 minutes left', urgent: false };
const record: CueEffect = { kind: 'output', output: 'record', on: true };
const cue = (id: string, trigger: CueTrigger, effect: CueEffect): Cue => ({ id, trigger, effect });

function stageWith(
  cues: readonly Cue[],
  fields: Partial<Segment> = {},
  more: readonly Segment[] = [],
): Stage {
  return new Stage(
    show(
      [
        segment('first', { start: { kind: 'fixed', at: tod('16:00') }, cues, ...fields }),
        segment('second'),
        ...more,
      ],
      { speakers: [speaker('ann'), speaker('bo')] },
    ),
    '16:00',
  );
}

function newsOf(stage: Stage, id: string): CueNews['kind'] | null {
  return stage.state.run.onAir?.cues[id]?.kind ?? null;
}

function fired(stage: Stage): readonly string[] {
  return stage.journal.flatMap(({ event }) => (event.type === 'cueFired' ? [event.firing.cueId] : []));
}

/** OBS does what it was last asked. */
function obsAnswers(stage: Stage): void {
  for (const news of Object.values(stage.state.run.onAir?.cues ?? {})) {
    if (news.kind === 'sent') stage.report({ type: 'cueDone', fireId: news.fireId, after: 8 });
  }
}

describe('a cue with the take', () => {
  it('goes in its batch, and is done by OBS’s word', () => {
    const stage = stageWith([cue('m', atTake, mute('Mic 2'))]);
    stage.press();
    const [take] = stage.state.run.pending;
    expect(take?.effects).toMatchObject([{ cueId: 'm', effect: mute('Mic 2') }]);
    stage.obsDoesIt();
    expect(newsOf(stage, 'm')).toBe('sent');
    obsAnswers(stage);
    expect(newsOf(stage, 'm')).toBe('done');
    expect(fired(stage)).toEqual([]);
  });

  it('that OBS refuses is told, and the take stands', () => {
    const stage = stageWith([cue('m', atTake, mute('Mic 2'))]);
    stage.go();
    const [news] = Object.values(stage.state.run.onAir?.cues ?? {});
    if (news?.kind !== 'sent') throw new Error('not sent');
    const problem = { why: 'refused', code: 600, comment: 'no such input' } as const;
    stage.report({ type: 'cueFailed', fireId: news.fireId, problem });
    expect(stage.state.run.onAir?.cues['m']).toMatchObject({ kind: 'failed', problem });
    expect(stage.onAirTitle).toBe('first');
  });

  it('is not known where OBS did not answer and has the scene after all', () => {
    const stage = stageWith([cue('m', atTake, mute('Mic 2'))]);
    stage.press();
    const takeId = stage.state.run.pending[0]?.takeId ?? '';
    stage.report({ type: 'takeFailed', takeId, failure: { why: 'silent' }, still: 'Host' });
    stage.report({ type: 'sceneChangedInObs', scene: 'Scene first', since: stage.now });
    expect(newsOf(stage, 'm')).toBe('unknown');
  });

  it('is missed where OBS is away, and runs when a hand says so', () => {
    const stage = stageWith([cue('m', atTake, mute('Mic 2'))]);
    stage.obs = { ...stage.obs, connected: false };
    stage.press();
    expect(stage.state.run.onAir?.cues['m']).toMatchObject({ kind: 'missed', why: 'obsAway' });
    const run = { type: 'runCue', expectedOnAir: stage.onAir ?? '', cueId: 'm' } as const;
    expect(stage.send(run)).toMatchObject({ ok: false, problem: { code: 'obsAway' } });
    stage.obs = { ...stage.obs, connected: true };
    expect(stage.send(run).ok).toBe(true);
    expect(fired(stage)).toEqual(['m']);
  });

  it('of a take that was cut short may have been done: nobody knows, and a hand decides', () => {
    const stage = stageWith([cue('m', atTake, mute('Mic 2'))]);
    stage.press();
    stage.report({ type: 'takeClosed', takeId: stage.state.run.pending[0]?.takeId ?? '' });
    expect(newsOf(stage, 'm')).toBe('unknown');
    expect(stage.send({ type: 'runCue', expectedOnAir: stage.onAir ?? '', cueId: 'm' }).ok).toBe(true);
  });

  it('shows a name once the transition has ended', () => {
    const stage = stageWith([cue('n', atTake, { kind: 'showCaption', speakerId: 'ann' })]);
    stage.press();
    stage.report({ type: 'takeAccepted', takeId: stage.state.run.pending[0]?.takeId ?? '', after: 20 });
    stage.wait(200);
    expect(stage.state.run.caption).toBeNull();
    stage.report({ type: 'takeOnAir', takeId: stage.onAir ?? '', after: 320 });
    stage.wait(0);
    expect(stage.state.run.caption?.speakerId).toBe('ann');
  });

  it('passes over whoever is not here', () => {
    const stage = stageWith([cue('n', atTake, { kind: 'showCaption', speakerId: 'ann' })]);
    stage.send({ type: 'setPresence', speakerId: 'ann', here: false });
    stage.go();
    stage.wait(second);
    expect(newsOf(stage, 'n')).toBe('skipped');
    expect(stage.state.run.caption).toBeNull();
  });
});

describe('a cue at its time', () => {
  it('runs once, so long after the start', () => {
    const stage = stageWith([cue('n', after(30 * second), note)]);
    stage.go();
    stage.clock('16:00:29');
    expect(stage.state.run.message).toBeNull();
    stage.clock('16:00:31');
    expect(stage.state.run.message?.text).toBe('5 minutes left');
    stage.clock('16:05');
    expect(fired(stage)).toEqual(['n']);
  });

  it('follows the end that a hand gives, and runs once', () => {
    const stage = stageWith([cue('n', before(5 * minute), note)]);
    stage.go();
    stage.send({ type: 'adjustEnd', expectedOnAir: stage.onAir ?? '', by: minute });
    stage.clock('16:05:30');
    expect(fired(stage)).toEqual([]);
    stage.clock('16:06');
    expect(fired(stage)).toEqual(['n']);
    stage.send({ type: 'adjustEnd', expectedOnAir: stage.onAir ?? '', by: 3 * minute });
    stage.clock('16:13');
    expect(fired(stage)).toEqual(['n']);
  });

  it('runs at once where the end is moved past it', () => {
    const stage = stageWith([cue('n', before(5 * minute), note)]);
    stage.go();
    stage.clock('16:04:30');
    stage.send({ type: 'adjustEnd', expectedOnAir: stage.onAir ?? '', by: -2 * minute });
    stage.wait(0);
    expect(fired(stage)).toEqual(['n']);
  });

  it('runs at the start of a segment that is shorter', () => {
    const stage = stageWith([cue('n', before(20 * minute), note)]);
    stage.go();
    stage.wait(0);
    expect(fired(stage)).toEqual(['n']);
  });

  it('is missed while the producer holds, and while OBS is away', () => {
    const stage = stageWith([
      cue('a', after(10 * second), mute('Mic 1')),
      cue('b', after(20 * second), mute('Mic 2')),
    ]);
    stage.go();
    stage.send({ type: 'setHold', on: true });
    stage.clock('16:00:11');
    expect(stage.state.run.onAir?.cues['a']).toMatchObject({ kind: 'missed', why: 'held' });
    stage.send({ type: 'setHold', on: false });
    stage.obs = { ...stage.obs, connected: false };
    stage.clock('16:00:21');
    expect(stage.state.run.onAir?.cues['b']).toMatchObject({ kind: 'missed', why: 'obsAway' });
    expect(fired(stage)).toEqual([]);
  });

  it('does not run late: not after the app was away, nor after Back', () => {
    const stage = stageWith([cue('a', after(10 * second), mute('Mic 1'))]);
    stage.go();
    stage.now = stage.at('16:00:40');
    stage.report({ type: 'resumed', lastAt: null });
    expect(stage.state.run.onAir?.cues['a']).toMatchObject({ kind: 'missed', why: 'appAway' });

    const other = stageWith([cue('a', after(10 * second), mute('Mic 1'))]);
    other.go();
    other.clock('16:00:05');
    other.go({ early: true });
    other.clock('16:00:20');
    other.back();
    other.wait(0);
    expect(other.state.run.onAir?.cues['a']).toMatchObject({ kind: 'missed', why: 'late' });
    expect(fired(other)).toEqual([]);
  });

  it('that was sent when the app died is not sent again: nobody knows', () => {
    const stage = stageWith([cue('a', after(10 * second), mute('Mic 1'))]);
    stage.go();
    stage.clock('16:00:11');
    expect(newsOf(stage, 'a')).toBe('sent');
    stage.report({ type: 'resumed', lastAt: null });
    expect(newsOf(stage, 'a')).toBe('unknown');
    stage.clock('16:01');
    expect(fired(stage)).toEqual(['a']);
  });

  it('brings another scene, which stays until the next take', () => {
    const effect: CueEffect = { kind: 'scene', scene: 'Close-up', transition: null };
    const stage = stageWith([cue('s', after(10 * second), effect)]);
    stage.go();
    stage.clock('16:00:10');
    expect(stage.state.run.pending).toMatchObject([{ kind: 'cue', scene: 'Close-up' }]);
    stage.obsDoesIt();
    expect(newsOf(stage, 's')).toBe('done');
    expect(stage.scene).toBe('Close-up');
    expect(stage.onAirTitle).toBe('first');
    stage.wait(2 * second);
    stage.go({ early: true });
    expect(stage.scene).toBe('Scene second');
    stage.wait(2 * second);
    stage.back();
    expect(stage.scene).toBe('Close-up');
  });

  it('keeps the scene that is there where OBS refuses it', () => {
    const effect: CueEffect = { kind: 'scene', scene: 'Close-up', transition: null };
    const stage = stageWith([cue('s', after(10 * second), effect)]);
    stage.go();
    stage.clock('16:00:10');
    const [take] = stage.state.run.pending;
    const failure = { why: 'refused', code: 600, comment: '' } as const;
    stage.report({ type: 'takeFailed', takeId: take?.takeId ?? '', failure, still: 'Scene first' });
    expect(newsOf(stage, 's')).toBe('failed');
    expect(stage.scene).toBe('Scene first');
  });

  it('under the slate its scene is what leaving the slate leads to', () => {
    const effect: CueEffect = { kind: 'scene', scene: 'Close-up', transition: null };
    const stage = stageWith([cue('s', after(10 * second), effect)]);
    stage.go();
    stage.send({ type: 'setSlate', on: true });
    stage.obsDoesIt();
    stage.clock('16:00:11');
    expect(stage.scene).toBe('Holding slide');
    stage.send({ type: 'setSlate', on: false });
    stage.obsDoesIt();
    expect(stage.scene).toBe('Close-up');
  });
});

describe('Back', () => {
  const restart: CueEffect = { kind: 'media', input: 'Intro', action: 'restart' };
  const logo: CueEffect = { kind: 'visibility', scene: 'Panel', source: 'Logo', on: true };

  /** The second segment is on air, and OBS has done all of it. */
  function onSecond(first: readonly Cue[], second_: readonly Cue[]): Stage {
    const stage = new Stage(
      show([
        segment('first', { start: { kind: 'fixed', at: tod('16:00') }, cues: first }),
        segment('second', { cues: second_ }),
      ]),
      '16:00',
    );
    stage.go();
    obsAnswers(stage);
    stage.wait(2 * second);
    stage.go({ early: true });
    obsAnswers(stage);
    stage.wait(2 * second);
    return stage;
  }

  const sentBack = (stage: Stage): readonly unknown[] =>
    stage.state.run.pending.flatMap(({ effects }) => effects.map(({ effect }) => effect));

  it('within 20 s makes true again what the GO’s cues changed: whom they muted is heard', () => {
    const stage = onSecond(
      [cue('on', atTake, mute('Mic 2', false))],
      [cue('off', atTake, mute('Mic 2')), cue('film', atTake, restart), cue('logo', atTake, logo)],
    );
    stage.send({ type: 'back', expectedOnAir: stage.onAir });
    // No film, no stream, and nothing of which the plan did not say how it was.
    expect(sentBack(stage)).toEqual([mute('Mic 2', false)]);
    stage.obsDoesIt();
    expect(stage.onAirTitle).toBe('first');
    expect(newsOf(stage, 'on')).toBe('sent');
    obsAnswers(stage);
    expect(newsOf(stage, 'on')).toBe('done');
    expect(Object.values(stage.state.run.inForce).map(({ cueId }) => cueId)).toContain('on');
  });

  it('says by name what it left, until it is read or the show goes on', () => {
    const stage = onSecond(
      [],
      [cue('off', atTake, mute('Mic 2')), cue('film', byHand, restart), cue('scene', byHand, note)],
    );
    stage.send({ type: 'runCue', expectedOnAir: stage.onAir ?? '', cueId: 'film' });
    stage.back();
    expect(stage.state.run.notUndone).toMatchObject({
      title: 'second',
      cues: [{ id: 'off' }, { id: 'film' }],
    });
    stage.send({ type: 'dismissNotUndone' });
    expect(stage.state.run.notUndone).toBeNull();
    expect(refusalOf(stage.send({ type: 'dismissNotUndone' }))).toBe('alreadySo');
    const again = onSecond([], [cue('off', atTake, mute('Mic 2'))]);
    again.back();
    expect(again.state.run.notUndone).not.toBeNull();
    again.wait(2 * second);
    again.press({ early: true });
    expect(again.state.run.notUndone).toBeNull();
  });

  it('says nothing where nothing is left', () => {
    const stage = onSecond([cue('on', atTake, mute('Mic 2', false))], [cue('off', atTake, mute('Mic 2'))]);
    stage.back();
    expect(stage.state.run.notUndone).toBeNull();
  });

  it('does not do what a person had decided against', () => {
    const stage = new Stage(
      show([
        segment('first', {
          start: { kind: 'fixed', at: tod('16:00') },
          cues: [cue('on', after(10 * second), mute('Mic 2', false))],
        }),
        segment('second', { cues: [cue('off', atTake, mute('Mic 2'))] }),
      ]),
      '16:00',
    );
    stage.go();
    stage.send({ type: 'skipCue', expectedOnAir: stage.onAir ?? '', cueId: 'on' });
    stage.wait(2 * second);
    stage.go({ early: true });
    obsAnswers(stage);
    stage.send({ type: 'back', expectedOnAir: stage.onAir });
    expect(sentBack(stage)).toEqual([]);
    stage.obsDoesIt();
    expect(stage.state.run.notUndone?.cues.map(({ id }) => id)).toEqual(['off']);
  });

  it('leaves to a person what they changed in OBS, before the GO or since', () => {
    const muted = JSON.stringify(['mute', 'Mic 2']);
    const since = onSecond([cue('on', atTake, mute('Mic 2', false))], [cue('off', atTake, mute('Mic 2'))]);
    since.report({ type: 'effectChangedInObs', address: muted, changed: true });
    since.send({ type: 'back', expectedOnAir: since.onAir });
    expect(sentBack(since)).toEqual([]);
    since.obsDoesIt();
    expect(since.state.run.notUndone).toBeNull();
    const before = stageWith([cue('on', atTake, mute('Mic 2', false))]);
    before.go();
    obsAnswers(before);
    before.report({ type: 'effectChangedInObs', address: muted, changed: true });
    const patch = { cues: [cue('off', atTake, mute('Mic 2'))] };
    before.send({ type: 'edit', edit: { kind: 'setSegment', id: 'second', patch } });
    before.wait(2 * second);
    before.go({ early: true });
    obsAnswers(before);
    before.send({ type: 'back', expectedOnAir: before.onAir });
    expect(sentBack(before)).toEqual([]);
  });

  it('whose answer came late leaves nobody waiting for what went with it', () => {
    const stage = onSecond([cue('on', atTake, mute('Mic 2', false))], [cue('off', atTake, mute('Mic 2'))]);
    stage.send({ type: 'back', expectedOnAir: stage.onAir });
    const takeId = stage.state.run.pending[0]?.takeId ?? '';
    stage.report({ type: 'takeFailed', takeId, failure: { why: 'silent' }, still: 'Scene second' });
    stage.report({ type: 'sceneChangedInObs', scene: 'Scene first', since: stage.now });
    expect(stage.onAirTitle).toBe('first');
    expect(newsOf(stage, 'on')).toBe('unknown');
  });

  it('follows a name that was changed in OBS meanwhile', () => {
    const stage = onSecond([cue('on', atTake, mute('Mic 2', false))], [cue('off', atTake, mute('Mic 2'))]);
    stage.report({ type: 'sourceRenamedInObs', from: 'Mic 2', to: 'Guest' });
    stage.send({ type: 'back', expectedOnAir: stage.onAir });
    expect(sentBack(stage)).toEqual([mute('Guest', false)]);
  });

  it('of a journal from before says what is left, and sends nothing that it does not know', () => {
    const stage = onSecond([cue('on', atTake, mute('Mic 2', false))], [cue('off', atTake, mute('Mic 2'))]);
    const undo = stage.state.run.undo.map((point) =>
      Object.fromEntries(Object.entries(point).filter(([name]) => name !== 'inForce')),
    );
    stage.state = completed({ ...stage.state, run: { ...stage.state.run, undo } as unknown as Run });
    stage.send({ type: 'back', expectedOnAir: stage.onAir });
    expect(sentBack(stage)).toEqual([]);
  });
});

describe('several cues that were missed', () => {
  it('all run by one press, a scene among them: the scene of a cue is in nobody’s way', () => {
    const effect: CueEffect = { kind: 'scene', scene: 'Close-up', transition: null };
    const stage = stageWith([
      cue('s', after(10 * second), effect),
      cue('m', after(11 * second), mute('Mic 2')),
      cue('t', after(12 * second), { ...effect, scene: 'Wide' }),
    ]);
    stage.go();
    stage.send({ type: 'setHold', on: true });
    stage.clock('16:00:30');
    expect(['s', 'm', 't'].map((id) => newsOf(stage, id))).toEqual(['missed', 'missed', 'missed']);
    for (const cueId of ['s', 'm', 't']) {
      expect(refusalOf(stage.send({ type: 'runCue', expectedOnAir: stage.onAir ?? '', cueId }))).toBeNull();
    }
    stage.obsDoesIt();
    obsAnswers(stage);
    expect(['s', 'm', 't'].map((id) => newsOf(stage, id))).toEqual(['done', 'done', 'done']);
    expect(stage.scene).toBe('Wide');
  });

  it('wait for a GO that is on its way', () => {
    const stage = stageWith([cue('m', byHand, mute('Mic 2'))]);
    stage.go();
    stage.wait(2 * second);
    stage.press({ early: true });
    const run = { type: 'runCue', expectedOnAir: stage.onAir ?? '', cueId: 'm' } as const;
    expect(refusalOf(stage.send(run))).toBe('waitingForObs');
  });
});

describe('a cue that starts or stops an output', () => {
  it('asks the producer, and then OBS, once', () => {
    const stage = stageWith([cue('r', atTake, record)]);
    stage.go();
    stage.wait(0);
    expect(newsOf(stage, 'r')).toBe('asking');
    expect(stage.journal.some(({ event }) => event.type === 'outputAsked')).toBe(false);
    stage.wait(second);
    const run = { type: 'runCue', expectedOnAir: stage.onAir ?? '', cueId: 'r', armed: true } as const;
    expect(stage.send(run).ok).toBe(true);
    expect(stage.journal.filter(({ event }) => event.type === 'outputAsked')).toHaveLength(1);
    expect(stage.send(run)).toMatchObject({ ok: false, problem: { code: 'waitingForObs' } });
    stage.report({ type: 'outputChanged', output: 'record', to: 'started' });
    expect(newsOf(stage, 'r')).toBe('done');
    expect(stage.send(run)).toMatchObject({ ok: false, problem: { code: 'alreadySo' } });
  });

  it('is failed where OBS refuses it, and not known where OBS goes', () => {
    const asked = (): { readonly stage: Stage; readonly askId: string } => {
      const stage = stageWith([cue('r', atTake, record)]);
      stage.go();
      stage.wait(second);
      stage.send({ type: 'runCue', expectedOnAir: stage.onAir ?? '', cueId: 'r', armed: true });
      const news = stage.state.run.onAir?.cues['r'];
      return { stage, askId: news?.kind === 'sent' ? news.fireId : '' };
    };
    const refused = asked();
    const failure = { why: 'refused', code: 604, comment: 'disk full' } as const;
    refused.stage.report({ type: 'outputNotDone', output: 'record', askId: refused.askId, failure });
    expect(refused.stage.state.run.onAir?.cues['r']).toMatchObject({ kind: 'failed', problem: failure });
    const unsent = asked();
    const { askId } = unsent;
    unsent.stage.report({ type: 'outputNotDone', output: 'record', askId, failure: { why: 'notSent' } });
    expect(unsent.stage.state.run.onAir?.cues['r']).toMatchObject({ problem: { why: 'notSent' } });
    const gone = asked();
    gone.stage.report({ type: 'outputUnknown', output: 'record', askId: gone.askId, why: 'closed' });
    expect(newsOf(gone.stage, 'r')).toBe('unknown');
  });

  it('is done by what it asked for, wherever the show went meanwhile: Back shows it so', () => {
    const stop: CueEffect = { ...record, on: false };
    const stage = stageWith([cue('r', atTake, record), cue('s', byHand, stop)]);
    stage.go();
    stage.wait(second);
    const run = { type: 'runCue', expectedOnAir: stage.onAir ?? '', cueId: 'r', armed: true } as const;
    stage.send(run);
    stage.wait(second);
    stage.go({ early: true });
    stage.report({ type: 'outputChanged', output: 'record', to: 'started' });
    const outputs = { ...stage.obs.outputs, record: { status: 'on', since: 0 } } as const;
    stage.obs = { ...stage.obs, outputs };
    stage.wait(second);
    stage.back();
    expect(newsOf(stage, 'r')).toBe('done');
    const hand = { ...run, expectedOnAir: stage.onAir ?? '', cueId: 's' };
    stage.send(hand);
    stage.wait(second);
    stage.send(hand);
    expect(newsOf(stage, 's')).toBe('sent');
    // Somebody's start before it stops is no answer to it.
    stage.report({ type: 'outputChanged', output: 'record', to: 'started' });
    expect(newsOf(stage, 's')).toBe('sent');
    stage.report({ type: 'outputChanged', output: 'record', to: 'stopped' });
    expect(newsOf(stage, 's')).toBe('done');
  });

  it('stops a stream that looks for its server: it is still on', () => {
    const stop: CueEffect = { kind: 'output', output: 'stream', on: false };
    const stage = stageWith([cue('s', atTake, stop)]);
    const outputs = { ...stage.obs.outputs, stream: { status: 'reconnecting', since: 0 } } as const;
    stage.obs = { ...stage.obs, outputs };
    stage.go();
    stage.wait(0);
    expect(newsOf(stage, 's')).toBe('asking');
  });

  it('that was asked about and not answered is said when the show goes on', () => {
    const stage = stageWith([cue('r', atTake, record)]);
    stage.go();
    stage.wait(2 * second);
    stage.go({ early: true });
    expect(stage.journal.map(({ event }) => event)).toContainEqual(
      expect.objectContaining({ type: 'cueMissed', cueId: 'r', why: 'passed' }),
    );
  });

  it('asks nothing where it is so already', () => {
    const stage = stageWith([cue('r', atTake, record)]);
    const outputs = { ...stage.obs.outputs, record: { status: 'on', since: 0 } } as const;
    stage.obs = { ...stage.obs, outputs };
    stage.go();
    stage.wait(0);
    expect(newsOf(stage, 'r')).toBe('done');
    expect(stage.journal.some(({ event }) => event.type === 'outputAsked')).toBe(false);
  });

  it('is asked about without OBS, but no press starts it then', () => {
    const stage = stageWith([cue('r', after(5 * second), record), cue('h', byHand, record)]);
    stage.go();
    stage.obs = { ...stage.obs, connected: false };
    stage.clock('16:00:06');
    expect(newsOf(stage, 'r')).toBe('asking');
    for (const cueId of ['r', 'h']) {
      const run = { type: 'runCue', expectedOnAir: stage.onAir ?? '', cueId } as const;
      expect(stage.send(run)).toMatchObject({ ok: false, problem: { code: 'obsAway' } });
    }
  });

  it('of which nobody heard is done once OBS is found to run as it wanted, and its stop is another cue', () => {
    const stop: CueEffect = { kind: 'output', output: 'record', on: false };
    const stage = stageWith([cue('r', byHand, record), cue('s', byHand, stop)]);
    stage.go();
    const press = (cueId: string): void => {
      stage.send({ type: 'runCue', expectedOnAir: stage.onAir ?? '', cueId, armed: true });
      stage.wait(500);
    };
    const lost = (): void => {
      const asked = stage.state.run.outputs.record;
      const askId = asked?.kind === 'asked' ? asked.askId : '';
      stage.report({ type: 'outputUnknown', output: 'record', askId, why: 'closed' });
    };
    const shows = (state: OutputState): void => {
      stage.obs = { ...stage.obs, outputs: { ...stage.obs.outputs, record: state } };
      stage.report({ type: 'outputsRead', outputs: stage.obs.outputs });
    };
    press('r');
    press('r');
    lost();
    expect(newsOf(stage, 'r')).toBe('unknown');
    shows({ status: 'on', since: 0 });
    expect(newsOf(stage, 'r')).toBe('done');
    press('s');
    press('s');
    lost();
    shows({ status: 'off', ended: null });
    expect(newsOf(stage, 's')).toBe('done');
    expect(newsOf(stage, 'r')).toBe('done');
  });

  it('asks at its first press by hand, too: a double click, or a key that is held, is no yes', () => {
    const stage = stageWith([cue('r', byHand, record)]);
    stage.go();
    const asked = (): number => stage.journal.filter(({ event }) => event.type === 'outputAsked').length;
    const run = { type: 'runCue', expectedOnAir: stage.onAir ?? '', cueId: 'r' } as const;
    stage.send({ ...run, armed: true });
    expect(newsOf(stage, 'r')).toBe('asking');
    stage.wait(200);
    expect(refusalOf(stage.send(run))).toBe('needsArming');
    expect(refusalOf(stage.send({ ...run, armed: true }))).toBe('needsArming');
    stage.wait(300);
    expect(refusalOf(stage.send(run))).toBe('needsArming');
    expect(asked()).toBe(0);
    stage.send({ ...run, armed: true });
    expect(asked()).toBe(1);
  });
});

describe('a name by a cue', () => {
  const name: CueEffect = { kind: 'showCaption', speakerId: 'ann' };

  it('is done once it is seen, and failed with the reason where it is not', () => {
    const stage = stageWith([cue('n', after(5 * second), name)]);
    stage.go();
    stage.clock('16:00:06');
    expect(newsOf(stage, 'n')).toBe('sent');
    stage.showsName();
    expect(newsOf(stage, 'n')).toBe('done');

    const other = stageWith([cue('n', after(5 * second), name)]);
    other.obs = { ...other.obs, captionsReady: false };
    other.go();
    other.clock('16:00:06');
    expect(other.state.run.onAir?.cues['n']).toMatchObject({
      kind: 'failed',
      problem: { why: 'caption', problem: 'notSetUp' },
    });
  });

  it('that gave way to another before it was seen did not come', () => {
    const stage = stageWith([cue('n', after(5 * second), name)], { speakerIds: ['ann', 'bo'] });
    stage.go();
    stage.clock('16:00:06');
    stage.shows('bo');
    expect(newsOf(stage, 'n')).toBe('skipped');
  });

  it('with GO is missed where OBS went away before its transition had ended', () => {
    const stage = stageWith([cue('n', atTake, name)]);
    stage.press();
    stage.report({ type: 'takeAccepted', takeId: stage.state.run.pending[0]?.takeId ?? '', after: 20 });
    stage.report({ type: 'takeFoundOnAir', takeId: stage.onAir ?? '' });
    expect(newsOf(stage, 'n')).toBe('missed');
    expect(stage.state.run.caption).toBeNull();
  });
});

describe('under the slate', () => {
  it('no microphone is opened and no film begins by itself', () => {
    const film: CueEffect = { kind: 'media', input: 'Film', action: 'play' };
    const stage = stageWith([
      cue('u', after(5 * second), mute('Mic 1', false)),
      cue('f', after(6 * second), film),
    ]);
    stage.go();
    stage.send({ type: 'setSlate', on: true });
    stage.obsDoesIt();
    stage.clock('16:00:10');
    expect(fired(stage)).toEqual([]);
    expect(stage.state.run.onAir?.cues['u']).toMatchObject({ kind: 'missed', why: 'slate' });
    expect(newsOf(stage, 'f')).toBe('missed');
  });
});

describe('what comes late', () => {
  const closeUp: CueEffect = { kind: 'scene', scene: 'Close-up', transition: null };

  it('a GO does not wait for the scene of a cue, which then is past', () => {
    const stage = stageWith([cue('s', after(10 * second), closeUp)]);
    stage.go();
    stage.clock('16:00:10');
    const scene = stage.state.run.pending[0]?.takeId ?? '';
    expect(stage.press({ early: true }).ok).toBe(true);
    const go = stage.state.run.pending[1]?.takeId ?? '';
    stage.report({ type: 'takeAccepted', takeId: go, after: 20 });
    stage.report({ type: 'takeFailed', takeId: scene, failure: { why: 'silent' }, still: 'Scene second' });
    expect(stage.onAirTitle).toBe('second');
    expect(stage.scene).toBe('Scene second');
    expect(stage.state.run.failed).toBeNull();
  });

  it('the scene of a cue that OBS brings after its alarm counts', () => {
    const stage = stageWith([cue('s', after(10 * second), closeUp)]);
    stage.go();
    stage.clock('16:00:10');
    const takeId = stage.state.run.pending[0]?.takeId ?? '';
    stage.report({ type: 'takeFailed', takeId, failure: { why: 'silent' }, still: 'Scene first' });
    stage.report({ type: 'sceneChangedInObs', scene: 'Close-up', since: stage.now });
    expect(newsOf(stage, 's')).toBe('done');
    expect(stage.scene).toBe('Close-up');
  });

  it('what OBS says of a cue after the next GO is heard, and Back finds it', () => {
    const stage = stageWith([cue('m', after(10 * second), mute('Mic 1'))]);
    stage.go();
    stage.clock('16:00:10');
    const news = stage.state.run.onAir?.cues['m'];
    stage.go({ early: true });
    stage.report({
      type: 'cueFailed',
      fireId: news?.kind === 'sent' ? news.fireId : '',
      problem: { why: 'silent' },
    });
    stage.back();
    expect(newsOf(stage, 'm')).toBe('failed');
  });

  it('a cue before an end that an edit of the plan brought nearer runs then', () => {
    const stage = stageWith([cue('n', before(5 * minute), note)], { duration: 30 * minute });
    stage.go();
    stage.clock('16:10');
    const patch = { start: { kind: 'fixed', at: tod('16:12') } } as const;
    stage.send({ type: 'edit', edit: { kind: 'setSegment', id: 'second', patch } });
    stage.wait(0);
    expect(fired(stage)).toEqual(['n']);
  });
});

describe('a hand', () => {
  it('runs a cue as often as it wants, but not while one is on its way', () => {
    const play: CueEffect = { kind: 'media', input: 'Jingle', action: 'restart' };
    const stage = stageWith([cue('j', byHand, play)]);
    stage.go();
    const run = { type: 'runCue', expectedOnAir: stage.onAir ?? '', cueId: 'j' } as const;
    expect(stage.send(run).ok).toBe(true);
    expect(stage.send(run)).toMatchObject({ ok: false, problem: { code: 'waitingForObs' } });
    obsAnswers(stage);
    expect(stage.send(run).ok).toBe(true);
    expect(fired(stage)).toEqual(['j', 'j']);
  });

  it('runs one before its time, which then is past', () => {
    const stage = stageWith([cue('n', after(30 * second), note)]);
    stage.go();
    stage.send({ type: 'runCue', expectedOnAir: stage.onAir ?? '', cueId: 'n' });
    stage.clock('16:01');
    expect(fired(stage)).toEqual(['n']);
  });

  it('skips one, and is refused what is stale or gone', () => {
    const stage = stageWith([cue('n', after(30 * second), note)]);
    stage.go();
    const expectedOnAir = stage.onAir ?? '';
    expect(stage.send({ type: 'skipCue', expectedOnAir: 'other', cueId: 'n' })).toMatchObject({
      problem: { code: 'stale' },
    });
    expect(stage.send({ type: 'skipCue', expectedOnAir, cueId: 'other' })).toMatchObject({
      problem: { code: 'cueGone' },
    });
    stage.send({ type: 'skipCue', expectedOnAir, cueId: 'n' });
    stage.clock('16:01');
    expect(fired(stage)).toEqual([]);
  });
});

describe('taking any segment', () => {
  const second_ = segment('second', {
    cues: [cue('on', atTake, mute('Mic 2', false)), cue('off', before(minute), mute('Music'))],
  });
  const plan = [
    segment('first', { start: { kind: 'fixed', at: tod('16:00') }, cues: [cue('m', atTake, mute('Mic 2'))] }),
    second_,
    segment('third', {
      cues: [
        cue('v', after(minute), { kind: 'volume', input: 'Music', decibels: -20, over: 3_000 }),
        cue('h', byHand, mute('Mic 3')),
        cue('p', atTake, { kind: 'media', input: 'Film', action: 'play' }),
      ],
    }),
    segment('fourth', { cues: [cue('own', atTake, mute('Music', false))] }),
  ];

  function jump(stage: Stage, segmentId: string, armed = true): ReturnType<Stage['send']> {
    return stage.send({ type: 'takeSegment', expectedOnAir: stage.onAir, segmentId, armed });
  }

  it('asks first, and refuses what is stale, gone or on air', () => {
    const stage = new Stage(show(plan), '16:00');
    expect(jump(stage, 'third', false)).toMatchObject({ problem: { code: 'needsArming' } });
    expect(jump(stage, 'fifth')).toMatchObject({ problem: { code: 'segmentGone' } });
    stage.go();
    stage.wait(2 * second);
    expect(jump(stage, 'first')).toMatchObject({ problem: { code: 'alreadySo' } });
    expect(
      stage.send({ type: 'takeSegment', expectedOnAir: null, segmentId: 'third', armed: true }),
    ).toMatchObject({ problem: { code: 'stale' } });
  });

  it('makes true what must be true there, not the sum of what was skipped', () => {
    const stage = new Stage(show(plan), '16:00');
    stage.go();
    obsAnswers(stage);
    stage.wait(2 * second);
    jump(stage, 'fourth');
    // Mic 2 as the second leaves it; the music's volume, at once; its mute as the fourth itself says; no film.
    expect(stage.state.run.pending[0]?.effects.map(({ effect }) => effect)).toEqual([
      mute('Mic 2', false),
      { kind: 'volume', input: 'Music', decibels: -20, over: 0 },
      mute('Music', false),
    ]);
    stage.obsDoesIt();
    expect(stage.onAirTitle).toBe('fourth');
    expect(stage.nextTitle).toBeNull();
  });

  it('backwards, too', () => {
    const stage = new Stage(show(plan), '16:00');
    stage.go();
    obsAnswers(stage);
    stage.wait(2 * second);
    jump(stage, 'fourth');
    stage.obsDoesIt();
    obsAnswers(stage);
    stage.wait(2 * second);
    jump(stage, 'second');
    expect(stage.state.run.pending[0]?.effects.map(({ effect }) => effect)).toEqual([mute('Mic 2', false)]);
    stage.obsDoesIt();
    expect(stage.onAirTitle).toBe('second');
  });

  it('GO after GO sends each cue once, and leaves what a hand changed', () => {
    const stage = new Stage(show(plan), '16:00');
    stage.go();
    obsAnswers(stage);
    stage.clock('16:10');
    stage.go();
    obsAnswers(stage);
    stage.clock('16:19:30');
    obsAnswers(stage);
    stage.clock('16:20');
    stage.press();
    expect(stage.state.run.pending[0]?.effects.map(({ cueId }) => cueId)).toEqual(['p']);
  });

  it('an early GO makes up for what was still to come, unless it was skipped', () => {
    const early = (skips: boolean): readonly string[] => {
      const stage = new Stage(show(plan), '16:00');
      stage.go();
      obsAnswers(stage);
      stage.clock('16:10');
      stage.go();
      obsAnswers(stage);
      if (skips) stage.send({ type: 'skipCue', expectedOnAir: stage.onAir ?? '', cueId: 'off' });
      stage.clock('16:12');
      stage.press({ early: true });
      return stage.state.run.pending[0]?.effects.map(({ cueId }) => cueId) ?? [];
    };
    expect(early(false)).toEqual(['off', 'p']);
    expect(early(true)).toEqual(['p']);
  });

  it('sends nothing again because OBS calls something by another name, and what was edited since', () => {
    const stage = new Stage(show(plan), '16:00');
    stage.go();
    obsAnswers(stage);
    stage.wait(2 * second);
    stage.report({ type: 'sourceRenamedInObs', from: 'Mic 2', to: 'Guest' });
    jump(stage, 'second');
    stage.obsDoesIt();
    obsAnswers(stage);
    stage.wait(2 * second);
    jump(stage, 'third');
    const carried = (): readonly string[] => stage.state.run.pending[0]?.carried.map(({ id }) => id) ?? [];
    expect(carried()).toEqual(['off']);
    stage.obsDoesIt();
    obsAnswers(stage);
    stage.wait(2 * second);
    const cues = [cue('on', atTake, mute('Guest', true)), cue('off', before(minute), mute('Music'))];
    stage.send({ type: 'edit', edit: { kind: 'setSegment', id: 'second', patch: { cues } } });
    jump(stage, 'fourth');
    expect(carried()).toEqual(['on', 'v']);
  });

  it('calls a filter on air by the name that OBS gave it, and none of the same name elsewhere', () => {
    const blur = (source: string): CueEffect => ({ kind: 'filter', source, filter: 'Blur', on: true });
    const cues = [cue('host', { kind: 'hand' }, blur('Host')), cue('wall', { kind: 'hand' }, blur('Wall'))];
    const stage = new Stage(show([segment('first', { cues })]), '16:00');
    stage.go();
    obsAnswers(stage);
    stage.report({ type: 'filterRenamedInObs', source: 'Host', from: 'Blur', to: 'Soft' });
    const onAir = stage.state.run.onAir?.segment.cues.map(({ effect }) => effect);
    expect(onAir).toEqual([{ ...blur('Host'), filter: 'Soft' }, blur('Wall')]);
    expect(stage.state.document.show.segments[0]?.cues).toEqual(stage.state.run.onAir?.segment.cues);
    stage.send({ type: 'undoEdit' });
    expect(stage.state.document.show.segments[0]?.cues).toEqual(cues);
  });

  it('knows what holds before each segment', () => {
    expect([...trueBefore(show(plan), 'third').values()].map(({ id }) => id)).toEqual(['on', 'off']);
  });
});

describe('an effect in force', () => {
  const address = JSON.stringify(['mute', 'Mic 2']);
  const started = (): Stage => {
    const stage = stageWith([cue('m', atTake, mute('Mic 2'))], {}, [segment('third')]);
    stage.go();
    obsAnswers(stage);
    return stage;
  };
  const effectsSent = (stage: Stage) => stage.state.run.pending[0]?.effects.map(({ cueId }) => cueId);

  it('that OBS has lost goes with the next take once more', () => {
    const stage = started();
    stage.report({ type: 'effectLost', address });
    expect(stage.state.run.inForce).toEqual({});
    stage.wait(2 * second);
    stage.press({ early: true });
    expect(effectsSent(stage)).toEqual(['m']);
    expect(stage.state.run.pending[0]?.carried).toMatchObject([{ id: 'm' }]);
  });

  it('that a person changed in OBS stays theirs', () => {
    const stage = started();
    stage.report({ type: 'effectChangedInObs', address, changed: true });
    expect(stage.state.run.inForce[address]).toMatchObject({ cueId: 'm', changed: true });
    stage.wait(2 * second);
    stage.press({ early: true });
    expect(effectsSent(stage)).toEqual([]);
  });

  it('is as it was where the person changed it back', () => {
    const stage = started();
    const before = stage.state.run.inForce;
    stage.report({ type: 'effectChangedInObs', address, changed: true });
    stage.report({ type: 'effectChangedInObs', address, changed: false });
    expect(stage.state.run.inForce).toEqual(before);
  });

  it('is told of once, and one that is in force no more not at all', () => {
    const stage = started();
    const { length } = stage.journal;
    stage.report({ type: 'effectChangedInObs', address, changed: false });
    stage.report({ type: 'effectLost', address: JSON.stringify(['mute', 'Mic 3']) });
    expect(stage.journal).toHaveLength(length);
    stage.report({ type: 'effectLost', address });
    stage.report({ type: 'effectLost', address });
    expect(stage.journal).toHaveLength(length + 1);
  });
});
