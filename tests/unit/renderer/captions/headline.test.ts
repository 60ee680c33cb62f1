import { describe, expect, it } from 'vitest';
import { defaultVoices } from '../../../../src/core/show/model';
import type { Headline } from '../../../../src/renderer/features/captions/headline';
import { headline } from '../../../../src/renderer/features/captions/headline';
import { captionPeople } from '../../../../src/renderer/features/captions/people';
import { speaker } from '../../../support/shows';
import type { Stage } from '../../../support/stage';
import { heardPanel, speaks, voiceOf } from '../../../support/heardPanel';

function says({ state: { document, run }, now }: Stage, levels: 'coming' | 'none' = 'coming'): Headline {
  return headline(document.show, run, { levels }, captionPeople(document.show, run), now);
}

describe('the panel’s one line', () => {
  it('says how names come, after the policy', () => {
    expect(says(heardPanel())).toEqual({ says: 'firstWords', warns: false, values: { seconds: '10' } });
    const { policy } = defaultVoices;
    const of = (change: Partial<typeof policy>): string =>
      says(heardPanel({ voices: { ...defaultVoices, policy: { ...policy, ...change } } })).says;
    expect(of({ onChange: true })).toBe('onChange');
    expect(of({ firstWords: false })).toBe('byItself');
  });

  it('says that a hand has to do it: held, Auto off, no microphones, no levels, a scene without names', () => {
    const stage = heardPanel();
    expect(says(stage, 'none').says).toBe('noLevels');
    stage.send({ type: 'setAutoCaptions', on: false });
    expect(says(stage).says).toBe('byHand');
    stage.send({ type: 'setHold', on: true });
    expect(says(stage).says).toBe('held');
    expect(says(heardPanel({ speakers: ['paul', 'morshed', 'coby'].map((id) => speaker(id)) })).says).toBe(
      'byItself',
    );
    const elsewhere = heardPanel();
    elsewhere.report({ type: 'voicesHeard', voices: [], inputs: [] });
    expect(says(elsewhere).says).toBe('byItself');
    const film = heardPanel({ scenesWithoutNames: ['Panel'] });
    expect(says(film)).toMatchObject({ says: 'notInScene', values: { scene: 'Panel' } });
  });

  it('warns of who talks into a muted microphone', () => {
    const stage = heardPanel();
    speaks(stage, voiceOf(stage, 'coby', { muted: true }));
    stage.wait(2_000);
    expect(says(stage)).toEqual({
      says: 'talksMuted',
      warns: true,
      values: { name: 'Name coby', input: 'Mic 4' },
    });
  });

  it('of a shared microphone it offers the next in order with the key that names them', () => {
    const people = ['paul', 'morshed', 'coby'].map((id) => speaker(id, { microphone: 'Mic 2' }));
    const stage = heardPanel({ speakers: people });
    stage.send({ type: 'showCaption', speakerId: 'paul', pinned: false, expected: null });
    stage.showsName();
    stage.wait(20_000);
    speaks(stage, voiceOf(stage, 'paul', { speakerId: null }));
    expect(says(stage)).toMatchObject({
      says: 'cannotKnow',
      values: { input: 'Mic 2', name: 'Name morshed', key: '2' },
    });
  });
});
