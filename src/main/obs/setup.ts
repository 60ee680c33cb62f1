import type { CaptionSetupPlan, RemovalPlan } from '../../contract/calls';
import { type Removal, buildSteps, removalOf, removalRequests } from '../../core/obs/build';
import type { PageAddresses, SetupImpossible, SetupStep } from '../../core/obs/captionSetup';
import { captionSetupSteps } from '../../core/obs/captionSetup';
import type { CaptionWay } from '../../core/obs/observed';
import { scenesNamed } from '../../core/obs/ownership';
import { request } from '../../core/obs/protocol';
import type { Result } from '../../core/result';
import { ok, refused } from '../../core/result';
import type { State } from '../../core/run/state';
import type { Duration } from '../../core/time/units';
import { second } from '../../core/time/units';
import { scenesWithMore } from './catalogue';
import type { Session } from './session';

export type SetupProblem =
  | { readonly code: 'obsAway' }
  /** It did not answer in time, and may have done it all the same. */
  | { readonly code: 'obsSilent' }
  | { readonly code: 'noShow' }
  | { readonly code: 'runIsLive' }
  | { readonly code: 'captionSetupFailed'; readonly comment: string }
  | { readonly code: 'buildFailed'; readonly comment: string }
  | { readonly code: 'removalFailed'; readonly comment: string }
  | { readonly code: 'studioModeFailed'; readonly comment: string }
  | { readonly code: 'captionKindMissing'; readonly kind: string };

/** What is made in OBS when the operator says so, and taken away again: each first as a plan, then done. */
export interface Setup {
  /** Exactly what `setUpCaptions` would make now. */
  planCaptionSetup(): Result<CaptionSetupPlan, SetupProblem>;
  /** Makes what is missing of the caption set-up; nothing when all is there. */
  setUpCaptions(): Promise<Result<null, SetupProblem>>;
  /** Exactly what `buildObs` would make now. */
  planBuild(): Result<CaptionSetupPlan, SetupProblem>;
  /** Makes the scenes that the show names and OBS lacks, a slate, and the captions; nothing when all is there. */
  buildObs(): Promise<Result<null, SetupProblem>>;
  /** What `removeBuilt` would take away now. */
  planRemoval(): Promise<Result<RemovalPlan, SetupProblem>>;
  /** Takes away what was made, by this app or another time; not while a run is live. */
  removeBuilt(): Promise<Result<null, SetupProblem>>;
  /** OBS without its preview (`SetStudioModeEnabled`): no press there changes what is on air. */
  leaveStudioMode(): Promise<Result<null, SetupProblem>>;
}

export interface SetupDeps {
  readonly state: () => State | null;
  /** The session, where OBS may be asked and told something now. */
  readonly usable: () => Session | null;
  readonly way: () => CaptionWay;
  /** Of the pages; `null` where there are none. */
  readonly addresses: () => PageAddresses | null;
}

/** Many scenes take OBS a while; one that is gone is found out sooner, by the connection. */
const deadline: Duration = 20 * second;

export function createSetup({ state, usable, way, addresses }: SetupDeps): Setup {
  type Steps = Result<readonly SetupStep[], SetupProblem>;

  function captionSteps(): Steps {
    return steps((session, { document }) =>
      captionSetupSteps(session.known, way(), scenesNamed(document.show), addresses()),
    );
  }

  function allSteps(): Steps {
    return steps((session, { document: { show } }) =>
      buildSteps(
        session.known,
        way(),
        { scenes: scenesNamed(show), slateScene: show.slateScene, title: show.title },
        addresses(),
      ),
    );
  }

  function steps(of: (session: Session, open: State) => readonly SetupStep[] | SetupImpossible): Steps {
    const open = state();
    if (!open) return refused({ code: 'noShow' });
    const session = usable();
    if (!session) return refused({ code: 'obsAway' });
    const found = of(session, open);
    if ('missingKind' in found) return refused({ code: 'captionKindMissing', kind: found.missingKind });
    return ok(found);
  }

  function plan(found: Steps): Result<CaptionSetupPlan, SetupProblem> {
    if (!found.ok) return found;
    return ok({ way: way(), steps: found.value.map((step) => step.makes) });
  }

  let turn: Promise<unknown> = Promise.resolve();

  /** One after the other: each plans by what the one before has made. */
  function inTurn<T>(act: () => Promise<T>): Promise<T> {
    const mine = turn.then(act);
    turn = mine.catch(() => {});
    return mine;
  }

  async function make(
    found: Steps,
    code: 'captionSetupFailed' | 'buildFailed',
  ): Promise<Result<null, SetupProblem>> {
    if (!found.ok) return found;
    const session = usable();
    if (!session) return refused({ code: 'obsAway' });
    const requests = found.value.flatMap((step) => step.requests);
    if (requests.length === 0) return ok(null);
    const reply = await session.wire.batch(requests, deadline, { halts: true });
    if (!reply.ok && reply.problem.why === 'closed') return refused({ code: 'obsAway' });
    await session.readAgain();
    if (!reply.ok) return refused({ code: 'obsSilent' });
    const failed = reply.value.find((answer) => !answer.ok);
    return failed && !failed.ok ? refused({ code, comment: failed.problem.comment }) : ok(null);
  }

  async function removal(): Promise<Result<{ session: Session; removal: Removal }, SetupProblem>> {
    const session = usable();
    if (!session) return refused({ code: 'obsAway' });
    if (state()?.run.phase === 'live') return refused({ code: 'runIsLive' });
    const { known, catalogue } = session;
    const foreign = await scenesWithMore(session.wire, { known, requests: catalogue.requests });
    if (usable() !== session) return refused({ code: 'obsAway' });
    return ok({ session, removal: removalOf(session.known, foreign) });
  }

  return {
    planCaptionSetup: () => plan(captionSteps()),
    setUpCaptions: () => inTurn(() => make(captionSteps(), 'captionSetupFailed')),
    planBuild: () => plan(allSteps()),
    buildObs: () => inTurn(() => make(allSteps(), 'buildFailed')),
    async planRemoval() {
      const found = await removal();
      return found.ok ? ok(found.value.removal) : found;
    },
    removeBuilt: () => inTurn(remove),
    leaveStudioMode: () => inTurn(leaveStudioMode),
  };

  async function leaveStudioMode(): Promise<Result<null, SetupProblem>> {
    const session = usable();
    if (!session) return refused({ code: 'obsAway' });
    const off = request('SetStudioModeEnabled', { studioModeEnabled: false });
    const reply = await session.wire.call(off, deadline);
    if (reply.ok) return ok(null);
    const { problem } = reply;
    if (problem.why === 'refused') return refused({ code: 'studioModeFailed', comment: problem.comment });
    return refused({ code: problem.why === 'closed' ? 'obsAway' : 'obsSilent' });
  }

  async function remove(): Promise<Result<null, SetupProblem>> {
    const found = await removal();
    if (!found.ok) return found;
    const { session } = found.value;
    const requests = removalRequests(found.value.removal);
    if (requests.length === 0) return ok(null);
    const reply = await session.wire.batch(requests, deadline);
    if (!reply.ok) return refused({ code: reply.problem.why === 'closed' ? 'obsAway' : 'obsSilent' });
    // Its events tell when they are gone; OBS's list has them for a moment longer.
    const failed = reply.value.find((answer) => !answer.ok);
    return failed && !failed.ok
      ? refused({ code: 'removalFailed', comment: failed.problem.comment })
      : ok(null);
  }
}
