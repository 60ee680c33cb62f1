import type { ReactNode } from 'react';
import { formatClock } from '../../../core/time/write';
import { usePresses } from '../../actions/react';
import { useSession } from '../../client/react';
import { showOnAir } from '../../client/view';
import { t } from '../../i18n/t';
import { Button } from '../../ui/Button';
import type { Values } from '../../ui/Sentence';
import { effectText, failureText } from '../cues/cueText';
import type { PlannedCue } from '../cues/plannedCues';
import { useNameOf } from '../cues/useNameOf';
import type { CueAlarm } from './cueAlarms';
import { Line } from './Line';

/** More than these are no matter of one press: they are looked at, one by one, where they stand. */
const mostNamed = 3;

/** What is to be decided about cues, and the way out. */
export function CueLine({ alarm }: { readonly alarm: CueAlarm }): ReactNode {
  const zone = useSession((session) => session.show.zone);
  switch (alarm.kind) {
    case 'cueAsks':
      return <AsksLine planned={alarm.planned} title={alarm.title} />;
    case 'cuesFailed': {
      const [first] = alarm.all;
      const reason = first?.news?.kind === 'failed' ? failureText(first.news.problem) : '';
      return <CuesLine tone="danger" about="failed" all={alarm.all} values={{ reason }} />;
    }
    case 'cuesUnknown': {
      const at = alarm.all[0]?.news?.at ?? 0;
      const values = { at: formatClock(at, zone, { seconds: true }) };
      return <CuesLine tone="danger" about="unknown" all={alarm.all} values={values} />;
    }
    case 'cuesMissed': {
      const why = alarm.why === null ? '' : t(`cues.why.${alarm.why}`);
      return <CuesLine tone="warning" about="missed" all={alarm.all} values={{ why }} />;
    }
  }
}

/** The question before an output is started or stopped: nothing happens unasked. */
function AsksLine({
  planned: { cue, mayRun },
  title,
}: Omit<CueAlarm & { kind: 'cueAsks' }, 'kind'>): ReactNode {
  const presses = usePresses();
  const what = effectText(cue.effect, useNameOf());
  return (
    <Line
      tone="warning"
      sentence="cues.asks"
      values={{ cue: what, title }}
      actions={
        <>
          {mayRun && (
            <Button size="small" look="recommended" onClick={() => presses.answerCue(cue.id)}>
              {what}
            </Button>
          )}
          <Button size="small" look="quiet" onClick={() => presses.skipCues([cue.id])}>
            {t('cues.skip')}
          </Button>
        </>
      }
    />
  );
}

interface CuesLineProps {
  readonly tone: 'danger' | 'warning';
  readonly about: 'failed' | 'unknown' | 'missed';
  readonly all: readonly PlannedCue[];
  readonly values: Values;
}

function CuesLine({ tone, about, all, values }: CuesLineProps): ReactNode {
  const presses = usePresses();
  const nameOf = useNameOf();
  const cues = all.map(({ cue }) => effectText(cue.effect, nameOf)).join(', ');
  const isMany = all.length > mostNamed;
  const runnable = all.filter(({ mayRun }) => mayRun).map(({ cue }) => cue.id);
  return (
    <Line
      tone={tone}
      sentence={isMany ? `cues.${about}Many` : `cues.${about}`}
      values={{ ...values, count: all.length, cues }}
      actions={
        isMany ? (
          <Button size="small" look="recommended" onClick={showOnAir}>
            {t('cues.open')}
          </Button>
        ) : (
          <>
            {runnable.length > 0 && (
              <Button size="small" look="recommended" onClick={() => presses.runCues(runnable)}>
                {t('cues.run')}
              </Button>
            )}
            <Button size="small" look="quiet" onClick={() => presses.skipCues(all.map(({ cue }) => cue.id))}>
              {t('cues.skip')}
            </Button>
          </>
        )
      }
    />
  );
}
