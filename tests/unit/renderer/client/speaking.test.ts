import { describe, expect, it } from 'vitest';
import { markedPeople, speakingNow } from '../../../../src/renderer/client/speaking';
import { speaker } from '../../../support/shows';
import type { Stage } from '../../../support/stage';
import { heardPanel, speaks, voiceOf } from '../../../support/heardPanel';

const now = ({ state: { document, run } }: Stage): readonly string[] => speakingNow(document.show, run);
const marked = ({ state: { document, run } }: Stage): readonly string[] => markedPeople(document.show, run);

describe('who speaks now', () => {
  it('is whom voices name, longest first; nobody in a silence, whoever’s name is still up', () => {
    const stage = heardPanel();
    speaks(stage, voiceOf(stage, 'morshed', { since: stage.now - 900 }), voiceOf(stage, 'coby'));
    expect(now(stage)).toEqual(['morshed', 'coby']);
    expect(marked(stage)).toEqual(['morshed', 'coby']);
    stage.wait(2_000);
    speaks(stage);
    expect(now(stage)).toEqual([]);
    expect(marked(stage)).toEqual([]);
  });

  it('is not who talks into a muted microphone', () => {
    const stage = heardPanel();
    speaks(stage, voiceOf(stage, 'coby', { muted: true }));
    expect(now(stage)).toEqual([]);
  });

  it('on a shared microphone is whom a hand names while that voice goes on', () => {
    const people = ['paul', 'morshed', 'coby'].map((id) => speaker(id, { microphone: 'Mic 2' }));
    const stage = heardPanel({ speakers: people });
    speaks(stage, voiceOf(stage, 'paul', { speakerId: null }));
    expect(now(stage)).toEqual([]);
    stage.send({ type: 'showCaption', speakerId: 'coby', pinned: false, expected: null });
    stage.showsName();
    expect(now(stage)).toEqual(['coby']);
    speaks(stage);
    expect(now(stage)).toEqual([]);
  });

  it('where nothing is listened to, whose name is on screen stands out', () => {
    const stage = heardPanel();
    stage.report({ type: 'obsLost', reason: 'closed' });
    stage.report({ type: 'obsConnected', practice: false, version: '29.0.2', program: 'Panel' });
    stage.send({ type: 'showCaption', speakerId: 'paul', pinned: false, expected: null });
    stage.showsName();
    expect(marked(stage)).toEqual(['paul']);
  });
});
