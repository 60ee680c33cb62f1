import type { ReactNode } from 'react';
import type { OutputName } from '../../../core/obs/outputs';
import { formatClock } from '../../../core/time/write';
import { usePresses } from '../../actions/react';
import { useMirror, useSession } from '../../client/react';
import type { Key } from '../../i18n/t';
import { t } from '../../i18n/t';
import { Button } from '../../ui/Button';
import { obsReason } from '../../ui/obsReason';
import { Line } from './Line';
import type { OutputAlarm } from './outputAlarms';

/** What is wrong with an output, and the way out. */
export function OutputLine({ alarm }: { readonly alarm: OutputAlarm }): ReactNode {
  switch (alarm.what) {
    case 'reconnecting':
      return <Line tone="danger" sentence="outputs.reconnecting" />;
    case 'missing':
      return (
        <Line
          tone="danger"
          sentence={`outputs.missing.${alarm.output}`}
          actions={<SetOutput output={alarm.output} on />}
        />
      );
    case 'news':
      return <NewsLine output={alarm.output} news={alarm.news} seen={alarm.seen} />;
  }
}

type News = Extract<OutputAlarm, { what: 'news' }>['news'];

interface NewsProps {
  readonly output: OutputName;
  readonly news: News;
  readonly seen: boolean;
}

function NewsLine({ output, news, seen }: NewsProps): ReactNode {
  const zone = useSession((session) => session.show.zone);
  const at = formatClock(news.at, zone, { seconds: true });
  switch (news.kind) {
    case 'unknown':
      return (
        <Line
          tone="danger"
          sentence={
            seen
              ? `outputs.unknownNow.${news.on ? 'start' : 'stop'}`
              : `outputs.unknown.${news.on ? 'start' : 'stop'}.${output}`
          }
          values={{ at, output: t(`outputs.name.${output}`), why: t(`outputs.why.${news.why}`) }}
          actions={
            <>
              <LookAgain />
              <SetOutput output={output} on={news.on} />
              <Dismiss output={output} />
            </>
          }
        />
      );
    case 'refused': {
      const comment = obsReason(news);
      return (
        <Line
          tone="danger"
          sentence={`outputs.refused.${news.on ? 'start' : 'stop'}`}
          values={{ output: t(`outputs.name.${output}`), comment }}
          actions={
            <>
              <SetOutput output={output} on={news.on} />
              <Dismiss output={output} />
            </>
          }
        />
      );
    }
    case 'notSent':
      return (
        <Line
          tone="danger"
          sentence="outputs.notSent"
          values={{ output: t(`outputs.name.${output}`) }}
          actions={
            <>
              <SetOutput output={output} on={news.on} />
              <Dismiss output={output} />
            </>
          }
        />
      );
    case 'failed':
    case 'dropped':
      return (
        <Line
          tone="danger"
          sentence={`outputs.${news.kind}.${output}`}
          values={{ at }}
          actions={
            <>
              <SetOutput output={output} on />
              <Dismiss output={output} />
            </>
          }
        />
      );
  }
}

/** Stream and recording ask once more. While OBS is away there is nobody to ask. */
function SetOutput({ output, on }: { readonly output: OutputName; readonly on: boolean }): ReactNode {
  const presses = usePresses();
  const connected = useMirror(({ obs }) => obs.link.status === 'connected');
  if (!connected) return null;
  return (
    <Button size="small" look="recommended" onClick={() => presses.setOutput(output, on)}>
      {t(`outputs.${on ? 'start' : 'stop'}.${output}`)}
    </Button>
  );
}

function LookAgain(): ReactNode {
  const presses = usePresses();
  return (
    <Button size="small" onClick={() => presses.send('app', 'lookAtOutputs', {})}>
      {t('outputs.lookAgain')}
    </Button>
  );
}

function Dismiss({ output }: { readonly output: OutputName }): ReactNode {
  const presses = usePresses();
  return (
    <Button size="small" look="quiet" onClick={() => presses.send('app', 'dismissOutput', { output })}>
      {t('alarms.dismiss')}
    </Button>
  );
}

interface ArmedOutputProps {
  readonly output: OutputName;
  readonly on: boolean;
}

/** The question before a start or a stop that cannot be undone. */
export function ArmedOutputLine({ output, on }: ArmedOutputProps): ReactNode {
  const presses = usePresses();
  return (
    <Line
      tone="warning"
      sentence={armedSentence(output, on)}
      actions={
        <>
          <Button size="small" look="recommended" onClick={() => presses.setOutput(output, on)}>
            {t(`outputs.${on ? 'start' : 'stop'}.${output}`)}
          </Button>
          <Button size="small" onClick={() => presses.disarm()}>
            {t('alarms.cancel')}
          </Button>
        </>
      }
    />
  );
}

function armedSentence(output: OutputName, on: boolean): Key {
  // The others start unasked.
  return on && (output === 'stream' || output === 'record')
    ? `outputs.armed.start.${output}`
    : `outputs.armed.stop.${output}`;
}
