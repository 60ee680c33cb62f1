import { describe, expect, it } from 'vitest';
import { suggestedMicrophones } from '../../../../src/core/captions/suggest';
import { speaker } from '../../../support/shows';

const people = [
  speaker('morshed', { name: 'Morshed Mannan', role: 'Research Fellow' }),
  speaker('coby', { name: 'Coby Kalter' }),
  speaker('jimena', { name: 'Jimena Viornery' }),
  speaker('lena', { name: 'Lena Fischer', role: 'Moderator' }),
];

function suggested(inputs: readonly string[], of = people): Record<string, string> {
  return Object.fromEntries(suggestedMicrophones(of, 'lena', inputs));
}

describe('a microphone is suggested by its name', () => {
  it('by a word of the person’s name, whatever the case, the accents and how the words are joined', () => {
    expect(suggested(['Mic Morshed', 'CobyMic 2', 'viórnery – USB'])).toEqual({
      morshed: 'Mic Morshed',
      coby: 'CobyMic 2',
      jimena: 'viórnery – USB',
    });
  });

  it('by the initials, and the host’s by what people call a host', () => {
    expect(suggested(['Mic MM', 'Host microphone'])).toEqual({ morshed: 'Mic MM', lena: 'Host microphone' });
  });

  it('the better one of two', () => {
    expect(suggested(['Coby', 'Coby Kalter'])).toEqual({ coby: 'Coby Kalter' });
  });

  it('none where two would do alike', () => {
    expect(suggested(['Coby left', 'Coby right'])).toEqual({});
    const sisters = [speaker('a', { name: 'Ann Berg' }), speaker('b', { name: 'Bea Berg' })];
    expect(suggested(['Berg'], sisters)).toEqual({});
  });

  it('none of what is somebody’s already, and none to who has one', () => {
    const tied = people.map((person) => (person.id === 'coby' ? { ...person, microphone: 'Mic 1' } : person));
    expect(suggested(['Coby'], tied)).toEqual({});
    const taken = people.map((person) => (person.id === 'lena' ? { ...person, microphone: 'Coby' } : person));
    expect(suggested(['Coby'], taken)).toEqual({});
  });

  it('none by words that say nothing of a person', () => {
    expect(suggested(['Mic 1', 'Desktop Audio', 'Mic/Aux', 'Zoom'])).toEqual({});
  });
});
