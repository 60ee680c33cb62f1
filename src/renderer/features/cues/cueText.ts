import type { OutputName } from '../../../core/obs/outputs';
import { outputNames } from '../../../core/obs/outputs';
import type { CueFailure } from '../../../core/run/model';
import type { CueEffect, CueTrigger } from '../../../core/show/cues';
import { quietest } from '../../../core/show/cues';
import type { CueWords } from '../../../core/show/cueWords';
import { cueWords } from '../../../core/show/cueWords';
import type { SpeakerId } from '../../../core/show/model';
import { formatLength, formatSeconds } from '../../../core/time/write';
import { t } from '../../i18n/t';
import type { IconName } from '../../ui/Icon';
import { obsReason } from '../../ui/obsReason';
import { outputIcons } from '../../ui/outputIcons';

export type NameOf = (id: SpeakerId) => string;

/** What a cue does, e.g. `Mute ‘Mic 2’`. */
export function effectText(effect: CueEffect, nameOf: NameOf): string {
  return cueSentence(cueWords(effect, nameOf));
}

export function cueSentence({ what, values }: CueWords): string {
  switch (what) {
    case 'startOutput':
      return t(`outputs.start.${outputOf(values.output)}`);
    case 'stopOutput':
      return t(`outputs.stop.${outputOf(values.output)}`);
    case 'volume':
    case 'fade': {
      const level = levelText(Number(values.decibels));
      return t(`cues.effect.${what}`, { ...values, level, seconds: formatSeconds(Number(values.over ?? 0)) });
    }
    default:
      return t(`cues.effect.${what}`, values);
  }
}

function outputOf(name: string | number | undefined): OutputName {
  return outputNames.find((output) => output === name) ?? 'record';
}

/** A volume as OBS writes it, with a minus as wide as a plus. */
function levelText(decibels: number): string {
  if (decibels <= quietest) return t('cues.silence');
  const rounded = Math.round(Math.abs(decibels) * 10) / 10;
  return t('cues.level', { decibels: decibels < 0 && rounded > 0 ? `−${rounded}` : rounded });
}

/** When a cue runs, e.g. `5:00 before end`. */
export function whenText(trigger: CueTrigger): string {
  return 'offset' in trigger
    ? t(`cues.when.${trigger.kind}`, { time: formatLength(trigger.offset) })
    : t(`cues.when.${trigger.kind}`);
}

export function failureText(problem: CueFailure): string {
  if (problem.why === 'refused') return obsReason(problem);
  return problem.why === 'caption' ? t(`log.why.${problem.problem}`) : t(`cues.failure.${problem.why}`);
}

/** The shape of what a cue does; its words come with it. */
export function effectIcon(effect: CueEffect): IconName {
  switch (effect.kind) {
    case 'scene':
      return 'scene';
    case 'showCaption':
    case 'nextCaption':
    case 'hideCaption':
      return 'caption';
    case 'visibility':
      return effect.on ? 'eye' : 'eye-off';
    case 'mute':
      return effect.on ? 'sound-off' : 'sound';
    case 'volume':
      return 'sound';
    case 'media':
      return effect.action === 'pause' ? 'pause' : 'play-outline';
    case 'filter':
      return 'settings';
    case 'hotkey':
      return 'keyboard';
    case 'output':
      return outputIcons[effect.output];
    case 'saveReplay':
      return 'repeat';
    case 'note':
      return 'message';
  }
}
