import type { ReactNode } from 'react';
import type { OutputState, ProgramOutput } from '../../../core/obs/outputs';
import { programOutputs } from '../../../core/obs/outputs';
import { formatElapsed } from '../../../core/time/write';
import { wholeSecond } from '../../client/ticker';
import { MachineTicking, useMirror, useSession } from '../../client/react';
import { t } from '../../i18n/t';
import type { IconName } from '../../ui/Icon';
import { Icon } from '../../ui/Icon';
import { classes } from '../../ui/classes';
import { outputIcons } from '../../ui/outputIcons';
import { Stat } from './Stat';
import styles from './TopBar.module.css';

/** What carries the program out of OBS: what runs, for how long, and what should. */
export function OutputStats(): ReactNode {
  return programOutputs.map((name) => <OutputStat key={name} name={name} />);
}

function OutputStat({ name }: { readonly name: ProgramOutput }): ReactNode {
  const state = useMirror(({ obs }) => obs.observed?.outputs[name] ?? null);
  const connected = useMirror(({ obs }) => obs.link.status === 'connected');
  const practice = useMirror(({ obs }) => obs.practice);
  const needed = useSession(({ show }) => show.outputs.includes(name));
  const off = state === null || state.status === 'off' || state.status === 'unavailable';
  if (state === null || (off && !needed)) return null;
  return (
    <Stat label={t(`outputs.tag.${name}`)}>
      <span className={classes(styles.link, styles[lookOf(state, connected, practice)])}>
        <Icon name={connected ? iconOf(name, state) : 'ring'} size={14} />
        {connected ? <Running state={state} /> : t('outputs.state.unknown')}
      </span>
    </Stat>
  );
}

/** On the practice OBS nothing goes out, so nothing is red. */
function lookOf({ status }: OutputState, connected: boolean, practice: boolean): string {
  if (!connected) return 'offline';
  return practice && status === 'on' ? 'practice' : status;
}

function iconOf(name: ProgramOutput, { status }: OutputState): IconName {
  switch (status) {
    case 'on':
      return outputIcons[name];
    case 'starting':
    case 'stopping':
    case 'reconnecting':
      return 'spinner';
    case 'paused':
      return 'pause';
    case 'off':
    case 'unavailable':
      return 'ring';
  }
}

/** Counts by itself from an instant: nothing is sent for it. */
function Running({ state }: { readonly state: OutputState }): ReactNode {
  switch (state.status) {
    case 'on': {
      const { since } = state;
      return <MachineTicking text={(now) => formatElapsed(now - wholeSecond(since))} />;
    }
    case 'paused':
      return t('outputs.state.paused', { time: formatElapsed(state.ran) });
    case 'off':
    case 'starting':
    case 'stopping':
    case 'reconnecting':
    case 'unavailable':
      return t(`outputs.state.${state.status}`);
  }
}

/** Frames that viewers and the recording did not get; nothing while nothing goes out. */
export function DroppedStat(): ReactNode {
  const goesOut = useMirror(({ obs }) => {
    const outputs = obs.link.status === 'connected' ? obs.observed?.outputs : undefined;
    return outputs?.stream.status === 'on' || outputs?.record.status === 'on';
  });
  const count = useMirror(({ obs }) => obs.health?.dropped ?? null);
  const percent = useMirror(({ obs }) => obs.health?.droppedPercent ?? 0);
  if (!goesOut || count === null) return null;
  return (
    <Stat label={t('outputs.lost')} wide>
      {t('outputs.lostValue', { count, percent: percent.toFixed(1) })}
    </Stat>
  );
}
