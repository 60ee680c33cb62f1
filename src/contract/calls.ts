import { z } from 'zod';
import type { RunRecord } from '../core/asrun/record';
import { sampleTracks } from '../core/captions/track';
import type { Kept } from '../core/obs/build';
import type { OgrafProblem } from '../core/captions/ograf';
import type { CaptionWay } from '../core/obs/observed';
import { outputNames } from '../core/obs/outputs';
import type { Command, Refusal } from '../core/run/commands';
import type { Replan } from '../core/run/model';
import { replanKinds } from '../core/run/model';
import { fastest } from '../core/run/rehearsal';
import type { Edit } from '../core/show/edit';
import type { FileProblem } from './fileProblem';
import type { Role } from './roles';
import type { RunList } from './runRecord';
import { segmentFields, segmentSchema, showFields, speakerFields, speakerSchema } from './showSchema';

/**
 * The whole contract between the host and its screens: each call with who may make it and what it must
 * carry. Transports (Electron port, WebSocket) know nothing but this table.
 */

const id = z.string().min(1).max(64);
const instant = z.number().int();
/** As OBS spells it; no longer than a show may name. */
const name = z.string().min(1).max(500);

/** Some of the fields; a field that is named has a value, since a journal cannot hold `undefined`. */
function someOf<Fields extends z.ZodRawShape>(fields: Fields) {
  return z
    .strictObject(fields)
    .partial()
    .refine((patch) => Object.values(patch).every((value) => value !== undefined));
}

const editSchema: z.ZodType<Edit> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('setShow'), patch: someOf(showFields) }),
  z.strictObject({ kind: z.literal('setSegment'), id, patch: someOf(segmentFields) }),
  z.strictObject({ kind: z.literal('addSegment'), segment: segmentSchema, index: z.number().int().min(0) }),
  z.strictObject({ kind: z.literal('removeSegment'), id }),
  z.strictObject({ kind: z.literal('moveSegment'), id, index: z.number().int().min(0) }),
  z.strictObject({ kind: z.literal('setSpeaker'), id, patch: someOf(speakerFields) }),
  z.strictObject({ kind: z.literal('addSpeaker'), speaker: speakerSchema, index: z.number().int().min(0) }),
  z.strictObject({ kind: z.literal('removeSpeaker'), id }),
  z.strictObject({ kind: z.literal('renameScene'), from: name, to: name }),
  z.strictObject({ kind: z.literal('renameSource'), from: name, to: name }),
  z.strictObject({ kind: z.literal('renameFilter'), source: name, from: name, to: name }),
  z.strictObject({
    kind: z.literal('renameInCues'),
    what: z.enum(['source', 'input', 'hotkey']),
    within: name.nullable(),
    from: name,
    to: name,
  }),
  z.strictObject({ kind: z.literal('renameTransition'), from: name, to: name.nullable() }),
  z.strictObject({ kind: z.literal('together'), edits: z.lazy(() => z.array(editSchema).max(100)) }),
]);

interface Call<Input extends z.ZodType = z.ZodType> {
  readonly by: readonly Role[];
  readonly input: Input;
}

function producer<Input extends z.ZodType>(input: Input): Call<Input> {
  return { by: ['producer'], input };
}

function anyone<Input extends z.ZodType>(input: Input): Call<Input> {
  return { by: ['producer', 'host'], input };
}

const segmentIds = z.array(id).max(5_000);
const replanSchema: z.ZodType<Replan> = z.strictObject({
  kind: z.enum(replanKinds),
  lengths: z
    .array(z.strictObject({ segmentId: id, from: z.number().int(), to: z.number().int().min(1) }))
    .max(5_000),
  dropped: segmentIds,
  restored: segmentIds,
  agreedEnd: z.strictObject({ from: instant.nullable(), to: instant }).nullable(),
});

const nothing = z.strictObject({});
/** On the practice OBS, this time: the show's own OBS stays the one it has. */
const rehearse = z.boolean().optional();
const flag = z.strictObject({ on: z.boolean() });

