import type { ReactNode } from 'react';

export function EditMode(): ReactNode {
  return null;
}
