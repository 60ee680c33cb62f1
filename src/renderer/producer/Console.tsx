import { type ReactNode, Suspense, lazy } from 'react';
import { useView } from '../client/view';
import { AlarmStrip } from '../features/alarms/AlarmStrip';
import { AsRunStrip } from '../features/asrun/AsRunStrip';
import { CaptionsPanel } from '../features/captions/CaptionsPanel';
import { AirPanel } from '../features/deck/AirPanel';
import { NextPanel } from '../features/deck/NextPanel';
import { MessagesPanel } from '../features/messages/MessagesPanel';
import { Rundown } from '../features/rundown/Rundown';
import { Timeline } from '../features/timeline/Timeline';
import { TopBar } from '../features/topbar/TopBar';
import { ErrorBoundary } from '../ui/ErrorBoundary';
import { useAfterFirstFrame } from '../ui/useAfterFirstFrame';
import styles from './Console.module.css';

const EditMode = lazy(async () => ({ default: (await import('../features/edit/EditMode')).EditMode }));

/**
 * The live console. Left is the plan, right is air; GO stands between them and never moves: alarms and the
 * edit mode take their room from what is below the deck. The deck is also drawn first, and the rest a frame later: GO
 * is there sooner.
 */
export function Console(): ReactNode {
  const mode = useView((view) => view.mode);
  const rest = useAfterFirstFrame();
  return (
    <div className={styles.console} data-mode={mode}>
      <ErrorBoundary className={styles.top}>
        <TopBar className={styles.top} />
      </ErrorBoundary>
      <ErrorBoundary className={styles.line}>{rest && <Timeline className={styles.line} />}</ErrorBoundary>
      <ErrorBoundary className={styles.next}>
        <NextPanel className={styles.next} />
      </ErrorBoundary>
      <ErrorBoundary className={styles.air}>
        <AirPanel className={styles.air} />
      </ErrorBoundary>
      <div className={styles.work}>
        <ErrorBoundary className={styles.alarms}>
          <AlarmStrip className={styles.alarms} />
        </ErrorBoundary>
        {rest && (mode === 'edit' ? <Edit /> : <Plan />)}
      </div>
      <div className={styles.log}>
        <ErrorBoundary>{rest && <AsRunStrip />}</ErrorBoundary>
      </div>
    </div>
  );
}

function Edit(): ReactNode {
  return (
    <main className={styles.edit}>
      <ErrorBoundary>
        <Suspense>
          <EditMode />
        </Suspense>
      </ErrorBoundary>
    </main>
  );
}

function Plan(): ReactNode {
  return (
    <>
      <main className={styles.plan}>
        <ErrorBoundary>
          <Rundown />
        </ErrorBoundary>
      </main>
      <div className={styles.side}>
        <ErrorBoundary>
          <CaptionsPanel />
        </ErrorBoundary>
        <ErrorBoundary>
          <MessagesPanel />
        </ErrorBoundary>
      </div>
    </>
  );
}
