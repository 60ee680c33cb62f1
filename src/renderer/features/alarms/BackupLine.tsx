import type { ReactNode } from 'react';
import type { BackupDifference } from '../../../core/obs/backup';
import { fixesOf } from '../../../core/obs/fixes';
import { usePresses } from '../../actions/react';
import { useSession } from '../../client/react';
import { openOverlay, setMode } from '../../client/view';
import { t } from '../../i18n/t';
import { Button } from '../../ui/Button';
import { obsReason } from '../../ui/obsReason';
import type { BackupAlarm } from './backupAlarms';
import { effectWords } from './backupWords';
import { findingSentence } from '../preflight/words';
import { Line } from './Line';

/** How the second OBS is not as the first, and the way out. */
export function BackupLine({ alarm }: { readonly alarm: BackupAlarm }): ReactNode {
  switch (alarm.what) {
    case 'away':
    case 'stopped':
      return <AwayLine what={alarm.what} problem={alarm.problem} />;
    case 'differs':
      return <DifferenceLine difference={alarm.difference} />;
    case 'lacks':
      return <LackLine lacks={alarm.lacks} />;
  }
}

type Away = Extract<BackupAlarm, { what: 'away' | 'stopped' }>;

function AwayLine({ what, problem }: Pick<Away, 'what' | 'problem'>): ReactNode {
  const presses = usePresses();
  const asksPassword = problem === 'passwordNeeded' || problem === 'passwordWrong';
  return (
    <Line
      tone="warning"
      sentence={`alarms.backup.${what}`}
      values={{ problem: t(`alarms.backup.problem.${problem}`) }}
      actions={
        <>
          {asksPassword ? (
            <Button size="small" look="recommended" onClick={() => openOverlay('backup')}>
              {t('alarms.enterPassword')}
            </Button>
          ) : (
            <Button size="small" look="recommended" onClick={() => presses.send('app', 'retryBackup', {})}>
              {t('alarms.tryNow')}
            </Button>
          )}
          <Button size="small" onClick={() => openOverlay('backup')}>
            {t('alarms.backup.change')}
          </Button>
        </>
      }
    />
  );
}

function DifferenceLine({ difference }: { readonly difference: BackupDifference }): ReactNode {
  switch (difference.what) {
    case 'scene': {
      const { program, shows, failure } = difference;
      const refused = failure?.why === 'refused' ? failure : null;
      const sentence = refused ? 'refused' : shows === null ? 'sceneNone' : 'scene';
      return (
        <Line
          tone="warning"
          sentence={`alarms.backup.${sentence}`}
          values={{ program, shows: shows ?? '', comment: refused ? obsReason(refused) : '' }}
          actions={<BringInLine words={t('alarms.backup.take', { program })} />}
        />
      );
    }
    case 'effects':
      return <EffectsLine effects={difference.effects} />;
    case 'nameMissing':
      return (
        <Line
          tone="warning"
          sentence={difference.notSetUp ? 'alarms.backup.nameNotSetUp' : 'alarms.backup.nameMissing'}
          actions={difference.notSetUp ? <Build /> : <BringInLine words={t('alarms.backup.bringInLine')} />}
        />
      );
    case 'nameLeft':
      return (
        <Line
          tone="warning"
          sentence="alarms.backup.nameLeft"
          actions={<BringInLine words={t('alarms.backup.bringInLine')} />}
        />
      );
  }
}

function EffectsLine({
  effects,
}: Pick<Extract<BackupDifference, { what: 'effects' }>, 'effects'>): ReactNode {
  const [first, ...others] = effects;
  const more = others.length === 0 ? '' : t('alarms.backup.effect.more', { count: others.length });
  const { sentence, values } = effectWords(first);
  return (
    <Line
      tone="warning"
      sentence={`alarms.backup.effect.${sentence}`}
      values={{ ...values, more }}
      actions={<BringInLine words={t('alarms.backup.bringInLine')} />}
    />
  );
}

function LackLine({ lacks }: Pick<Extract<BackupAlarm, { what: 'lacks' }>, 'lacks'>): ReactNode {
  const show = useSession((session) => session.show);
  const [first, ...others] = lacks;
  const builds = lacks.some((lack) => fixesOf(lack).length > 0);
  return (
    <Line
      tone="warning"
      sentence="alarms.backup.lacks"
      values={{
        first: findingSentence(show, first),
        more: others.length === 0 ? '' : t('alarms.backup.lacksMore', { count: others.length }),
      }}
      actions={
        <>
          {builds && <Build />}
          <Button size="small" look={builds ? undefined : 'recommended'} onClick={() => setMode('preflight')}>
            {t('alarms.openPreflight')}
          </Button>
        </>
      }
    />
  );
}

function BringInLine({ words }: { readonly words: string }): ReactNode {
  const presses = usePresses();
  return (
    <Button size="small" look="recommended" onClick={() => presses.send('app', 'bringBackupInLine', {})}>
      {words}
    </Button>
  );
}

function Build(): ReactNode {
  return (
    <Button size="small" look="recommended" onClick={() => openOverlay('buildBackup')}>
      {t('alarms.backup.build')}
    </Button>
  );
}
