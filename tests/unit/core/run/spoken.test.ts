import { describe, expect, it } from 'vitest';
import { slotsOnAir } from '../../../../src/core/run/slots';
import { spokenIn } from '../../../../src/core/run/spoken';
import { recordOf } from '../../../../src/core/asrun/record';
import { openState } from '../../../../src/core/run/state';
import { minute, second } from '../../../../src/core/time/units';
import { speaker, webinar } from '../../../support/shows';
import type { Stage } from '../../../support/stage';
import { heardPanel, speaks, voiceOf } from '../../../support/heardPanel';

/** Speaking time by voice, in the words of docs/slots.md. */

const hold = 1.2 * second;

/** Each speaks for so long; the meters tell of silence once it has lasted. */
function talk(stage: Stage, id: string, length: number): void {
  speaks(stage, voiceOf(stage, id, { since: stage.now }));
  stage.wait(length + hold);
  speaks(stage);
}

function spoken(stage: Stage): Readonly<Record<string, number | null>> {
  const { onAir } = stage.state.run;
  if (!onAir) return {};
  return Object.fromEntries([...spokenIn(onAir, stage.now)].map(([id, { length }]) => [id, length]));
}

function slot(stage: Stage, id: string) {
  return slotsOnAir(stage.show, stage.state.run, stage.now).find(({ speakerId }) => speakerId === id);
}

describe('who is listened to', () => {
  it('spoke for as long as they were heard; several turns are added up', () => {
    const stage = heardPanel();
    const began = stage.now;
    talk(stage, 'coby', 20 * second);
    talk(stage, 'paul', 5 * second);
    talk(stage, 'coby', 10 * second);
    expect(spoken(stage)).toEqual({ coby: 30_000, paul: 5_000 });
    expect(slot(stage, 'coby')?.actual).toEqual({ start: began, length: 30_000 });
  });

  it('“Coby 0:40 of about 8:00”: their share of the segment stands beside it, also while others speak', () => {
    const stage = heardPanel();
    const share = (35 * minute) / 3;
    speaks(stage, voiceOf(stage, 'coby', { since: stage.now }));
    stage.wait(40 * second);
    expect(slot(stage, 'coby')).toMatchObject({
      standing: 'speaking',
      actual: { length: 40 * second },
      expected: { length: Math.round(share) },
      why: { kind: 'share' },
    });
    speaks(stage, voiceOf(stage, 'paul', { since: stage.now }));
    stage.wait(10 * second);
    expect(slot(stage, 'coby')).toMatchObject({
      standing: 'spoke',
      expected: { length: Math.round(share) },
      why: { kind: 'voice' },
    });
    expect(slot(stage, 'paul')?.standing).toBe('speaking');
    expect(slot(stage, 'morshed')?.standing).toBe('toCome');
  });

  it('speaks on between two sentences, but their time stands', () => {
    const stage = heardPanel();
    talk(stage, 'coby', 20 * second);
    stage.wait(30 * second);
    expect(slot(stage, 'coby')).toMatchObject({ standing: 'speaking', actual: { length: 20 * second } });
  });

  it('who only ends a sentence of the segment before has not had their turn', () => {
    const segments = webinar().segments.map((one) => ({ ...one, speakerIds: ['paul', 'morshed', 'coby'] }));
    const stage = heardPanel({ segments });
    speaks(stage, voiceOf(stage, 'coby', { since: stage.now }));
    stage.wait(10 * second);
    stage.go({ early: true });
    stage.wait(400 + hold);
    speaks(stage);
    expect(spoken(stage)).toEqual({});
    expect(stage.state.run.onAir?.lastVoice).toBeNull();
    talk(stage, 'coby', 5 * second);
    // What was said of it counts then.
    expect(spoken(stage)['coby']).toBe(5 * second + 720);
  });

  it('voices that overlap count for both', () => {
    const stage = heardPanel();
    speaks(stage, voiceOf(stage, 'coby', { since: stage.now }), voiceOf(stage, 'paul', { since: stage.now }));
    stage.wait(10 * second);
    expect(spoken(stage)).toEqual({ coby: 10_000, paul: 10_000 });
  });

  it('a name on screen is no word: whoever was named and says nothing has not spoken', () => {
    const stage = heardPanel();
    stage.shows('coby');
    stage.showsName();
    stage.wait(minute);
    expect(spoken(stage)).toEqual({});
    expect(slot(stage, 'coby')?.standing).toBe('toCome');
  });

  it('what is said into a muted microphone does not count, nor what somebody says who is not here', () => {
    const stage = heardPanel();
    speaks(stage, voiceOf(stage, 'coby', { muted: true }), 'paul');
    stage.send({ type: 'setPresence', speakerId: 'paul', here: false });
    stage.wait(minute);
    expect(spoken(stage)['coby']).toBeUndefined();
    expect(spoken(stage)['paul']).toBeUndefined();
    speaks(stage, voiceOf(stage, 'coby', { muted: false }));
    stage.wait(5 * second);
    expect(spoken(stage)['coby']).toBe(5_000);
  });

  it('over their time: by how much', () => {
    const stage = heardPanel();
    const { segments } = stage.show;
    expect(segments[3]?.id).toBe('panel');
    speaks(stage, voiceOf(stage, 'coby', { since: stage.now }));
    stage.wait(15 * minute);
    const over = 15 * minute - Math.round((35 * minute) / 3);
    expect(slot(stage, 'coby')).toMatchObject({ left: -over, why: { kind: 'over', by: over } });
  });
});

