import { isRequest } from '../obs/effects';
import { noOutputs } from '../obs/outputs';
import type { ObsFacts, Report } from './commands';
import { cuesOf, takenIn } from './cues';
import { desiredScene } from './decide';
import type { State } from './state';

/**
 * What stands in for OBS in a rehearsal that leaves the real one alone: it is there, shows what the run names, and says
 * yes to everything at once. So a rehearsal goes the way that a show goes.
 */
export function standInFacts(state: State): ObsFacts {
  return {
    connected: true,
    practice: true,
    program: desiredScene(state),
    captionsReady: true,
    outputs: noOutputs,
  };
}

/** Its answers to what was asked and not answered; after each of them there may be more. */
export function standInAnswers({ run }: State): readonly Report[] {
  const { pending, settling, caption } = run;
  const names = caption && caption.shownAt === null ? [caption.captionId] : [];
  const cues = takenIn(run).flatMap((taken) =>
    cuesOf(taken).flatMap(({ id, effect }) => {
      const news = taken.cues[id];
      return news?.kind === 'sent' && isRequest(effect) ? [news.fireId] : [];
    }),
  );
  return [
    ...pending.map(({ takeId }): Report => ({ type: 'takeAccepted', takeId, after: 0 })),
    ...(settling ? [{ type: 'takeOnAir', takeId: settling.takeId, after: 0 } as const] : []),
    ...cues.map((fireId): Report => ({ type: 'cueDone', fireId, after: 0 })),
    ...names.map((captionId): Report => ({ type: 'captionShown', captionId, after: 0 })),
  ];
}
