import type { CueCorrection } from '../show/cues';
import type { Edit } from '../show/edit';
import type { SegmentId, SpeakerId } from '../show/model';
import type { TimeOfDay } from '../time/units';
import { newSlate } from './ownership';
import type { Finding, FindingOf, OutputWanted } from './preflight';

/** Where a finding is put right by hand. */
export type Place =
  | { readonly at: 'segment'; readonly id: SegmentId | null }
  | { readonly at: 'person'; readonly id: SpeakerId }
  | { readonly at: 'show' }
  /** The connection to OBS. */
  | { readonly at: 'connection' }
  /** In OBS itself: its settings cannot be changed from here. */
  | { readonly at: 'obs' }
  /** The same of the second OBS. */
  | { readonly at: 'backup' };

/** One press that puts a finding right. */
export type Fix =
  /** The show takes what OBS has: "Did you mean 'Panel'?"; `null` leaves it to OBS. `reach`: what of the show takes it. */
  | {
      readonly kind: 'edit';
      readonly from: string;
      readonly use: string | null;
      readonly reach: 'show' | 'cues' | 'people';
      readonly edit: Edit;
    }
  /** "Build my OBS": the missing scenes and the captions, said first. */
  | { readonly kind: 'build'; readonly scene: string }
  | { readonly kind: 'setUpCaptions' }
  /** The segment starts when the clocks let it. */
  | { readonly kind: 'startAt'; readonly at: TimeOfDay; readonly edit: Edit }
  | { readonly kind: 'leaveStudioMode' }
  /** Studio mode is meant: Next goes into its preview. */
  | { readonly kind: 'previewNext' }
  /** The person's name, written anew beside the finding. */
  | { readonly kind: 'rename'; readonly speakerId: SpeakerId }
  /** The same in the second OBS. */
  | { readonly kind: 'buildBackup' };

export function placeOf(finding: Finding): Place {
  switch (finding.code) {
    case 'obsAway':
      return { at: 'connection' };
    case 'noSegments':
      return { at: 'segment', id: null };
    case 'noSlateScene':
    case 'slateSceneMissing':
      return { at: 'show' };
    case 'sceneEmpty':
      return { at: 'obs' };
    case 'sceneMissing':
    case 'transitionUnknown':
    case 'cueNameMissing':
    case 'cueIncomplete':
    case 'maybeInGroup':
    case 'hotkeyAmbiguous':
    case 'inputWithoutSound':
    case 'inputNoMedia':
    case 'noReplayBuffer':
      return { at: 'segment', id: finding.segmentIds[0] ?? null };
    case 'noRecordFolder':
    case 'noStreamService':
    case 'noStreamKey':
    case 'noVirtualCamera':
      return placeOfWanted(finding.wanted);
    case 'startSkipped':
      return { at: 'segment', id: finding.segmentId };
    case 'nameMissing':
    case 'captionProblem':
      return { at: 'person', id: finding.speakerId };
    case 'microphoneMissing':
    case 'noMicrophone':
    case 'microphoneShared':
      return { at: 'person', id: finding.speakerIds[0] };
    case 'heardWithSoundOff':
    case 'captionsNotSetUp':
    case 'captionsMissingIn':
    case 'outputOdd':
    case 'outputSmall':
    case 'outputScaled':
    case 'frameRateUnusual':
    case 'studioMode':
    case 'diskLow':
      return { at: 'obs' };
    case 'backupLacks':
    case 'backupWithoutCaptions':
      return { at: 'backup' };
  }
}

/** It is set up in OBS, as its sentence says; whether it is wanted is said in the show. */
function placeOfWanted(wanted: OutputWanted | { readonly by: 'nobody' }): Place {
  switch (wanted.by) {
    case 'show':
      return { at: 'show' };
    case 'cues':
      return { at: 'segment', id: wanted.segmentIds[0] };
    case 'nobody':
      return { at: 'obs' };
  }
}

