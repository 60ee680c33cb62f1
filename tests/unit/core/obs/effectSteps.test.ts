import { describe, expect, it } from 'vitest';
import type { RequestEffect } from '../../../../src/core/obs/effects';
import { effectRequests, isSo, readBacks, shownAt, volumeHeard } from '../../../../src/core/obs/effectSteps';
import { loudnessAt, nextFrames } from '../../../../src/core/obs/fade';
import { request } from '../../../../src/core/obs/protocol';
import { known } from './known';

const obs = known({
  items: {
    Panel: [
      { id: 1, source: 'Logo', enabled: true },
      { id: 2, source: 'Camera', enabled: true },
      { id: 5, source: 'Logo', enabled: false },
    ],
  },
  filters: { Camera: [{ name: 'Blur', enabled: true }] },
  hotkeys: ['Once', 'Twice', 'Twice'],
});

const mute: RequestEffect = { kind: 'mute', input: 'Host microphone', on: true };
const logo: RequestEffect = { kind: 'visibility', scene: 'Panel', source: 'Logo', on: false };
const blur: RequestEffect = { kind: 'filter', source: 'Camera', filter: 'Blur', on: false };

describe('what OBS is asked for a cue', () => {
  it('is one request, or one for each item of a source', () => {
    expect(effectRequests(mute, obs)).toEqual([
      request('SetInputMute', { inputName: 'Host microphone', inputMuted: true }),
    ]);
    expect(effectRequests(logo, obs)).toEqual(
      [1, 5].map((sceneItemId) =>
        request('SetSceneItemEnabled', { sceneName: 'Panel', sceneItemId, sceneItemEnabled: false }),
      ),
    );
    const media: RequestEffect = { kind: 'media', input: 'Camera', action: 'restart' };
    expect(effectRequests(media, obs)).toEqual([
      request('TriggerMediaInputAction', {
        inputName: 'Camera',
        mediaAction: 'OBS_WEBSOCKET_MEDIA_INPUT_ACTION_RESTART',
      }),
    ]);
    expect(effectRequests({ kind: 'saveReplay' }, obs)).toEqual([request('SaveReplayBuffer')]);
  });

  it('is nothing where OBS has nothing of that name, or several of it', () => {
    expect(effectRequests({ ...mute, input: 'Nobody' }, obs)).toEqual([]);
    expect(effectRequests({ ...logo, scene: 'Nowhere' }, obs)).toEqual([]);
    expect(effectRequests({ ...blur, filter: 'Key' }, obs)).toEqual([]);
    expect(effectRequests({ kind: 'hotkey', name: 'Twice' }, obs)).toEqual([]);
    expect(effectRequests({ kind: 'hotkey', name: 'Once' }, obs)).toHaveLength(1);
    // A script may have made one since OBS listed them.
    expect(effectRequests({ kind: 'hotkey', name: 'New' }, obs)).toHaveLength(1);
  });
});

describe('what OBS shows of it', () => {
  it('is on or off, or how loud', () => {
    expect(shownAt(mute, obs)).toBe(false);
    expect(shownAt(logo, obs)).toBe(true);
    expect(shownAt(blur, obs)).toBe(true);
    expect(shownAt({ kind: 'volume', input: 'Host microphone', decibels: -6, over: 0 }, obs)).toBe(0);
    expect(shownAt({ ...mute, input: 'Camera' }, obs)).toBeNull();
    expect(shownAt({ kind: 'hotkey', name: 'Once' }, obs)).toBeNull();
  });

  it('is so, or not; a volume to what OBS rounds', () => {
    expect(isSo(mute, true)).toBe(true);
    expect(isSo(mute, false)).toBe(false);
    const volume: RequestEffect = { kind: 'volume', input: 'Host microphone', decibels: -2, over: 0 };
    expect(isSo(volume, -2.000000238418579)).toBe(true);
    expect(isSo(volume, -2.1)).toBe(false);
  });

  it('is read back as the event that did not come', () => {
    const [muted] = readBacks(mute, obs);
    expect(muted?.event({ inputMuted: true })).toEqual({
      name: 'InputMuteStateChanged',
      data: { inputName: 'Host microphone', inputMuted: true },
    });
    const [filter] = readBacks(blur, obs);
    const filters = [{ filterName: 'Blur', filterEnabled: false }];
    expect(filter?.event({ filters })).toEqual({
      name: 'SourceFilterEnableStateChanged',
      data: { sourceName: 'Camera', filterName: 'Blur', filterEnabled: false },
    });
    expect(readBacks(logo, obs)).toHaveLength(2);
    expect(readBacks({ kind: 'saveReplay' }, obs)).toEqual([]);
  });

  it('is heard of one input only', () => {
    const data = { inputName: 'Mic', inputVolumeDb: -3, inputVolumeMul: 0.7 };
    expect(volumeHeard({ name: 'InputVolumeChanged', data }, 'Mic')).toBe(-3);
    expect(volumeHeard({ name: 'InputVolumeChanged', data }, 'Other')).toBeNull();
    expect(volumeHeard({ name: 'InputMuteStateChanged', data }, 'Mic')).toBeNull();
  });
});

describe('a fade', () => {
  it('goes in even steps of loudness', () => {
    const fade = { from: 0, to: -30, over: 1_000 };
    expect([0, 250, 500, 1_000, 2_000].map((at) => loudnessAt(fade, at))).toEqual([0, -7.5, -15, -30, -30]);
  });

  it('to or from silence spends its time where it is heard', () => {
    expect(loudnessAt({ from: 0, to: -100, over: 1_000 }, 500)).toBe(-30);
    expect(loudnessAt({ from: 0, to: -100, over: 1_000 }, 1_000)).toBe(-100);
    expect(loudnessAt({ from: -100, to: 0, over: 1_000 }, 0)).toBe(-100);
    expect(loudnessAt({ from: -100, to: 0, over: 1_000 }, 500)).toBe(-30);
    expect(loudnessAt({ from: -90, to: -70, over: 1_000 }, 500)).toBe(-100);
  });

  it('is cut into parts of a few frames, the last of which ends where it goes', () => {
    const fade = { from: 0, to: -10, over: 1_000 };
    const part = { frame: 100, most: 4 };
    expect(nextFrames(fade, 0, part)).toEqual([0, -1, -2, -3]);
    expect(nextFrames(fade, 850, part)).toEqual([-8.5, -9.5, -10]);
    expect(nextFrames(fade, 1_300, part)).toEqual([-10]);
  });
});
