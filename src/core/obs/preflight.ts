import type { CaptionDrawing, CaptionDrawingProblem } from '../captions/drawing';
import { byMicrophone } from '../captions/people';
import { captionText } from '../captions/lowerThird';
import { speakersNamed } from '../captions/policy';
import { textSourceProblem } from '../captions/scripts';
import { planTimes } from '../run/plan';
import type { Segment, SegmentId, Show, Speaker, SpeakerId } from '../show/model';
import type { TimeOfDay } from '../time/units';
import { instantOf, timeOfDayOf } from '../time/zone';
import type { Named } from './backupLack';
import { closestName } from './closestName';
import type { CueName, ObservedForCues } from './cueNames';
import { cueFindings } from './cueNames';
import type { CanvasSize } from '../captions/lowerThird';
import type { Observed, ObsLink } from './observed';
import { diskFindings, outputFindings, replayFindings } from './outputFindings';
import { scenesNamed } from './ownership';
import { isLive, scenesWithoutSound } from './sound';

/** Something to put right before the show. `problem`: a take, a name or the stream would fail; `warning`: look at it. */
export type Finding = { readonly severity: 'problem' | 'warning' } & (
  | { readonly code: 'obsAway' }
  | { readonly code: 'noSegments' }
  | { readonly code: 'noSlateScene' }
  /** `closest` is what OBS has that the name may mean; `null` where nothing is near. */
  | { readonly code: 'slateSceneMissing'; readonly scene: string; readonly closest: string | null }
  /** OBS has no such scene; a GO for any of these segments would fail. */
  | {
      readonly code: 'sceneMissing';
      readonly scene: string;
      readonly segmentIds: readonly SegmentId[];
      readonly closest: string | null;
    }
  /** There is nothing in it: viewers would see black. */
  | { readonly code: 'sceneEmpty'; readonly scene: string; readonly segmentIds: readonly SegmentId[] }
  | {
      readonly code: 'transitionUnknown';
      readonly name: string;
      readonly segmentIds: readonly SegmentId[];
      readonly closest: string | null;
    }
  /**
   * A cue names what OBS does not have. `within` is the scene of a source, or the source of a filter; `isNowhere`: nothing
   * in OBS has that name, so that whatever names it in the show means something else.
   */
  | {
      readonly code: 'cueNameMissing';
      readonly what: CueName;
      readonly name: string;
      readonly within: string | null;
      readonly segmentIds: readonly SegmentId[];
      readonly closest: string | null;
      readonly isNowhere: boolean;
    }
  /** The scene holds a group, which may hold this source: cues do not reach into groups. */
  | {
      readonly code: 'maybeInGroup';
      readonly scene: string;
      readonly name: string;
      readonly segmentIds: readonly SegmentId[];
    }
  | { readonly code: 'cueIncomplete'; readonly segmentIds: readonly SegmentId[] }
  /** Several have that name, and OBS would press any of them. */
  | { readonly code: 'hotkeyAmbiguous'; readonly name: string; readonly segmentIds: readonly SegmentId[] }
  /** There is nothing to mute, or to turn up or down. */
  | { readonly code: 'inputWithoutSound'; readonly name: string; readonly segmentIds: readonly SegmentId[] }
  /** There is nothing to play: it is no film, no music and no slide show. */
  | { readonly code: 'inputNoMedia'; readonly name: string; readonly segmentIds: readonly SegmentId[] }
  | {
      readonly code: 'microphoneMissing';
      readonly name: string;
      readonly speakerIds: readonly [SpeakerId, ...SpeakerId[]];
      readonly closest: string | null;
      readonly isNowhere: boolean;
    }
  /** Others in the show have one: the names of these come by hand. */
  | { readonly code: 'noMicrophone'; readonly speakerIds: readonly [SpeakerId, ...SpeakerId[]] }
  /** These are in one segment, so nobody can know who of them speaks: the console asks. */
  | {
      readonly code: 'microphoneShared';
      readonly name: string;
      readonly speakerIds: readonly [SpeakerId, ...SpeakerId[]];
    }
  /** No live input, so not muted, when this scene is taken with its sound off. */
  | { readonly code: 'heardWithSoundOff'; readonly scene: string; readonly inputs: readonly string[] }
  /** The clocks jump over this start on the show's date; the run will start it at `becomes`. */
  | {
      readonly code: 'startSkipped';
      readonly segmentId: SegmentId;
      readonly at: TimeOfDay;
      readonly becomes: TimeOfDay;
    }
  | { readonly code: 'captionsNotSetUp' }
  | { readonly code: 'captionsMissingIn'; readonly scenes: readonly string[] }
  | { readonly code: 'nameMissing'; readonly speakerId: SpeakerId }
  | {
      readonly code: 'captionProblem';
      readonly speakerId: SpeakerId;
      readonly problem: CaptionDrawingProblem;
    }
  /** Pixels; encoders want even ones. */
  | { readonly code: 'outputOdd'; readonly output: CanvasSize }
  | { readonly code: 'outputSmall'; readonly output: CanvasSize }
  | { readonly code: 'outputScaled'; readonly output: CanvasSize; readonly canvas: CanvasSize }
  /** Frames a second. */
  | { readonly code: 'frameRateUnusual'; readonly fps: number }
  | { readonly code: 'studioMode' }
  /** Bytes. */
  | { readonly code: 'diskLow'; readonly free: number; readonly needed: number }
  /** Nobody may have asked for a recording: it can be started by hand. */
  | { readonly code: 'noRecordFolder'; readonly wanted: OutputWanted | { readonly by: 'nobody' } }
  /** OBS has nowhere to send the stream, or no key for it. */
  | { readonly code: 'noStreamService'; readonly wanted: OutputWanted }
  | { readonly code: 'noStreamKey'; readonly wanted: OutputWanted }
  /** OBS has no driver for one. */
  | { readonly code: 'noVirtualCamera'; readonly wanted: OutputWanted }
  /** None is set up in OBS; the segments whose cues start, stop or save it. */
  | { readonly code: 'noReplayBuffer'; readonly segmentIds: readonly SegmentId[] }
  /** The second OBS lacks it, the main one does not. `within`: the scene of a source, or the source of a filter. */
  | {
      readonly code: 'backupLacks';
      readonly what: Named;
      readonly name: string;
      readonly within: string | null;
    }
  | { readonly code: 'backupWithoutCaptions' }
);

