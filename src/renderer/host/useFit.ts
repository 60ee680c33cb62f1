import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';

/**
 * Draws a box as richly as its room allows: `data-fit` counts from 0, all of it, up to `sparest`, and stays at the
 * first level whose content is not cut off. What each level leaves out is said in the style sheet.
 */
export function useFit<Box extends HTMLElement>(sparest: number): RefObject<Box | null> {
  const box = useRef<Box>(null);

  // After each time that React drew it: content may have changed.
  useLayoutEffect(() => {
    if (box.current) fit(box.current, sparest);
  });

  useEffect(() => {
    const drawn = box.current;
    if (!drawn) return;
    const again = (): void => fit(drawn, sparest);
    const observer = new ResizeObserver(again);
    observer.observe(drawn);
    // Letters that the first part of the font lacks come when they are first written.
    document.fonts.addEventListener('loadingdone', again);
    return () => {
      observer.disconnect();
      document.fonts.removeEventListener('loadingdone', again);
    };
  }, [sparest]);

  return box;
}

function fit(box: HTMLElement, sparest: number): void {
  for (let level = 0; level <= sparest; level += 1) {
    box.dataset.fit = String(level);
    if (box.scrollHeight <= box.clientHeight + 1 && box.scrollWidth <= box.clientWidth + 1) return;
  }
}
