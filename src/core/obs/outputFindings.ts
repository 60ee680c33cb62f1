import type { CueEffect } from '../show/cues';
import type { SegmentId, Show } from '../show/model';
import { second } from '../time/units';
import type { Observed } from './observed';
import type { OutputName } from './outputs';
import type { Finding } from './preflight';

type ObservedForOutputs = Pick<Observed, 'outputs' | 'settings'>;

/** The room that a recording of a show is reckoned to need, bytes a second: 8 Mbit/s. */
const recordingRate = 1_000_000;

/** What a recording of the whole show is reckoned to take, bytes. */
export function diskNeeded(show: Show): number {
  const length = show.segments.reduce((sum, segment) => sum + segment.duration, 0);
  return (length / second) * recordingRate;
}

/** Whether the show needs it to run, or a cue starts it. */
export function usesOutput(show: Show, output: OutputName): boolean {
  const starts = (effect: CueEffect): boolean =>
    effect.kind === 'output' && effect.output === output && effect.on;
  return show.outputs.some((needed) => needed === output) || segmentsWithCue(show, starts).length > 0;
}

/** Stream and virtual camera. */
export function outputFindings(
  show: Show,
  { outputs, settings: { streamTarget } }: ObservedForOutputs,
): readonly Finding[] {
  const streams = usesOutput(show, 'stream');
  return [
    ...(streams && streamTarget === 'noService'
      ? [{ severity: 'problem', code: 'noStreamService' } as const]
      : []),
    ...(streams && streamTarget === 'noKey' ? [{ severity: 'warning', code: 'noStreamKey' } as const] : []),
    ...(outputs.virtualCam.status === 'unavailable' ? cameraFindings(show) : []),
  ];
}

function cameraFindings(show: Show): readonly Finding[] {
  const isNeeded = show.outputs.includes('virtualCam');
  const segmentIds = isNeeded ? [] : segmentsWithCue(show, (effect) => asksOf(effect, 'virtualCam'));
  return isNeeded || segmentIds.length > 0
    ? [{ severity: 'problem', code: 'noVirtualCamera', segmentIds }]
    : [];
}

export function replayFindings(show: Show, { outputs }: ObservedForOutputs): readonly Finding[] {
  if (outputs.replayBuffer.status !== 'unavailable') return [];
  const segmentIds = segmentsWithCue(
    show,
    (effect) => effect.kind === 'saveReplay' || asksOf(effect, 'replayBuffer'),
  );
  return segmentIds.length > 0 ? [{ severity: 'problem', code: 'noReplayBuffer', segmentIds }] : [];
}

/** A recording may be started by hand, too: without a word of it in the show it is looked at all the same. */
export function diskFindings(
  show: Show,
  { settings: { freeDisk, recordFolder } }: ObservedForOutputs,
): readonly Finding[] {
  const needed = diskNeeded(show);
  const severity = usesOutput(show, 'record') ? 'problem' : 'warning';
  return [
    ...(freeDisk !== null && freeDisk < needed
      ? [{ severity: 'warning', code: 'diskLow', free: freeDisk, needed } as const]
      : []),
    ...(recordFolder === '' ? [{ severity, code: 'noRecordFolder' } as const] : []),
  ];
}

/** Starts or stops it: OBS refuses either of what it does not have. */
function asksOf(effect: CueEffect, output: OutputName): boolean {
  return effect.kind === 'output' && effect.output === output;
}

function segmentsWithCue(show: Show, does: (effect: CueEffect) => boolean): readonly SegmentId[] {
  return show.segments.flatMap(({ id, cues }) => (cues.some(({ effect }) => does(effect)) ? [id] : []));
}
