import type { Show, SpeakerId } from '../show/model';
import { findSegment, findSpeaker } from '../show/model';
import { formatTimeOfDay } from '../time/write';
import type { Finding, FindingOf } from './preflight';

/** A sentence-to-be, for the screens and for the terminal: its key under `preflight.finding`, with its values. */
export interface FindingWords {
  readonly key: FindingKey;
  readonly values: Readonly<Record<string, string | number>>;
}

type WantedOutput = Extract<Finding, { readonly wanted: unknown }>;

type FindingKey =
  | Exclude<Finding['code'], 'captionProblem' | 'cueNameMissing' | 'backupLacks' | WantedOutput['code']>
  | { [Code in WantedOutput['code']]: `${Code}.${FindingOf<Code>['wanted']['by']}` }[WantedOutput['code']]
  | `backup.${Extract<Finding, { code: 'backupLacks' }>['what']}`
  | `cue.${Extract<Finding, { code: 'cueNameMissing' }>['what']}`
  | `caption.${Extract<Finding, { code: 'captionProblem' }>['problem']}`;

/** What was found, in one sentence that says where it is. */
export function findingWords(show: Show, finding: Finding): FindingWords {
  const titleOf = (id: string | undefined): string =>
    (id === undefined ? undefined : findSegment(show, id))?.title ?? '';
  const titleOfFirst = (wanted: WantedOutput['wanted']): FindingWords['values'] =>
    wanted.by === 'cues' ? { title: titleOf(wanted.segmentIds[0]) } : {};
  switch (finding.code) {
    case 'obsAway':
    case 'noSegments':
    case 'noSlateScene':
    case 'captionsNotSetUp':
    case 'nameMissing':
    case 'studioMode':
    case 'backupWithoutCaptions':
      return { key: finding.code, values: {} };
    case 'noRecordFolder':
      return { key: `${finding.code}.${finding.wanted.by}`, values: titleOfFirst(finding.wanted) };
    case 'noStreamService':
    case 'noStreamKey':
    case 'noVirtualCamera':
      return { key: `${finding.code}.${finding.wanted.by}`, values: titleOfFirst(finding.wanted) };
    case 'slateSceneMissing':
    case 'sceneEmpty':
      return { key: finding.code, values: { scene: finding.scene } };
    case 'sceneMissing':
      return {
        key: finding.code,
        values: { scene: finding.scene, title: titleOf(finding.segmentIds[0]) },
      };
    case 'transitionUnknown':
      return { key: finding.code, values: { name: finding.name, title: titleOf(finding.segmentIds[0]) } };
    case 'cueNameMissing':
      return {
        key: `cue.${finding.what}`,
        values: {
          name: finding.name,
          within: finding.within ?? '',
          title: titleOf(finding.segmentIds[0]),
        },
      };
    case 'backupLacks':
      return {
        key: `backup.${finding.what}`,
        values: { name: finding.name, within: finding.within ?? '' },
      };
    case 'cueIncomplete':
    case 'noReplayBuffer':
      return { key: finding.code, values: { title: titleOf(finding.segmentIds[0]) } };
    case 'hotkeyAmbiguous':
    case 'inputWithoutSound':
    case 'inputNoMedia':
      return { key: finding.code, values: { name: finding.name, title: titleOf(finding.segmentIds[0]) } };
    case 'maybeInGroup':
      return {
        key: finding.code,
        values: { name: finding.name, scene: finding.scene, title: titleOf(finding.segmentIds[0]) },
      };
    case 'microphoneMissing':
      return {
        key: finding.code,
        values: { name: finding.name, person: findSpeaker(show, finding.speakerIds[0])?.name ?? '' },
      };
    case 'noMicrophone':
      return { key: finding.code, values: { names: namesOf(show, finding.speakerIds) } };
    case 'microphoneShared':
      return { key: finding.code, values: { name: finding.name, names: namesOf(show, finding.speakerIds) } };
    case 'heardWithSoundOff':
      return {
        key: finding.code,
        values: { scene: finding.scene, inputs: finding.inputs.map((name) => `‘${name}’`).join(', ') },
      };
    case 'startSkipped':
      return {
        key: finding.code,
        values: {
          at: formatTimeOfDay(finding.at),
          becomes: formatTimeOfDay(finding.becomes),
          title: titleOf(finding.segmentId),
        },
      };
    case 'captionsMissingIn':
      return { key: finding.code, values: { count: finding.scenes.length, scene: finding.scenes[0] ?? '' } };
    case 'captionProblem':
      return {
        key: `caption.${finding.problem}`,
        values: { name: findSpeaker(show, finding.speakerId)?.name ?? '' },
      };
    case 'outputOdd':
    case 'outputSmall':
      return { key: finding.code, values: { ...finding.output } };
    case 'outputScaled':
      return {
        key: finding.code,
        values: {
          ...finding.output,
          fromWidth: finding.canvas.width,
          fromHeight: finding.canvas.height,
        },
      };
    case 'frameRateUnusual':
      return { key: finding.code, values: { fps: formatRate(finding.fps) } };
    case 'diskLow':
      return {
        key: finding.code,
        values: { free: formatGigabytes(finding.free), needed: formatGigabytes(finding.needed) },
      };
  }
}

/** `4`, `0.3`: gigabytes (10⁹ bytes), without more digits than matter. */
export function formatGigabytes(bytes: number): string {
  const gigabytes = bytes / 1e9;
  return gigabytes < 10 ? String(Math.round(gigabytes * 10) / 10) : String(Math.round(gigabytes));
}

/** `29.97`: frames a second. */
export function formatRate(fps: number): string {
  return String(Math.round(fps * 100) / 100);
}

function namesOf(show: Show, ids: readonly SpeakerId[]): string {
  return ids.map((id) => findSpeaker(show, id)?.name ?? '').join(', ');
}
