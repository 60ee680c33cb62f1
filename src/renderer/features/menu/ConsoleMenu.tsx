import { type ReactNode, Suspense, lazy, useRef, useState } from 'react';
import { t } from '../../i18n/t';
import { Button } from '../../ui/Button';
import { useDroppedFile } from '../start/useDroppedFile';

// Loaded when first opened: nothing in it is needed to take the next segment.
const MenuItems = lazy(async () => ({ default: (await import('./MenuItems')).MenuItems }));

/** What is done seldom, behind three dots. */
export function ConsoleMenu(): ReactNode {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  // A file dropped by mistake must not take the place of a live console.
  useDroppedFile(null);
  return (
    <>
      <Button
        ref={button}
        size="small"
        icon="more"
        label={t('menu.label')}
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      />
      {open && (
        <Suspense>
          <MenuItems button={button} close={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
