import type { ReactNode } from 'react';

export function TopBar({ className }: { readonly className?: string }): ReactNode {
  return <div className={className} />;
}
