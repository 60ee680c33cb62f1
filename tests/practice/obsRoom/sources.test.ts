import { afterEach, describe, expect, it } from 'vitest';
import type { ObservedInput } from '../../../src/core/obs/observed';
import { startPracticeObs, type PracticeObs } from '../../../src/practice-obs/server';
import { webinar } from '../../support/shows';
import { startRoom, type RoomStage } from './roomStage';

const endings: (() => unknown)[] = [];

afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

async function connected(): Promise<{ readonly obs: PracticeObs; readonly stage: RoomStage }> {
  const obs = await startPracticeObs({});
  endings.push(() => obs.close());
  obs.person.addInput('Host', 'Jingle', 'ffmpeg_source');
  obs.person.mute('Host microphone', true);
  obs.person.addFilter('Host', 'Blur');
  const target = { address: obs.url, practice: false, password: null };
  const stage = startRoom({ show: webinar({ date: null }), target });
  endings.push(() => stage.dispose());
  await stage.connected();
  return { obs, stage };
}

function input({ view }: RoomStage, name: string): ObservedInput | undefined {
  return view.observed?.inputs.find((each) => each.name === name);
}

describe('inputs, filters and hotkeys', () => {
  it('are read at first, each with the sound that it has', async () => {
    const { stage } = await connected();
    const pulse = { kind: 'pulse_input_capture', decibels: 0 };
    expect(input(stage, 'Host microphone')).toEqual({ name: 'Host microphone', muted: true, ...pulse });
    const camera = { name: 'Host camera', kind: 'v4l2_input', muted: null, decibels: null };
    expect(input(stage, 'Host camera')).toEqual(camera);
    expect(stage.view.observed?.inputs[0]?.name).toBe('Jingle');
    expect(stage.view.observed?.sources['Host']).toEqual(['Jingle', 'Host microphone', 'Host camera']);
    expect(stage.view.observed?.filters).toEqual({ Host: ['Blur'] });
    expect(stage.view.observed?.hotkeys).toContain('OBSBasic.StartRecording');
  });

  it('are followed as a person works at OBS', async () => {
    const { obs, stage } = await connected();
    obs.person.mute('Host microphone', false);
    obs.person.setVolume('Host microphone', -12.34);
    await stage.until('unmuted and softer', () => {
      const { muted, decibels } = input(stage, 'Host microphone') ?? {};
      return muted === false && decibels === -12.3;
    });
    obs.person.addInput('Panel', 'Applause', 'ffmpeg_source');
    await stage.until('a new sound', () => input(stage, 'Applause')?.decibels === 0);
    obs.person.renameInput('Applause', 'Claps');
    await stage.until('its new name', () => input(stage, 'Claps')?.muted === false);
    obs.person.removeInput('Claps');
    await stage.until('it is gone', () => input(stage, 'Claps') === undefined);
    obs.person.addFilter('Jingle', 'Gain');
    obs.person.renameFilter('Jingle', 'Gain', 'Louder');
    obs.person.removeFilter('Host', 'Blur');
    await stage.until('other filters', () => stage.view.observed?.filters['Host'] === undefined);
    expect(stage.view.observed?.filters).toEqual({ Jingle: ['Louder'] });
  });
});
