import { useMemo } from 'react';
import { obsAnswers } from '../../client/air';
import { useMirror, useSession } from '../../client/react';
import type { PlannedCue } from './plannedCues';
import { plannedCues } from './plannedCues';

/** The cues of the segment on air. */
export function usePlannedCues(): readonly PlannedCue[] {
  const show = useSession((session) => session.show);
  const run = useSession((session) => session.run);
  const observed = useMirror(({ obs }) => obs.observed);
  const connected = useMirror(({ obs }) => obsAnswers(run, obs));
  return useMemo(() => plannedCues(show, run, observed, connected), [show, run, observed, connected]);
}
