import { useEffect, useRef, useState } from 'react';
import { createDirector } from '../../../core/captions/director';
import type { MeterTrack } from '../../../core/captions/track';
import { createTrial, peopleOnTrack } from '../../../core/captions/trial';
import type { Show } from '../../../core/show/model';
import type { Played } from './trackRows';

type Play =
  /** `part`: 0–1. */
  { readonly at: 'playing'; readonly part: number } | { readonly at: 'played'; readonly played: Played };

/** So long at a time, ms: the console goes on drawing, and GO is taken, while an hour is played. */
const turn = 12;
const atOnce = 20;

/** Plays a track through the director, by the show's policy; anew whenever one of the two changes. */
export function usePlay(show: Show, track: MeterTrack | null): Play | null {
  const [play, setPlay] = useState<(Play & { readonly of: MeterTrack }) | null>(null);
  const { voices, captionDuration, speakers } = show;
  const latest = useRef(show);
  useEffect(() => {
    latest.current = show;
  });
  useEffect(() => {
    if (!track) return undefined;
    const of = track;
    const people = peopleOnTrack(of, latest.current);
    const { frames } = of;
    const { hear } = createDirector(latest.current.voices.parameters);
    const trial = createTrial(latest.current, people, frames[0]?.at ?? 0, hear);
    let next = 0;
    let timer = setTimeout(go, 0);
    function go(): void {
      const until = performance.now() + turn;
      while (next < frames.length && performance.now() < until) {
        for (const frame of frames.slice(next, next + atOnce)) trial.hear(frame);
        next += atOnce;
      }
      if (next < frames.length) {
        setPlay({ of, at: 'playing', part: next / frames.length });
        timer = setTimeout(go, 0);
      } else setPlay({ of, at: 'played', played: { track: of, people, result: trial.result() } });
    }
    return () => clearTimeout(timer);
  }, [track, voices, captionDuration, speakers]);
  return play?.of === track ? play : null;
}
