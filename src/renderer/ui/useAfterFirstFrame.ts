import { useEffect, useState } from 'react';

/** A page that nobody sees draws no frames; it need not wait for one, ms. */
const noFrame = 250;

/**
 * The first is then on the screen: while a frame is made, the one before it is put there. On two cores, what is begun
 * sooner holds it up.
 */
const frames = 3;

/** False while a component is drawn for the first time, true once that is on the screen. */
export function useAfterFirstFrame(): boolean {
  const [isAfter, setIsAfter] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsAfter(true), noFrame);
    let left = frames;
    let frame = requestAnimationFrame(count);
    function count(): void {
      left -= 1;
      if (left === 0) setIsAfter(true);
      else frame = requestAnimationFrame(count);
    }
    return () => {
      clearTimeout(timer);
      cancelAnimationFrame(frame);
    };
  }, []);
  return isAfter;
}
