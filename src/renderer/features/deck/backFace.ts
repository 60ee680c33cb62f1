import type { LogLine } from '../../../core/asrun/log';
import { outputNames } from '../../../core/obs/outputs';
import { cuesOfBack } from '../../../core/run/backCues';
import { sceneOfBack } from '../../../core/run/decide';
import type { Run } from '../../../core/run/model';
import type { Show } from '../../../core/show/model';
import type { Instant } from '../../../core/time/units';
import { t } from '../../i18n/t';

/** What Back would do, in the words of its key; `null` while there is no GO to undo. */
export interface BackFace {
  /** What goes on air again; `null` before the first segment. */
  readonly title: string | null;
  /** On the key at rest. */
  readonly detail: string;
  /** Once armed: the scene, what is not undone, and the way out. */
  readonly armedDetail: string;
}

export function backFace(show: Show, run: Run, log: readonly LogLine[]): BackFace | null {
  const point = run.undo.at(-1);
  if (!point) return null;
  const { left } = cuesOfBack(run);
  const kept = keptWords(
    linesAfter(log, point.takenAt),
    // Outputs are named.
    left.filter(({ effect }) => effect.kind !== 'output').length,
  );
  return {
    title: point.onAir?.segment.title ?? null,
    detail: t(run.slate ? 'deck.backSlateStays' : run.phase === 'ended' ? 'deck.backEnd' : 'deck.backHow'),
    armedDetail: [sceneWords(show, run), kept, t('deck.escCancels')].filter(Boolean).join(' · '),
  };
}

/** Lines stay as they were written where the clock was set since; the run has moved along. */
function linesAfter(log: readonly LogLine[], at: Instant): readonly LogLine[] {
  let moved = 0;
  const before = log.findLastIndex((line) => {
    if (line.at + moved <= at) return true;
    if (line.key === 'clockStepped') moved += Number(line.values.ms);
    return false;
  });
  return log.slice(before + 1);
}

function sceneWords(show: Show, run: Run): string {
  if (run.slate) return t('deck.backSlateStays');
  const scene = sceneOfBack(show, run);
  return scene === null ? t('common.sceneLeftAlone') : t('common.scene', { scene });
}

/** What viewers and host have seen since the GO stays seen; what cues did in OBS stays done where nothing was before. */
function keptWords(since: readonly LogLine[], cues: number): string | null {
  const names = new Set(since.filter(({ key }) => key === 'captionShown').map(({ values }) => values.name))
    .size;
  const messages = since.filter(({ key }) => key === 'messageSent').length;
  const what = [
    names > 0 && t('deck.namesShown', { count: names }),
    messages > 0 && t('deck.messagesSent', { count: messages }),
    cues > 0 && t('cues.count', { count: cues }),
    ...outputWords(since),
  ].filter(Boolean);
  return what.length === 0 ? null : t('deck.notUndone', { what: what.join(', ') });
}

/** What was started or stopped since stays so, whoever asked for it. */
function outputWords(since: readonly LogLine[]): readonly string[] {
  const last = new Map<unknown, 'outputStarted' | 'outputStopped'>();
  for (const { key, values } of since) {
    if (key === 'outputStarted' || key === 'outputFoundOn') last.set(values.output, 'outputStarted');
    if (key === 'outputStopped' || key === 'outputFoundOff') last.set(values.output, 'outputStopped');
  }
  return outputNames.flatMap((name) => {
    const key = last.get(name);
    return key ? [t(`deck.${key}`, { output: t(`outputs.name.${name}`) })] : [];
  });
}
