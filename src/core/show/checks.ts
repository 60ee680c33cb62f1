import type { CaptionDrawing, CaptionDrawingProblem } from '../captions/drawing';
import { captionText } from '../captions/lowerThird';
import { textSourceProblem } from '../captions/scripts';
import type { Observed } from '../obs/observed';
import { planTimes } from '../run/timing';
import type { TimeOfDay } from '../time/units';
import { instantOf, timeOfDayOf } from '../time/zone';
import type { SegmentId, Show, Speaker, SpeakerId } from './model';

/** Something to put right before the show. `problem`: a take or a name would fail; `warning`: look at it. */
export type Finding = { readonly severity: 'problem' | 'warning' } & (
  | { readonly code: 'noSegments' }
  | { readonly code: 'noSlateScene' }
  | { readonly code: 'slateSceneMissing'; readonly scene: string }
  /** OBS has no such scene; a GO for any of these segments would fail. */
  | { readonly code: 'sceneMissing'; readonly scene: string; readonly segmentIds: readonly SegmentId[] }
  | { readonly code: 'transitionUnknown'; readonly name: string; readonly segmentIds: readonly SegmentId[] }
  /** The clocks jump over this start on the show's date; the run will start it at `becomes`. */
  | {
      readonly code: 'startSkipped';
      readonly segmentId: SegmentId;
      readonly at: TimeOfDay;
      readonly becomes: TimeOfDay;
    }
  | { readonly code: 'nameMissing'; readonly speakerId: SpeakerId }
  | {
      readonly code: 'captionProblem';
      readonly speakerId: SpeakerId;
      readonly problem: CaptionDrawingProblem;
    }
);

export interface CheckedAgainst {
  /** OBS's own lists; `null` while it was never read: what hangs on them is then not judged. */
  readonly observed: Pick<Observed, 'scenes' | 'transitions' | 'captions'> | null;
  readonly drawings: Readonly<Record<SpeakerId, CaptionDrawing>>;
}

/** What would go wrong with this show on air, in the order of the show: scenes, times, people. */
export function checkShow(show: Show, { observed, drawings }: CheckedAgainst): readonly Finding[] {
  const inShow = new Set(show.segments.flatMap((segment) => segment.speakerIds));
  const people = show.speakers.filter((speaker) => inShow.has(speaker.id));
  return [
    ...(show.segments.length === 0 ? [{ severity: 'problem', code: 'noSegments' } as const] : []),
    ...slateFindings(show, observed),
    ...(observed ? sceneFindings(show, observed) : []),
    ...(observed ? transitionFindings(show, observed) : []),
    ...startFindings(show),
    ...people.flatMap((speaker) => {
      const finding = captionFinding(speaker, observed?.captions.way ?? null, drawings[speaker.id] ?? null);
      return finding ? [finding] : [];
    }),
  ];
}

/** Whether OBS lacks a scene that the plan names. Unknown is not missing. */
export function isSceneMissing(scene: string | null, observed: Pick<Observed, 'scenes'> | null): boolean {
  return scene !== null && observed !== null && !observed.scenes.includes(scene);
}

function slateFindings(show: Show, observed: CheckedAgainst['observed']): readonly Finding[] {
  const scene = show.slateScene;
  if (scene === null) return [{ severity: 'warning', code: 'noSlateScene' }];
  return isSceneMissing(scene, observed) ? [{ severity: 'problem', code: 'slateSceneMissing', scene }] : [];
}

function sceneFindings(show: Show, { scenes }: Pick<Observed, 'scenes'>): readonly Finding[] {
  const missing = gather(show, (segment) => segment.scene, new Set(scenes));
  return missing.map(([scene, segmentIds]) => ({
    severity: 'problem',
    code: 'sceneMissing',
    scene,
    segmentIds,
  }));
}

function transitionFindings(show: Show, { transitions }: Pick<Observed, 'transitions'>): readonly Finding[] {
  const known = new Set(transitions.map((transition) => transition.name));
  const unknown = gather(show, (segment) => segment.transition?.name ?? null, known);
  // Not fatal: the scene changes all the same, with the transition that OBS has.
  return unknown.map(([name, segmentIds]) => ({
    severity: 'warning',
    code: 'transitionUnknown',
    name,
    segmentIds,
  }));
}

/** Names that are not among the known ones, each with the segments that use it, in the order of the show. */
function gather(
  show: Show,
  nameOf: (segment: Show['segments'][number]) => string | null,
  known: ReadonlySet<string>,
): readonly (readonly [string, readonly SegmentId[]])[] {
  const found = new Map<string, SegmentId[]>();
  for (const segment of show.segments) {
    const name = nameOf(segment);
    if (name === null || known.has(name)) continue;
    const ids = found.get(name);
    if (ids) ids.push(segment.id);
    else found.set(name, [segment.id]);
  }
  return [...found];
}

function startFindings(show: Show): readonly Finding[] {
  const { date, zone } = show;
  if (date === null) return [];
  const times = planTimes(show);
  return show.segments.flatMap((segment, index): readonly Finding[] => {
    const at = times[index] ?? null;
    if (segment.start.kind !== 'fixed' || at === null) return [];
    const { instant, skipped } = instantOf(date, at, zone);
    if (!skipped) return [];
    const becomes = timeOfDayOf(instant, zone);
    return [{ severity: 'warning', code: 'startSkipped', segmentId: segment.id, at, becomes }];
  });
}

function captionFinding(
  speaker: Speaker,
  way: Observed['captions']['way'] | null,
  drawing: CaptionDrawing | null,
): Finding | null {
  const speakerId = speaker.id;
  const text = captionText(speaker);
  if (text.name === '') return { severity: 'problem', code: 'nameMissing', speakerId };
  // What was really drawn counts; before that, what the text sources are known not to draw.
  const expected =
    way === 'text'
      ? [text.name, text.role, text.organisation].map(textSourceProblem).find((problem) => problem !== null)
      : null;
  const problem = drawing?.problem ?? expected ?? null;
  if (problem === null) return null;
  const severity = problem === 'notDrawn' || problem === 'noName' ? 'problem' : 'warning';
  return { severity, code: 'captionProblem', speakerId, problem };
}
