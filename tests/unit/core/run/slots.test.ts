import { describe, expect, it } from 'vitest';
import type { Slot } from '../../../../src/core/run/slots';
import { spokenIn } from '../../../../src/core/run/spoken';
import { plannedSlots, slotSeam, slotsOf, slotsOnAir, slotsToCome } from '../../../../src/core/run/slots';
import type { Segment, Show } from '../../../../src/core/show/model';
import { minute, second } from '../../../../src/core/time/units';
import { segment, show, speaker, tod } from '../../../support/shows';
import { Stage } from '../../../support/stage';

const people = ['paul', 'morshed', 'coby', 'jimena'];

function panelShow(fields: Partial<Segment> = {}, after: Partial<Segment> = {}): Show {
  return show(
    [
      segment('panel', {
        kind: 'panel',
        start: { kind: 'fixed', at: tod('16:00') },
        duration: 40 * minute,
        speakerIds: people,
        ...fields,
      }),
      segment('questions', { speakerIds: ['paul', 'coby'], ...after }),
    ],
    { speakers: [...people, 'lena'].map((id) => speaker(id)), hostId: 'lena' },
  );
}

/** On air since 16:00 sharp: OBS takes no time here, so that only the model is seen. */
function panel(fields: Partial<Segment> = {}, after: Partial<Segment> = {}): Stage {
  const stage = new Stage(panelShow(fields, after), '16:00');
  stage.press();
  const takeId = stage.state.run.pending[0]?.takeId ?? '';
  stage.report({ type: 'takeAccepted', takeId, after: 0 });
  return stage;
}

function names(stage: Stage, at: string, speakerId: string): void {
  stage.clock(at);
  expect(stage.shows(speakerId)).toMatchObject({ ok: true });
  stage.showsName();
}

function slots(stage: Stage): readonly Slot[] {
  return slotsOnAir(stage.state.document.show, stage.state.run, stage.now);
}

function slot(stage: Stage, speakerId: string): Slot {
  const found = slots(stage).find((one) => one.speakerId === speakerId);
  if (!found) throw new Error(`${speakerId} has no slot`);
  return found;
}

describe('planned', () => {
  it('who has no set time shares the rest of the segment equally', () => {
    expect(plannedSlots(segment('a', { duration: 35 * minute, speakerIds: people }))).toEqual([
      { speakerId: 'paul', after: 0, length: 525_000 },
      { speakerId: 'morshed', after: 525_000, length: 525_000 },
      { speakerId: 'coby', after: 1_050_000, length: 525_000 },
      { speakerId: 'jimena', after: 1_575_000, length: 525_000 },
    ]);
    const set = segment('a', { duration: 35 * minute, speakerIds: people, slots: { coby: 5 * minute } });
    expect(plannedSlots(set).map(({ length }) => length / minute)).toEqual([10, 10, 5, 10]);
  });

  it('a set time of somebody who is not in the segment does not count', () => {
    const one = segment('a', { duration: 10 * minute, speakerIds: ['paul'], slots: { amal: 8 * minute } });
    expect(plannedSlots(one)).toEqual([{ speakerId: 'paul', after: 0, length: 10 * minute }]);
    const inherited = segment('a', { duration: 10 * minute, speakerIds: ['constructor'] });
    expect(plannedSlots(inherited)).toEqual([{ speakerId: 'constructor', after: 0, length: 10 * minute }]);
  });

  it('set times that are longer than the segment are named, and stand as they were set', () => {
    const set = { paul: 20 * minute, coby: 20 * minute };
    const of = (duration: number, slotsOf: Segment['slots']): unknown =>
      slotSeam({ duration, speakerIds: ['paul', 'coby'], slots: slotsOf });
    expect(of(35 * minute, set)).toEqual({ kind: 'over', sum: 40 * minute, by: 5 * minute });
    expect(of(40 * minute, set)).toBeNull();
    expect(of(45 * minute, set)).toEqual({ kind: 'spare', sum: 40 * minute, by: 5 * minute });
    expect(of(20 * minute, { paul: 20 * minute })).toMatchObject({ kind: 'nothingLeft' });
    expect(of(25 * minute, { paul: 20 * minute })).toBeNull();
    expect(of(25 * minute, {})).toBeNull();
    const planned = plannedSlots({ duration: 35 * minute, speakerIds: ['paul', 'coby'], slots: set });
    expect(planned.map(({ length }) => length / minute)).toEqual([20, 20]);
  });
});

