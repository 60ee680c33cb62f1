import type { ReactNode } from 'react';
import type { HostMessage } from '../../core/run/model';
import { useCall, useLink, useSession } from '../client/react';
import { useAir, useSlateIsUp } from '../client/useAir';
import { t } from '../i18n/t';
import { Icon } from '../ui/Icon';
import { RefusalLine } from '../ui/RefusalLine';
import { classes } from '../ui/classes';
import styles from './Banners.module.css';
import { slateWords } from './slateWords';

/** What goes before everything else: words from the producer, a slate, a producer who is gone. */
export function Banners(): ReactNode {
  const lost = useLink() === 'lost';
  const slate = useSlateIsUp();
  const message = useSession((session) => session.run.message);
  return (
    <>
      {message && message.seenAt === null && <Message key={message.messageId} message={message} />}
      {lost && (
        <p className={classes(styles.strip, styles.lost)} role="alert">
          <Icon name="stop" size={24} />
          {t('host.lost')}
        </p>
      )}
      {slate && <SlateUp lost={lost} />}
    </>
  );
}

/** Says no more of the slate than OBS confirmed: whoever stands there acts on it. */
function SlateUp({ lost }: { readonly lost: boolean }): ReactNode {
  const air = useAir();
  return (
    <p className={styles.strip} role="status">
      <Icon
        name={air?.status === 'practice' || air?.status === 'rehearsal' ? 'practice' : 'slate'}
        size={24}
      />
      {slateWords(air, lost)}
    </p>
  );
}

/** More than about two lines: set smaller. */
const longMessage = 90;

/** Stays until "Got it"; the producer sees when that was. */
function Message({ message }: { readonly message: HostMessage }): ReactNode {
  const { call, refusal } = useCall();
  const { messageId, text, urgent } = message;
  return (
    <section
      className={classes(styles.message, urgent && styles.urgent)}
      role={urgent ? 'alert' : 'status'}
      aria-label={t(urgent ? 'host.urgentFromProducer' : 'host.fromProducer')}
    >
      <Icon name={urgent ? 'stop' : 'message'} size={24} />
      <div className={styles.words}>
        <p className={styles.from}>{t(urgent ? 'host.urgentFromProducer' : 'host.fromProducer')}</p>
        <p className={styles.said} data-long={text.length > longMessage} dir="auto">
          {text}
        </p>
        <RefusalLine refusal={refusal} className={styles.refusal} />
      </div>
      <button type="button" className={styles.seen} onClick={() => void call('seeMessage', { messageId })}>
        {t('host.gotIt')}
      </button>
    </section>
  );
}
