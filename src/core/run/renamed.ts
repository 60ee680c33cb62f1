import { addressOf } from '../obs/effects';
import type { Cue, Renaming } from '../show/cues';
import { renamedInCue, renamedInEffect } from '../show/cues';
import type { Segment, Speaker } from '../show/model';
import type { LecternEvent } from './events';
import type { ChangedInObs, FailedTake, InForce, InForceCue, PendingTake, Run, Slate, Taken } from './model';

type RenamedInObs = Extract<
  LecternEvent,
  { readonly type: 'sceneRenamedInObs' | 'sourceRenamedInObs' | 'filterRenamedInObs' }
>;

/** What OBS told, as the edit by which a show follows it. */
export function renamingOf(renamed: RenamedInObs): Renaming {
  const { from, to } = renamed;
  switch (renamed.type) {
    case 'sceneRenamedInObs':
      return { kind: 'renameScene', from, to };
    case 'sourceRenamedInObs':
      return { kind: 'renameSource', from, to };
    case 'filterRenamedInObs':
      return { kind: 'renameFilter', source: renamed.source, from, to };
  }
}

/**
 * The run after something got another name in OBS: wherever it means that one, for what is on air and what Back goes to
 * are copies that no edit of the show reaches. The same run where nothing means it. What is done keeps the name under
 * which it ran.
 */
export function renameInRun(run: Run, renaming: Renaming): Run {
  const { kind, from, to } = renaming;
  const now = <Name extends string | null>(name: Name): Name | string =>
    kind === 'renameScene' && name === from ? to : name;
  const inCue = (cue: Cue): Cue => renamedInCue(cue, renaming);
  const inSegment = (segment: Segment): Segment => ({
    ...segment,
    scene: now(segment.scene),
    cues: segment.cues.map(inCue),
  });
  const input = <Name extends string | null>(name: Name): Name | string =>
    kind === 'renameSource' && name === from ? to : name;
  const ofInput = <One extends { readonly input: string }>(one: One): One => ({
    ...one,
    input: input(one.input),
  });
  const inSpeaker = (speaker: Speaker): Speaker => ({ ...speaker, microphone: input(speaker.microphone) });
  const inTaken = (taken: Taken | null): Taken | null =>
    taken && {
      ...taken,
      segment: inSegment(taken.segment),
      speakers: taken.speakers.map(inSpeaker),
      notShown: taken.notShown.map(ofInput),
      shown: taken.shown && { ...taken.shown, scene: now(taken.shown.scene) },
      carried: taken.carried.map(inCue),
    };
  const inTake = (take: PendingTake): PendingTake => ({
    ...take,
    scene: now(take.scene),
    priorScene: now(take.priorScene),
    segment: take.segment && inSegment(take.segment),
    speakers: take.speakers.map(inSpeaker),
    effects: take.effects.map((firing) => ({
      ...firing,
      effect: renamedInEffect(firing.effect, renaming),
    })),
    carried: take.carried.map(inCue),
  });
  const inFailed = (failed: FailedTake): FailedTake => ({
    ...failed,
    take: inTake(failed.take),
    still: now(failed.still),
    failure:
      failed.failure.why === 'mismatch'
        ? { ...failed.failure, shown: now(failed.failure.shown) }
        : failed.failure,
  });
  const inSlate = (slate: Slate | null): Slate | null =>
    slate && { ...slate, priorScene: now(slate.priorScene) };
  const inChanged = (changed: ChangedInObs | null): ChangedInObs | null =>
    changed && { ...changed, scene: now(changed.scene) };
  const inInForce = (inForce: InForce): InForce =>
    Object.fromEntries(
      Object.values(inForce).flatMap((held): [string, InForceCue][] => {
        const effect = renamedInEffect(held.effect, renaming);
        const address = addressOf(effect);
        return address === null ? [] : [[address, { ...held, effect }]];
      }),
    );
  const renamed: Run = {
    ...run,
    inForce: inInForce(run.inForce),
    voices: run.voices.map(ofInput),
    listensTo: run.listensTo?.map(input).sort() ?? null,
    mutedTalk: run.mutedTalk.map(ofInput),
    onAir: inTaken(run.onAir),
    settling: run.settling && { ...run.settling, scene: now(run.settling.scene) },
    stages: run.stages && { ...run.stages, scene: now(run.stages.scene) },
    changedInObs: inChanged(run.changedInObs),
    slate: inSlate(run.slate),
    failed: run.failed && inFailed(run.failed),
    pending: run.pending.map(inTake),
    undo: run.undo.map((point) => ({
      ...point,
      scene: now(point.scene),
      inForce: inInForce(point.inForce),
      onAir: inTaken(point.onAir),
      slate: inSlate(point.slate),
      followed: inChanged(point.followed),
    })),
  };
  return JSON.stringify(renamed) === JSON.stringify(run) ? run : renamed;
}
