import { type ReactNode, useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import { usePressState } from '../actions/react';
import { useCall, useClient, useLink, useMirror, useSession } from '../client/react';
import { useAir } from '../client/useAir';
import { AlarmLine } from '../features/alarms/AlarmStrip';
import { alarmsOf } from '../features/alarms/alarms';
import { StripClock } from '../features/deck/AirClock';
import { headline } from '../features/deck/AirPanel';
import { GoButton } from '../features/deck/GoButton';
import { SlateKey } from '../features/deck/TransportKeys';
import { t } from '../i18n/t';
import { AirTag } from '../ui/AirTag';
import { Button } from '../ui/Button';
import { ErrorBoundary } from '../ui/ErrorBoundary';
import { Notice, NoticeActions } from '../ui/Notice';
import { refusalText } from '../ui/RefusalLine';
import text from '../ui/text.module.css';
import styles from './Strip.module.css';
import { useFitWindow } from './useFitWindow';

/**
 * Stands in for the console while another program is in front of it: what is on air, how long it lasts, GO and Slate,
 * and the worst that is wrong. Everything else is the console's, which is a press away.
 */
export function Strip(): ReactNode {
  const isOpen = useStore(useClient().mirror, ({ published }) => (published?.session ?? null) !== null);
  useEffect(() => {
    document.title = t('strip.label');
  }, []);
  return isOpen && <Whole />;
}

function Whole(): ReactNode {
  const link = useLink();
  const content = useFitWindow();
  return (
    <main ref={content} className={styles.strip} aria-label={t('strip.label')}>
      <Air />
      <ErrorBoundary>
        <StripClock />
      </ErrorBoundary>
      <ErrorBoundary>
        <GoButton place="strip" />
      </ErrorBoundary>
      <div className={styles.slate}>
        <SlateKey />
      </div>
      <Tools />
      <div className={styles.alarm} role="status">
        <ErrorBoundary>{link === 'lost' ? <Lost /> : <Alarm />}</ErrorBoundary>
      </div>
    </main>
  );
}

/** What viewers have now. */
function Air(): ReactNode {
  const air = useAir();
  const slate = useSession(({ run }) => run.slate !== null);
  const title = useSession(({ run }) => run.onAir?.segment.title ?? null);
  const line = headline(slate, title) ?? '';
  return (
    <div className={styles.air}>
      {air && <AirTag air={air} slate={slate} />}
      <h1 className={text.ellipsis} title={line}>
        {line}
      </h1>
    </div>
  );
}

function Tools(): ReactNode {
  const { call } = useCall();
  return (
    <div className={styles.tools}>
      <Button
        look="quiet"
        size="small"
        icon="screen"
        label={t('strip.openConsole')}
        onClick={() => void call('openConsole', {})}
      />
      <Button
        look="quiet"
        size="small"
        icon="close"
        label={t('strip.putAway')}
        onClick={() => window.close()}
      />
    </div>
  );
}

/** Why a press here was refused, for as long as that is said; else the worst alarm. */
function Alarm(): ReactNode {
  const refused = usePressState((state) => state.refused?.refusal ?? null);
  const published = useMirror((all) => all);
  const [worst, ...others] = useMemo(() => alarmsOf(published), [published]);
  if (refused) return <Notice tone="warning">{refusalText(refused)}</Notice>;
  if (!worst) return null;
  return (
    <>
      <NoticeActions value={<OpenConsole />}>
        <AlarmLine alarm={worst} />
      </NoticeActions>
      {others.length > 0 && <p className={styles.more}>{t('strip.more', { count: others.length })}</p>}
    </>
  );
}

function Lost(): ReactNode {
  return <Notice tone="danger">{t('console.lost')}</Notice>;
}

/** What is to be done about an alarm takes more room than there is here. */
function OpenConsole(): ReactNode {
  const { call } = useCall();
  return (
    <Button size="small" look="recommended" onClick={() => void call('openConsole', {})}>
      {t('strip.openConsole')}
    </Button>
  );
}
