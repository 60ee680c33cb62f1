import type { ReactNode } from 'react';

export function AirPanel({ className }: { readonly className?: string }): ReactNode {
  return <div className={className} />;
}