/** Who wants an output: the show has to have it, or only cues of these segments ask for it. */
export type OutputWanted =
  | { readonly by: 'show' }
  | { readonly by: 'cues'; readonly segmentIds: readonly [SegmentId, ...SegmentId[]] };

export type FindingOf<Code extends Finding['code']> = Extract<Finding, { readonly code: Code }>;

/** What is checked, each a row of the preflight, in this order; the backup only where there is one (see `backupCheck`). */
export const checkNames = [
  'obs',
  'plan',
  'scenes',
  'transitions',
  'cues',
  'sound',
  'captions',
  'names',
  'picture',
  'disk',
  'outputs',
  'backup',
] as const;

export type CheckName = (typeof checkNames)[number];

/** How one of them stands. */
export interface Check {
  readonly name: CheckName;
  /** `checking`: it will be known by itself; `unknown`: not before OBS can be asked, or has what names are measured with. */
  readonly state: 'ready' | 'warning' | 'problem' | 'checking' | 'unknown';
  readonly findings: readonly Finding[];
}

/** What of OBS a show is checked against. */
export type ObservedForCheck = ObservedForCues &
  Pick<
    Observed,
    | 'scenes'
    | 'emptyScenes'
    | 'transitions'
    | 'heard'
    | 'captions'
    | 'studioMode'
    | 'canvas'
    | 'settings'
    | 'outputs'
  >;

export interface PreflightFacts {
  readonly show: Show;
  readonly link: ObsLink['status'];
  /** The last that was observed; not believed while OBS is not connected. */
  readonly observed: ObservedForCheck | null;
  readonly drawings: Readonly<Record<SpeakerId, CaptionDrawing>>;
  /** Next goes into OBS's preview: studio mode is meant. */
  readonly previewNext: boolean;
}

