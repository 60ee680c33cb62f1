import type { ObsProblem, ObsView } from '../../../core/obs/observed';
import { t } from '../../i18n/t';
import type { IconName } from '../../ui/Icon';

/** Where the connection to OBS stands, in one sentence. */
export function obsSentence({ practice, address, link, observed }: ObsView): string {
  if (address === '') return t('connection.none');
  if (practice) return t(link.status === 'connected' ? 'connection.practice' : 'connection.practiceStarting');
  switch (link.status) {
    case 'connecting':
      return t('connection.connecting', { address });
    case 'connected':
      return observed
        ? t('connection.connected', { version: observed.version, address })
        : t('connection.reading', { address });
    case 'retrying':
    case 'stopped':
      return t(`connection.problem.${link.problem}`, { address });
  }
}

/** What to do about it, where somebody has to do something. */
export function obsAdvice(problem: ObsProblem): string {
  return t(`connection.advice.${problem}`);
}

export function asksPassword({ link }: ObsView): boolean {
  return link.status === 'stopped' && (link.problem === 'passwordNeeded' || link.problem === 'passwordWrong');
}

/** Whether trying once more may help: it does after the OBS at that address was mended, or started. */
export function mayRetry(obs: ObsView): boolean {
  const { status } = obs.link;
  return obs.address !== '' && (status === 'retrying' || (status === 'stopped' && !asksPassword(obs)));
}

/** Whether Connect would do nothing: this is the address, and there it is connected or about to be. */
export function isConnectedTo({ practice, address, link }: ObsView, wanted: string): boolean {
  if (practice || wanted !== address) return false;
  return link.status === 'connected' || link.status === 'connecting';
}

export interface ObsTone {
  readonly look: 'ready' | 'practice' | 'waiting' | 'wrong';
  readonly icon: IconName;
}

export function obsTone(obs: ObsView): ObsTone {
  const { practice, address, link } = obs;
  if (address === '') return { look: 'waiting', icon: 'ring' };
  switch (link.status) {
    case 'connecting':
      return { look: 'waiting', icon: 'spinner' };
    case 'connected':
      return practice ? { look: 'practice', icon: 'practice' } : { look: 'ready', icon: 'check-circle' };
    case 'retrying':
      return { look: 'wrong', icon: 'warn' };
    case 'stopped':
      return { look: 'wrong', icon: asksPassword(obs) ? 'lock' : 'stop' };
  }
}
