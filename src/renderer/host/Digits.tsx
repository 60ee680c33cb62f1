import type { ReactNode } from 'react';
import type { Instant } from '../../core/time/units';
import { useTick } from '../client/react';
import styles from './SegmentClock.module.css';

export interface DigitsProps {
  readonly text: (now: Instant) => string;
  /** The same for those who listen; read when asked for, never by itself. */
  readonly spoken: (now: Instant) => string;
}

/** As large as their room and their number allow; they keep their size from `10:00` down to `0:00`. */
export function Digits({ text, spoken }: DigitsProps): ReactNode {
  const digits = useTick(text);
  const words = useTick(spoken);
  return (
    <div className={styles.room}>
      <p
        className={styles.digits}
        role="timer"
        aria-live="off"
        aria-label={words}
        data-length={Math.max(5, digits.length)}
      >
        {digits}
      </p>
    </div>
  );
}
