import type { ReactNode } from 'react';

export function PasswordDialog(): ReactNode {
  return null;
}
