import type { ReactNode } from 'react';
import type { ScenePicture } from '../../../contract/messages';
import type { IconName } from '../../ui/Icon';
import { Icon } from '../../ui/Icon';
import styles from './Thumb.module.css';

export type Tally = 'program' | 'practice' | 'preview' | 'none';

const icons: Readonly<Record<Tally, IconName | null>> = {
  program: 'dot',
  practice: 'practice',
  preview: 'play',
  none: null,
};

export interface ThumbProps {
  readonly tally: Tally;
  readonly label: string;
  readonly picture: ScenePicture | null;
  /** In words, for those who do not see it. */
  readonly alt: string;
  /** Where no picture is. */
  readonly empty: string;
  /** What the picture is not: not current, not as it goes out. */
  readonly note: string | null;
  readonly noteIcon?: IconName;
}

/** A scene's picture with its tally: frame, shape and word. */
export function Thumb({
  tally,
  label,
  picture,
  alt,
  empty,
  note,
  noteIcon = 'clock',
}: ThumbProps): ReactNode {
  const icon = icons[tally];
  return (
    <figure className={styles.thumb} data-tally={tally}>
      {picture ? (
        <img src={picture.data} alt={alt} draggable={false} />
      ) : (
        <p className={styles.empty}>{empty}</p>
      )}
      <figcaption className={styles.tally}>
        {icon && <Icon name={icon} size={12} />}
        {label}
      </figcaption>
      {note !== null && (
        <span className={styles.note}>
          <Icon name={noteIcon} size={12} />
          {note}
        </span>
      )}
    </figure>
  );
}
