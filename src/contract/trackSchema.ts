import { z } from 'zod';
import type { TrackFile, TrackInput } from '../core/captions/track';
import { hour } from '../core/time/units';

/** Schema of a meter track in a file (`*.meters.json`): docs/captions.md says what is in it. */

const line = z.string().min(1).max(500);
/** At one frame every 20 ms, a day: no webinar is longer. */
const mostFrames = 4_320_000;
const letters = z
  .string()
  .max(mostFrames)
  .regex(/^[ -~]*$/, 'levels are letters from "!" to "~", or a space');
const time = z
  .number()
  .min(-24 * hour)
  .max(24 * hour);

const inputSchema: z.ZodType<TrackInput> = z
  .strictObject({ name: line, magnitude: letters, peak: letters, inputPeak: letters.optional() })
  .refine(
    ({ magnitude, peak, inputPeak = peak }) =>
      peak.length === magnitude.length && inputPeak.length === magnitude.length,
    'the levels of an input are as many as the frames',
  );

export const trackSchema: z.ZodType<TrackFile> = z
  .strictObject({
    format: z.literal('lectern-meters'),
    title: z.string().max(500),
    every: z.number().min(10).max(1_000),
    exceptions: z.array(z.tuple([z.number().int().positive(), time])).max(mostFrames),
    inputs: z.array(inputSchema).max(200),
    truth: z
      .array(z.strictObject({ speakerId: line, input: line, from: time, to: time }))
      .max(100_000)
      .nullable(),
  })
  .refine(
    ({ inputs }) => inputs.every(({ magnitude }) => magnitude.length === inputs[0]?.magnitude.length),
    'all inputs have the same number of frames',
  )
  .refine(
    ({ exceptions }) =>
      exceptions.every(([frame, at], index) => {
        const [before, beforeAt] = exceptions[index - 1] ?? [0, 0];
        return frame > before && at >= beforeAt;
      }),
    'times of frames go forward',
  )
  .refine(
    ({ truth }) => truth?.every(({ from, to }) => to >= from) !== false,
    'whoever speaks ends after they began',
  );
