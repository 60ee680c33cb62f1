import type { ReactNode } from 'react';

export function LogDrawer(): ReactNode {
  return null;
}
