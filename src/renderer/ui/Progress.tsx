import type { CSSProperties, ReactNode } from 'react';
import type { Instant } from '../../core/time/units';
import { useTick } from '../client/react';
import styles from './Progress.module.css';
import { classes } from './classes';

export interface ProgressProps {
  /** 0–1 at a whole second. It steps with the digits beside it and never glides. */
  readonly part: (now: Instant) => number;
  readonly tone?: 'neutral' | 'program' | 'practice' | 'rehearsal' | 'warn' | 'danger';
  readonly className?: string;
}

/** Decoration: what it shows is said in digits beside it. */
export function Progress({ part, tone = 'neutral', className }: ProgressProps): ReactNode {
  const permille = useTick((now) => Math.round(Math.min(1, Math.max(0, part(now))) * 1000));
  const style: CSSProperties = { transform: `scaleX(${permille / 1000})` };
  return (
    <span className={classes(styles.bar, styles[tone], className)} aria-hidden="true">
      <i style={style} />
    </span>
  );
}
