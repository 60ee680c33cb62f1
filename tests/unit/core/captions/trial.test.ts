import { describe, expect, it } from 'vitest';
import type { MeterTrack } from '../../../../src/core/captions/track';
import { peopleOnTrack, wouldShow } from '../../../../src/core/captions/trial';
import { defaultVoices } from '../../../../src/core/show/model';
import { second } from '../../../../src/core/time/units';
import { show, speaker } from '../../../support/shows';
import { framesOf, hum, mix, talk } from '../../../support/voices';

/** Ann speaks from 1 to 5 s, Bo from 6 to 12 s. */
function track(): MeterTrack {
  const inputs = {
    'Mic 1': mix(hum(-62, 1), talk(1_000, 5_000, -24, 2)),
    'Mic 2': mix(hum(-60, 3), talk(6_000, 12_000, -22, 4)),
  };
  return { title: 'Two people', frames: framesOf(inputs, 14_000), truth: null };
}

const people = [
  speaker('ann', { name: 'Ann Archer', microphone: 'Mic 1' }),
  speaker('bo', { name: 'Bo Berg', microphone: 'Mic 2' }),
  speaker('cy', { name: 'Cy Cole', microphone: 'Elsewhere' }),
];

describe('what a track would have shown', () => {
  it('is each new speaker’s name, with the reason, and who was heard from when to when', () => {
    const { heard, shown, notShown } = wouldShow(show([], { speakers: people }), track());
    expect(shown.map(({ speakerId, why }) => [speakerId, why?.kind, why?.input])).toEqual([
      ['ann', 'firstWords', 'Mic 1'],
      ['bo', 'firstWords', 'Mic 2'],
    ]);
    const [ann, bo] = shown;
    expect(ann?.from).toBeGreaterThan(1 * second);
    expect(ann?.from).toBeLessThan(3 * second);
    expect(bo?.from).toBeLessThan(9 * second);
    expect(ann?.to).toBe(bo?.from);
    expect(bo?.to).toBeNull();
    expect(heard.map(({ speakerId }) => speakerId)).toEqual(['ann', 'bo']);
    expect(heard[0]?.to).toBeLessThan(8 * second);
    expect(notShown).toEqual([]);
  });

  it('goes by the show’s own policy', () => {
    const { policy } = defaultVoices;
    const without = { ...defaultVoices, policy: { ...policy, firstWords: false, againAfter: null } };
    expect(wouldShow(show([], { speakers: people, voices: without }), track()).shown).toEqual([]);
  });

  it('says that a shared microphone hears somebody, and names nobody', () => {
    const shared = people.map((person) => ({ ...person, microphone: 'Mic 1' }));
    const { shown, notShown } = wouldShow(show([], { speakers: shared }), track());
    expect(shown).toEqual([]);
    expect(notShown.map(({ why, input, speakerId }) => [why, input, speakerId])).toEqual([
      ['cannotKnow', 'Mic 1', null],
    ]);
  });
});

describe('who speaks on a track', () => {
  it('are those of the show who have its inputs, else one person an input', () => {
    expect(peopleOnTrack(track(), show([], { speakers: people })).map(({ id }) => id)).toEqual(['ann', 'bo']);
    const strangers = peopleOnTrack(track(), show([]));
    expect(strangers.map(({ name, microphone }) => [name, microphone])).toEqual([
      ['Mic 1', 'Mic 1'],
      ['Mic 2', 'Mic 2'],
    ]);
  });

  it('are those whom the truth names, where they share an input', () => {
    const truth = ['p1', 'p2'].map((speakerId) => ({ speakerId, input: 'Mic 1', from: 0, to: 1 }));
    const names = peopleOnTrack({ ...track(), truth }, show([])).map(({ name }) => name);
    expect(names).toEqual(['p1', 'p2', 'Mic 2']);
  });
});
