import { useCallback, useState } from 'react';
import type { RecentShow } from '../../../contract/published';
import { useClient } from '../../client/react';
import { setMode } from '../../client/view';
import { t } from '../../i18n/t';
import { refusalText } from '../../ui/RefusalLine';
import type { FileRefusal } from './openFile';
import { openFile } from './openFile';

/** The ways to a show. Each says in words why it did not lead there; the screen stays as it was. */
export interface Start {
  readonly problem: string | null;
  readonly busy: boolean;
  readonly open: (showId: string) => void;
  readonly openFile: (file: File) => void;
  readonly demo: () => void;
  /** On the practice OBS: this show, or the demo show. */
  readonly rehearse: (show: RecentShow | null) => void;
  readonly create: (title: string, zone: string) => void;
}

export function useStart(): Start {
  const client = useClient();
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const attempt = useCallback(async (way: () => Promise<FileRefusal | null>): Promise<void> => {
    setBusy(true);
    setProblem(null);
    const refusal = await way();
    setBusy(false);
    if (refusal) setProblem(refusal.code === 'unreadable' ? t('start.unreadable') : refusalText(refusal));
  }, []);

  const open = (showId: string, rehearse = false): Promise<FileRefusal | null> =>
    client.call('openRecent', { showId, rehearse }).then((reply) => (reply.ok ? null : reply.refusal));
  const demo = (rehearse = false): Promise<FileRefusal | null> =>
    client.call('openDemo', { rehearse }).then((reply) => (reply.ok ? null : reply.refusal));

  return {
    problem,
    busy,
    open: (showId) => void attempt(() => open(showId)),
    openFile: (file) => void attempt(() => openFile(client, file)),
    demo: () => void attempt(() => demo()),
    rehearse: (show) => void attempt(() => (show ? open(show.id, true) : demo(true))),
    create: (title, zone) =>
      void attempt(async () => {
        const named = title.trim() === '' ? t('start.untitled') : title.trim();
        const reply = await client.call('newShow', { title: named, zone: zone.trim() });
        if (!reply.ok) return reply.refusal;
        // An empty show has nothing to take: it begins with its plan.
        setMode('edit');
        return null;
      }),
  };
}
