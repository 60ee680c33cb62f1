import type { ReactNode } from 'react';

export function NextPanel({ className }: { readonly className?: string }): ReactNode {
  return <div className={className} />;
}
