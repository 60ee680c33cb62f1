import { speakersNamed } from '../../../core/captions/policy';
import { findingWords, formatGigabytes, formatRate } from '../../../core/obs/findingWords';
import type { ObsView } from '../../../core/obs/observed';
import { diskNeeded, usesOutput } from '../../../core/obs/outputFindings';
import { scenesNamed } from '../../../core/obs/ownership';
import { scenesWithoutSound } from '../../../core/obs/sound';
import { type Check, type CheckName, type Finding, transitionsNamed } from '../../../core/obs/preflight';
import type { Show } from '../../../core/show/model';
import { countsOf } from '../../client/preflight';
import { t } from '../../i18n/t';

/** `2 problems, 1 warning`; empty where nothing was found. */
export function findingCounts(findings: readonly Finding[]): string {
  const { problems, warnings } = countsOf(findings);
  return [
    problems > 0 && t('preflight.problems', { count: problems }),
    warnings > 0 && t('preflight.warnings', { count: warnings }),
  ]
    .filter(Boolean)
    .join(', ');
}

/** One thing to put right before the show, in one sentence that says where it is. */
export function findingSentence(show: Show, finding: Finding): string {
  const { key, values } = findingWords(show, finding);
  return t(`preflight.finding.${key}`, values);
}

/** How a check stands, in one sentence. */
export function rowSentence(check: Check, show: Show, obs: ObsView): string {
  const [first, ...rest] = check.findings;
  if (first) {
    const meant = 'closest' in first ? first.closest : null;
    const sentence = [
      findingSentence(show, first),
      meant !== null && t('preflight.way.meant', { name: meant }),
    ]
      .filter(Boolean)
      .join(' ');
    return rest.length > 0 ? t('preflight.more', { first: sentence, count: rest.length }) : sentence;
  }
  switch (check.state) {
    case 'checking':
    case 'unknown':
      return t(`preflight.waits.${waitsFor(check, obs)}`);
    case 'ready':
    case 'warning':
    case 'problem':
      return fineSentence(check.name, show, obs);
  }
}

function waitsFor(
  { name, state }: Check,
  { link, observed }: ObsView,
): 'checking' | 'unknown' | 'drawing' | 'measuring' | 'unmeasured' | 'backup' | 'backupAway' {
  if (name === 'backup') return state === 'checking' ? 'backup' : 'backupAway';
  if (name !== 'names' || link.status !== 'connected' || !observed)
    return state === 'unknown' ? 'unknown' : 'checking';
  if (state === 'unknown') return 'unmeasured';
  return observed.captions.way === 'text' ? 'measuring' : 'drawing';
}

function fineSentence(name: CheckName, show: Show, { practice, address, observed }: ObsView): string {
  const named = speakersNamed(show).length;
  switch (name) {
    case 'obs':
      return practice
        ? t('preflight.fine.practice')
        : t('preflight.fine.obs', { version: observed?.version, address });
    case 'plan':
      return t('preflight.fine.plan', { segments: show.segments.length, slate: show.slateScene });
    case 'scenes':
      return t('preflight.fine.scenes', { count: scenesNamed(show).length });
    case 'transitions': {
      const count = transitionsNamed(show).size;
      return count === 0 ? t('preflight.fine.transitionsNone') : t('preflight.fine.transitions', { count });
    }
    case 'cues': {
      const count = show.segments.reduce((sum, { cues }) => sum + cues.length, 0);
      return count === 0 ? t('preflight.fine.cuesNone') : t('preflight.fine.cues', { count });
    }
    case 'sound':
      return t(scenesWithoutSound(show).length === 0 ? 'preflight.fine.soundNone' : 'preflight.fine.sound');
    case 'captions':
      if (named === 0) return t('preflight.fine.captionsNobody');
      return t(captionsFine[observed?.captions.way ?? 'pictures']);
    case 'names':
      return named === 0 ? t('preflight.fine.namesNobody') : t('preflight.fine.names', { count: named });
    case 'picture': {
      if (!observed) return '';
      const { output, fps } = observed.settings;
      return t('preflight.fine.picture', { ...output, fps: formatRate(fps) });
    }
    case 'disk': {
      const free = observed?.settings.freeDisk ?? null;
      if (free === null) return t('preflight.fine.diskUnknown');
      const needed = formatGigabytes(diskNeeded(show));
      return t('preflight.fine.disk', { free: formatGigabytes(free), needed });
    }
    case 'backup':
      return t('preflight.fine.backup');
    case 'outputs': {
      const isTargetSet = observed?.settings.streamTarget === 'set';
      const used = [
        usesOutput(show, 'stream') &&
          t(isTargetSet ? 'preflight.fine.stream' : 'preflight.fine.streamUnknown'),
        usesOutput(show, 'virtualCam') && t('preflight.fine.camera'),
      ].filter(Boolean);
      return used.length === 0 ? t('preflight.fine.outputsNone') : used.join(' · ');
    }
  }
}

const captionsFine = {
  clips: 'preflight.fine.captionsClips',
  pictures: 'preflight.fine.captionsPictures',
  text: 'preflight.fine.captionsText',
  page: 'preflight.fine.captionsPage',
} as const;
