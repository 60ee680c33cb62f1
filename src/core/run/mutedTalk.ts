import { microphonesOf, whoMaySpeak } from '../captions/people';
import { isSoundOff } from '../obs/sound';
import type { SpeakerId } from '../show/model';
import type { Duration, Instant } from '../time/units';
import { second } from '../time/units';
import type { LecternEvent } from './events';
import type { MutedTalk, Run } from './model';
import type { State } from './state';

/** Somebody talks, and viewers do not hear it: the producer is warned, for as long as it is so and a little longer. */

/** A cough is no talk, ms. */
export const talksAfter: Duration = 1.5 * second;
/** Between two sentences the warning stays, ms. */
export const quietAfter: Duration = 3 * second;

interface DueTalk {
  readonly at: Instant;
  readonly input: string;
  /** `null`: one of those who share the microphone. */
  readonly speakerId: SpeakerId | null;
  readonly on: boolean;
}

/** When a warning is due, or over. Where sound is off on purpose there is none. */
export function mutedTalkDue({ run, document: { show } }: State): readonly DueTalk[] {
  const over = run.mutedTalk.flatMap(({ input, speakerId, quietSince }): readonly DueTalk[] =>
    quietSince === null ? [] : [{ at: quietSince + quietAfter, input, speakerId, on: false }],
  );
  const muted = run.voices.filter(
    (voice) => voice.muted && !run.mutedTalk.some(({ input }) => input === voice.input),
  );
  if (muted.length === 0 || run.slate || isSoundOff(run)) return over;
  const microphones = microphonesOf(show, run);
  const begun = muted.flatMap((voice): readonly DueTalk[] => {
    const who = whoMaySpeak(voice, microphones);
    if (who.length === 0) return [];
    const speakerId = who.length === 1 ? (who[0] ?? null) : null;
    return [{ at: voice.since + talksAfter, input: voice.input, speakerId, on: true }];
  });
  return [...over, ...begun];
}

/** What is due at `now`; that somebody talks is in the log once a segment. */
export function mutedTalkAt(state: State, now: Instant): readonly LecternEvent[] {
  const told = state.run.onAir?.notShown ?? [];
  return mutedTalkDue(state).flatMap(({ at, input, speakerId, on }): readonly LecternEvent[] => {
    if (at > now) return [];
    const isTold = told.some((one) => one.input === input && one.why === 'muted');
    return [
      { type: 'mutedTalk', input, speakerId, on },
      ...(on && !isTold ? [{ type: 'nameNotShown', input, speakerId, why: 'muted' } as const] : []),
    ];
  });
}

export function evolveMutedTalk(
  run: Run,
  { input, speakerId, on }: Extract<LecternEvent, { type: 'mutedTalk' }>,
): Run {
  const others = run.mutedTalk.filter((one) => one.input !== input);
  return { ...run, mutedTalk: on ? [...others, { input, speakerId, quietSince: null }] : others };
}

/** Unmuted, there is nothing to warn of; silent, it waits whether they go on. Another segment begins anew. */
export function mutedTalkGoesOn(before: Run, run: Run, at: Instant): Run {
  if (run.mutedTalk.length === 0) return run;
  if (run.onAir === null || before.onAir?.takeId !== run.onAir.takeId) return { ...run, mutedTalk: [] };
  if (before.voices === run.voices) return run;
  const mutedTalk = run.mutedTalk.flatMap((one): readonly MutedTalk[] => {
    const voice = run.voices.find(({ input }) => input === one.input);
    if (!voice) return [{ ...one, quietSince: one.quietSince ?? at }];
    return voice.muted ? [{ ...one, quietSince: null }] : [];
  });
  return { ...run, mutedTalk };
}
