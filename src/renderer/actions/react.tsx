import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import { useClient } from '../client/react';
import type { PressState, Presses } from './presses';
import type { Action } from './registry';

const PressesContext = createContext<Presses | null>(null);

/** Hands on the show: one for a window. */
export const PressesProvider = PressesContext.Provider;

export function usePresses(): Presses {
  const presses = useContext(PressesContext);
  if (!presses) throw new Error('usePresses needs a PressesProvider above it');
  return presses;
}

export function usePressState<Part>(select: (state: PressState) => Part): Part {
  return useStore(usePresses().state, select);
}

/** Runs an action as its key would. */
export function useRun(): (action: Action) => void {
  const client = useClient();
  const presses = usePresses();
  return (action) => {
    const { published } = client.mirror.getState();
    if (!published?.session) return;
    const situation = { published, session: published.session };
    if (action.available(situation)) action.run(presses, situation);
  };
}
