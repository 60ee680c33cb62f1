import type { InForce } from '../run/model';
import type { Cue, CueEffect, CueTrigger } from '../show/cues';
import type { SegmentId, Show } from '../show/model';

/**
 * Where in OBS an effect holds until another one says otherwise, e.g. whether an input is muted; `null` for one that
 * happens and is over (media, a hotkey), and for what the run keeps itself (scene, caption, outputs).
 */
export function addressOf(effect: CueEffect): string | null {
  switch (effect.kind) {
    case 'visibility':
      return JSON.stringify(['visibility', effect.scene, effect.source]);
    case 'mute':
      return JSON.stringify(['mute', effect.input]);
    case 'volume':
      return JSON.stringify(['volume', effect.input]);
    case 'filter':
      return JSON.stringify(['filter', effect.source, effect.filter]);
    case 'scene':
    case 'showCaption':
    case 'nextCaption':
    case 'hideCaption':
    case 'media':
    case 'hotkey':
    case 'output':
    case 'saveReplay':
    case 'note':
      return null;
  }
}

/** What OBS is asked for by requests of its own, which can ride along in the batch of a take. */
export type RequestEffect = Extract<
  CueEffect,
  { kind: 'visibility' | 'mute' | 'volume' | 'media' | 'filter' | 'hotkey' | 'saveReplay' }
>;

export function isRequest(effect: CueEffect): effect is RequestEffect {
  switch (effect.kind) {
    case 'visibility':
    case 'mute':
    case 'volume':
    case 'media':
    case 'filter':
    case 'hotkey':
    case 'saveReplay':
      return true;
    case 'scene':
    case 'showCaption':
    case 'nextCaption':
    case 'hideCaption':
    case 'output':
    case 'note':
      return false;
  }
}

/** The cues of a segment in the order in which they would run, those by hand last. */
export function inOrder(cues: readonly Cue[]): readonly Cue[] {
  return cues.toSorted(
    (a, b) => rank(a.trigger) - rank(b.trigger) || offsetRank(a.trigger) - offsetRank(b.trigger),
  );
}

const ranks = { take: 0, afterStart: 1, beforeEnd: 2, hand: 3 } as const;

function rank({ kind }: CueTrigger): number {
  return ranks[kind];
}

function offsetRank(trigger: CueTrigger): number {
  switch (trigger.kind) {
    case 'afterStart':
      return trigger.offset;
    case 'beforeEnd':
      return -trigger.offset;
    case 'take':
    case 'hand':
      return 0;
  }
}

/**
 * What must be true when a segment begins, by address: the last cue of the plan before it that says so. Not the sum of
 * what leads there: what happens and is over is left out, and so is what only a hand does.
 */
export function trueBefore(show: Show, segmentId: SegmentId): ReadonlyMap<string, Cue> {
  const held = new Map<string, Cue>();
  for (const segment of show.segments) {
    if (segment.id === segmentId) break;
    for (const cue of inOrder(segment.cues)) {
      const address = addressOf(cue.effect);
      if (address !== null && cue.trigger.kind !== 'hand') held.set(address, cue);
    }
  }
  return held;
}

/** Those of them that a take has to bring about: what is in force already is left as it is, also where a hand changed it. */
export function toCarry(
  show: Show,
  segmentId: SegmentId,
  own: readonly Cue[],
  inForce: InForce,
): readonly Cue[] {
  const named = new Set(own.map(({ effect }) => addressOf(effect)));
  return [...trueBefore(show, segmentId)].flatMap(([address, cue]) => {
    const effect = reached(cue.effect);
    const held = inForce[address];
    const isInForce =
      held?.cueId === cue.id && JSON.stringify(reached(held.effect)) === JSON.stringify(effect);
    return named.has(address) || isInForce ? [] : [{ ...cue, effect }];
  });
}

/** What takes its time where it was planned is there at once where it was jumped over. */
export function reached(effect: CueEffect): CueEffect {
  return effect.kind === 'volume' ? { ...effect, over: 0 } : effect;
}
