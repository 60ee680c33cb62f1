import type { ObsTarget } from '../obs/room';
import type { Secrets } from '../storage/secrets';

/** An OBS as the command line and the environment name it. */
export interface GivenObs {
  readonly address: string | null;
  readonly password: string | null;
}

/**
 * The password for an OBS. One that is given beside its address goes with it, whatever that OBS is used for; without an
 * address (`own` alone) it is meant for the OBS that was used last: a restart names none.
 */
export function passwordOf(
  address: string,
  own: GivenObs,
  other: GivenObs,
  secrets: Secrets,
): Pick<ObsTarget, 'password' | 'passwordKept'> {
  const given = [own, other].find((one) => one.address === address) ?? (own.address === null ? own : null);
  const fromCommand = given?.password ?? null;
  if (fromCommand !== null) return { password: fromCommand, passwordKept: 'memory' };
  return { password: secrets.get(address), passwordKept: secrets.keptIn(address) };
}
