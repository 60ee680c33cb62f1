import type { ReactNode } from 'react';
import { useSession } from '../client/react';
import { ErrorBoundary } from '../ui/ErrorBoundary';
import { useAfterFirstFrame } from '../ui/useAfterFirstFrame';
import { Banners } from './Banners';
import { AfterShow, BeforeShow } from './Edges';
import styles from './HostPage.module.css';
import { NextSegment } from './NextSegment';
import { Notes } from './Notes';
import { People } from './People';
import { SegmentClock } from './SegmentClock';
import { Top } from './Top';

/**
 * What the person on stage has to know, in the order in which they look: time, people, what comes next. The time is
 * also drawn first, and the rest a frame later.
 */
export function HostView(): ReactNode {
  const phase = useSession((session) => session.run.phase);
  const rest = useAfterFirstFrame();
  return (
    <div className={styles.screen}>
      <ErrorBoundary>
        <Top />
      </ErrorBoundary>
      <ErrorBoundary>
        <Banners />
      </ErrorBoundary>
      <main className={styles.main}>
        {phase === 'ended' ? (
          <AfterShow className={styles.clock} />
        ) : (
          <>
            <div className={styles.left}>
              <ErrorBoundary className={styles.clock}>
                {phase === 'live' ? (
                  <SegmentClock className={styles.clock} />
                ) : (
                  <BeforeShow className={styles.clock} />
                )}
              </ErrorBoundary>
              <ErrorBoundary className={styles.notes}>
                {rest && <Notes className={styles.notes} />}
              </ErrorBoundary>
            </div>
            <div className={styles.right}>
              <ErrorBoundary className={styles.people}>
                {rest && <People className={styles.people} />}
              </ErrorBoundary>
              <ErrorBoundary className={styles.next}>
                {rest && <NextSegment className={styles.next} />}
              </ErrorBoundary>
            </div>
          </>
        )}
      </main>
    </div>
  );
}
