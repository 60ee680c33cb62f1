import { useShallow } from 'zustand/react/shallow';
import type { Air } from './air';
import { airOf } from './air';
import { useMirror } from './react';

/** What may be said now of what should be on air; `null` also while no show is open. */
export function useAir(): Air | null {
  return useMirror(useShallow(({ session, obs }) => session && airOf(session.show, session.run, obs)));
}

/** Whether the slate is up, or asked for. */
export function useSlateIsUp(): boolean {
  return useMirror(({ session }) => (session?.run.slate ?? null) !== null);
}
