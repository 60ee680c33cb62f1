import { type ReactNode, useEffect } from 'react';
import { useStore } from 'zustand';
import { formatClock } from '../../core/time/write';
import { Ticking, useClient, useLink, useMirror } from '../client/react';
import { t } from '../i18n/t';
import styles from './HostPage.module.css';
import { HostView } from './HostView';

/** Waits for the first word of the host process, then shows the open show to whoever stands on stage. */
export function HostPage(): ReactNode {
  const link = useLink();
  const known = useStore(useClient().mirror, (mirror) => mirror.published !== null);
  if (link === 'otherVersion') return <OtherVersion />;
  if (!known) return <Waiting title={t('host.connecting')} />;
  return <Known />;
}

function Known(): ReactNode {
  const title = useMirror(({ session }) => session?.show.title ?? null);
  useEffect(() => {
    document.title = title === null ? t('host.name') : t('host.title', { title });
  }, [title]);
  return title === null ? <NoShow /> : <HostView />;
}

/** Nothing to see yet but the time: here, since no show says in which zone. */
function NoShow(): ReactNode {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const lost = useLink() === 'lost';
  return (
    <Waiting title={t('host.noShow')} hint={t(lost ? 'host.lost' : 'host.noShowHint')}>
      <time className={styles.wall}>
        <Ticking text={(now) => formatClock(now, zone, { seconds: true })} />
      </time>
    </Waiting>
  );
}

function OtherVersion(): ReactNode {
  return (
    <Waiting title={t('host.otherVersion')}>
      <button type="button" className={styles.reload} onClick={() => location.reload()}>
        {t('host.reload')}
      </button>
    </Waiting>
  );
}

interface WaitingProps {
  readonly title: string;
  readonly hint?: string;
  readonly children?: ReactNode;
}

function Waiting({ title, hint, children }: WaitingProps): ReactNode {
  return (
    <main className={styles.waiting} role="status">
      {children}
      <h1>{title}</h1>
      {hint !== undefined && <p>{hint}</p>}
    </main>
  );
}
