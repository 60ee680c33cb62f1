import type { ComponentProps, ReactNode } from 'react';
import styles from './Button.module.css';
import type { IconName } from './Icon';
import { Icon } from './Icon';
import { classes } from './classes';

export interface ButtonProps extends Omit<ComponentProps<'button'>, 'children'> {
  readonly children?: ReactNode;
  /** `primary` and `fix` only off air; `recommended` is the first of a notice's buttons. */
  readonly look?: 'plain' | 'quiet' | 'primary' | 'fix' | 'recommended' | 'danger';
  readonly size?: 'small' | 'medium' | 'large';
  readonly icon?: IconName;
  /** For a button that is only an icon: its name. */
  readonly label?: string;
}

/** Starts with a verb and names its object. Reacts to Enter and to clicks; Space is GO (see actions/keys). */
export function Button({
  look = 'plain',
  size = 'medium',
  icon,
  label,
  children,
  className,
  ...rest
}: ButtonProps): ReactNode {
  return (
    <button
      type="button"
      {...rest}
      aria-label={label ?? rest['aria-label']}
      title={rest.title ?? label}
      className={classes(
        styles.button,
        styles[look],
        styles[size],
        children === undefined && styles.bare,
        className,
      )}
    >
      {icon && <Icon name={icon} size={size === 'small' ? 14 : 16} />}
      {children}
    </button>
  );
}
