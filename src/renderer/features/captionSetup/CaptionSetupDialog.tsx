import type { ReactNode } from 'react';

export function CaptionSetupDialog(): ReactNode {
  return null;
}
