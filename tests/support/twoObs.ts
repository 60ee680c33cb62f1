import { expect, onTestFinished } from 'vitest';
import type { Backup } from '../../src/contract/published';
import type { PracticeObs, PracticeObsOptions } from '../../src/practice-obs/server';
import { startPracticeObs } from '../../src/practice-obs/server';
import { alarmsOf } from '../../src/renderer/features/alarms/alarms';
import { effectWords } from '../../src/renderer/features/alarms/backupWords';
import { preflightOf } from '../../src/renderer/client/preflight';
import { rowSentence } from '../../src/renderer/features/preflight/words';
import { plannedCues } from '../../src/renderer/features/cues/plannedCues';
import { t } from '../../src/renderer/i18n/t';
import type { AppDesk } from './appDesk';
import { startApp } from './appDesk';
import { until } from './until';

export async function practice(options: PracticeObsOptions = {}): Promise<PracticeObs> {
  const obs = await startPracticeObs(options);
  obs.person.setTransition('Cut');
  onTestFinished(() => obs.close());
  return obs;
}

export interface Two {
  readonly desk: AppDesk;
  /** Every difference that was told. */
  readonly told: readonly Backup['difference'][];
  readonly main: PracticeObs;
  readonly backup: PracticeObs;
}

/** A show of these scenes on two OBS; the bundled one where none are named. */
export async function two(...scenes: readonly string[]): Promise<Two> {
  const [desk, main, backup] = [await startApp(), await practice(), await practice()];
  await desk.connected();
  if (scenes.length > 0) {
    await desk.call('closeShow', {});
    await desk.newShow(...scenes);
  }
  await desk.call('connectObs', { address: main.url });
  await desk.connected(main.url);
  await desk.call('connectBackup', { address: backup.url });
  await there(desk, backup);
  const told: Backup['difference'][] = [];
  desk.app.publisher.subscribe(() => {
    const difference = desk.seen.backup?.difference ?? null;
    if (difference) told.push(difference);
  });
  return { desk, told, main, backup };
}

export function seen(desk: AppDesk): Backup {
  const { backup } = desk.seen;
  if (!backup) throw new Error('no backup is published');
  return backup;
}

export async function there(desk: AppDesk, { url }: PracticeObs): Promise<void> {
  await until('the backup is connected', 5_000, () => {
    const { obs } = seen(desk);
    return obs.address === url && obs.link.status === 'connected' && obs.observed !== null;
  });
}

export const program = ({ snapshot }: PracticeObs): string => snapshot().program;

export async function shows(obs: PracticeObs, scene: string): Promise<void> {
  await until(`it shows '${scene}'`, 5_000, () => program(obs) === scene).catch((error: unknown) => {
    throw new Error(`it shows '${program(obs)}', not '${scene}'`, { cause: error });
  });
}

export async function differs(desk: AppDesk, difference: Backup['difference']): Promise<void> {
  await until('the difference is told', 5_000, () => {
    expect(seen(desk).difference).toEqual(difference);
    return true;
  });
}

export function nameIsOn(obs: PracticeObs): boolean {
  const scene = obs.snapshot().scenes.find(({ name }) => name === 'Lectern captions');
  return scene?.items.some(({ enabled }) => enabled) ?? false;
}

/** It is gone as after a crash, and cannot be reached. */
export async function lost(desk: AppDesk, main: PracticeObs): Promise<void> {
  main.faults.refuseConnections(true);
  main.faults.dropConnections();
  await until('it is lost', 5_000, () => desk.seen.obs.link.status === 'retrying');
}

/** The one that was lost is there again, with a world of its own. */
export async function back(desk: AppDesk, main: PracticeObs): Promise<void> {
  main.faults.refuseConnections(false);
  await desk.call('retryObs', {});
  await until('it is there again', 5_000, () => desk.seen.obs.link.status === 'connected');
}

/** What the console says of the backup, as the producer reads it; `null` where it says nothing. */
export function backupSaid({ seen: published }: AppDesk): string | null {
  const alarm = alarmsOf(published).find(({ kind }) => kind === 'backup');
  if (alarm?.kind !== 'backup') return null;
  if (alarm.what !== 'differs') return alarm.what;
  const { difference } = alarm;
  if (difference.what !== 'effects') return difference.what;
  const [first, ...others] = difference.effects;
  const { sentence, values } = effectWords(first);
  const more = others.length === 0 ? '' : t('alarms.backup.effect.more', { count: others.length });
  return t(`alarms.backup.effect.${sentence}`, { ...values, more }).replace(/<.?b>/gu, '');
}

/** The cues of the segment on air and how each stands, as the deck lists them. */
export function cuesSaid({ seen: { session, obs } }: AppDesk): Readonly<Record<string, string>> {
  if (!session) return {};
  const cues = plannedCues(session.show, session.run, obs.observed, obs.link.status === 'connected');
  return Object.fromEntries(
    cues.map(({ cue, news, mayRun }) => {
      const why = news?.kind === 'missed' ? ` ${news.why}` : '';
      return [cue.id, `${news?.kind ?? 'to come'}${why}${mayRun ? ', run' : ''}`];
    }),
  );
}

/** How the check before the show stands on the backup: its row, in words. */
export function backupChecked({ seen: { session, obs, settings, backup } }: AppDesk): string | null {
  const check =
    session && preflightOf(session, obs, settings, backup).checks.find(({ name }) => name === 'backup');
  return check ? `${check.state}: ${rowSentence(check, session.show, obs)}` : null;
}
