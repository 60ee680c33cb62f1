import { describe, expect, it } from 'vitest';
import { sampleTracks, writeTrack } from '../../../../src/core/captions/track';
import type { MeterTrack } from '../../../../src/core/captions/track';
import { peopleOnTrack, wouldShow } from '../../../../src/core/captions/trial';
import { bundledTrack } from '../../../../src/main/storage/bundledTracks';
import { openTrack, readTrackText } from '../../../../src/renderer/features/voices/openTrack';
import type { Played } from '../../../../src/renderer/features/voices/trackRows';
import { trackLines, trackRows } from '../../../../src/renderer/features/voices/trackRows';
import { show, speaker } from '../../../support/shows';
import { framesOf, hum } from '../../../support/voices';

const track: MeterTrack = {
  title: 'Two people',
  frames: framesOf({ 'Mic 1': hum(-60, 1), 'Mic 2': hum(-60, 2) }, 10_000),
  truth: [
    { speakerId: 'p1', input: 'Mic 1', from: 1_000, to: 3_000 },
    { speakerId: 'p2', input: 'Mic 2', from: 4_000, to: 5_000 },
  ],
};
const why = { kind: 'firstWords', input: 'Mic 1', decibels: -21.4, heardFor: 620 } as const;
const played: Played = {
  track,
  people: [speaker('ann', { microphone: 'Mic 1' }), speaker('bo', { microphone: 'Mic 2' })],
  result: {
    heard: [
      { input: 'Mic 1', speakerId: 'ann', muted: false, from: 1_500, to: 4_000 },
      { input: 'Mic 2', speakerId: 'bo', muted: true, from: 4_500, to: null },
    ],
    shown: [
      { speakerId: 'ann', from: 1_620, to: 8_000, why },
      { speakerId: 'bo', from: 8_000, to: null, why: { ...why, input: 'Mic 2' } },
    ],
    notShown: [{ at: 500, input: 'Mic 2', speakerId: 'bo', why: 'hushed' }],
  },
};

describe('a track that was played', () => {
  it('has a row for each person: truth of their microphone, what was heard of them, their name', () => {
    const [ann, bo] = trackRows(played);
    expect(ann).toMatchObject({
      truth: [{ from: 1_000, to: 3_000 }],
      heard: [{ from: 1_500, to: 4_000 }],
      shown: [{ from: 1_620, to: 8_000 }],
    });
    expect(bo?.heard).toEqual([]);
    expect(bo?.shown).toEqual([{ from: 8_000, to: 9_950 }]);
  });

  it('says each decision as the log would, and whose name came while they were silent', () => {
    expect(trackLines(played).map(({ at, says, right }) => [at, says.key, right])).toEqual([
      [500, 'nameNotShown', null],
      [1_620, 'captionByVoice', true],
      [8_000, 'captionByVoice', false],
    ]);
    const unknown = trackLines({ ...played, track: { ...track, truth: null } });
    expect(unknown.every(({ right }) => right === null)).toBe(true);
  });
});

describe('a file that was chosen', () => {
  it('is a track, or it is said what is the matter with it', async () => {
    const text = JSON.stringify(writeTrack(track));
    expect(await openTrack(new File([text], 'two.meters.json'))).toMatchObject({ title: 'Two people' });
    expect(await readTrackText('{"format":"lectern"}')).toBe('noTrack');
    expect(await readTrackText('{')).toBe('noTrack');
    expect(await readTrackText(JSON.stringify(writeTrack({ ...track, frames: [] })))).toBe('empty');
    const large = { size: 65 * 1024 * 1024 } as File;
    expect(await openTrack(large)).toBe('tooLarge');
    const gone = { size: 1, text: () => Promise.reject(new Error('gone')) } as unknown as File;
    expect(await openTrack(gone)).toBe('unreadable');
  });

  it.each(sampleTracks)(
    'need not be there: %s comes with the app; each name on it is of who spoke',
    async (name) => {
      const sample = await readTrackText(await bundledTrack(name));
      if (typeof sample === 'string') throw new Error(sample);
      const result = wouldShow(show([]), sample);
      const lines = trackLines({ track: sample, people: peopleOnTrack(sample, show([])), result });
      expect(lines.filter(({ right }) => right === true)).toHaveLength(4);
      expect(lines.filter(({ right }) => right === false)).toEqual([]);
    },
  );
});