/**
 * Checks all that the show names against OBS. Unknown is not missing: what OBS was not asked for is not judged. What only
 * skipped segments name is no problem of the show: a warning, for a hand can take them.
 */
export function preflight(facts: PreflightFacts): readonly Check[] {
  return checksOf(facts).map((check): Check => {
    const findings = check.findings.map((finding) =>
      isOfSkipped(facts.show, finding) ? { ...finding, severity: 'warning' as const } : finding,
    );
    return { ...check, findings, state: worst(findings) ?? check.state };
  });
}

/** Whether it is only about segments that the plan skips. */
export function isOfSkipped({ segments }: Show, finding: Finding): boolean {
  if (!('segmentIds' in finding) || finding.segmentIds.length === 0) return false;
  const skipped = new Set(segments.flatMap(({ id, inclusion }) => (inclusion === 'skipped' ? [id] : [])));
  return finding.segmentIds.every((id) => skipped.has(id));
}

function checksOf({ show, link, observed, drawings, previewNext }: PreflightFacts): readonly Check[] {
  const obs = link === 'connected' ? observed : null;
  const people = speakersNamed(show);
  const way = obs?.captions.way ?? null;
  const waits = link === 'connecting' || link === 'connected' ? 'checking' : 'unknown';

  const ofPlan = (name: CheckName, findings: readonly Finding[]): Check => ({
    name,
    state: worst(findings) ?? 'ready',
    findings,
  });
  const ofObs = (name: CheckName, find: (obs: ObservedForCheck) => readonly Finding[]): Check =>
    obs ? ofPlan(name, find(obs)) : { name, state: waits, findings: [] };

  const isOpen = people.some(({ id }) => drawings[id]?.measured !== true);
  const namesState = (): Check['state'] => {
    if (people.length === 0) return 'ready';
    if (!obs) return waits;
    if (!isOpen) return 'ready';
    return obs.captions.measures ? 'checking' : 'unknown';
  };
  const names = people.flatMap((speaker) => captionFinding(speaker, way, drawings[speaker.id] ?? null));
  return [
    obs
      ? ofPlan('obs', studioFindings(obs, previewNext))
      : waits === 'checking'
        ? { name: 'obs', state: waits, findings: [] }
        : ofPlan('obs', [{ severity: 'problem', code: 'obsAway' }]),
    ofPlan('plan', planFindings(show)),
    ofObs('scenes', (at) => sceneFindings(show, at)),
    ofObs('transitions', (at) => transitionFindings(show, at)),
    ofObs('cues', (at) => [...cueFindings(show, at), ...replayFindings(show, at)]),
    ofObs('sound', (at) => [
      ...microphoneFindings(show, at),
      ...voiceFindings(show),
      ...heardFindings(show, at),
    ]),
    ofObs('captions', ({ captions }) => (people.length > 0 ? captionSetupFindings(captions) : [])),
    { name: 'names', state: worst(names) ?? namesState(), findings: names },
    ofObs('picture', pictureFindings),
    ofObs('disk', (at) => diskFindings(show, at)),
    ofObs('outputs', (at) => outputFindings(show, at)),
  ];
}

/** All findings, what would fail before what is to be looked at, else in the order of the checks and the show. */
export function findingsOf(checks: readonly Check[]): readonly Finding[] {
  const rank = ({ severity }: Finding): number => (severity === 'problem' ? 0 : 1);
  return checks.flatMap((check) => check.findings).toSorted((a, b) => rank(a) - rank(b));
}

/** The segments whose GO would fail, since OBS has no scene of that name. */
export function segmentsWithoutScene(findings: readonly Finding[]): ReadonlySet<SegmentId> {
  return new Set(findings.flatMap((finding) => (finding.code === 'sceneMissing' ? finding.segmentIds : [])));
}

function worst(findings: readonly Finding[]): Finding['severity'] | null {
  if (findings.length === 0) return null;
  return findings.some(({ severity }) => severity === 'problem') ? 'problem' : 'warning';
}

