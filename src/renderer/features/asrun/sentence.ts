import type { LogKey, LogLine } from '../../../core/asrun/log';
import { cueWordNames } from '../../../core/show/cueWords';
import { replanKinds } from '../../../core/run/model';
import { outputNames } from '../../../core/obs/outputs';
import { formatClock, formatLength, formatSeconds } from '../../../core/time/write';
import { t } from '../../i18n/t';
import type { IconName } from '../../ui/Icon';
import { obsReason } from '../../ui/obsReason';
import { cueSentence } from '../cues/cueText';

/** A log line in words. Values are as the log has them; what a sentence needs besides is made here. */
export function logSentence({ key, values }: LogLine, zone: string): string {
  const words = { ...values, ...phrases(values), ...derived(key, values, zone) };
  if (values.title === '') {
    if (key === 'takenBack') return t('log.takenBackToNothing', words);
    if (key === 'takenBackAsIs') return t('log.takenBackAsIsToNothing', words);
  }
  return t(`log.${key}`, words);
}

/** Parts of a sentence that are left out where the log has nothing for them. */
function phrases({ scene, still, ms }: LogLine['values']): LogLine['values'] {
  return {
    accepted: ms === undefined ? '' : t('log.accepted', { ms }),
    inScene: scene ? t('log.inScene', { scene }) : '',
    still: still ? t('log.still', { scene: still }) : '',
  };
}

function derived(key: LogKey, values: LogLine['values'], zone: string): LogLine['values'] {
  const ms = Number(values.ms ?? 0);
  switch (key) {
    case 'endSet':
      return { time: formatClock(Number(values.endsAt), zone, { seconds: true }) };
    case 'startSet':
      return { time: formatClock(Number(values.startedAt), zone, { seconds: true }) };
    case 'onAir':
      return { from: values.began === undefined ? '' : t('log.from', { ms: values.began }) };
    case 'replanned':
    case 'replanUndone':
      return { what: replanText(values, zone) };
    case 'replanIgnored':
      return { time: formatClock(Number(values.end), zone, { seconds: true }) };
    case 'followed':
      return { time: formatClock(Number(values.since), zone, { seconds: true }) };
    case 'messageSeen':
      return { seconds: formatSeconds(ms) };
    case 'clockStepped':
      return { direction: t(ms < 0 ? 'log.back' : 'log.forward'), length: formatLength(Math.abs(ms)) };
    case 'slept':
      return { length: formatLength(ms) };
    case 'takeRefused':
      return { comment: obsComment(values) };
    case 'outputStartRefused':
    case 'outputStopRefused':
      return { ...outputWord(values), comment: obsComment(values) };
    case 'cueRun':
    case 'cueDone':
    case 'cueUnknown':
    case 'cueAsked':
    case 'cueSkipped':
    case 'effectLost':
    case 'effectChanged':
      return { cue: cueText(values) };
    case 'cueFailed':
      return { cue: cueText(values), reason: cueFailure(values) };
    case 'advanceMissed':
      return { reason: advanceWhy(values.why) };
    case 'cueMissed':
      return { cue: cueText(values), reason: cueMissed(values) };
    case 'captionByVoice':
      return { rule: voiceRule(values.rule), level: signed(Number(values.decibels ?? 0)) };
    case 'nameNotShown':
      return { reason: notShown(values) };
    case 'captionFailed':
      return { why: captionProblem(values.problem) };
    default:
      return outputWord(values);
  }
}

function replanText(values: LogLine['values'], zone: string): string {
  const what = replanKinds.find((name) => name === values.what);
  if (!what) return '';
  const time = values.end === undefined ? '' : formatClock(Number(values.end), zone, { seconds: true });
  return t(`log.replan.${what}`, { ...values, time, by: formatLength(Number(values.by ?? 0)) });
}

function obsComment({ code, comment }: LogLine['values']): string {
  return obsReason({ code: Number(code ?? 0), comment: String(comment ?? '') });
}

function outputWord({ output }: LogLine['values']): LogLine['values'] {
  const known = outputNames.find((name) => name === output);
  return known ? { output: t(`outputs.name.${known}`) } : {};
}

function cueText(values: LogLine['values']): string {
  const what = cueWordNames.find((name) => name === values.what);
  return what ? cueSentence({ what, values }) : '';
}

function cueFailure(values: LogLine['values']): string {
  const { why } = values;
  return why === 'silent' || why === 'notThere' || why === 'notSeen' || why === 'notSent'
    ? t(`cues.failure.${why}`)
    : obsComment(values);
}

const missedWhy = ['obsAway', 'appAway', 'held', 'slate', 'late', 'followed', 'passed'] as const;

function cueMissed({ why }: LogLine['values']): string {
  const known = missedWhy.find((name) => name === why);
  return known ? t(`cues.why.${known}`) : '';
}

const advanceWhys = ['held', 'slate', 'obsAway', 'failed', 'changedInObs', 'late', 'appAway'] as const;

function advanceWhy(why: string | number | undefined): string {
  const known = advanceWhys.find((name) => name === why);
  return known ? t(`deck.advanceWhy.${known}`) : '';
}

const captionProblems = ['obsAway', 'refused', 'silent', 'notSetUp', 'notDrawn', 'noPage'] as const;

function captionProblem(problem: string | number | undefined): string {
  const known = captionProblems.find((name) => name === problem);
  return known ? t(`log.why.${known}`) : '';
}

const voiceRules = ['firstWords', 'again', 'onChange'] as const;

function voiceRule(rule: string | number | undefined): string {
  const known = voiceRules.find((name) => name === rule);
  return known ? t(`log.voiceRule.${known}`) : '';
}

const notShownWhys = [
  'autoOff',
  'held',
  'slate',
  'sceneWithoutNames',
  'byHand',
  'hushed',
  'cannotKnow',
  'notSetUp',
  'muted',
  'notHeard',
] as const;

function notShown(values: LogLine['values']): string {
  const known = notShownWhys.find((name) => name === values.why);
  if (known === 'muted' && values.name === '') return t('log.notShown.mutedShared', values);
  return known ? t(`log.notShown.${known}`, values) : '';
}

/** With a minus that is as wide as a plus. */
function signed(decibels: number): string {
  return decibels < 0 ? `−${0 - decibels}` : String(decibels);
}

/** The shape of a line's tone; its colour comes with the style of the same name. */
export const toneIcon: Readonly<Record<LogLine['tone'], IconName>> = {
  ok: 'check',
  info: 'dot',
  warning: 'warn',
  alarm: 'stop',
};
