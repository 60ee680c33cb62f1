import type { RequestEffect } from '../../core/obs/effects';
import { isAsLoud, shownAt, volumeHeard, volumeRequest } from '../../core/obs/effectSteps';
import type { Fade } from '../../core/obs/fade';
import { nextFrames } from '../../core/obs/fade';
import type { ObsEvent } from '../../core/obs/protocol';
import { ok } from '../../core/result';
import type { Duration } from '../../core/time/units';
import { second } from '../../core/time/units';
import type { Session } from './session';
import type { BatchReply } from './wire';

export interface FadesDeps {
  /** No setting of the clock disturbs it, ms. */
  readonly elapsed: () => Duration;
  readonly session: () => Session | null;
  /** With what OBS answered last. What a hand stopped ends as if it had been answered: OBS shows something else. */
  readonly ended: (fireId: string, reply: BatchReply) => void;
}

/**
 * Volumes that take their time, sent in parts of a few frames: OBS plays what it has got to its end, and a hand at the
 * same fader wins after one part at the latest.
 */
export interface Fades {
  start(fireId: string, effect: VolumeEffect): void;
  event(event: ObsEvent): void;
  closed(): void;
}

type VolumeEffect = Extract<RequestEffect, { kind: 'volume' }>;

/** Frames in one part: a third of a second at 30 a second. */
const framesInPart = 10;
/** OBS may draw fewer frames than it is set to. */
const slack: Duration = 2 * second;

interface Running {
  readonly fireId: string;
  readonly input: string;
  /** Volumes that we set: OBS tells them back. */
  ours: readonly number[];
  /** What somebody else set meanwhile; the last of it stays. */
  theirs: number | null;
  /** Another fade of the same input waits for the end of this part. */
  next: { readonly fireId: string; readonly effect: VolumeEffect } | null;
}

export function createFades({ elapsed, session, ended }: FadesDeps): Fades {
  let running: readonly Running[] = [];

  function start(fireId: string, effect: VolumeEffect): void {
    const at = session();
    const before = running.find(({ input }) => input === effect.input);
    if (before) {
      if (before.next) ended(before.next.fireId, ok([]));
      before.next = { fireId, effect };
      return;
    }
    if (!at) {
      ended(fireId, ok([]));
      return;
    }
    const shown = shownAt(effect, at.known);
    // Of an input without sound OBS says so itself.
    const from = typeof shown === 'number' ? shown : effect.decibels;
    const fade: Running = { fireId, input: effect.input, ours: [], theirs: null, next: null };
    running = [...running, fade];
    void play(fade, at, { from, to: effect.decibels, over: effect.over });
  }

  async function play(fade: Running, at: Session, way: Fade): Promise<void> {
    const startedAt = elapsed();
    const frame = second / at.known.settings.fps;
    let reply: BatchReply = ok([]);
    let isThere = false;
    while (!isThere && reply.ok && fade.theirs === null && fade.next === null && at === session()) {
      const volumes = nextFrames(way, elapsed() - startedAt, { frame, most: framesInPart });
      isThere = volumes.at(-1) === way.to;
      // Those of the part before may still be told.
      fade.ours = [...fade.ours.slice(-framesInPart), ...volumes];
      reply = await at.wire.frames(
        volumes.map((volume) => volumeRequest(fade.input, volume)),
        volumes.length * frame + slack,
      );
      if (!running.includes(fade)) return;
      if (reply.ok && reply.value.some((answer) => !answer.ok)) break;
    }
    running = running.filter((other) => other !== fade);
    // The frames that were on their way have overridden it.
    if (fade.theirs !== null && at === session())
      await at.wire.call(volumeRequest(fade.input, fade.theirs), second);
    ended(fade.fireId, reply);
    if (fade.next) start(fade.next.fireId, fade.next.effect);
  }

  return {
    start,
    event(event) {
      for (const fade of running) {
        const heard = volumeHeard(event, fade.input);
        if (heard !== null && !fade.ours.some((volume) => isAsLoud(volume, heard))) fade.theirs = heard;
      }
    },
    closed() {
      running = [];
    },
  };
}
