import type { Finding } from '../../../core/show/checks';
import type { Show } from '../../../core/show/model';
import { findSegment, findSpeaker } from '../../../core/show/model';
import { formatTimeOfDay } from '../../../core/time/write';
import { t } from '../../i18n/t';

/** `2 problems, 1 thing to look at` */
export function findingCounts(findings: readonly Finding[]): string {
  const problems = findings.filter((finding) => finding.severity === 'problem').length;
  const warnings = findings.length - problems;
  return [
    problems > 0 && t('alarms.problems', { count: problems }),
    warnings > 0 && t('alarms.warnings', { count: warnings }),
  ]
    .filter(Boolean)
    .join(', ');
}

/** One thing to put right before the show, in one sentence that says where it is. */
export function findingWords(show: Show, finding: Finding): string {
  const titleOf = (id: string | undefined): string => (id && findSegment(show, id)?.title) || '';
  switch (finding.code) {
    case 'noSegments':
    case 'noSlateScene':
    case 'nameMissing':
      return t(`alarms.finding.${finding.code}`);
    case 'slateSceneMissing':
      return t('alarms.finding.slateSceneMissing', { scene: finding.scene });
    case 'sceneMissing':
      return t('alarms.finding.sceneMissing', {
        scene: finding.scene,
        title: titleOf(finding.segmentIds[0]),
      });
    case 'transitionUnknown':
      return t('alarms.finding.transitionUnknown', {
        name: finding.name,
        title: titleOf(finding.segmentIds[0]),
      });
    case 'startSkipped':
      return t('alarms.finding.startSkipped', {
        at: formatTimeOfDay(finding.at),
        becomes: formatTimeOfDay(finding.becomes),
        title: titleOf(finding.segmentId),
      });
    case 'captionProblem':
      return t('alarms.finding.captionProblem', {
        name: findSpeaker(show, finding.speakerId)?.name ?? '',
        why: t(`captions.problem.${finding.problem}`),
      });
  }
}
