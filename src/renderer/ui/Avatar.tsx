import type { ReactNode } from 'react';
import styles from './Avatar.module.css';
import { classes } from './classes';
import { initials } from './initials';

export interface AvatarProps {
  readonly name: string;
  readonly size?: 'small' | 'medium' | 'large';
  /** Named on screen now. */
  readonly strong?: boolean;
}

/** A person's initials in a circle; the name stands beside it or in a title. */
export function Avatar({ name, size = 'medium', strong = false }: AvatarProps): ReactNode {
  return (
    <span className={classes(styles.avatar, styles[size], strong && styles.strong)} aria-hidden="true">
      {initials(name)}
    </span>
  );
}
