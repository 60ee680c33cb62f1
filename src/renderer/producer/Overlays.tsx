import { type ComponentType, type ReactNode, Suspense, lazy } from 'react';
import type { Overlay } from '../client/view';
import { useView } from '../client/view';
import { ErrorBoundary } from '../ui/ErrorBoundary';

// Loaded when first opened: none of them is needed to take the next segment.
const overlays: Readonly<Record<Overlay, ComponentType>> = {
  palette: lazy(async () => ({ default: (await import('../features/palette/Palette')).Palette })),
  log: lazy(async () => ({ default: (await import('../features/asrun/LogDrawer')).LogDrawer })),
  connection: lazy(async () => ({
    default: (await import('../features/connection/ConnectionDialog')).ConnectionDialog,
  })),
  captionSetup: lazy(async () => ({
    default: (await import('../features/captionSetup/CaptionSetupDialog')).CaptionSetupDialog,
  })),
  settings: lazy(async () => ({
    default: (await import('../features/settings/SettingsDialog')).SettingsDialog,
  })),
};

/** What lies over the screen, one at a time. Each closes itself with `closeOverlay()`. */
export function Overlays(): ReactNode {
  const open = useView((view) => view.open);
  if (open === null) return null;
  const Open = overlays[open];
  return (
    <ErrorBoundary key={open}>
      <Suspense>
        <Open />
      </Suspense>
    </ErrorBoundary>
  );
}
