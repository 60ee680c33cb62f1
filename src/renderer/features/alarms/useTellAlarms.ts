import { useEffect, useRef } from 'react';
import type { Published } from '../../../contract/published';
import { useClient } from '../../client/react';
import type { Alarm } from './alarms';
import { alarmName, callsBack } from './alarms';

/**
 * Tells the app which alarms are on while a run is live: it flags the taskbar for one that comes up while nobody looks
 * at the console. With the run all of it ends by itself.
 */
export function useTellAlarms({ app, session }: Published, alarms: readonly Alarm[]): void {
  const client = useClient();
  const told = useRef('[]');
  const isHeard = app.shell === 'electron' && session?.run.phase === 'live';
  const names = JSON.stringify(isHeard ? alarms.filter(callsBack).map(alarmName) : []);
  useEffect(() => {
    if (names === told.current) return;
    told.current = names;
    void client.call('tellAlarms', { alarms: JSON.parse(names) as string[] });
  }, [client, names]);
}