describe('of a segment to come', () => {
  it('its slots begin where it does, and end with it; who is not here has none', () => {
    const stage = panel();
    const questions = stage.show.segments[1];
    if (!questions) throw new Error('no questions');
    const start = stage.at('16:40');
    const expected = { start, length: 8 * minute };
    expect(slotsOf(questions, expected, stage.state.run).map((one) => one.expected)).toEqual([
      { start, length: 4 * minute },
      { start: start + 4 * minute, length: 4 * minute },
    ]);
    stage.send({ type: 'setPresence', speakerId: 'paul', here: false });
    expect(slotsOf(questions, expected, stage.state.run)).toMatchObject([
      { standing: 'notHere', expected: null, planned: { after: 0, length: 5 * minute } },
      { standing: 'toCome', expected: { start, length: 8 * minute }, why: { kind: 'share' } },
    ]);
    const unknown = slotsOf(questions, { start: null, length: 8 * minute }, stage.state.run);
    expect(unknown[1]?.expected).toEqual({ start: null, length: 8 * minute });
  });
});

describe('on air', () => {
  it('before anybody was named nothing is known: who is to come shares what is left', () => {
    const stage = panel();
    stage.clock('16:04');
    expect(slots(stage).map(({ standing, actual }) => [standing, actual])).toEqual(
      people.map(() => ['toCome', null]),
    );
    expect(slot(stage, 'paul').expected).toEqual({ start: stage.now, length: 9 * minute });
    expect(slot(stage, 'jimena').expected).toEqual({ start: stage.at('16:31'), length: 9 * minute });
    expect(slot(stage, 'jimena').planned).toEqual({ after: 30 * minute, length: 10 * minute });
  });

  it('a slot begins when a name comes up, and stands while they speak', () => {
    const stage = panel();
    names(stage, '16:04', 'paul');
    expect(slot(stage, 'paul')).toMatchObject({
      standing: 'speaking',
      expected: { start: stage.at('16:04'), length: 9 * minute },
      actual: { start: stage.at('16:04'), length: 0 },
      why: { kind: 'share' },
    });
    stage.clock('16:10');
    expect(slot(stage, 'paul').expected).toEqual({ start: stage.at('16:04'), length: 9 * minute });
    expect(slot(stage, 'paul').actual?.length).toBe(6 * minute);
    expect(slot(stage, 'morshed').expected).toEqual({ start: stage.at('16:13'), length: 9 * minute });
  });

  it('a name that did not come up begins nothing', () => {
    const stage = panel();
    stage.clock('16:04');
    stage.shows('paul');
    const captionId = stage.state.run.caption?.captionId ?? '';
    stage.report({ type: 'captionFailed', captionId, problem: 'silent' });
    expect(slot(stage, 'paul')).toMatchObject({ standing: 'toCome', actual: null });
  });

  it('a slot ends when another one is named: what was not used is shared by the rest', () => {
    const stage = panel();
    names(stage, '16:04', 'paul');
    names(stage, '16:07', 'coby');
    expect(slot(stage, 'paul')).toMatchObject({
      standing: 'spoke',
      expected: null,
      actual: { start: stage.at('16:04'), length: 3 * minute },
      why: { kind: 'named' },
    });
    expect(slot(stage, 'coby').expected).toEqual({ start: stage.at('16:07'), length: 11 * minute });
    expect(slotsToCome(stage.show, stage.state.run, stage.now)).toEqual([
      { speakerId: 'morshed', start: stage.at('16:18'), length: 11 * minute, isSet: false },
      { speakerId: 'jimena', start: stage.at('16:29'), length: 11 * minute, isSet: false },
    ]);
  });

  it('hiding a name and showing it again ends nothing', () => {
    const stage = panel();
    names(stage, '16:04', 'paul');
    stage.send({ type: 'hideCaption', expected: 'paul' });
    names(stage, '16:06', 'paul');
    expect(slot(stage, 'paul').actual).toEqual({ start: stage.at('16:04'), length: 2 * minute });
  });

  it('who speaks over their time takes it from the rest, never below nothing', () => {
    const stage = panel();
    names(stage, '16:00', 'paul');
    stage.clock('16:16');
    expect(slot(stage, 'paul')).toMatchObject({
      expected: { start: stage.at('16:00'), length: 16 * minute },
      left: -6 * minute,
      why: { kind: 'over', by: 6 * minute },
    });
    expect(slot(stage, 'morshed').expected).toEqual({ start: stage.now, length: 8 * minute });
    stage.clock('16:41');
    expect(slot(stage, 'jimena').expected).toEqual({ start: stage.now, length: 0 });
    expect(slot(stage, 'paul').why).toEqual({ kind: 'over', by: 31 * minute });
  });

  it('a set time comes first; who has none gives and gets', () => {
    const stage = panel({ slots: { paul: 5 * minute, coby: 15 * minute } });
    names(stage, '16:00', 'paul');
    expect(slot(stage, 'paul')).toMatchObject({ expected: { length: 5 * minute }, why: { kind: 'set' } });
    stage.clock('16:09');
    expect(slots(stage).map(({ expected }) => (expected?.length ?? NaN) / minute)).toEqual([9, 8, 15, 8]);
    expect(slot(stage, 'coby').why).toEqual({ kind: 'set' });
  });

  it('where there is too little for what was set, all of it is shortened in proportion', () => {
    const stage = panel({ slots: { morshed: 20 * minute, coby: 10 * minute } });
    names(stage, '16:00', 'paul');
    stage.clock('16:25');
    expect(slots(stage).map(({ expected }) => (expected?.length ?? NaN) / minute)).toEqual([25, 10, 5, 0]);
    expect(slot(stage, 'morshed').why).toEqual({ kind: 'cut', by: 10 * minute });
    expect(slotsToCome(stage.show, stage.state.run, stage.now).map(({ isSet }) => isSet)).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('a segment made longer or shorter moves all that is not fact', () => {
    const stage = panel();
    names(stage, '16:00', 'paul');
    names(stage, '16:08', 'morshed');
    const before = slots(stage).map(({ expected }) => expected?.length);
    expect(before).toEqual([undefined, 640_000, 640_000, 640_000]);
    stage.send({ type: 'adjustEnd', expectedOnAir: stage.onAir ?? '', by: minute });
    expect(slots(stage).map(({ expected }) => expected?.length)).toEqual([
      undefined,
      660_000,
      660_000,
      660_000,
    ]);
    expect(slot(stage, 'paul').actual).toEqual({ start: stage.at('16:00'), length: 8 * minute });
    stage.send({ type: 'setEnd', expectedOnAir: stage.onAir ?? '', endsAt: stage.at('16:20') });
    expect(slot(stage, 'jimena').expected).toEqual({ start: stage.at('16:16'), length: 4 * minute });
  });

  it('a fixed start of Next ends the slots where it ends the segment', () => {
    const stage = panel({}, { start: { kind: 'fixed', at: tod('16:30') } });
    names(stage, '16:10', 'paul');
    expect(slot(stage, 'paul').expected).toEqual({ start: stage.at('16:10'), length: 5 * minute });
    expect(slot(stage, 'jimena').expected).toEqual({ start: stage.at('16:25'), length: 5 * minute });
  });

  it('who is not here has no slot, and gives their share to the others', () => {
    const stage = panel();
    names(stage, '16:00', 'paul');
    stage.send({ type: 'setPresence', speakerId: 'coby', here: false });
    expect(slot(stage, 'coby')).toMatchObject({ standing: 'notHere', expected: null, actual: null });
    expect(slot(stage, 'morshed').expected?.length).toBe(800_000);
    // What they said stands, though they left.
    stage.send({ type: 'setPresence', speakerId: 'paul', here: false });
    expect(slot(stage, 'paul').standing).toBe('speaking');
  });

  it('who is named again gets it added; their share is what is left of it', () => {
    const stage = panel();
    names(stage, '16:00', 'paul');
    names(stage, '16:04', 'morshed');
    names(stage, '16:10', 'paul');
    // Paul, Coby and Jimena share 30:00 and the 4:00 that he had.
    expect(slot(stage, 'paul')).toMatchObject({
      standing: 'speaking',
      actual: { start: stage.at('16:00'), length: 4 * minute },
    });
    const [until] = [(slot(stage, 'paul').expected?.length ?? NaN) / second];
    expect(until).toBeCloseTo((34 * 60) / 3 - 240, 2);
    stage.clock('16:12');
    expect(slot(stage, 'paul').actual?.length).toBe(6 * minute);
    expect(slot(stage, 'morshed').actual?.length).toBe(6 * minute);
    const { onAir } = stage.state.run;
    if (!onAir) throw new Error('nothing on air');
    expect([...spokenIn(onAir, stage.now)]).toEqual([
      ['paul', { start: stage.at('16:00'), length: 6 * minute, by: 'name' }],
      ['morshed', { start: stage.at('16:04'), length: 6 * minute, by: 'name' }],
    ]);
    // Nobody knows when he ended: what he said before is no sum either.
    expect([...spokenIn(onAir, null)].map(([id, { length }]) => [id, length])).toEqual([
      ['paul', null],
      ['morshed', 6 * minute],
    ]);
  });

  it('once everybody had their turn nothing says how long: only what was spoken counts', () => {
    const stage = panel({ speakerIds: ['paul', 'coby'] });
    names(stage, '16:00', 'paul');
    names(stage, '16:05', 'coby');
    expect(slot(stage, 'coby').expected).toEqual({ start: stage.at('16:05'), length: 35 * minute });
    names(stage, '16:20', 'paul');
    expect(slot(stage, 'paul')).toMatchObject({ expected: null, why: { kind: 'open' } });
    stage.clock('16:30');
    expect(slot(stage, 'paul').actual?.length).toBe(15 * minute);
  });

  it('whom nobody planned in the segment speaks all the same: the rest share what is left', () => {
    const stage = panel();
    names(stage, '16:04', 'lena');
    stage.clock('16:08');
    expect(slots(stage).at(-1)).toEqual({
      speakerId: 'lena',
      standing: 'speaking',
      planned: null,
      expected: null,
      actual: { start: stage.at('16:04'), length: 4 * minute },
      left: null,
      why: { kind: 'open' },
    });
    expect(slot(stage, 'paul').expected).toEqual({ start: stage.now, length: 8 * minute });
  });

  it('Hold and the slate let it run, as they let the clock', () => {
    const stage = panel();
    names(stage, '16:00', 'paul');
    stage.send({ type: 'setHold', on: true });
    stage.send({ type: 'setSlate', on: true });
    stage.clock('16:06');
    expect(slot(stage, 'paul').actual?.length).toBe(6 * minute);
    expect(slot(stage, 'paul').expected?.length).toBe(10 * minute);
  });

  it('a clock that is set changes no length', () => {
    const stage = panel();
    names(stage, '16:00', 'paul');
    stage.clock('16:06');
    stage.now += 3_600_000;
    stage.report({ type: 'clockStepped', by: 3_600_000 });
    expect(slot(stage, 'paul')).toMatchObject({
      actual: { length: 6 * minute },
      expected: { length: 10 * minute },
    });
  });

  it('Back of a GO leaves the turn as if the GO had not been', () => {
    const stage = panel();
    names(stage, '16:30', 'paul');
    stage.clock('16:39');
    stage.go();
    stage.wait(5_000);
    stage.back();
    expect(slot(stage, 'paul')).toMatchObject({
      standing: 'speaking',
      actual: { length: stage.now - stage.at('16:30') },
    });
  });

  it('a start that is corrected past a name cuts what was before it', () => {
    const stage = panel();
    names(stage, '16:00', 'paul');
    stage.clock('16:05');
    stage.send({ type: 'setStart', expectedOnAir: stage.onAir ?? '', startedAt: stage.at('16:02') });
    expect(slot(stage, 'paul').actual).toEqual({ start: stage.at('16:02'), length: 3 * minute });
  });

  it('named when the segment was over already: over from then on', () => {
    const stage = panel();
    names(stage, '16:42', 'paul');
    stage.wait(20 * second);
    expect(slot(stage, 'paul').why).toEqual({ kind: 'over', by: 20 * second });
  });

  it('nothing on air has no slots', () => {
    const stage = new Stage(panelShow(), '15:00');
    expect(slots(stage)).toEqual([]);
    expect(slotsToCome(stage.show, stage.state.run, stage.now)).toEqual([]);
  });
});
