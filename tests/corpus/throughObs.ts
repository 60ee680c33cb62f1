import OBSWebSocket, { EventSubscription } from 'obs-websocket-js/json';
import { type MeterFrame, meterFrame } from '../../src/core/captions/meters';
import type { Duration, Instant } from '../../src/core/time/units';
import type { MeterTrack } from '../../src/core/captions/track';
import type { SpeakerId } from '../../src/core/show/model';
import type { RealObs } from '../support/realObs';
import { until } from '../support/until';
import {
  fourVoices,
  type Line,
  type MadeMicrophone,
  marks,
  marksEnd,
  microphoneFile,
  spokenIn,
  stemOf,
} from './madeSpeech';

/** What is said, into which microphones. */
export interface Performance {
  readonly title: string;
  readonly length: Duration;
  readonly lines: readonly Line[];
  /** One for each of the four voices, in their order. */
  readonly microphones: readonly MadeMicrophone[];
}

/** The four voices through a real OBS: what its meters said, and when each was really heard. */
export async function recordedThrough(
  obs: RealObs,
  folder: string,
  { title, length, lines, microphones }: Performance,
): Promise<MeterTrack> {
  const stems = new Map<SpeakerId, string>();
  for (const person of fourVoices) {
    const own = lines.filter(({ id }) => id === person.id);
    stems.set(person.id, await stemOf(folder, person, own, length));
  }
  const files: Played[] = [];
  for (const microphone of microphones)
    files.push({ input: microphone.input, file: await microphoneFile(folder, microphone, stems, length) });
  const frames = await metersOf(obs, files, length);
  const begins = files.map(({ input }) => ({ input, began: beginningOf(frames, input) }));
  const truth = fourVoices.flatMap(({ id }, index) => {
    const { input = '', began = 0 } = begins[index] ?? {};
    const spoken = spokenIn(stems.get(id) ?? '');
    return spoken.map(({ from, to }) => ({ speakerId: id, input, from: began + from, to: began + to }));
  });
  const start = Math.max(...begins.map(({ began }) => began)) + marksEnd;
  return {
    title,
    frames: frames.filter(({ at }) => at >= start),
    truth: truth.toSorted((a, b) => a.from - b.from),
  };
}

/** A sound file, and the input of OBS that plays it. */
interface Played {
  readonly input: string;
  readonly file: string;
}

/** Plays sound files in a real OBS all at once, and keeps what its meters say until they have ended. */
async function metersOf(
  obs: RealObs,
  files: readonly Played[],
  length: Duration,
): Promise<readonly MeterFrame[]> {
  const client = new OBSWebSocket();
  const subscriptions = EventSubscription.InputVolumeMeters;
  await client.connect(obs.url, obs.password, { eventSubscriptions: subscriptions });
  const { currentProgramSceneName: sceneName } = await client.call('GetCurrentProgramScene');
  try {
    for (const { input, file } of files)
      await client.call('CreateInput', {
        sceneName,
        inputName: input,
        inputKind: 'ffmpeg_source',
        inputSettings: { is_local_file: true, local_file: file, looping: false, restart_on_activate: false },
      });
    const frames: MeterFrame[] = [];
    const names = new Set(files.map(({ input }) => input));
    client.on('InputVolumeMeters', ({ inputs }) => {
      const metered = inputs as unknown as Parameters<typeof meterFrame>[1];
      frames.push(
        meterFrame(
          performance.now(),
          metered.filter(({ inputName }) => names.has(inputName)),
        ),
      );
    });
    await client.callBatch(
      files.map(({ input }) => ({
        requestType: 'TriggerMediaInputAction',
        requestData: { inputName: input, mediaAction: 'OBS_WEBSOCKET_MEDIA_INPUT_ACTION_RESTART' },
      })),
    );
    const began = performance.now();
    await until('all of it is played', length + 5_000, () => performance.now() - began > length);
    return frames;
  } finally {
    for (const { input } of files) await client.call('RemoveInput', { inputName: input });
    await client.disconnect();
  }
}

/** When the file of an input began in a recording: by the marks, each of which OBS told at once or up to 50 ms later. */
function beginningOf(frames: readonly MeterFrame[], input: string): Instant {
  const loud = (frame: MeterFrame | undefined): boolean => (frame?.levels[input]?.magnitude ?? -100) > -14;
  const onsets = frames.filter((frame, index) => loud(frame) && !loud(frames[index - 1])).map(({ at }) => at);
  const first = onsets.slice(0, marks.length);
  if (first.length < marks.length)
    throw new Error(`${input}: ${first.length} of ${marks.length} marks were heard`);
  return Math.min(...first.map((at, index) => at - (marks[index] ?? 0)));
}
