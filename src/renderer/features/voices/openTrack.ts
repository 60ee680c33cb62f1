import type { MeterTrack } from '../../../core/captions/track';
import { readTrack } from '../../../core/captions/track';

/** An hour of a dozen inputs is 2 MB. */
const largestTrack = 64 * 1024 * 1024;

/** Why a file holds no track that can be played. Words: `voices.track.problem`. */
export type TrackProblem = 'tooLarge' | 'unreadable' | 'noTrack' | 'empty';

/** Reads a `*.meters.json` file that the operator chose; one too large is not read at all. */
export async function openTrack(file: File): Promise<MeterTrack | TrackProblem> {
  if (file.size > largestTrack) return 'tooLarge';
  try {
    return await readTrackText(await file.text());
  } catch {
    // Moved, taken away, or a folder that was dropped.
    return 'unreadable';
  }
}

/** A track, its frames from 0 on. The schema is loaded with the first file: no screen begins with it. */
export async function readTrackText(text: string): Promise<MeterTrack | TrackProblem> {
  const { trackSchema } = await import('../../../contract/trackSchema');
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return 'noTrack';
  }
  const read = trackSchema.safeParse(json);
  if (!read.success) return 'noTrack';
  const track = readTrack(read.data, 0);
  return track.frames.length === 0 ? 'empty' : track;
}
