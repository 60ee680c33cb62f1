import type { ReactNode } from 'react';
import { nextSegment } from '../../core/run/order';
import { useSession } from '../client/react';
import { t } from '../i18n/t';
import { Icon } from '../ui/Icon';
import { classes } from '../ui/classes';
import styles from './Notes.module.css';
import { useFit } from './useFit';

/** The notes of the segment on air; before the show, of the first. */
export function Notes({ className }: { readonly className?: string }): ReactNode {
  const notes = useSession(({ show, run }) => {
    // The copy on air has the notes of its take: what was corrected since counts.
    const onAir = run.onAir?.segment;
    const planned = onAir && show.segments.find((segment) => segment.id === onAir.id);
    return (planned ?? onAir ?? nextSegment(show, run))?.notes ?? '';
  });
  const fit = useFit<HTMLElement>(3);
  if (notes.trim() === '') return null;
  return (
    <section ref={fit} className={classes(styles.notes, className)} aria-label={t('host.notes')} tabIndex={0}>
      <h2>
        <Icon name="list" size={24} />
        {t('host.notes')}
      </h2>
      <p dir="auto">{notes.trim()}</p>
    </section>
  );
}
