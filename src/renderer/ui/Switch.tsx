import type { ReactNode } from 'react';
import styles from './Switch.module.css';
import { classes } from './classes';

export interface SwitchProps {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  /** The word beside it, which is its name. */
  readonly children: ReactNode;
  /** Its name where the word alone would not say of what. */
  readonly label?: string;
  readonly disabled?: boolean;
  readonly keys?: string;
  readonly className?: string;
}

export function Switch({
  checked,
  onChange,
  children,
  label,
  disabled = false,
  keys,
  className,
}: SwitchProps): ReactNode {
  return (
    <button
      type="button"
      role="switch"
      aria-checked={checked}
      aria-label={label}
      aria-keyshortcuts={keys}
      disabled={disabled}
      className={classes(styles.switch, className)}
      onClick={() => onChange(!checked)}
    >
      <span className={styles.track} />
      {children}
    </button>
  );
}
