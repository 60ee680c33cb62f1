import type { ReactNode } from 'react';

export function AlarmStrip({ className }: { readonly className?: string }): ReactNode {
  return <div className={className} />;
}
