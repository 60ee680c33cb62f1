import type { ReactNode } from 'react';

export function ConnectionDialog(): ReactNode {
  return null;
}
