import { useSyncExternalStore } from 'react';
import type { Place } from '../actions/keys';
import { placeOf } from '../actions/keys';
import { useView } from './view';

/** Where keys go now; `away` while the window has no focus. */
export function useFocusPlace(): Place | 'away' {
  const mode = useView((view) => view.mode);
  return useSyncExternalStore(subscribe, () =>
    document.hasFocus() ? placeOf(document.activeElement, mode) : 'away',
  );
}

function subscribe(changed: () => void): () => void {
  const events = ['focusin', 'focusout', 'focus', 'blur'] as const;
  for (const event of events) window.addEventListener(event, changed);
  return () => {
    for (const event of events) window.removeEventListener(event, changed);
  };
}

/** A click this soon after the window got the focus is the click that gave it, ms. */
const focusing = 250;
let focusedAt = Number.NEGATIVE_INFINITY;
if (typeof window !== 'undefined') {
  window.addEventListener('focus', () => {
    focusedAt = performance.now();
  });
}

/** Whether a press of the pointer is the one that brings the window to the front: that one never takes. */
export function isFocusingClick(): boolean {
  return !document.hasFocus() || performance.now() - focusedAt < focusing;
}
