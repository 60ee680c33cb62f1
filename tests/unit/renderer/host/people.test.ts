import { describe, expect, it } from 'vitest';
import type { HostPeople } from '../../../../src/renderer/host/people';
import { aboutWords, hostPeople } from '../../../../src/renderer/host/people';
import { speaker, webinar } from '../../../support/shows';
import { Stage } from '../../../support/stage';
import { heardPanel, speaks, voiceOf } from '../../../support/heardPanel';

function peopleOf({ state: { document, run } }: Stage): HostPeople | null {
  return hostPeople(document.show, run);
}

/** The webinar with its panel on air: Paul, Morshed, Coby. */
function panel(): Stage {
  const stage = new Stage(webinar(), '15:50');
  for (const time of ['15:50', '16:00', '16:05', '16:25']) {
    stage.clock(time);
    stage.go({ early: true });
  }
  return stage;
}

function name(stage: Stage, speakerId: string): void {
  stage.shows(speakerId);
  stage.showsName();
}

describe('whom the host reads of', () => {
  it('is everybody in the segment, and nobody as last named, until a name was on screen', () => {
    const people = peopleOf(panel());
    expect(people?.of).toBe('onAir');
    expect(people?.last).toBeNull();
    expect(people?.everybody.map(({ speaker: { id } }) => id)).toEqual(['paul', 'morshed', 'coby']);
    expect(people?.following?.id).toBe('paul');
  });

  it('is who was named last and who is to be named then', () => {
    const stage = panel();
    name(stage, 'morshed');
    expect([peopleOf(stage)?.last?.id, peopleOf(stage)?.following?.id]).toEqual(['morshed', 'paul']);
    stage.wait(20_000);
    // The name has gone from the screen: who was named last stays who was named last.
    expect(stage.state.run.caption).toBeNull();
    expect(peopleOf(stage)?.last?.id).toBe('morshed');
  });

  it('never speaks now while only hands have named: nobody told it', () => {
    const stage = panel();
    name(stage, 'morshed');
    expect(peopleOf(stage)?.lastDid).toBe('named');
  });

  it('is who speaks, once a voice says so, and who is to come after them', () => {
    const stage = heardPanel();
    expect(peopleOf(stage)?.last).toBeNull();
    speaks(stage, voiceOf(stage, 'paul'));
    const people = peopleOf(stage);
    expect([people?.lastDid, people?.last?.id, people?.following?.id]).toEqual(['speaks', 'paul', 'morshed']);
    stage.wait(2_000);
    speaks(stage);
    expect([peopleOf(stage)?.lastDid, peopleOf(stage)?.last?.id]).toEqual(['spoke', 'paul']);
  });

  it('is who speaks before their name is up, and then comes somebody else', () => {
    const stage = heardPanel({ scenesWithoutNames: ['Panel'] });
    speaks(stage, voiceOf(stage, 'paul'));
    const people = peopleOf(stage);
    expect([people?.last?.id, people?.following?.id]).toEqual(['paul', 'morshed']);
  });

  it('passes over who is not here, and still lists them', () => {
    const stage = panel();
    name(stage, 'paul');
    stage.send({ type: 'setPresence', speakerId: 'morshed', here: false });
    const people = peopleOf(stage);
    expect(people?.following?.id).toBe('coby');
    expect(people?.everybody.find(({ speaker: { id } }) => id === 'morshed')?.here).toBe(false);
  });

  it('has nobody to follow once all were named', () => {
    const stage = panel();
    for (const id of ['paul', 'morshed', 'coby']) name(stage, id);
    expect(peopleOf(stage)?.last?.id).toBe('coby');
    expect(peopleOf(stage)?.following).toBeNull();
  });

  it('forgets who was named when the next segment is taken', () => {
    const stage = new Stage(webinar(), '16:05');
    for (let count = 0; count < 3; count += 1) {
      stage.wait(2_000);
      stage.go({ early: true });
    }
    name(stage, 'amal');
    expect(peopleOf(stage)?.last?.id).toBe('amal');
    stage.wait(2_000);
    stage.go({ early: true });
    expect(stage.onAirTitle).toBe('panel');
    expect(peopleOf(stage)?.last).toBeNull();
  });

  it('is named by a hand from outside the segment, too', () => {
    const stage = panel();
    name(stage, 'amal');
    expect(peopleOf(stage)?.last?.id).toBe('amal');
    expect(peopleOf(stage)?.following?.id).toBe('paul');
  });

  it('is of the next segment that has people where nobody is in this one', () => {
    const stage = new Stage(webinar(), '15:50');
    expect(peopleOf(stage)).toMatchObject({ of: 'later', segment: { id: 'talk' } });
    stage.go();
    stage.clock('16:00');
    stage.go();
    expect(peopleOf(stage)).toMatchObject({ of: 'next', segment: { id: 'talk' }, last: null });
  });

  it('is nobody when nobody is to come', () => {
    const stage = panel();
    stage.wait(2_000);
    stage.go({ early: true });
    expect(stage.onAirTitle).toBe('closing');
    expect(peopleOf(stage)).toBeNull();
  });
});

describe('what the host may say of a person', () => {
  it('is what is known of them', () => {
    const all = { role: 'Research Fellow', organisation: 'EUI', place: 'Florence, Italy' };
    expect(aboutWords(speaker('m', all))).toBe('Research Fellow, EUI, Florence, Italy');
    expect(aboutWords(speaker('m', { organisation: 'EUI' }))).toBe('EUI');
    expect(aboutWords(speaker('m'))).toBe('');
  });
});
