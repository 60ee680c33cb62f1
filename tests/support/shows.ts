import { defaultGraphics } from '../../src/core/captions/graphics';
import type { Segment, Show, Speaker } from '../../src/core/show/model';
import {
  defaultCaptionDuration,
  defaultThresholds,
  defaultTolerance,
  noCards,
  defaultVoices,
} from '../../src/core/show/model';
import { hour, minute } from '../../src/core/time/units';

/** A time of day as in the plan: `tod('16:05')`. */
export function tod(text: string): number {
  const [h = '0', m = '0'] = text.split(':');
  return Number(h) * hour + Number(m) * minute;
}

export function segment(id: string, fields: Partial<Omit<Segment, 'id'>> = {}): Segment {
  return {
    id,
    title: id,
    kind: 'talk',
    start: { kind: 'follows' },
    inclusion: 'always',
    advance: 'byHand',
    duration: 10 * minute,
    scene: `Scene ${id}`,
    transition: null,
    speakerIds: [],
    slots: {},
    showsFirstName: false,
    notes: '',
    soundOff: false,
    cues: [],
    ...defaultThresholds,
    ...fields,
  };
}

export function speaker(id: string, fields: Partial<Omit<Speaker, 'id'>> = {}): Speaker {
  return {
    id,
    name: `Name ${id}`,
    role: '',
    organisation: '',
    place: '',
    pronunciation: '',
    microphone: null,
    ...fields,
  };
}

export function show(segments: readonly Segment[], fields: Partial<Omit<Show, 'segments'>> = {}): Show {
  return {
    id: 'show',
    title: 'A show',
    date: '2026-11-23',
    zone: 'Europe/Paris',
    hardOut: null,
    slateScene: 'Holding slide',
    hostId: null,
    captionDuration: defaultCaptionDuration,
    voices: defaultVoices,
    scenesWithoutNames: [],
    tolerance: defaultTolerance,
    outputs: [],
    graphics: defaultGraphics,
    cards: noCards,
    speakers: [],
    segments,
    ...fields,
  };
}

/** A small webinar: slate at 15:50, welcome fixed at 16:00, a talk, a panel of three, a closing. */
export function webinar(fields: Partial<Show> = {}): Show {
  return show(
    [
      segment('slate', { kind: 'slate', start: { kind: 'fixed', at: tod('15:50') }, scene: 'Holding slide' }),
      segment('welcome', {
        kind: 'host',
        start: { kind: 'fixed', at: tod('16:00') },
        duration: 5 * minute,
        scene: 'Host',
      }),
      segment('talk', { duration: 20 * minute, scene: 'Speaker + slides', speakerIds: ['amal'] }),
      segment('panel', {
        kind: 'panel',
        duration: 35 * minute,
        scene: 'Panel',
        speakerIds: ['paul', 'morshed', 'coby'],
      }),
      segment('closing', { kind: 'closing', duration: 5 * minute, scene: 'Host' }),
    ],
    {
      speakers: ['amal', 'paul', 'morshed', 'coby'].map((id) => speaker(id)),
      ...fields,
    },
  );
}
