import { type ReactNode, Suspense, lazy, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { Notice as PublishedNotice } from '../../../contract/published';
import type { Finding } from '../../../core/obs/preflight';
import type { Ailment, Loss } from '../../../core/obs/health';
import { losses } from '../../../core/obs/health';
import type { PendingTake, TakeFailure } from '../../../core/run/model';
import { nextSegment } from '../../../core/run/order';
import type { Segment } from '../../../core/show/model';
import { formatClock } from '../../../core/time/write';
import type { Presses } from '../../actions/presses';
import { outputOfPress, segmentOfPress } from '../../actions/presses';
import { usePressState, usePresses } from '../../actions/react';
import { useClient, useMirror, useSession } from '../../client/react';
import { openOverlay, setMode } from '../../client/view';
import type { Key } from '../../i18n/t';
import { t } from '../../i18n/t';
import { Button } from '../../ui/Button';
import { Notice } from '../../ui/Notice';
import { refusalText } from '../../ui/RefusalLine';
import { classes } from '../../ui/classes';
import { gigabytes } from '../../ui/gigabytes';
import { fileProblemWords } from '../../ui/fileWords';
import { obsReason } from '../../ui/obsReason';
import styles from './AlarmStrip.module.css';
import { findingCounts, findingSentence } from '../preflight/words';
import type { Alarm } from './alarms';
import { alarmName, alarmsOf } from './alarms';
import { ArmedTakeLine } from './ArmedTakeLine';
import { CueLine } from './CueLine';
import { Line } from './Line';
import { BackupLine } from './BackupLine';
import { NotUndoneLine } from './NotUndoneLine';
import { ArmedOutputLine, OutputLine } from './OutputLine';
import { useTellAlarms } from './useTellAlarms';

// Loaded when wanted: a show has none of it.
const RehearsalLine = lazy(async () => ({
  default: (await import('../rehearsal/RehearsalLine')).RehearsalLine,
}));

/** More than this many would push the rundown out of sight; the rest comes with a press. */
const most = 3;

/** What is wrong and the way out, between deck and rundown. Nothing at all when nothing is. */
export function AlarmStrip({ className }: { readonly className?: string }): ReactNode {
  const published = useMirror((all) => all);
  const alarms = useMemo(() => alarmsOf(published), [published]);
  useTellAlarms(published, alarms);
  const closing = useCloseArmed();
  const armed = usePressState((state) => state.armed?.what ?? null);
  const asks = armed === 'closeShow' || armed === 'reset' || armed === 'leaveRehearsal' ? armed : null;
  const rehearses = published.session !== null && published.session.run.rehearsal !== null;
  const asksOutput = armed && outputOfPress(armed);
  const asksTake = armed && segmentOfPress(armed);
  const refused = usePressState((state) => (state.refused?.spot === 'app' ? state.refused.refusal : null));
  const [whole, setWhole] = useState(false);
  const rest = alarms.length - most;
  // Once they fit, the next time there are too many is another one.
  if (whole && rest <= 0) setWhole(false);
  const shown = whole ? alarms : alarms.slice(0, most);
  const says = closing || asks !== null || asksOutput || asksTake || refused !== null;
  if (alarms.length === 0 && !says && !rehearses) return null;
  return (
    <div className={classes(styles.strip, className)} role="status">
      {rehearses && (
        <Suspense>
          <RehearsalLine />
        </Suspense>
      )}
      {closing && <Line tone="warning" sentence={rehearses ? 'rehearsal.closeArmed' : 'alarms.closeArmed'} />}
      {asks !== null && <ArmedLine what={asks} />}
      {asksOutput && <ArmedOutputLine {...asksOutput} />}
      {asksTake && <ArmedTakeLine segmentId={asksTake} />}
      {refused && <Notice tone="warning">{refusalText(refused)}</Notice>}
      {shown.map((alarm) => (
        <AlarmLine key={alarmName(alarm)} alarm={alarm} />
      ))}
      {rest > 0 && (
        <div className={styles.more}>
          <Button
            size="small"
            look="quiet"
            icon={whole ? 'up' : 'down'}
            aria-expanded={whole}
            onClick={() => setWhole(!whole)}
          >
            {whole ? t('alarms.fewer') : t('alarms.more', { count: rest })}
          </Button>
        </div>
      )}
    </div>
  );
}

function useCloseArmed(): boolean {
  return useStore(useClient().mirror, (mirror) => mirror.closeArmed);
}

type Leaving = 'closeShow' | 'reset' | 'leaveRehearsal';

const leaving = {
  closeShow: {
    asks: 'alarms.closeShowArmed',
    inRehearsal: 'rehearsal.closeShowArmed',
    again: 'alarms.closeShowAgain',
    press: 'closeShow',
  },
  reset: {
    asks: 'alarms.resetArmed',
    inRehearsal: 'rehearsal.resetArmed',
    again: 'alarms.resetAgain',
    press: 'resetRun',
  },
  leaveRehearsal: {
    asks: 'rehearsal.leaveArmed',
    inRehearsal: 'rehearsal.leaveArmed',
    again: 'rehearsal.leaveAgain',
    press: 'leaveRehearsal',
  },
} as const;

function ArmedLine({ what }: { readonly what: Leaving }): ReactNode {
  const presses = usePresses();
  const rehearses = useSession(({ run }) => run.rehearsal !== null);
  const { asks, inRehearsal, again, press } = leaving[what];
  return (
    <Line
      tone="warning"
      sentence={rehearses ? inRehearsal : asks}
      actions={
        <>
          <Button size="small" look="recommended" onClick={() => presses.disarm()}>
            {t('alarms.cancel')}
          </Button>
          <Button size="small" onClick={() => presses[press]()}>
            {t(again)}
          </Button>
        </>
      }
    />
  );
}

export function AlarmLine({ alarm }: { readonly alarm: Alarm }): ReactNode {
  switch (alarm.kind) {
    case 'takeFailed':
      return <FailedLine alarm={alarm} />;
    case 'obsRetrying':
      return <RetryingLine alarm={alarm} />;
    case 'obsStopped':
      return <StoppedLine alarm={alarm} />;
    case 'cueAsks':
    case 'cuesFailed':
    case 'cuesUnknown':
    case 'cuesMissed':
      return <CueLine alarm={alarm} />;
    case 'advanceMissed': {
      const values = { title: alarm.title, why: t(`deck.advanceWhy.${alarm.why}`) };
      return <Line tone="warning" sentence="alarms.advanceMissed" values={values} />;
    }
    case 'notUndone':
      return <NotUndoneLine notUndone={alarm.notUndone} />;
    case 'output':
      return <OutputLine alarm={alarm} />;
    case 'backup':
      return <BackupLine alarm={alarm} />;
    case 'health':
      return <HealthLine alarm={alarm} />;
    case 'stillHeard':
      return (
        <Line
          tone="information"
          icon="sound"
          sentence="alarms.stillHeard"
          values={{ inputs: alarm.inputs.map((name) => t('alarms.heardInput', { name })).join(', ') }}
        />
      );
    case 'unheard':
      return <UnheardLine shows={alarm.shows} />;
    case 'differs':
      return <DiffersLine alarm={alarm} />;
    case 'notSaving':
      return <Line tone="danger" sentence={`alarms.notSaving.${alarm.problem}`} />;
    case 'captionsNotSetUp':
      return <CaptionsLine alarm={alarm} />;
    case 'findings':
      return <FindingsLine findings={alarm.findings} />;
    case 'notice':
      return <NoticeLine notice={alarm.notice} />;
  }
}

type Of<Kind extends Alarm['kind']> = { readonly alarm: Extract<Alarm, { kind: Kind }> };

function FailedLine({ alarm: { failed, still, connected } }: Of<'takeFailed'>): ReactNode {
  const presses = usePresses();
  const next = useSession(({ show, run }) => nextSegment(show, run));
  const { take, failure } = failed;
  const slate = take.kind === 'slate';
  const what = slate
    ? t('alarms.whatSlate')
    : take.kind === 'end'
      ? t('alarms.whatEnd')
      : (take.segment?.title ?? take.scene ?? '');
  const isThere = connected && still !== null && still === take.scene;
  const comment = failure.why === 'refused' ? obsReason(failure) : '';
  return (
    <Line
      tone={isThere ? 'warning' : 'danger'}
      sentence={isThere ? 'alarms.failedLate' : failedSentence(failure, still)}
      values={{ what, still: still ?? '', comment }}
      actions={
        <>
          {!isThere && (
            <Button size="small" look="recommended" onClick={() => tryAgain(presses, take, next)}>
              {t(slate ? 'alarms.trySlateAgain' : 'alarms.tryAgain')}
            </Button>
          )}
          {connected && still !== null ? (
            <Accept recommended={isThere} />
          ) : (
            <Button size="small" look="quiet" onClick={() => presses.send('app', 'dismissFailure', {})}>
              {t('alarms.dismiss')}
            </Button>
          )}
        </>
      }
    />
  );
}

function failedSentence({ why }: TakeFailure, still: string | null): Key {
  if (why === 'refused') return 'alarms.failedRefused';
  if (still === null) return 'alarms.failedSilentBlind';
  return why === 'mismatch' ? 'alarms.failedMismatch' : 'alarms.failedSilent';
}

/** The press that failed, once more, through all that guards it. */
function tryAgain(presses: Presses, { kind, segment, cueId }: PendingTake, next: Segment | null): void {
  switch (kind) {
    case 'go':
      // A take out of turn is not what GO would do.
      if (segment && segment.id !== next?.id) presses.takeSegment(segment.id);
      else presses.go();
      return;
    case 'end':
      presses.go();
      return;
    case 'back':
      presses.back();
      return;
    case 'slate':
    case 'leaveSlate':
      presses.slate();
      return;
    case 'again':
      presses.takeAgain();
      return;
    case 'cue':
      if (cueId !== null) presses.runCues([cueId]);
  }
}

/** What OBS shows is right: the alarm goes, and the scene is theirs until the next take. */
function Accept({ recommended = false }: { readonly recommended?: boolean }): ReactNode {
  const presses = usePresses();
  return (
    <Button size="small" look={recommended ? 'recommended' : 'quiet'} onClick={() => presses.acceptObs()}>
      {t('alarms.acceptObs')}
    </Button>
  );
}

function RetryingLine({ alarm: { problem, since, still, backup } }: Of<'obsRetrying'>): ReactNode {
  const zone = useSession((session) => session.show.zone);
  const actions = (
    <>
      <TryNow />
      {backup && <ChangeOver to={backup.address} />}
      <ChangeAddress />
    </>
  );
  if (still === null) {
    const values = { problem: t(`alarms.problem.${problem}`) };
    return <Line tone="danger" sentence="alarms.lostBefore" values={values} actions={actions} />;
  }
  // A time of day: one that counts would be read aloud each second.
  const at = formatClock(since, zone, { seconds: true });
  const values = { problem: t(`alarms.problemLost.${problem}`), at, still };
  const sentence = backup ? 'alarms.lostToBackup' : 'alarms.lost';
  return (
    <Line
      tone="danger"
      sentence={sentence}
      values={{ ...values, backup: backup?.shows ?? '' }}
      actions={actions}
    />
  );
}

/** The two change places: from then on the word of the other one counts. */
function ChangeOver({ to }: { readonly to: string }): ReactNode {
  const presses = usePresses();
  return (
    <Button size="small" onClick={() => presses.send('app', 'connectObs', { address: to })}>
      {t('alarms.changeOver')}
    </Button>
  );
}

function TryNow(): ReactNode {
  const presses = usePresses();
  return (
    <Button size="small" look="recommended" onClick={() => presses.send('app', 'retryObs', {})}>
      {t('alarms.tryNow')}
    </Button>
  );
}

function StoppedLine({ alarm: { problem } }: Of<'obsStopped'>): ReactNode {
  const asksPassword = problem === 'passwordNeeded' || problem === 'passwordWrong';
  return (
    <Notice
      tone="danger"
      icon={asksPassword ? 'lock' : undefined}
      actions={
        <>
          {asksPassword ? (
            <Button size="small" look="recommended" onClick={() => openOverlay('connection')}>
              {t('alarms.enterPassword')}
            </Button>
          ) : (
            <TryNow />
          )}
          <ChangeAddress />
        </>
      }
    >
      <b>{t(`alarms.problem.${problem}`)}</b>
    </Notice>
  );
}

function ChangeAddress(): ReactNode {
  return (
    <Button size="small" onClick={() => openOverlay('connection')}>
      {t('alarms.changeAddress')}
    </Button>
  );
}

function UnheardLine({ shows }: { readonly shows: string }): ReactNode {
  const presses = usePresses();
  return (
    <Line
      tone="danger"
      sentence="alarms.unheard"
      values={{ shows }}
      actions={
        <>
          <Button size="small" look="recommended" onClick={() => presses.takeAgain()}>
            {t('alarms.tryAgain')}
          </Button>
          <Accept />
        </>
      }
    />
  );
}

function DiffersLine({ alarm: { asked, shows, changed, follow } }: Of<'differs'>): ReactNode {
  const presses = usePresses();
  const zone = useSession((session) => session.show.zone);
  const sentence: Key =
    shows === null ? 'alarms.differsNothing' : changed ? 'alarms.changedInObs' : 'alarms.differs';
  return (
    <Line
      tone="warning"
      sentence={sentence}
      values={{ asked, shows }}
      actions={
        <>
          {follow && (
            <Button size="small" look="recommended" onClick={() => presses.follow()}>
              {t('alarms.follow', {
                title: follow.segment.title,
                at: formatClock(follow.since, zone, { seconds: true }),
              })}
            </Button>
          )}
          <Button size="small" look={follow ? 'plain' : 'recommended'} onClick={() => presses.takeAgain()}>
            {t('alarms.takeAgain', { asked })}
          </Button>
          {shows !== null && <Accept />}
        </>
      }
    />
  );
}

/** It goes by itself when OBS is well again: there is nothing to press here. */
function HealthLine({ alarm: { ailment, health } }: Of<'health'>): ReactNode {
  return (
    <Line
      tone="warning"
      sentence={`outputs.ailment.${ailment}`}
      values={{
        cpu: health.cpu,
        gigabytes: gigabytes(health.disk ?? 0),
        // Rounded: what changes each second would be read aloud each second.
        lost: isLoss(ailment) ? Math.max(1, Math.round(health.losing[ailment])) : 0,
      }}
    />
  );
}

function isLoss(ailment: Ailment): ailment is Loss {
  return losses.some((loss) => loss === ailment);
}

function CaptionsLine({ alarm: { finding } }: Of<'captionsNotSetUp'>): ReactNode {
  const scenes = finding.code === 'captionsMissingIn' ? finding.scenes : [];
  const [scene] = scenes;
  return (
    <Line
      tone="warning"
      sentence={scene === undefined ? 'alarms.captionsNotSetUp' : 'alarms.captionsMissingIn'}
      values={{ count: scenes.length, scene }}
      actions={
        <Button size="small" look="recommended" onClick={() => openOverlay('captionSetup')}>
          {t('alarms.setUpCaptions')}
        </Button>
      }
    />
  );
}

/** The worst in one line; all of them in the preflight. */
function FindingsLine({ findings }: { readonly findings: readonly Finding[] }): ReactNode {
  const show = useSession((session) => session.show);
  const [first] = findings;
  return (
    <Line
      tone="warning"
      sentence="alarms.findings"
      values={{ counts: findingCounts(findings), first: first ? findingSentence(show, first) : '' }}
      actions={
        <Button size="small" look="recommended" onClick={() => setMode('preflight')}>
          {t('alarms.openPreflight', { count: findings.length })}
        </Button>
      }
    />
  );
}

/** Said once: put away for good by its button. The start screen shows these too. */
function noticeValues({ values, problem }: PublishedNotice): PublishedNotice['values'] {
  return problem ? { ...values, problem: fileProblemWords(problem) } : values;
}

export function NoticeLine({ notice }: { readonly notice: PublishedNotice }): ReactNode {
  const presses = usePresses();
  return (
    <Line
      tone={notice.tone}
      sentence={`notice.${notice.key}` as Key}
      values={noticeValues(notice)}
      actions={
        <Button
          size="small"
          look="quiet"
          onClick={() => presses.send('app', 'dismissNotice', { id: notice.id })}
        >
          {t('alarms.dismiss')}
        </Button>
      }
    />
  );
}
