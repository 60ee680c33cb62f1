import { type KeyboardEvent, useState } from 'react';

/** A problem in words, or `null` once what was typed is in the show. */
export type Commit = (typed: string) => Promise<string | null>;

export interface Draft {
  readonly value: string;
  readonly problem: string | null;
  readonly change: (typed: string) => void;
  readonly commit: () => void;
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
}

/**
 * What is typed into a field until it is committed, on Enter or when the field is left; Esc puts back what
 * the show has. A refused text stays to be corrected, with the reason beside it.
 */
export function useDraft(written: string, save: Commit): Draft {
  const [typed, setTyped] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  function drop(): void {
    setTyped(null);
    setProblem(null);
  }

  async function commit(): Promise<void> {
    if (typed === null) return;
    if (typed === written) {
      drop();
      return;
    }
    const refused = await save(typed);
    setProblem(refused);
    // What was typed while the answer was on its way stays.
    if (refused === null) setTyped((latest) => (latest === typed ? null : latest));
  }

  return {
    value: typed ?? written,
    problem,
    change: (text) => {
      setTyped(text);
      setProblem(null);
    },
    commit: () => void commit(),
    onKeyDown: (event) => {
      if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) void commit();
      if (event.key !== 'Escape' || event.shiftKey) return;
      event.stopPropagation();
      drop();
      if (typed === null || typed === written) event.currentTarget.blur();
    },
  };
}
