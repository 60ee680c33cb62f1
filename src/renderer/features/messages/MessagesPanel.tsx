import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { HostMessage } from '../../../core/run/model';
import { findSpeaker } from '../../../core/show/model';
import { formatClock } from '../../../core/time/write';
import { useCall, useMirror, useSession } from '../../client/react';
import { useView } from '../../client/view';
import { t } from '../../i18n/t';
import { Button } from '../../ui/Button';
import { Field } from '../../ui/Field';
import { Panel } from '../../ui/Panel';
import { RefusalLine } from '../../ui/RefusalLine';
import { Tag } from '../../ui/Tag';
import { classes } from '../../ui/classes';
import text from '../../ui/text.module.css';
import { cannedMessages } from './canned';
import styles from './MessagesPanel.module.css';

/** Words for whoever stands on stage. */
export function MessagesPanel(): ReactNode {
  const { call, refusal, clear } = useCall();
  const [typed, setTyped] = useState('');
  const [urgent, setUrgent] = useState(false);
  const host = useSession(({ show }) =>
    show.hostId === null ? null : (findSpeaker(show, show.hostId)?.name ?? null),
  );
  const canned = useSession(useShallow(({ show, run }) => cannedMessages(show, run)));
  const message = useSession((session) => session.run.message);

  async function send(words: string): Promise<boolean> {
    const reply = await call('sendMessage', { text: words, urgent });
    if (reply.ok) setUrgent(false);
    return reply.ok;
  }

  async function sendTyped(event: FormEvent): Promise<void> {
    event.preventDefault();
    // What is typed meanwhile stays.
    if (await send(typed)) setTyped((now) => (now === typed ? '' : now));
  }

  const label = host === null ? t('messages.toHost') : t('messages.to', { name: host });
  return (
    <Panel title={t('messages.title')} head={<Presence host={host} />} className={styles.panel}>
      {message && (
        <OnHost
          message={message}
          onClear={() => void call('clearMessage', { messageId: message.messageId })}
        />
      )}
      <div className={styles.canned} role="group" aria-label={t('messages.cannedLabel')}>
        {canned.map((words) => (
          <Button key={words} size="small" onClick={() => void send(words)}>
            {words}
          </Button>
        ))}
      </div>
      <form className={styles.compose} onSubmit={(event) => void sendTyped(event)}>
        <MessageField label={label} value={typed} onChange={(words) => (setTyped(words), clear())} />
        <Button icon="warn" aria-pressed={urgent} onClick={() => setUrgent(!urgent)}>
          {t('messages.urgent')}
        </Button>
        <Button type="submit" icon="send" disabled={typed.trim() === ''}>
          {t('messages.send')}
        </Button>
        <RefusalLine className={styles.refusal} refusal={refusal} />
      </form>
    </Panel>
  );
}

function MessageField({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (words: string) => void;
}): ReactNode {
  const field = useRef<HTMLInputElement>(null);
  const asked = useView((view) => view.messageFocus);
  // `M` pressed in another mode mounts this panel: what was asked before it was there counts once.
  const answered = useRef(0);
  useEffect(() => {
    if (asked > answered.current) field.current?.focus();
    answered.current = asked;
  }, [asked]);
  return (
    <Field
      ref={field}
      aria-label={label}
      placeholder={label}
      aria-keyshortcuts="M"
      spellCheck
      maxLength={280}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

function Presence({ host }: { readonly host: string | null }): ReactNode {
  const count = useMirror((published) => published.hostsOnline);
  return (
    <span className={classes(text.muted, text.small, text.ellipsis)} role="status">
      {presenceWords(host, count)}
    </span>
  );
}

function presenceWords(name: string | null, count: number): string {
  if (name === null)
    return count > 0 ? t('messages.onlineNameless', { count }) : t('messages.offlineNameless');
  return count > 0 ? t('messages.online', { name, count }) : t('messages.offline', { name });
}

function OnHost({
  message,
  onClear,
}: {
  readonly message: HostMessage;
  readonly onClear: () => void;
}): ReactNode {
  const zone = useSession((session) => session.show.zone);
  const online = useMirror((published) => published.hostsOnline > 0);
  const { text: words, seenAt, urgent } = message;
  const seen =
    seenAt === null
      ? t('messages.notSeen')
      : t('messages.seenAt', { time: formatClock(seenAt, zone, { seconds: true }) });
  return (
    <p className={styles.onHost} aria-live="polite">
      <Tag tone={urgent ? 'warn' : 'neutral'} icon={urgent ? 'warn' : 'screen'}>
        {t(online || seenAt !== null ? 'messages.onHost' : 'messages.waiting')}
      </Tag>
      <span className={text.ellipsis} title={words} dir="auto">
        {t('messages.quoted', { text: words })}
      </span>
      <span className={text.muted}>{seen}</span>
      <Button size="small" look="quiet" aria-label={t('messages.clearLabel')} onClick={onClear}>
        {t('messages.clear')}
      </Button>
    </p>
  );
}
