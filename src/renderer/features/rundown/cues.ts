import type { LogLine } from '../../../core/asrun/log';
import { speakersOnAir } from '../../../core/captions/people';
import { firstNameByItself, isAwaited, nextToName } from '../../../core/captions/policy';
import type { Run, Taken } from '../../../core/run/model';
import type { Show, Speaker, SpeakerId } from '../../../core/show/model';
import type { Instant } from '../../../core/time/units';
import type { PlannedCue } from '../cues/plannedCues';
import type { NameState } from '../captions/people';
import { nameState } from '../captions/people';

/** What the scene or a name of the segment on air has come to. */
export type CueState = NameState | 'notConfirmed';

/** The scene of the segment on air, or a name of its people: they need no plan. */
export interface UnplannedCue {
  readonly key: string;
  /** The scene comes with GO; a name as it came, for one that was shown, else as it would come. */
  readonly how: 'withGo' | 'byItself' | 'byVoice' | 'byHand';
  readonly title: string;
  /** `null` for the scene. */
  readonly speakerId: SpeakerId | null;
  readonly state: CueState;
  /** When it happened; `null` while it has not. */
  readonly at: Instant | null;
}

/** What belongs to the segment on air: its scene, then each of its people's names. */
export function unplannedCues(show: Show, run: Run, log: readonly LogLine[]): readonly UnplannedCue[] {
  const { onAir } = run;
  if (!onAir) return [];
  const byItself = onAir.firstName === 'waiting' ? (firstNameByItself(show, run)?.id ?? null) : null;
  const next = nextToName(show, run)?.id ?? null;
  const names = speakersOnAir(show, onAir).map((speaker): UnplannedCue => {
    const shown = shownOf(run, onAir, speaker, log);
    const by =
      shown?.by ?? (speaker.id === byItself ? 'auto' : comesByVoice(show, run, speaker) ? 'voice' : 'hand');
    return {
      key: speaker.id,
      how: hows[by],
      title: speaker.name,
      speakerId: speaker.id,
      state: nameState(run, speaker.id, next),
      at: shown?.at ?? null,
    };
  });
  return onAir.segment.scene === null ? names : [sceneCue(onAir, onAir.segment.scene), ...names];
}

const hows = { auto: 'byItself', voice: 'byVoice', hand: 'byHand' } as const;

/** Their first words will bring their name, unless a hand does before. */
function comesByVoice(show: Show, run: Run, speaker: Speaker): boolean {
  return run.autoCaptions && !run.onAir?.hushed.includes(speaker.id) && isAwaited(show, run, speaker);
}

function sceneCue(onAir: Taken, scene: string): UnplannedCue {
  const confirmed = onAir.onAirAt === null ? 'sent' : 'done';
  const state = onAir.confirmation === 'accepted' ? confirmed : 'notConfirmed';
  return { key: 'scene', how: 'withGo', title: scene, speakerId: null, state, at: onAir.startedAt };
}

/** How and when a name was last shown in this segment: from what is on screen, else from the log. */
function shownOf(
  { caption }: Run,
  onAir: Taken,
  { id, name }: Speaker,
  log: readonly LogLine[],
): { readonly by: keyof typeof hows; readonly at: Instant | null } | null {
  if (caption?.speakerId === id) return { by: caption.by, at: caption.shownAt };
  if (!onAir.named.includes(id)) return null;
  const line = log.findLast(({ key, values }) => key === 'captionShown' && values.name === name);
  if (!line || line.at < onAir.startedAt) return null;
  const { by } = line.values;
  return { by: by === 'auto' || by === 'voice' ? by : 'hand', at: line.at };
}

/** One row under the segment on air. */
export type CueRow =
  | { readonly of: 'segment'; readonly unplanned: UnplannedCue }
  | { readonly of: 'plan'; readonly planned: PlannedCue };

/**
 * Scene, what came with it, what follows the start, the names, what comes before the end or by hand. The order hangs
 * on the plan alone: nothing moves under a hand when a cue runs.
 */
export function cueRows(
  unplanned: readonly UnplannedCue[],
  planned: readonly PlannedCue[],
): readonly CueRow[] {
  const scene = unplanned.filter(({ speakerId }) => speakerId === null);
  const names = unplanned.filter(({ speakerId }) => speakerId !== null);
  const isEarly = ({ carried, cue }: PlannedCue): boolean =>
    carried || cue.trigger.kind === 'take' || cue.trigger.kind === 'afterStart';
  const ofSegment = (row: UnplannedCue): CueRow => ({ of: 'segment', unplanned: row });
  const ofPlan = (row: PlannedCue): CueRow => ({ of: 'plan', planned: row });
  return [
    ...scene.map(ofSegment),
    ...planned.filter(isEarly).map(ofPlan),
    ...names.map(ofSegment),
    ...planned.filter((row) => !isEarly(row)).map(ofPlan),
  ];
}
