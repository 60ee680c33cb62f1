import type { ReactNode } from 'react';
import { formatElapsed } from '../../../core/time/write';
import type { Calling } from '../../client/react';
import { MachineTicking, useMirror } from '../../client/react';
import { t } from '../../i18n/t';
import { Button } from '../../ui/Button';
import { download } from '../../ui/download';

interface RecordTrackProps {
  readonly call: Calling['call'];
  /** It was ended, and handed over to be saved. */
  readonly kept: (text: string) => void;
}

/** Keeps what is heard of all inputs from now on, as a track to try names with. */
export function RecordTrack({ call, kept }: RecordTrackProps): ReactNode {
  const since = useMirror(({ obs }) => obs.recordsSince);

  async function end(): Promise<void> {
    const ended = await call('endTrack', {});
    if (!ended.ok) return;
    const { fileName, text } = ended.value;
    download(fileName, text, 'application/json');
    kept(text);
  }

  if (since === null)
    return (
      <Button
        size="small"
        look="plain"
        icon="record"
        title={t('voices.track.recordHow')}
        onClick={() => void call('recordTrack', {})}
      >
        {t('voices.track.record')}
      </Button>
    );
  return (
    <Button size="small" look="fix" icon="record" onClick={() => void end()}>
      {t('voices.track.endRecording')}{' '}
      <MachineTicking text={(now) => formatElapsed(Math.max(0, now - since))} />
    </Button>
  );
}
