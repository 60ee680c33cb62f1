import { type RefObject, useEffect, useRef } from 'react';

/**
 * Gives the focus to the first button in an element once `ready`, where what had it is gone or is in the same drawer:
 * somebody who has gone elsewhere meanwhile is left alone.
 */
export function useFirstFocus<Place extends HTMLElement>(ready: boolean): RefObject<Place | null> {
  const place = useRef<Place>(null);
  useEffect(() => {
    if (!ready) return;
    const { activeElement: active, body } = document;
    if (active === body || place.current?.closest('section')?.contains(active))
      place.current?.querySelector('button')?.focus();
  }, [ready]);
  return place;
}