/** Commands of the run: decided in core, journalled. Named as `Command['type']`. */
export const runCalls = {
  takeNext: producer(
    z.strictObject({ expectedOnAir: id.nullable(), expectedNext: id, early: z.boolean().optional() }),
  ),
  takeSegment: producer(
    z.strictObject({ expectedOnAir: id.nullable(), segmentId: id, armed: z.boolean().optional() }),
  ),
  takeUnplanned: producer(
    z.strictObject({
      expectedOnAir: id,
      segment: z.strictObject({
        title: segmentFields.title,
        scene: segmentFields.scene,
        duration: segmentFields.duration,
      }),
    }),
  ),
  dropSegment: producer(z.strictObject({ segmentId: id })),
  restoreSegment: producer(z.strictObject({ segmentId: id })),
  applyReplan: producer(
    z.strictObject({ expectedOnAir: id, replan: replanSchema, at: instant, expectedEnd: instant }),
  ),
  undoReplan: producer(z.strictObject({ replanId: id })),
  ignoreReplan: producer(nothing),
  setNext: producer(
    z.strictObject({ expectedOnAir: id.nullable(), expectedNext: id.nullable(), segmentId: id.nullable() }),
  ),
  runCue: producer(z.strictObject({ expectedOnAir: id, cueId: id, armed: z.boolean().optional() })),
  skipCue: producer(z.strictObject({ expectedOnAir: id, cueId: id })),
  startNow: producer(z.strictObject({ expectedNext: id })),
  endShow: producer(z.strictObject({ expectedOnAir: id, armed: z.boolean().optional() })),
  back: producer(z.strictObject({ expectedOnAir: id.nullable(), late: z.boolean().optional() })),
  takeAgain: producer(z.strictObject({ expectedOnAir: id.nullable() })),
  follow: producer(z.strictObject({ expectedOnAir: id.nullable(), segmentId: id, since: instant })),
  acceptObs: producer(z.strictObject({ expectedOnAir: id.nullable(), shows: z.string().max(1_000) })),
  setSlate: producer(flag),
  dismissFailure: producer(nothing),
  dismissNotUndone: producer(nothing),
  resetRun: producer(z.strictObject({ armed: z.boolean().optional() })),
  startRehearsal: producer(z.strictObject({ obs: z.enum(['untouched', 'preview', 'practice']) })),
  setRehearsalSpeed: producer(z.strictObject({ speed: z.number().int().min(1).max(fastest) })),
  leaveRehearsal: producer(z.strictObject({ armed: z.boolean().optional() })),
  setHold: producer(flag),
  adjustEnd: producer(
    z.strictObject({ expectedOnAir: id, by: z.number().int().min(-3_600_000).max(3_600_000) }),
  ),
  setEnd: producer(z.strictObject({ expectedOnAir: id, endsAt: instant })),
  undoEnd: producer(z.strictObject({ expectedOnAir: id })),
  setStart: producer(z.strictObject({ expectedOnAir: id, startedAt: instant })),
  undoStart: producer(z.strictObject({ expectedOnAir: id })),
  setPresence: producer(z.strictObject({ speakerId: id, here: z.boolean() })),
  setAutoCaptions: producer(flag),
  showCaption: producer(z.strictObject({ speakerId: id, pinned: z.boolean(), expected: id.nullable() })),
  hideCaption: producer(z.strictObject({ expected: id, toggles: z.boolean().optional() })),
  nextCaption: producer(z.strictObject({ expected: id })),
  sendMessage: producer(z.strictObject({ text: z.string().max(2_000), urgent: z.boolean() })),
  seeMessage: anyone(z.strictObject({ messageId: id })),
  clearMessage: producer(z.strictObject({ messageId: id })),
  setOutput: producer(
    z.strictObject({ output: z.enum(outputNames), on: z.boolean(), armed: z.boolean().optional() }),
  ),
  dismissOutput: producer(z.strictObject({ output: z.enum(outputNames) })),
  edit: producer(z.strictObject({ edit: editSchema })),
  undoEdit: producer(nothing),
  redoEdit: producer(nothing),
} as const satisfies Record<Command['type'], Call>;

/** A run of a show, by the number of its journal. */
const runOf = { showId: id, number: z.number().int().min(1) } as const;

