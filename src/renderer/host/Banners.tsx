import type { ReactNode } from 'react';
import type { HostMessage } from '../../core/run/model';
import { useCall, useLink, useSession } from '../client/react';
import { t } from '../i18n/t';
import { Icon } from '../ui/Icon';
import { RefusalLine } from '../ui/RefusalLine';
import { classes } from '../ui/classes';
import styles from './Banners.module.css';

/** What goes before everything else: words from the producer, a slate, a producer who is gone. */
export function Banners(): ReactNode {
  const lost = useLink() === 'lost';
  const slate = useSession((session) => session.run.slate !== null);
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
      {slate && (
        <p className={styles.strip} role="status">
          <Icon name="slate" size={24} />
          {t('host.slateOn')}
        </p>
      )}
    </>
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
