import type { ReactNode } from 'react';
import type { IconName } from './Icon';
import { Icon } from './Icon';
import styles from './Tag.module.css';
import { classes } from './classes';

/** What a tag says; each has its colour and its shape, and the word comes with it. */
export type TagTone =
  | 'air'
  /** On the practice OBS everything that would read ON AIR: calm, never red. */
  | 'practice'
  | 'next'
  | 'warn'
  | 'danger'
  | 'neutral'
  /** Without a frame, e.g. Done. */
  | 'plain'
  | 'dim';

const icons: Readonly<Record<TagTone, IconName | null>> = {
  air: 'dot',
  practice: 'practice',
  next: 'play',
  warn: 'warn',
  danger: 'stop',
  neutral: null,
  plain: null,
  dim: null,
};

export interface TagProps {
  readonly tone: TagTone;
  /** Where the tone's own shape is not meant. */
  readonly icon?: IconName;
  readonly large?: boolean;
  readonly children: ReactNode;
}

/** A state: colour, shape and word together. */
export function Tag({ tone, icon, large = false, children }: TagProps): ReactNode {
  const shape = icon ?? icons[tone];
  return (
    <span className={classes(styles.tag, styles[tone], large && styles.large)}>
      {shape && <Icon name={shape} size={12} />}
      {children}
    </span>
  );
}
