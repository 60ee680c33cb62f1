import type { ReactNode } from 'react';
import { useMirror } from '../../client/react';
import { Notice } from '../../ui/Notice';
import { Sentence } from '../../ui/Sentence';
import { NoticeLine } from '../alarms/AlarmStrip';
import styles from './NoticeStrip.module.css';

/** What there is to say while no show is open: about files, and about a disk that refuses. */
export function NoticeStrip(): ReactNode {
  const notices = useMirror((published) => published.notices);
  const storage = useMirror((published) => published.storage);
  const notSaving = storage.status === 'notSaving' ? storage.problem : null;
  if (notices.length === 0 && notSaving === null) return null;
  return (
    <div className={styles.strip} role="status">
      {notSaving !== null && (
        <Notice tone="danger">
          <Sentence of={`alarms.notSaving.${notSaving}`} />
        </Notice>
      )}
      {notices.map((notice) => (
        <NoticeLine key={notice.id} notice={notice} />
      ))}
    </div>
  );
}