describe('who is not listened to', () => {
  const withoutMorshed = ['amal', 'paul', 'morshed', 'coby'].map((id, index) =>
    speaker(id, { microphone: id === 'morshed' ? null : `Mic ${index + 1}` }),
  );

  it('speaks from their name on screen to the next, but while no voice of another is heard', () => {
    const stage = heardPanel({ speakers: withoutMorshed });
    stage.shows('morshed', true);
    stage.showsName();
    stage.wait(60 * second);
    expect(slot(stage, 'morshed')?.standing).toBe('speaking');
    speaks(stage, voiceOf(stage, 'coby', { since: stage.now }));
    stage.wait(20 * second);
    expect(slot(stage, 'morshed')?.standing).toBe('spoke');
    expect(spoken(stage)).toEqual({ morshed: 60_000, coby: 20_000 });
  });
});

describe('speaking time through a show', () => {
  it('counts where the show goes on after Back, as if the GO had not been', () => {
    const stage = heardPanel();
    speaks(stage, voiceOf(stage, 'coby', { since: stage.now }));
    const began = stage.now;
    stage.wait(20 * second);
    stage.press({ early: true });
    stage.obsDoesIt();
    stage.wait(5 * second);
    stage.back();
    expect(stage.onAirTitle).toBe('panel');
    stage.wait(10 * second);
    expect(spoken(stage)['coby']).toBe(20 * second + stage.now - began - (20 * second + heardOutside(stage)));
  });

  it('of one who speaks across a GO it ends with one segment and begins with the next', () => {
    const stage = heardPanel({ hostId: 'amal' });
    speaks(stage, voiceOf(stage, 'amal', { since: stage.now }));
    const began = stage.now;
    stage.wait(20 * second);
    const pressed = stage.now;
    stage.press({ early: true });
    stage.obsDoesIt();
    stage.wait(10 * second);
    expect(spoken(stage)).toEqual({ amal: stage.now - pressed });
    const { rows } = recordOf(openState(stage.show, 0, 'run-1'), stage.journal, 'whole');
    const row = rows.find(({ title }) => title === 'panel');
    const amal = {
      name: 'Name amal',
      plannedLength: null,
      actualStart: began,
      actualLength: 20_000,
      by: 'voice',
    };
    expect(row?.slots).toContainEqual(amal);
  });

  it('a voice that was under way when the app died ends at the last sign of life', () => {
    const stage = heardPanel();
    speaks(stage, voiceOf(stage, 'coby', { since: stage.now }));
    stage.wait(20 * second);
    stage.send({ type: 'setHold', on: true });
    const lastAt = stage.now;
    stage.wait(10 * minute);
    stage.report({ type: 'resumed', lastAt });
    expect(spoken(stage)).toEqual({ coby: 20_000 });
    expect(stage.state.run.voices).toEqual([]);
  });

  it('a lost connection ends it; sleep is no speech', () => {
    const stage = heardPanel();
    speaks(stage, voiceOf(stage, 'coby', { since: stage.now }));
    stage.wait(20 * second);
    stage.now += 60 * second;
    stage.report({ type: 'slept', duration: 60 * second });
    stage.wait(5 * second);
    stage.report({ type: 'obsLost', reason: 'closed' });
    stage.wait(minute);
    expect(spoken(stage)).toEqual({ coby: 25_000 });
  });

  it('moves with the clock of the machine', () => {
    const stage = heardPanel();
    speaks(stage, voiceOf(stage, 'coby', { since: stage.now }));
    stage.wait(20 * second);
    stage.now += 60 * minute;
    stage.report({ type: 'clockStepped', by: 60 * minute });
    stage.wait(5 * second);
    expect(spoken(stage)).toEqual({ coby: 25_000 });
  });
});

/** While the other segment was on air Coby was not in it. */
function heardOutside(stage: Stage): number {
  const takes = stage.journal.flatMap(({ event, at }) => (event.type === 'takeRequested' ? [at] : []));
  const accepted = stage.journal.flatMap(({ event, at }) => (event.type === 'takeAccepted' ? [at] : []));
  return (accepted.at(-1) ?? 0) - (takes.at(-2) ?? 0);
}