/** What can be done about a finding with one press, the likeliest first. */
export function fixesOf(finding: Finding): readonly Fix[] {
  switch (finding.code) {
    case 'slateSceneMissing':
    case 'sceneMissing': {
      const { scene, closest } = finding;
      return [...(closest === null ? [] : [sceneInstead(scene, closest)]), { kind: 'build', scene } as const];
    }
    case 'transitionUnknown': {
      const { name, closest } = finding;
      return [...(closest === null ? [] : [transitionInstead(name, closest)]), transitionInstead(name, null)];
    }
    case 'cueNameMissing': {
      const { what, name, closest, isNowhere } = finding;
      switch (what) {
        case 'scene':
          return [...(closest === null ? [] : [sceneInstead(name, closest)]), { kind: 'build', scene: name }];
        case 'source':
        case 'input':
          if (closest === null) return [];
          return [isNowhere ? sourceInstead(name, closest) : inCuesInstead(finding, what, closest)];
        case 'filtered':
          return closest === null ? [] : [sourceInstead(name, closest)];
        case 'filter': {
          const source = finding.within;
          if (closest === null || source === null) return [];
          const edit = { kind: 'renameFilter', source, from: name, to: closest } as const;
          return [{ kind: 'edit', from: name, use: closest, reach: 'cues', edit }];
        }
        case 'hotkey':
          return closest === null ? [] : [inCuesInstead(finding, what, closest)];
      }
    }
    case 'microphoneMissing': {
      const { name, closest, isNowhere, speakerIds } = finding;
      if (closest === null) return [];
      if (isNowhere) return [sourceInstead(name, closest)];
      const edits = speakerIds.map(
        (id) => ({ kind: 'setSpeaker', id, patch: { microphone: closest } }) as const,
      );
      const edit = { kind: 'together', edits } as const;
      return [{ kind: 'edit', from: name, use: closest, reach: 'people', edit }];
    }
    case 'captionsNotSetUp':
    case 'captionsMissingIn':
      return [{ kind: 'setUpCaptions' }];
    case 'backupLacks':
      return finding.what === 'scene' ? [{ kind: 'buildBackup' }] : [];
    case 'backupWithoutCaptions':
      return [{ kind: 'buildBackup' }];
    case 'noSlateScene':
      return [{ kind: 'build', scene: newSlate }];
    case 'startSkipped': {
      const { segmentId, becomes } = finding;
      const start = { kind: 'fixed', at: becomes } as const;
      return [
        { kind: 'startAt', at: becomes, edit: { kind: 'setSegment', id: segmentId, patch: { start } } },
      ];
    }
    case 'studioMode':
      return [{ kind: 'leaveStudioMode' }, { kind: 'previewNext' }];
    case 'nameMissing':
    case 'captionProblem':
      return [{ kind: 'rename', speakerId: finding.speakerId }];
    case 'obsAway':
    case 'noSegments':
    case 'cueIncomplete':
    case 'maybeInGroup':
    case 'hotkeyAmbiguous':
    case 'inputWithoutSound':
    case 'inputNoMedia':
    case 'noMicrophone':
    case 'microphoneShared':
    case 'heardWithSoundOff':
    case 'sceneEmpty':
    case 'outputOdd':
    case 'outputSmall':
    case 'outputScaled':
    case 'frameRateUnusual':
    case 'diskLow':
    case 'noRecordFolder':
    case 'noStreamService':
    case 'noStreamKey':
    case 'noVirtualCamera':
    case 'noReplayBuffer':
      return [];
  }
}

/** Everywhere in the show, for what one segment misspells others do too. */
export function sceneInstead(from: string, to: string): Extract<Fix, { readonly kind: 'edit' }> {
  return { kind: 'edit', from, use: to, reach: 'show', edit: { kind: 'renameScene', from, to } };
}

function sourceInstead(from: string, to: string): Fix {
  return { kind: 'edit', from, use: to, reach: 'show', edit: { kind: 'renameSource', from, to } };
}

/** What has that name in OBS is something else, which the rest of the show may mean. */
function inCuesInstead(
  { name, within }: FindingOf<'cueNameMissing'>,
  what: CueCorrection['what'],
  to: string,
): Fix {
  const edit = { kind: 'renameInCues', what, within, from: name, to } as const;
  return { kind: 'edit', from: name, use: to, reach: 'cues', edit };
}

function transitionInstead(from: string, to: string | null): Fix {
  return { kind: 'edit', from, use: to, reach: 'show', edit: { kind: 'renameTransition', from, to } };
}
