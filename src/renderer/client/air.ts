import type { Observed, ObsView } from '../../core/obs/observed';
import type { ProgramOutput } from '../../core/obs/outputs';
import { desiredScene } from '../../core/run/decide';
import type { FailedTake, Run } from '../../core/run/model';
import { missingOutputs } from '../../core/run/outputs';
import { isHandsOff } from '../../core/run/rehearsal';
import type { Show } from '../../core/show/model';

/**
 * What may be said of the thing that should be on air. Only what OBS confirmed looks done; on the practice OBS, and in
 * a rehearsal, nothing is ever ON AIR.
 */
export type Air =
  | { readonly status: 'onAir' | 'practice' | 'rehearsal' }
  /** In program, but what should carry it to viewers does not run: this one of several, or all that the show needs. */
  | { readonly status: 'noOutput'; readonly missing: ProgramOutput | 'all' }
  /** Accepted; OBS has not yet said that the transition ended. */
  | { readonly status: 'sent' }
  /** OBS is away, or was when it was taken; or it did not say that the transition ended. */
  | { readonly status: 'notConfirmed' }
  /** OBS shows another scene than the one asked for; `changed`: a person put it there. */
  | {
      readonly status: 'differs';
      readonly asked: string;
      readonly shows: string | null;
      readonly changed: boolean;
    }
  /** A person put another scene on air in OBS, and the producer said that it is right. */
  | { readonly status: 'theirs'; readonly shows: string };

/** Whether what is asked is done: OBS is there, or a rehearsal that leaves it alone needs none. */
export function obsAnswers(run: Run, { link }: ObsView): boolean {
  return link.status === 'connected' || isHandsOff(run);
}

/** What colour, shape and word the segment that is current may have. */
export type AirLook = 'program' | 'practice' | 'rehearsal' | 'current';

/** Red is only what viewers see as OBS confirmed it: not what is on its way, nor what lies under the slate. */
export function airLook(air: Air | null, slate: boolean): AirLook {
  if (slate) return 'current';
  if (air?.status === 'onAir') return 'program';
  return air?.status === 'practice' || air?.status === 'rehearsal' ? air.status : 'current';
}

/** Whether OBS did not say in its time that what it names is on air. */
export function isUnheard({ unheard, pending, settling }: Run): boolean {
  return unheard && pending.length === 0 && settling === null;
}

/** What viewers have in place of a take that failed: as OBS says now; while it is away, as it said then. */
export function stillOnAir({ still }: FailedTake, { link, observed }: ObsView): string | null {
  return link.status === 'connected' && observed ? observed.program : still;
}

/** Of the segment on air, or of the slate while that is up; `null` when neither should be. */
export function airOf(show: Show, run: Run, obs: ObsView): Air | null {
  if (!run.onAir && !run.slate) return null;
  if (isHandsOff(run)) return { status: 'rehearsal' };
  const confirmation = run.slate?.confirmation ?? run.onAir?.confirmation;
  const asked = desiredScene({ document: { show, revision: 0, undo: [], redo: [] }, run });
  const { link, observed, practice } = obs;
  if (link.status !== 'connected' || !observed) return { status: 'notConfirmed' };
  const calm = run.rehearsal ? 'rehearsal' : practice ? 'practice' : null;
  const done: Air = calm ? { status: calm } : seen(show, run, observed);
  if (asked === null)
    return confirmation === 'accepted' && !isUnheard(run) ? done : { status: 'notConfirmed' };
  const ours = run.settling !== null && run.settling.kind !== 'end';
  if (observed.program === asked) {
    if (ours) return { status: 'sent' };
    return isUnheard(run) ? { status: 'notConfirmed' } : done;
  }
  // While a take of ours is under way OBS may still name the scene before it.
  if (ours || run.pending.some((take) => take.scene === observed.program)) return { status: 'sent' };
  const { program: shows } = observed;
  const changed = run.changedInObs !== null && run.changedInObs.scene === shows;
  if (changed && run.changedInObs.accepted) return { status: 'theirs', shows: run.changedInObs.scene };
  return { status: 'differs', asked, shows, changed };
}

/** What is in program is on air only if it comes out of OBS where the show says that it has to. */
function seen(show: Show, run: Run, { outputs }: Observed): Air {
  const [first, ...others] = missingOutputs(show, run, outputs);
  if (first === undefined) return { status: 'onAir' };
  const none = others.length + 1 === show.outputs.length;
  return { status: 'noOutput', missing: none ? 'all' : first };
}
