import type { ReactNode } from 'react';
import styles from './Kbd.module.css';
import { classes } from './classes';

/** A key cap. The key itself is announced by `aria-keyshortcuts` of its button. */
export function Kbd({
  children,
  bare = false,
}: {
  readonly children: string;
  readonly bare?: boolean;
}): ReactNode {
  return (
    <span className={classes(styles.kbd, bare && styles.bare)} aria-hidden="true">
      {children}
    </span>
  );
}