/** Where Next is to be in the preview, studio mode is what it takes. */
function studioFindings({ studioMode }: ObservedForCheck, previewNext: boolean): readonly Finding[] {
  return studioMode && !previewNext ? [{ severity: 'warning', code: 'studioMode' }] : [];
}

function planFindings(show: Show): readonly Finding[] {
  return [
    ...(show.segments.length === 0 ? [{ severity: 'problem', code: 'noSegments' } as const] : []),
    ...(show.slateScene === null ? [{ severity: 'warning', code: 'noSlateScene' } as const] : []),
    ...startFindings(show),
  ];
}

function sceneFindings(show: Show, { scenes, emptyScenes }: ObservedForCheck): readonly Finding[] {
  const known = new Set(scenes);
  const uses = gather(show, (segment) => [segment.scene]);
  const shownIn = gather(show, (segment) => [
    segment.scene,
    ...segment.cues.map(({ effect }) => (effect.kind === 'scene' ? effect.scene : null)),
  ]);
  const slate = show.slateScene;
  const isSlateMissing = slate !== null && !known.has(slate);
  const inShow = new Set(scenesNamed(show));
  return [
    ...(isSlateMissing
      ? [
          {
            severity: 'problem',
            code: 'slateSceneMissing',
            scene: slate,
            closest: closestName(slate, scenes),
          } as const,
        ]
      : []),
    ...[...uses].flatMap(([scene, segmentIds]): readonly Finding[] =>
      known.has(scene)
        ? []
        : [
            {
              severity: 'problem',
              code: 'sceneMissing',
              scene,
              segmentIds,
              closest: closestName(scene, scenes),
            },
          ],
    ),
    ...emptyScenes
      .filter((scene) => inShow.has(scene))
      .map((scene): Finding => ({
        severity: 'warning',
        code: 'sceneEmpty',
        scene,
        segmentIds: shownIn.get(scene) ?? [],
      })),
  ];
}

/** The transitions of segments and of their cues, each with the segments that name it. */
export function transitionsNamed(show: Show): ReadonlyMap<string, readonly SegmentId[]> {
  return gather(show, ({ transition, cues }) => [
    transition?.name ?? null,
    ...cues.map(({ effect }) => (effect.kind === 'scene' ? (effect.transition?.name ?? null) : null)),
  ]);
}

function transitionFindings(show: Show, { transitions }: ObservedForCheck): readonly Finding[] {
  const names = transitions.map(({ name }) => name);
  const known = new Set(names);
  const uses = transitionsNamed(show);
  // Not fatal: the scene changes all the same, with the transition that OBS has.
  return [...uses].flatMap(([name, segmentIds]): readonly Finding[] =>
    known.has(name)
      ? []
      : [
          {
            severity: 'warning',
            code: 'transitionUnknown',
            name,
            segmentIds,
            closest: closestName(name, names),
          },
        ],
  );
}

/** What segments name, each with the segments that do, in the order of the show. */
function gather(
  show: Show,
  namesOf: (segment: Segment) => readonly (string | null)[],
): ReadonlyMap<string, readonly SegmentId[]> {
  const found = new Map<string, SegmentId[]>();
  for (const segment of show.segments) {
    for (const name of new Set(namesOf(segment))) {
      if (name === null) continue;
      const ids = found.get(name);
      if (ids) ids.push(segment.id);
      else found.set(name, [segment.id]);
    }
  }
  return found;
}

/** Who speaks into it would be heard when sound is off. */
function microphoneFindings(
  { speakers }: Show,
  { inputs, scenes, sources }: ObservedForCheck,
): readonly Finding[] {
  const known = new Set(inputs.flatMap(({ name, muted }) => (muted === null ? [] : [name])));
  const anything = new Set([...inputs.map(({ name }) => name), ...scenes, ...Object.values(sources).flat()]);
  const missing = new Map<string, [SpeakerId, ...SpeakerId[]]>();
  for (const { id, microphone } of speakers) {
    if (microphone === null || known.has(microphone)) continue;
    const ids = missing.get(microphone);
    if (ids) ids.push(id);
    else missing.set(microphone, [id]);
  }
  return [...missing].map(([name, speakerIds]) => ({
    severity: 'warning',
    code: 'microphoneMissing',
    name,
    speakerIds,
    closest: closestName(name, [...known]),
    isNowhere: !anything.has(name),
  }));
}

