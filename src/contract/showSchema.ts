import { z } from 'zod';
import type { Graphics } from '../core/captions/graphics';
import { defaultGraphics, isColour, isFontName, logoProblem, themeNames } from '../core/captions/graphics';
import { outputNames, programOutputs } from '../core/obs/outputs';
import type { Cue, CueEffect, CueTrigger } from '../core/show/cues';
import { segmentProblem } from '../core/show/edit';
import type { VoiceParameters } from '../core/captions/voiceParameters';
import { defaultVoiceParameters } from '../core/captions/voiceParameters';
import type { Segment, Show, Speaker, VoicePolicy, VoiceSettings } from '../core/show/model';
import { defaultTolerance, noCards, defaultVoices } from '../core/show/model';
import { isZone, parseDate } from '../core/time/zone';

/** Schemas of the show document: what a file, or an edit from a screen, must be. */

// Schemas are made for a start and a few small messages: to compile a checker for each would take longer than it saves.
z.config({ jitless: true });

/** Longer texts are no names and notes but an accident of paste. */
const line = z.string().max(500);
const id = z.string().min(1).max(64);
const duration = z.number().int();

export const speakerFields = {
  name: line,
  role: line,
  organisation: line,
  place: line,
  pronunciation: line,
  microphone: line.nullable(),
} as const;

export const speakerSchema: z.ZodType<Speaker> = z.strictObject({
  id,
  ...speakerFields,
  // Files from before a person had a microphone have none.
  microphone: speakerFields.microphone.default(null),
});

const transitionSchema = z.strictObject({ name: line, duration: duration.nullable() });

const triggerSchema: z.ZodType<CueTrigger> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('take') }),
  z.strictObject({ kind: z.literal('afterStart'), offset: duration }),
  z.strictObject({ kind: z.literal('beforeEnd'), offset: duration }),
  z.strictObject({ kind: z.literal('hand') }),
]);

const effectSchema: z.ZodType<CueEffect> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('scene'), scene: line, transition: transitionSchema.nullable() }),
  z.strictObject({ kind: z.literal('showCaption'), speakerId: id }),
  z.strictObject({ kind: z.literal('nextCaption') }),
  z.strictObject({ kind: z.literal('hideCaption') }),
  z.strictObject({ kind: z.literal('visibility'), scene: line, source: line, on: z.boolean() }),
  z.strictObject({ kind: z.literal('mute'), input: line, on: z.boolean() }),
  z.strictObject({ kind: z.literal('volume'), input: line, decibels: z.number(), over: duration }),
  z.strictObject({
    kind: z.literal('media'),
    input: line,
    action: z.enum(['play', 'pause', 'restart', 'stop']),
  }),
  z.strictObject({ kind: z.literal('filter'), source: line, filter: line, on: z.boolean() }),
  z.strictObject({ kind: z.literal('hotkey'), name: line }),
  z.strictObject({ kind: z.literal('output'), output: z.enum(outputNames), on: z.boolean() }),
  z.strictObject({ kind: z.literal('saveReplay') }),
  z.strictObject({ kind: z.literal('note'), text: z.string().min(1).max(280), urgent: z.boolean() }),
]);

const cueSchema: z.ZodType<Cue> = z.strictObject({ id, trigger: triggerSchema, effect: effectSchema });

const startSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('follows') }),
  z.strictObject({ kind: z.literal('fixed'), at: duration }),
  z.strictObject({ kind: z.literal('manual') }),
]);

export const segmentFields = {
  title: line,
  kind: z.enum(['slate', 'host', 'talk', 'panel', 'questions', 'closing']),
  start: startSchema,
  inclusion: z.enum(['always', 'optional', 'skipped']),
  advance: z.enum(['byHand', 'atItsEnd']),
  duration,
  scene: line.nullable(),
  transition: transitionSchema.nullable(),
  speakerIds: z.array(id).max(100),
  slots: z.record(id, duration),
  showsFirstName: z.boolean(),
  soundOff: z.boolean(),
  cues: z.array(cueSchema).max(200),
  notes: z.string().max(10_000),
  warnAt: duration,
  dangerAt: duration,
} as const;

const segmentShape: z.ZodType<Segment> = z.strictObject({
  id,
  ...segmentFields,
  // Files from before there was more than one way to be in a show have only that.
  inclusion: segmentFields.inclusion.default('always'),
  // Files from before a segment could give way by itself have none that does.
  advance: segmentFields.advance.default('byHand'),
  // Files from before there were cues have none.
  soundOff: segmentFields.soundOff.default(false),
  cues: segmentFields.cues.default([]),
  // Files from before a speaker could have a time of their own have none.
  slots: segmentFields.slots.default({}),
});