/** Calls to the app around the run. */
export const appCalls = {
  openRecent: producer(z.strictObject({ showId: id, rehearse })),
  openDemo: producer(z.strictObject({ rehearse })),
  /** The text of a `.lectern` file that the operator chose. */
  openText: producer(z.strictObject({ fileName: z.string().max(255), text: z.string() })),
  newShow: producer(z.strictObject({ title: z.string().max(500), zone: z.string().max(100) })),
  /** Back to the start screen; while a run is live it needs the second press. */
  closeShow: producer(z.strictObject({ armed: z.boolean().optional() })),
  /** The open show as the text of a `.lectern` file. */
  exportShow: producer(nothing),
  /** A meter track that comes with the app, as the text of its file. */
  sampleTrack: producer(z.strictObject({ sample: z.enum(sampleTracks) })),
  /** The runs of a show, whether it is open or not. */
  listRuns: producer(z.strictObject({ showId: id })),
  readRun: producer(z.strictObject(runOf)),
  /** Asks where to, and writes there; in a browser the page itself hands a download over. */
  saveReport: producer(
    z.strictObject({ name: z.string().max(500), format: z.enum(['csv', 'json']), text: z.string() }),
  ),
  saveRunPdf: producer(z.strictObject(runOf)),
  connectObs: producer(z.strictObject({ address: z.string().max(500) })),
  usePracticeObs: producer(nothing),
  givePassword: producer(z.strictObject({ password: z.string().max(1_000) })),
  retryObs: producer(nothing),
  /** A second OBS that follows every take. */
  connectBackup: producer(z.strictObject({ address: z.string().max(500) })),
  stopBackup: producer(nothing),
  giveBackupPassword: producer(z.strictObject({ password: z.string().max(1_000) })),
  retryBackup: producer(nothing),
  /** Shows on the backup what viewers see, with the name that is on air. */
  bringBackupInLine: producer(nothing),
  /** Exactly what `buildBackup` would make there; changes nothing. */
  planBackup: producer(nothing),
  buildBackup: producer(nothing),
  /** Reads anew how stream, recording and virtual camera stand. */
  lookAtOutputs: producer(nothing),
  /** Exactly what "Set up captions in OBS" would make; changes nothing. */
  planCaptionSetup: producer(nothing),
  /** The files of an OGraf package, which is kept on this machine. */
  bringOgraf: producer(
    z.strictObject({
      files: z
        .array(z.strictObject({ path: z.string().min(1).max(500), data: z.string().max(9_000_000) }))
        .max(2_000),
    }),
  ),
  /** Whether names come by a page in OBS's browser source, where OBS has that. */
  setCaptionPage: producer(flag),
  setUpCaptions: producer(nothing),
  /** Exactly what "Build my OBS" would make for the open show; changes nothing. */
  planBuild: producer(nothing),
  buildObs: producer(nothing),
  /** What of all that was made in this OBS would be taken away again; changes nothing. */
  planRemoval: producer(nothing),
  removeBuilt: producer(nothing),
  /** Reads all of OBS again, for what it tells no changes of: its disk, its video settings, its new transitions. */
  readObs: producer(nothing),
  /** The preview goes; what is on air stays. */
  leaveStudioMode: producer(nothing),
  /** Pictures of the program and Next, at most two a second, while this screen is seen. */
  watchPictures: producer(flag),
  /** How loud the inputs are, ten times a second at most, while this screen shows it and is seen. */
  watchMeters: producer(flag),
  /** Keeps how loud the inputs are, for twenty minutes at most. */
  recordTrack: producer(nothing),
  /** Ends that: what was kept, as the text of a `.meters.json` file. */
  endTrack: producer(nothing),
  openHostWindow: producer(nothing),
  /** Brings the console to the front. */
  openConsole: producer(nothing),
  /** The strip, until the console is in front again. */
  showStrip: producer(nothing),
  /** How large the strip's page is, in the screen's units. */
  fitStrip: producer(
    z.strictObject({ width: z.number().int().min(1).max(4_000), height: z.number().int().min(1).max(4_000) }),
  ),
  /** The alarms that the console has on, by name: one that nobody looks at flags the taskbar. */
  tellAlarms: producer(z.strictObject({ alarms: z.array(z.string().max(500)).max(1_000) })),
  setTheme: anyone(z.strictObject({ theme: z.enum(['dark', 'light', 'system']) })),
  setLetterKeys: producer(flag),
  setSystemKeys: producer(flag),
  /** Whether the strip comes while another program is in front. */
  setStrip: producer(flag),
  /** Whether Next goes into OBS's preview, in studio mode. */
  setPreviewNext: producer(flag),
  dismissNotice: producer(z.strictObject({ id })),
} as const satisfies Record<string, Call>;

