import { type ComponentType, type ReactNode, Suspense, lazy } from 'react';
import { useSession } from '../client/react';
import type { View } from '../client/view';
import { isDeckHidden, useView } from '../client/view';
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
import { classes } from '../ui/classes';
import { useAfterFirstFrame } from '../ui/useAfterFirstFrame';
import styles from './Console.module.css';

const EditMode = lazy(async () => ({ default: (await import('../features/edit/EditMode')).EditMode }));
const Preflight = lazy(async () => ({
  default: (await import('../features/preflight/Preflight')).Preflight,
}));
const PutIn = lazy(async () => ({ default: (await import('../features/putIn/PutIn')).PutIn }));

/**
 * The live console. Left is the plan, right is air; GO stands between them and never moves: alarms and the
 * edit mode take their room from what is below the deck. The deck is also drawn first, and the rest a frame later: GO
 * is there sooner.
 */
export function Console(): ReactNode {
  const mode = useView((view) => view.mode);
  const rest = useAfterFirstFrame();
  const whole = useSession((session) => isDeckHidden(mode, session.run.phase));
  return (
    <div className={classes(styles.console, whole && styles.whole)} data-mode={mode}>
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
        {rest && <Work mode={mode} />}
      </div>
      <div className={styles.log}>
        <ErrorBoundary>{rest && <AsRunStrip />}</ErrorBoundary>
      </div>
    </div>
  );
}

function Work({ mode }: { readonly mode: View['mode'] }): ReactNode {
  switch (mode) {
    case 'live':
      return <Plan />;
    case 'edit':
      return <Apart of={EditMode} />;
    case 'preflight':
      return <Apart of={Preflight} />;
  }
}

/** What takes the place of rundown, captions and messages. */
function Apart({ of: Mode }: { readonly of: ComponentType }): ReactNode {
  return (
    <main className={styles.apart}>
      <ErrorBoundary>
        <Suspense>
          <Mode />
        </Suspense>
      </ErrorBoundary>
    </main>
  );
}

function Plan(): ReactNode {
  const putsIn = useView((view) => view.open === 'putIn');
  return (
    <>
      <main className={styles.plan}>
        <ErrorBoundary>
          <Rundown />
        </ErrorBoundary>
        {putsIn && (
          <ErrorBoundary>
            <Suspense>
              <PutIn />
            </Suspense>
          </ErrorBoundary>
        )}
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