export const segmentSchema: z.ZodType<Segment> = segmentShape.check((context) => {
  const problem = segmentProblem(context.value);
  if (problem) context.issues.push({ code: 'custom', message: problem.code, input: context.value });
});

const voicePolicySchema: z.ZodType<VoicePolicy> = z.strictObject({
  firstWords: z.boolean(),
  againAfter: duration.min(10_000).max(86_400_000).nullable(),
  onChange: z.boolean(),
  minimum: duration.min(500).max(60_000),
});

/** What a file does not name has its usual value. */
const voiceParametersSchema: z.ZodType<VoiceParameters> = z.strictObject({
  attack: duration.min(0).max(5_000).default(defaultVoiceParameters.attack),
  hold: duration.min(0).max(5_000).default(defaultVoiceParameters.hold),
  sureAfter: duration.min(0).max(5_000).default(defaultVoiceParameters.sureAfter),
  aboveFloor: z.number().min(0).max(60).default(defaultVoiceParameters.aboveFloor),
  floorRise: z.number().min(0).max(20).default(defaultVoiceParameters.floorRise),
  aboveOthers: z.number().min(0).max(60).default(defaultVoiceParameters.aboveOthers),
  echoWithin: duration.min(0).max(3_000).default(defaultVoiceParameters.echoWithin),
});

const voicesSchema: z.ZodType<VoiceSettings> = z.strictObject({
  policy: voicePolicySchema,
  parameters: voiceParametersSchema,
});

const colour = z.string().refine(isColour);

const graphicsSchema: z.ZodType<Graphics> = z.strictObject({
  theme: z.enum(themeNames),
  colours: z.strictObject({ accent: colour, plate: colour, text: colour }).nullable(),
  logo: z
    .strictObject({
      name: z.string().max(255),
      // No longer than the picture may be, so that nothing huge is read through.
      data: z.string().max(200_000),
    })
    .check(({ value, issues }) => {
      const problem = logoProblem(value.data);
      if (problem) issues.push({ code: 'custom', message: problem, input: value });
    })
    .nullable(),
  font: z.string().refine(isFontName).nullable(),
  ograf: z
    .strictObject({ id: z.string().regex(/^[0-9a-f]{32}$/), name: z.string().max(200) })
    .nullable()
    .default(null),
});

export const showFields = {
  title: line,
  date: z
    .string()
    .refine((date) => parseDate(date) !== null, 'dateUnknown')
    .nullable(),
  zone: z.string().max(100).refine(isZone, 'zoneUnknown'),
  hardOut: duration.min(0).max(172_799_999).nullable(),
  slateScene: line.nullable(),
  hostId: id.nullable(),
  captionDuration: duration.min(1_000).max(600_000),
  voices: voicesSchema,
  scenesWithoutNames: z.array(line).max(1_000),
  tolerance: duration.min(1_000).max(3_600_000),
  outputs: z
    .array(z.enum(programOutputs))
    .max(programOutputs.length)
    .refine((names) => new Set(names).size === names.length),
  graphics: graphicsSchema,
  cards: z.strictObject({ countdown: z.boolean(), segment: z.boolean() }),
} as const;

export const showSchema: z.ZodType<Show> = z
  .strictObject({
    id,
    ...showFields,
    // Files from before a show could have a hard out have none.
    hardOut: showFields.hardOut.default(null),
    // Files from before there were proposals have the usual tolerance.
    tolerance: showFields.tolerance.default(defaultTolerance),
    // Files from before names could follow voices.
    voices: showFields.voices.default(defaultVoices),
    scenesWithoutNames: showFields.scenesWithoutNames.default([]),
    // Files from before a show named its outputs have none.
    outputs: showFields.outputs.default([]),
    // Files from before there were themes look as they did.
    graphics: showFields.graphics.default(defaultGraphics),
    cards: showFields.cards.default(noCards),
    speakers: z.array(speakerSchema).max(2_000),
    segments: z.array(segmentSchema).max(5_000),
  })
  .refine(
    (show) => new Set(show.segments.map((segment) => segment.id)).size === show.segments.length,
    'idTaken',
  )
  .refine(
    (show) => new Set(show.speakers.map((speaker) => speaker.id)).size === show.speakers.length,
    'idTaken',
  );

/** The newest `.lectern` format that this version writes and reads. */
export const showFileVersion = 1;

/** A `.lectern` file: JSON, UTF-8. */
export const showFileSchema = z.strictObject({
  lectern: z.literal(showFileVersion),
  /** Grows with every edit; the higher of two files of one show is the newer. */
  revision: z.number().int().min(0),
  show: showSchema,
});

export type ShowFile = z.infer<typeof showFileSchema>;
