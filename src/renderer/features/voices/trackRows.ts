import type { LogLine } from '../../../core/asrun/log';
import type { MeterTrack, Spoken } from '../../../core/captions/track';
import type { WouldShow } from '../../../core/captions/trial';
import type { Speaker, SpeakerId } from '../../../core/show/model';
import type { Duration, Instant } from '../../../core/time/units';
import { second } from '../../../core/time/units';

/** A stretch of a track, in the track's own time, ms. */
export interface Span {
  readonly from: Instant;
  readonly to: Instant;
}

/** One person on a track: when they spoke, when that was heard, and when their name would have been on screen. */
export interface TrackRow {
  readonly speaker: Speaker;
  /** `null`: the track does not say. */
  readonly truth: readonly Span[] | null;
  readonly heard: readonly Span[];
  readonly shown: readonly Span[];
}

export interface Played {
  readonly track: MeterTrack;
  readonly people: readonly Speaker[];
  readonly result: WouldShow;
}

export function lengthOf({ frames }: MeterTrack): Duration {
  return frames.at(-1)?.at ?? 0;
}

export function trackRows({ track, people, result }: Played): readonly TrackRow[] {
  const end = lengthOf(track);
  const closed = ({ from, to }: { readonly from: Instant; readonly to: Instant | null }): Span => ({
    from,
    to: to ?? end,
  });
  return people.map((speaker) => ({
    speaker,
    truth: track.truth && track.truth.filter((spoken) => isOf(spoken, speaker, people)),
    heard: result.heard
      .filter(({ speakerId, input, muted }) =>
        speakerId === null ? input === speaker.microphone : speakerId === speaker.id && !muted,
      )
      .map(closed),
    shown: result.shown.filter(({ speakerId }) => speakerId === speaker.id).map(closed),
  }));
}

/** The track's own word for a person, or whoever has that microphone alone in this show. */
function isOf({ speakerId, input }: Spoken, speaker: Speaker, people: readonly Speaker[]): boolean {
  if (people.some(({ id }) => id === speakerId)) return speakerId === speaker.id;
  return input === speaker.microphone;
}

/** A name is wrong where its owner had been silent for so long as it came up, ms. */
const silence: Duration = 2 * second;

export interface TrackLine {
  readonly at: Instant;
  /** As the log of a run would say it. */
  readonly says: Pick<LogLine, 'key' | 'values'>;
  /** Whether it was their voice; `null` where the track does not say, and for a name that did not come. */
  readonly right: boolean | null;
}

/** What would have been in the log, in the order of time. */
export function trackLines(played: Played): readonly TrackLine[] {
  const { people, result } = played;
  const nameOf = (id: SpeakerId | null): string => people.find((one) => one.id === id)?.name ?? '';
  const rows = trackRows(played);
  const shown = result.shown.flatMap(({ speakerId, from, why }): readonly TrackLine[] => {
    if (!why) return [];
    const { kind, input, decibels, heardFor } = why;
    const values = {
      name: nameOf(speakerId),
      rule: kind,
      input,
      decibels: Math.round(decibels),
      ms: heardFor,
    };
    const truth = rows.find((row) => row.speaker.id === speakerId)?.truth ?? null;
    const right = truth && truth.some((span) => span.from <= from && span.to >= from - silence);
    return [{ at: from, says: { key: 'captionByVoice', values }, right }];
  });
  const notShown = result.notShown.map(({ at, input, speakerId, why }): TrackLine => ({
    at,
    says: { key: 'nameNotShown', values: { name: nameOf(speakerId), input, why, onScreen: '', scene: '' } },
    right: null,
  }));
  return [...shown, ...notShown].toSorted((one, other) => one.at - other.at);
}
