import { useEffect, useState } from 'react';

/** A page that nobody sees draws no frames; it need not wait for one, ms. */
const noFrame = 150;

/** False while a component is drawn for the first time, true once that is on its way to the screen. */
export function useAfterFirstFrame(): boolean {
  const [isAfter, setIsAfter] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsAfter(true), noFrame);
    // The second frame begins when the first is done.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => setIsAfter(true));
    });
    return () => {
      clearTimeout(timer);
      cancelAnimationFrame(frame);
    };
  }, []);
  return isAfter;
}
