import type { FromHost } from '../../contract/messages';
import { diff } from '../../contract/patch';
import type { Published } from '../../contract/published';

/** Holds what is published and tells every screen what changed. */
export interface Publisher {
  readonly published: Published;
  /** Replaces some slices; says nothing when nothing changed. */
  update(slices: Partial<Published>): void;
  subscribe(send: (message: FromHost) => void): () => void;
}

export function createPublisher(first: Published): Publisher {
  let published = first;
  const screens = new Set<(message: FromHost) => void>();
  return {
    get published() {
      return published;
    },
    update(slices) {
      const next = { ...published, ...slices };
      const changes = diff(published, next);
      published = next;
      if (changes.length === 0) return;
      const message: FromHost = { type: 'changes', changes };
      for (const send of screens) send(message);
    },
    subscribe(send) {
      screens.add(send);
      return () => screens.delete(send);
    },
  };
}
