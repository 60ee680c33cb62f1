import type { ReactNode } from 'react';
import { useSession } from '../client/react';
import { Banners } from './Banners';
import { AfterShow, BeforeShow } from './Edges';
import styles from './HostPage.module.css';
import { NextSegment } from './NextSegment';
import { Notes } from './Notes';
import { People } from './People';
import { SegmentClock } from './SegmentClock';
import { Top } from './Top';

/** What the person on stage has to know, in the order in which they look: time, people, what comes next. */
export function HostView(): ReactNode {
  const phase = useSession((session) => session.run.phase);
  return (
    <div className={styles.screen}>
      <Top />
      <Banners />
      <main className={styles.main}>
        {phase === 'ended' ? (
          <AfterShow className={styles.clock} />
        ) : (
          <>
            <div className={styles.left}>
              {phase === 'live' ? (
                <SegmentClock className={styles.clock} />
              ) : (
                <BeforeShow className={styles.clock} />
              )}
              <Notes className={styles.notes} />
            </div>
            <div className={styles.right}>
              <People className={styles.people} />
              <NextSegment className={styles.next} />
            </div>
          </>
        )}
      </main>
    </div>
  );
}