/** Whose name will not follow their voice. Of a show in which nobody has a microphone nothing is said: names come by hand. */
function voiceFindings(show: Show): readonly Finding[] {
  const people = speakersNamed(show);
  const [first, ...others] = people.flatMap(({ id, microphone }) => (microphone === null ? [id] : []));
  const isMixed = first !== undefined && people.some(({ microphone }) => microphone !== null);
  const lacking: readonly Finding[] = isMixed
    ? [{ severity: 'warning', code: 'noMicrophone', speakerIds: [first, ...others] }]
    : [];
  const shared = new Map<string, readonly [SpeakerId, ...SpeakerId[]]>();
  for (const { speakerIds } of show.segments) {
    const ids = new Set([...speakerIds, ...(show.hostId === null ? [] : [show.hostId])]);
    const inSegment = show.speakers.filter(({ id }) => ids.has(id));
    for (const [name, [owner, ...more]] of Object.entries(byMicrophone(inSegment))) {
      const before = shared.get(name)?.length ?? 1;
      if (owner !== undefined && more.length >= before) shared.set(name, [owner, ...more]);
    }
  }
  return [
    ...lacking,
    ...[...shared].map(([name, speakerIds]): Finding => ({
      severity: 'warning',
      code: 'microphoneShared',
      name,
      speakerIds,
    })),
  ];
}

function heardFindings(show: Show, { inputs, heard }: ObservedForCheck): readonly Finding[] {
  const kinds = new Map(inputs.map((input) => [input.name, input.kind]));
  return scenesWithoutSound(show).flatMap((scene): readonly Finding[] => {
    const others = (heard[scene] ?? []).filter(
      (name) => !isLive({ name, kind: kinds.get(name) ?? '' }, show),
    );
    return others.length === 0
      ? []
      : [{ severity: 'warning', code: 'heardWithSoundOff', scene, inputs: others }];
  });
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

function captionSetupFindings({ sceneReady, missingIn }: Observed['captions']): readonly Finding[] {
  if (!sceneReady) return [{ severity: 'warning', code: 'captionsNotSetUp' }];
  return missingIn.length > 0 ? [{ severity: 'warning', code: 'captionsMissingIn', scenes: missingIn }] : [];
}

function captionFinding(
  speaker: Speaker,
  way: Observed['captions']['way'] | null,
  drawing: CaptionDrawing | null,
): readonly Finding[] {
  const speakerId = speaker.id;
  const text = captionText(speaker);
  if (text.name === '') return [{ severity: 'problem', code: 'nameMissing', speakerId }];
  // What was really drawn counts; before that, what the text sources are known not to draw.
  const expected =
    way === 'text'
      ? [text.name, text.role, text.organisation].map(textSourceProblem).find((problem) => problem !== null)
      : null;
  const problem = drawing?.problem ?? expected ?? null;
  if (problem === null) return [];
  const severity = problem === 'notDrawn' || problem === 'noName' ? 'problem' : 'warning';
  return [{ severity, code: 'captionProblem', speakerId, problem }];
}

function pictureFindings({ canvas, settings: { output, fps } }: ObservedForCheck): readonly Finding[] {
  const isOdd = output.width % 2 === 1 || output.height % 2 === 1;
  const isSmall = Math.min(output.width, output.height) < 720;
  const isScaled = output.width !== canvas.width || output.height !== canvas.height;
  return [
    ...(isOdd ? [{ severity: 'problem', code: 'outputOdd', output } as const] : []),
    ...(isSmall ? [{ severity: 'warning', code: 'outputSmall', output } as const] : []),
    ...(isScaled ? [{ severity: 'warning', code: 'outputScaled', output, canvas } as const] : []),
    // 23.976 is film's; more than 60 no platform takes.
    ...(fps < 23.9 || fps > 60 ? [{ severity: 'warning', code: 'frameRateUnusual', fps } as const] : []),
  ];
}
