import { type ComponentType, type ReactNode, Suspense, lazy, useLayoutEffect, useRef } from 'react';
import type { Overlay } from '../client/view';
import { useView } from '../client/view';
import { t } from '../i18n/t';
import { ErrorBoundary } from '../ui/ErrorBoundary';
import styles from './Overlays.module.css';

// Loaded when first opened: none of them is needed to take the next segment.
const overlays: Readonly<Record<Exclude<Overlay, 'putIn'>, ComponentType>> = {
  palette: lazy(async () => ({ default: (await import('../features/palette/Palette')).Palette })),
  log: lazy(async () => ({ default: (await import('../features/asrun/LogDrawer')).LogDrawer })),
  runs: lazy(async () => ({ default: (await import('../features/runs/RunsDrawer')).RunsDrawer })),
  connection: lazy(async () => ({
    default: (await import('../features/connection/ConnectionDialog')).ConnectionDialog,
  })),
  backup: lazy(async () => ({
    default: (await import('../features/connection/ConnectionDialog')).BackupDialog,
  })),
  captionSetup: lazy(async () => ({
    default: (await import('../features/setup/CaptionSetupDialog')).CaptionSetupDialog,
  })),
  build: lazy(async () => ({ default: (await import('../features/setup/BuildDialog')).BuildDialog })),
  buildBackup: lazy(async () => ({
    default: (await import('../features/setup/BuildBackupDialog')).BuildBackupDialog,
  })),
  rehearse: lazy(async () => ({
    default: (await import('../features/rehearsal/RehearseDialog')).RehearseDialog,
  })),
  voices: lazy(async () => ({
    default: (await import('../features/voices/VoicesDrawer')).VoicesDrawer,
  })),
  settings: lazy(async () => ({
    default: (await import('../features/settings/SettingsDialog')).SettingsDialog,
  })),
};

/** What lies over the screen, one at a time. Each closes itself with `closeOverlay()`. */
export function Overlays(): ReactNode {
  const open = useView((view) => view.open);
  if (open === null || open === 'putIn') return null;
  const Open = overlays[open];
  return (
    <ErrorBoundary key={open} className={styles.broken}>
      <Suspense fallback={open === 'palette' && <Awaited />}>
        <Open />
      </Suspense>
    </ErrorBoundary>
  );
}

/** Has the focus until the command list is there: what is typed for that already is no command to the console. */
function Awaited(): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const before = document.activeElement;
    place.current?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return <div ref={place} role="dialog" aria-busy="true" aria-label={t('palette.label')} tabIndex={-1} />;
}
