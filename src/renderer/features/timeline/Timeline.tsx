import type { ReactNode } from 'react';

export function Timeline({ className }: { readonly className?: string }): ReactNode {
  return <div className={className} />;
}
