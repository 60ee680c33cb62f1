import type { ReactNode } from 'react';
import { classes } from '../../ui/classes';
import styles from './TopBar.module.css';

interface StatProps {
  readonly label: string;
  readonly strong?: boolean;
  readonly children: ReactNode;
}

/** One figure of the top bar under its name. */
export function Stat({ label, strong = false, children }: StatProps): ReactNode {
  return (
    <div>
      <dt>{label}</dt>
      <dd className={classes(strong && styles.strong)}>{children}</dd>
    </div>
  );
}
