import type { ReactNode } from 'react';
import type { Show } from '../../../core/show/model';
import type { ObsView } from '../../../core/obs/observed';
import type { RehearsalObs } from '../../../core/run/model';
import type { SegmentTiming, ShowTiming } from '../../../core/run/timing';
import { heldEnd, offEnd } from '../../../core/run/timing';
import type { Instant } from '../../../core/time/units';
import { zoneName } from '../../../core/time/zone';
import { deltaKind, formatClock, formatDelta, formatLength, formatTimeOfDay } from '../../../core/time/write';
import { usePresses } from '../../actions/react';
import { Ticking, useClient, useMirror, useSession } from '../../client/react';
import { useTiming } from '../../client/timing';
import { openOverlay, setMode, useView } from '../../client/view';
import { language, t } from '../../i18n/t';
import { Button } from '../../ui/Button';
import { Delta } from '../../ui/Delta';
import { Icon } from '../../ui/Icon';
import { classes } from '../../ui/classes';
import text from '../../ui/text.module.css';
import { writeDate } from '../../ui/writeDate';
import { ConsoleMenu } from '../menu/ConsoleMenu';
import { BackupStat } from './BackupStat';
import { DroppedStat, OutputStats } from './OutputStats';
import { Stat } from './Stat';
import styles from './TopBar.module.css';

export function TopBar({ className }: { readonly className?: string }): ReactNode {
  return (
    <header className={classes(styles.bar, className)}>
      <span className={styles.brand} aria-hidden="true">
        <Icon name="lectern" size={20} />
      </span>
      <ShowTitle />
      <Clock />
      <Times />
      <dl className={classes(styles.stats, styles.rule)}>
        <ObsStat />
        <BackupStat />
        <OutputStats />
        <DroppedStat />
        <HostStat />
      </dl>
      <div className={styles.buttons}>
        <EditSwitch />
        <ConsoleMenu />
      </div>
    </header>
  );
}

function ShowTitle(): ReactNode {
  const show = useSession((session) => session.show);
  const { segments, plannedEnd } = useTiming();
  const { now } = useClient();
  const planned = segments.filter((_, index) => show.segments[index]?.inclusion !== 'skipped');
  const first = planned[0];
  const from = first?.plannedTime ?? null;
  const last = planned.at(-1);
  const lastStart = last?.plannedTime ?? null;
  const to =
    lastStart === null ? null : lastStart + (show.segments.find(({ id }) => id === last?.id)?.duration ?? 0);
  const zone = zoneName(first?.plannedStart ?? plannedEnd ?? now(), show.zone, language());
  const times =
    from !== null && to !== null
      ? t('topbar.times', { from: formatTimeOfDay(from), to: formatTimeOfDay(to), zone })
      : zone;
  return (
    <div className={styles.show}>
      <h1 title={show.title}>{show.title}</h1>
      <p className={text.ellipsis}>
        {dateWords(show)} · {times}
      </p>
    </div>
  );
}

function dateWords({ date }: Show): string {
  return date === null ? t('topbar.undated') : writeDate(date);
}

function Clock(): ReactNode {
  const zone = useSession((session) => session.show.zone);
  const { now } = useClient();
  // A rehearsal has another day, perhaps of another half of the year.
  useSession((session) => session.pace);
  return (
    <div className={styles.clock}>
      <time aria-label={t('topbar.clock')}>
        <Ticking text={(at) => formatClock(at, zone, { seconds: true })} />
      </time>
      <span>{zoneName(now(), zone, language())}</span>
    </div>
  );
}

function isCounted({ standing }: SegmentTiming): boolean {
  return standing !== 'dropped' && standing !== 'skipped';
}

/** How the show stands against its plan. An undated show has a length and no times. */
function Times(): ReactNode {
  const phase = useSession((session) => session.run.phase);
  const zone = useSession((session) => session.show.zone);
  const agreedEnd = useSession((session) => session.run.agreedEnd);
  const times = useTiming();
  const { expectedEnd, hardOut, segments } = times;
  const held = heldEnd({ agreedEnd }, times);
  const over = offEnd({ agreedEnd }, times);
  if (held === null || expectedEnd === null || over === null) {
    const length = segments.reduce((sum, segment) => sum + (isCounted(segment) ? segment.length : 0), 0);
    return (
      <dl className={classes(styles.stats, styles.rule)}>
        <Stat label={t('topbar.length')}>{formatLength(length)}</Stat>
      </dl>
    );
  }
  const kind = deltaKind(over);
  const labels = {
    over: t('topbar.runningOver'),
    under: t('topbar.runningUnder'),
    onTime: t('topbar.running'),
  };
  const write = (instant: Instant): string => formatClock(instant, zone, { seconds: true });
  return (
    <dl className={classes(styles.stats, styles.rule)}>
      <Stat label={labels[kind]} strong>
        <Delta direction={kind}>{kind === 'onTime' ? t('topbar.onTime') : formatDelta(over)}</Delta>
      </Stat>
      {hardOut ? (
        <HardOut {...hardOut} />
      ) : (
        <Stat label={t(agreedEnd === null ? 'topbar.plannedEnd' : 'topbar.agreedEnd')}>{write(held)}</Stat>
      )}
      <Stat label={t(phase === 'ended' ? 'topbar.ended' : 'topbar.expectedEnd')} strong>
        {write(expectedEnd)}
      </Stat>
    </dl>
  );
}

