import type { Edit } from './edit';
import type { Segment, Show, Speaker, VoiceSettings } from './model';
import { defaultVoices, newShow } from './model';

/** What was written before a field existed has its first value: files, journals and their edits are read through these. */

export function completedShow(show: Show): Show {
  const { speakers, segments } = show;
  return {
    ...newShow(show.id, show.title, show.zone),
    ...show,
    voices: completedVoices(show.voices),
    speakers: speakers.map(completedSpeaker),
    segments: segments.map(completedSegment),
  };
}

export function completedSegment(segment: Segment): Segment {
  return isComplete(segment, firstOfSegment) ? segment : { ...firstOfSegment, ...segment };
}

export function completedSpeaker(speaker: Speaker): Speaker {
  return isComplete(speaker, firstOfSpeaker) ? speaker : { ...firstOfSpeaker, ...speaker };
}

function completedVoices(voices: Partial<VoiceSettings> | undefined): VoiceSettings {
  const { policy, parameters } = defaultVoices;
  return {
    policy: { ...policy, ...voices?.policy },
    parameters: { ...parameters, ...voices?.parameters },
  };
}

export function completedEdit(edit: Edit): Edit {
  switch (edit.kind) {
    case 'addSegment':
      return { ...edit, segment: completedSegment(edit.segment) };
    case 'addSpeaker':
      return { ...edit, speaker: completedSpeaker(edit.speaker) };
    case 'together':
      return { ...edit, edits: edit.edits.map(completedEdit) };
    case 'setShow': {
      const { voices } = edit.patch;
      return voices ? { ...edit, patch: { ...edit.patch, voices: completedVoices(voices) } } : edit;
    }
    case 'setSegment':
    case 'removeSegment':
    case 'moveSegment':
    case 'setSpeaker':
    case 'removeSpeaker':
    case 'renameScene':
    case 'renameSource':
    case 'renameFilter':
    case 'renameInCues':
    case 'renameTransition':
      return edit;
  }
}

const firstOfSegment = {
  soundOff: false,
  cues: [],
  inclusion: 'always',
  advance: 'byHand',
  slots: {},
} as const satisfies Partial<Segment>;
const firstOfSpeaker = { microphone: null } as const satisfies Partial<Speaker>;

function isComplete(thing: object, first: object): boolean {
  return Object.keys(first).every((key) => key in thing);
}