export const calls = { ...runCalls, ...appCalls } as const;

export type CallName = keyof typeof calls;
export type CallInput<Name extends CallName> = z.input<(typeof calls)[Name]['input']>;

/** What a call answers beyond "done". */
export interface Answers {
  readonly exportShow: { readonly fileName: string; readonly text: string };
  readonly sampleTrack: { readonly text: string };

  readonly endTrack: { readonly fileName: string; readonly text: string };
  readonly listRuns: RunList;
  readonly readRun: RunRecord;
  readonly saveReport: Saved;
  readonly saveRunPdf: Saved;
  readonly bringOgraf: { readonly id: string; readonly name: string };
  readonly planCaptionSetup: CaptionSetupPlan;
  readonly planBuild: CaptionSetupPlan;
  readonly planBackup: CaptionSetupPlan;
  readonly planRemoval: RemovalPlan;
}

export type Answer<Name extends CallName> = Name extends keyof Answers ? Answers[Name] : null;

/** Where a file was written; `null` where the person thought better of it. */
export interface Saved {
  readonly file: string | null;
}

/** Why a file was not written; what was there before is as it was. */
export type SaveProblem = 'diskFull' | 'folderGone' | 'locked' | 'failed';

/** What the caption set-up would create in OBS, in the order it would do it. */
export interface CaptionSetupPlan {
  readonly way: CaptionWay;
  /** Empty when all is there. */
  readonly steps: readonly CaptionSetupStep[];
}

export type CaptionSetupStep =
  | { readonly kind: 'createScene'; readonly scene: string }
  | {
      readonly kind: 'createInput';
      readonly scene: string;
      readonly input: string;
      readonly inputKind: string;
    }
  | { readonly kind: 'placeCaptions'; readonly scene: string }
  /** An edit of the show, which names no slate yet. */
  | { readonly kind: 'nameSlate'; readonly scene: string };

/** What was made in OBS and can go, scenes by name, and what has to stay. */
export interface RemovalPlan {
  readonly removes: readonly string[];
  readonly keeps: readonly Kept[];
}

/** Why a call was not carried out. The screen finds the sentence under `refusal.<code>`. */
export type CallRefusal =
  | Refusal
  | { readonly code: 'noShow' }
  | { readonly code: 'notAllowed' }
  | { readonly code: 'notUnderstood' }
  | { readonly code: 'unavailableHere' }
  /** A rehearsal has its OBS until it is left. */
  | { readonly code: 'leaveRehearsalFirst' }
  | { readonly code: 'showMissing' }
  /** There is no such run, or its journal cannot be read. */
  | { readonly code: 'runMissing' }
  | { readonly code: 'notSaved'; readonly problem: SaveProblem; readonly file: string }
  | { readonly code: 'pdfFailed' }
  | FileProblem
  | { readonly code: 'addressWrong' }
  /** The backup's address is that of the OBS that the show drives. */
  | { readonly code: 'backupIsMain' }
  | { readonly code: 'backupOfPractice' }
  | { readonly code: 'noBackup' }
  | { readonly code: 'backupAway' }
  /** It did not answer in time, and may have done it all the same. */
  | { readonly code: OgrafProblem }
  | { readonly code: 'obsSilent' }
  /** In OBS's own words. */
  | { readonly code: 'captionSetupFailed'; readonly comment: string }
  | { readonly code: 'buildFailed'; readonly comment: string }
  | { readonly code: 'removalFailed'; readonly comment: string }
  | { readonly code: 'studioModeFailed'; readonly comment: string }
  /** OBS lacks a kind of source that captions are made of. */
  | { readonly code: 'captionKindMissing'; readonly kind: string };

export type AppCallName = keyof typeof appCalls;

export function isCallName(name: string): name is CallName {
  return Object.hasOwn(calls, name);
}

export function isRunCall(name: CallName): name is Command['type'] {
  return Object.hasOwn(runCalls, name);
}
