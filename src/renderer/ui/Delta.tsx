import type { ReactNode } from 'react';
import styles from './Delta.module.css';
import { Icon } from './Icon';
import { classes } from './classes';

export interface DeltaProps {
  readonly direction: 'over' | 'under' | 'onTime';
  /** Sign and word, or in dense rows the sign alone: the arrow says the rest. */
  readonly children: ReactNode;
}

/** Over or under: arrow, sign and (where there is room) the word. */
export function Delta({ direction, children }: DeltaProps): ReactNode {
  return (
    <span className={classes(styles.delta, styles[direction])}>
      {direction !== 'onTime' && <Icon name={direction === 'over' ? 'up' : 'down'} size={10} />}
      {children}
    </span>
  );
}
