import type { ComponentProps, ReactNode } from 'react';
import styles from './Field.module.css';
import { classes } from './classes';

/** A line to type in. While it has the focus all keys type. */
export function Field({ className, ...rest }: ComponentProps<'input'>): ReactNode {
  return (
    <input
      type="text"
      autoComplete="off"
      spellCheck={false}
      {...rest}
      className={classes(styles.field, className)}
    />
  );
}
