import type { ReactNode } from 'react';

export function ConsoleMenu(): ReactNode {
  return null;
}
