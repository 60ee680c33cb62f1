import { useEffect, useRef, useState } from 'react';

/**
 * Takes a file that is dropped anywhere on the window; says whether one is being held over it. Without `take` a
 * dropped file does nothing at all: left to itself, a browser would open it in place of the console.
 */
export function useDroppedFile(take: ((file: File) => void) | null): boolean {
  const [over, setOver] = useState(false);
  const latest = useRef(take);
  useEffect(() => {
    latest.current = take;
  });

  useEffect(() => {
    const drag = (event: DragEvent): void => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = latest.current ? 'copy' : 'none';
      if (latest.current) setOver(true);
    };
    const leave = (event: DragEvent): void => {
      // Out of the window, not from one element of it to the next.
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent): void => {
      setOver(false);
      const [file] = event.dataTransfer?.files ?? [];
      if (!file) return;
      event.preventDefault();
      latest.current?.(file);
    };
    window.addEventListener('dragover', drag);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', drag);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
    };
  }, []);

  return over;
}
