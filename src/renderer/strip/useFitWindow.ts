import { type RefObject, useEffect, useRef } from 'react';
import { useClient, useMirror } from '../client/react';

/** Asks for a window that is as large as what is in it, at the person's own zoom. */
export function useFitWindow(): RefObject<HTMLElement | null> {
  const client = useClient();
  const inApp = useMirror(({ app }) => app.shell === 'electron');
  const content = useRef<HTMLElement>(null);
  useEffect(() => {
    const element = content.current;
    if (!inApp || !element) return;
    let asked = '';
    const fit = (): void => {
      const { width, height } = element.getBoundingClientRect();
      const zoom = outerWidth / innerWidth;
      const size = { width: Math.ceil(width * zoom), height: Math.ceil(height * zoom) };
      if (JSON.stringify(size) === asked) return;
      asked = JSON.stringify(size);
      void client.call('fitStrip', size);
    };
    const observer = new ResizeObserver(fit);
    observer.observe(element);
    // To zoom changes the room that there is, not what is in it.
    window.addEventListener('resize', fit);
    return () => {
      observer.disconnect();
      window.removeEventListener('resize', fit);
    };
  }, [client, inApp]);
  return content;
}