/** The planned end stands under the title; what forces the end takes its place here. */
function HardOut({ at, over }: NonNullable<ShowTiming['hardOut']>): ReactNode {
  const zone = useSession((session) => session.show.zone);
  const label = t('topbar.hardOut', { time: formatClock(at, zone, { seconds: false }) });
  const kind = deltaKind(over ?? 0);
  const words = { over: 'topbar.past', under: 'topbar.spare', onTime: 'topbar.onTime' } as const;
  return (
    <Stat label={label} strong={kind === 'over'}>
      <Delta direction={kind}>{t(words[kind], { by: formatLength(Math.abs(over ?? 0)) })}</Delta>
    </Stat>
  );
}

function ObsStat(): ReactNode {
  const obs = useMirror((published) => published.obs);
  const rehearsal = useSession(({ run }) => run.rehearsal?.obs ?? null);
  if (rehearsal !== null) return <RehearsalStat of={rehearsal} obs={obs} />;
  return (
    <Stat label={obsLabel(obs)}>
      <button
        type="button"
        className={classes(styles.link, styles[obs.practice ? 'practice' : obs.link.status])}
        title={t('topbar.obsHint')}
        onClick={() => openOverlay('connection')}
      >
        <Icon name={obsIcon(obs)} size={14} />
        {obsWords(obs)}
      </button>
    </Stat>
  );
}

/** In a rehearsal this stands where the eye looks for OBS, in every mode of the console. */
function RehearsalStat({ of, obs }: { readonly of: RehearsalObs; readonly obs: ObsView }): ReactNode {
  const isLost = of === 'practice' && obs.link.status !== 'connected';
  return (
    <Stat label={t('rehearsal.tag')}>
      <button
        type="button"
        className={classes(styles.link, isLost ? styles[obs.link.status] : styles.practice)}
        title={t('topbar.obsHint')}
        onClick={() => openOverlay('connection')}
      >
        <Icon name={isLost ? obsIcon(obs) : 'practice'} size={14} />
        {isLost ? obsWords(obs) : t(`rehearsal.stat.${of}`)}
      </button>
    </Stat>
  );
}

function obsLabel({ practice, observed }: ObsView): string {
  if (practice) return t('topbar.practiceObs');
  return observed ? t('topbar.obs', { version: observed.version }) : t('topbar.obsUnknown');
}

function obsIcon({ practice, link }: ObsView): 'practice' | 'check-circle' | 'spinner' | 'stop' {
  if (link.status === 'connected') return practice ? 'practice' : 'check-circle';
  return link.status === 'connecting' ? 'spinner' : 'stop';
}

function obsWords({ practice, link }: ObsView): string {
  if (link.status === 'connected') return t(practice ? 'topbar.nothingLive' : 'topbar.connected');
  return t(`topbar.${link.status}`);
}

function HostStat(): ReactNode {
  const online = useMirror((published) => published.hostsOnline);
  const electron = useMirror((published) => published.app.shell === 'electron');
  const presses = usePresses();
  const words =
    online === 0
      ? t('topbar.offline')
      : online === 1
        ? t('topbar.online')
        : t('topbar.onlineMany', { count: online });
  const content = (
    <>
      <Icon name={online > 0 ? 'check-circle' : 'ring'} size={14} />
      {words}
    </>
  );
  return (
    <Stat label={t('topbar.hostView')}>
      {online === 0 && electron ? (
        <button
          type="button"
          className={classes(styles.link, styles.offline)}
          title={t('topbar.hostHint')}
          onClick={() => presses.send('app', 'openHostWindow', {})}
        >
          {content}
        </button>
      ) : (
        <span className={classes(styles.link, online > 0 ? styles.connected : styles.offline)}>
          {content}
        </span>
      )}
    </Stat>
  );
}

/** Editing is a mode of its own: the button says where it leads. Two buttons: no focus is left on the other. */
function EditSwitch(): ReactNode {
  const mode = useView((view) => view.mode);
  return mode === 'live' ? (
    <Button key="edit" size="small" icon="edit" onClick={() => setMode('edit')}>
      {t('topbar.edit')}
    </Button>
  ) : (
    <Button key="done" size="small" look="primary" icon="check" onClick={() => setMode('live')}>
      {t('topbar.live')}
    </Button>
  );
}
