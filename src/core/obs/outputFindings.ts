import type { CueEffect } from '../show/cues';
import type { SegmentId, Show } from '../show/model';
import { second } from '../time/units';
import type { Observed } from './observed';
import type { OutputName } from './outputs';
import type { Finding, OutputWanted } from './preflight';

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
  return wantedBy(show, output, (effect) => starts(effect, output)) !== null;
}

function wantedBy(show: Show, output: OutputName, asks: (effect: CueEffect) => boolean): OutputWanted | null {
  if (show.outputs.some((needed) => needed === output)) return { by: 'show' };
  const [first, ...others] = segmentsWithCue(show, asks);
  return first === undefined ? null : { by: 'cues', segmentIds: [first, ...others] };
}

/** Stream and virtual camera. */
export function outputFindings(
  show: Show,
  { outputs, settings: { streamTarget } }: ObservedForOutputs,
): readonly Finding[] {
  const wanted = wantedBy(show, 'stream', (effect) => starts(effect, 'stream'));
  return [
    ...(wanted && streamTarget === 'noService'
      ? [{ severity: 'problem', code: 'noStreamService', wanted } as const]
      : []),
    ...(wanted && streamTarget === 'noKey'
      ? [{ severity: 'warning', code: 'noStreamKey', wanted } as const]
      : []),
    ...(outputs.virtualCam.status === 'unavailable' ? cameraFindings(show) : []),
  ];
}

function cameraFindings(show: Show): readonly Finding[] {
  const wanted = wantedBy(show, 'virtualCam', (effect) => asksOf(effect, 'virtualCam'));
  return wanted ? [{ severity: 'problem', code: 'noVirtualCamera', wanted }] : [];
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
  const wanted = wantedBy(show, 'record', (effect) => starts(effect, 'record'));
  const severity = wanted ? 'problem' : 'warning';
  return [
    ...(freeDisk !== null && freeDisk < needed
      ? [{ severity: 'warning', code: 'diskLow', free: freeDisk, needed } as const]
      : []),
    ...(recordFolder === ''
      ? [{ severity, code: 'noRecordFolder', wanted: wanted ?? { by: 'nobody' } } as const]
      : []),
  ];
}

function starts(effect: CueEffect, output: OutputName): boolean {
  return asksOf(effect, output) && effect.kind === 'output' && effect.on;
}

/** Starts or stops it: OBS refuses either of what it does not have. */
function asksOf(effect: CueEffect, output: OutputName): boolean {
  return effect.kind === 'output' && effect.output === output;
}

function segmentsWithCue(show: Show, does: (effect: CueEffect) => boolean): readonly SegmentId[] {
  return show.segments.flatMap(({ id, cues }) => (cues.some(({ effect }) => does(effect)) ? [id] : []));
}
