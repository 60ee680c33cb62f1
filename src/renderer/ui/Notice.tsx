import { type ReactNode, createContext, useContext } from 'react';
import type { IconName } from './Icon';
import { Icon } from './Icon';
import styles from './Notice.module.css';
import { classes } from './classes';

const icons: Readonly<Record<NoticeTone, IconName>> = {
  information: 'repeat',
  warning: 'warn',
  danger: 'stop',
};

export type NoticeTone = 'information' | 'warning' | 'danger';

export interface NoticeProps {
  readonly tone: NoticeTone;
  readonly icon?: IconName;
  /** One sentence. */
  readonly children: ReactNode;
  /** At most three buttons, the recommended one first. */
  readonly actions?: ReactNode;
  readonly className?: string;
}

const Instead = createContext<ReactNode>(null);

/** Below it every notice offers this in place of its own buttons: where there is no room for what they open. */
export const NoticeActions = Instead.Provider;

/** A strip that says what is the matter and offers the way out. */
export function Notice({ tone, icon, children, actions, className }: NoticeProps): ReactNode {
  const instead = useContext(Instead);
  return (
    <div className={classes(styles.notice, styles[tone], className)}>
      <Icon name={icon ?? icons[tone]} />
      <p>{children}</p>
      {instead ?? actions}
    </div>
  );
}
