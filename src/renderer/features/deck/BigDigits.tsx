import type { ReactNode } from 'react';
import type { Instant } from '../../../core/time/units';
import { useTick } from '../../client/react';
import styles from './AirClock.module.css';

/** Digits as large as their number allows: `1:05:00` is set smaller than `22:26`, and never jumps within. */
export function BigDigits({ text }: { readonly text: (now: Instant) => string }): ReactNode {
  const digits = useTick(text);
  return (
    <p className={styles.digits} role="timer" aria-live="off" data-length={Math.max(5, digits.length)}>
      {digits}
    </p>
  );
}
