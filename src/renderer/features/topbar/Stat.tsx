import type { ReactNode } from 'react';
import { classes } from '../../ui/classes';
import styles from './TopBar.module.css';

interface StatProps {
  readonly label: string;
  readonly strong?: boolean;
  /** Left out where the bar is narrow. */
  readonly wide?: boolean;
  readonly children: ReactNode;
}

/** One figure of the top bar under its name. */
export function Stat({ label, strong = false, wide = false, children }: StatProps): ReactNode {
  return (
    <div className={classes(wide && styles.wide)}>
      <dt>{label}</dt>
      <dd className={classes(strong && styles.strong)}>{children}</dd>
    </div>
  );
}
