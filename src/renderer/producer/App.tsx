import { type ReactNode, Suspense, lazy, useEffect } from 'react';
import { useStore } from 'zustand';
import { useClient, useLink, useMirror } from '../client/react';
import { t } from '../i18n/t';
import { Button } from '../ui/Button';
import { Notice } from '../ui/Notice';
import styles from './App.module.css';
import { Console } from './Console';
import { Overlays } from './Overlays';

const StartScreen = lazy(async () => ({
  default: (await import('../features/start/StartScreen')).StartScreen,
}));

/** Waits for the first word of the host, then shows the open show or the start screen. */
export function App(): ReactNode {
  const link = useLink();
  const known = useStore(useClient().mirror, (mirror) => mirror.published !== null);
  if (link === 'otherVersion') return <OtherVersion />;
  if (!known) return <p className={styles.waiting}>{t('console.connecting')}</p>;
  return (
    <>
      <Screen />
      {link === 'lost' && (
        <div className={styles.lost} role="alert">
          <Notice tone="danger">{t('console.lost')}</Notice>
        </div>
      )}
    </>
  );
}

function Screen(): ReactNode {
  const title = useMirror(({ session }) => session?.show.title ?? null);
  useEffect(() => {
    document.title = title === null ? t('console.name') : t('console.title', { title });
  }, [title]);
  useWatchPictures(title !== null);
  return (
    <>
      {title === null ? (
        <Suspense>
          <StartScreen />
        </Suspense>
      ) : (
        <Console />
      )}
      <Overlays />
    </>
  );
}

/** Asks for pictures while a show is open and this page can be seen. */
function useWatchPictures(open: boolean): void {
  const client = useClient();
  const connected = useLink() === 'connected';
  useEffect(() => {
    if (!connected || !open) return;
    const tell = (): void => void client.call('watchPictures', { on: !document.hidden });
    tell();
    document.addEventListener('visibilitychange', tell);
    return () => {
      document.removeEventListener('visibilitychange', tell);
      void client.call('watchPictures', { on: false });
    };
  }, [client, connected, open]);
}

function OtherVersion(): ReactNode {
  return (
    <div className={styles.waiting} role="alert">
      <p>{t('console.otherVersion')}</p>
      <Button look="primary" onClick={() => location.reload()}>
        {t('console.reload')}
      </Button>
    </div>
  );
}
