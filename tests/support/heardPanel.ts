import type { Voice } from '../../src/core/captions/director';
import type { Show, SpeakerId, VoicePolicy } from '../../src/core/show/model';
import { defaultVoices } from '../../src/core/show/model';
import { speaker, webinar } from './shows';
import { Stage } from './stage';

/** The microphones of the webinar's people, as OBS spells them. */
export const microphones: Readonly<Record<SpeakerId, string>> = {
  amal: 'Mic 1',
  paul: 'Mic 2',
  morshed: 'Mic 3',
  coby: 'Mic 4',
};

/** The webinar with its panel on air (Paul, Morshed, Coby), whose people are listened to. */
export function heardPanel(fields: Parameters<typeof webinar>[0] = {}): Stage {
  const speakers = Object.entries(microphones).map(([id, input]) => speaker(id, { microphone: input }));
  const stage = new Stage(webinar({ speakers, ...fields }), '15:50');
  stage.go();
  stage.wait(1_000);
  stage.send({ type: 'takeSegment', expectedOnAir: stage.onAir, segmentId: 'panel', armed: true });
  stage.obsDoesIt();
  stage.wait(1_000);
  speaks(stage);
  return stage;
}

/** Somebody has spoken for 300 ms, on their own microphone unless `fields` say otherwise. */
export function voiceOf(stage: Stage, id: SpeakerId, fields: Partial<Voice> = {}): Voice {
  const input = microphones[id] ?? id;
  return { input, speakerId: id, since: stage.now - 300, decibels: -21, muted: false, sure: true, ...fields };
}

/** Who speaks from now on, as the director tells it; what names that brings come up at once. */
export function speaks(stage: Stage, ...who: readonly (SpeakerId | Voice)[]): void {
  const voices = who.map((one) => (typeof one === 'string' ? voiceOf(stage, one) : one));
  stage.report({ type: 'voicesHeard', voices, inputs: Object.values(microphones) });
  stage.showsName();
}

export function withPolicy(policy: Partial<VoicePolicy>): Partial<Show> {
  return { voices: { ...defaultVoices, policy: { ...defaultVoices.policy, ...policy } } };
}

/** Whose name is on screen, or on its way there. */
export function onScreen(stage: Stage): SpeakerId | null {
  return stage.state.run.caption?.speakerId ?? null;
}

/** What was said of names that did not come by themselves. */
export function told(stage: Stage): readonly string[] {
  return stage.journal.flatMap(({ event }) =>
    event.type === 'nameNotShown' ? [`${event.speakerId ?? '?'} ${event.why}`] : [],
  );
}
