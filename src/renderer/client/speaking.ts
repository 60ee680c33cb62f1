import { whoSpeaks } from '../../core/captions/people';
import { speakerOf } from '../../core/captions/policy';
import type { Run } from '../../core/run/model';
import type { Show, SpeakerId } from '../../core/show/model';

const nobody: readonly SpeakerId[] = [];

/**
 * Who speaks now, longest first: a voice says so, or a hand has said whose voice it is that is heard on a shared
 * microphone. Nobody while nothing is heard of them.
 */
export function speakingNow(show: Show, run: Run): readonly SpeakerId[] {
  if (run.voices.length === 0) return nobody;
  const known = whoSpeaks(show, run);
  const turn = run.onAir?.turns.at(-1);
  const named = turn && speakerOf(show, run, turn.speakerId);
  const isTheirs = run.voices.some(
    ({ input, speakerId, since, muted }) =>
      !muted && speakerId === null && turn && turn.at >= since && named?.microphone === input,
  );
  return isTheirs && turn && !known.includes(turn.speakerId) ? [...known, turn.speakerId] : known;
}

/** Whose initials stand out: who speaks. Where nothing is listened to, whose name is on screen. */
export function markedPeople(show: Show, run: Run): readonly SpeakerId[] {
  if (run.listensTo !== null) return speakingNow(show, run);
  return run.caption && run.caption.shownAt !== null ? [run.caption.speakerId] : nobody;
}
