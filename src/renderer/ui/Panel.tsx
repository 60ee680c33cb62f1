import { type ComponentProps, type ReactNode, useId } from 'react';
import styles from './Panel.module.css';
import { classes } from './classes';

export interface PanelProps extends Omit<ComponentProps<'section'>, 'title'> {
  readonly title: ReactNode;
  /** Beside the title. */
  readonly head?: ReactNode;
  /** The head has no frame and is not drawn: the panel begins with its content. */
  readonly hiddenHead?: boolean;
}

/** A region of the screen with its heading. */
export function Panel({
  title,
  head,
  hiddenHead = false,
  className,
  children,
  ...rest
}: PanelProps): ReactNode {
  const id = useId();
  return (
    <section {...rest} className={classes(styles.panel, className)} aria-labelledby={id}>
      {hiddenHead ? (
        <h2 id={id} className={styles.unseen}>
          {title}
        </h2>
      ) : (
        <div className={styles.head}>
          <h2 id={id}>{title}</h2>
          {head}
        </div>
      )}
      {children}
    </section>
  );
}
