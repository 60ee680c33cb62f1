import type { OutputName, Outputs, ProgramOutput } from '../obs/outputs';
import { isAs, isRunning, outputNames, programOutputs } from '../obs/outputs';
import type { Duration, Instant } from '../time/units';
import type { Refusal } from './commands';
import type { LecternEvent } from './events';
import type { OutputNews, OutputsNews, Run } from './model';
import type { Show } from '../show/model';

/** A second press counts this much after the first at the soonest: a bouncing finger is one press, ms. */
export const secondPressAfter: Duration = 400;

/** OBS cannot start it, nor stop it: it has none. */
export function lacks(output: OutputName): Refusal {
  return { code: output === 'replayBuffer' ? 'noReplayBuffer' : 'noVirtualCamera' };
}

/** Whether this needs a second press: what viewers get, or lose, by accident cannot be undone. */
export function asksFirst(output: OutputName, on: boolean): boolean {
  return !on || output === 'stream' || output === 'record';
}

/**
 * The outputs that the show needs and that do not run, from the first take that is no slate to the end. One that
 * was asked for just now is given its time.
 */
export function missingOutputs(show: Show, run: Run, outputs: Outputs): readonly ProgramOutput[] {
  if (run.rehearsal || !hasBegun(run)) return [];
  return programOutputs.filter((name) => show.outputs.includes(name) && !isRunning(outputs[name]));
}

function hasBegun({ phase, onAir, done }: Run): boolean {
  return (
    phase === 'live' && [...done, ...(onAir ? [onAir] : [])].some(({ segment }) => segment.kind !== 'slate')
  );
}

export type OutputEvent = Extract<
  LecternEvent,
  {
    type:
      | 'outputAsked'
      | 'outputUnknown'
      | 'outputNotDone'
      | 'outputChanged'
      | 'outputFound'
      | 'outputDismissed';
  }
>;

/** What is to be said of the outputs after an event. */
export function evolveOutputs(outputs: OutputsNews, event: OutputEvent, at: Instant): OutputsNews {
  const { output } = event;
  const before = outputs[output];
  const { [output]: _, ...others } = outputs;
  const after = newsAfter(before, event, at);
  if (after === before) return outputs;
  return after ? { ...others, [output]: after } : others;
}

function newsAfter(before: OutputNews | undefined, event: OutputEvent, at: Instant): OutputNews | undefined {
  switch (event.type) {
    case 'outputAsked':
      return { kind: 'asked', askId: event.askId, on: event.on, at };
    case 'outputUnknown':
      return isAsk(before, event.askId) ? { ...before, kind: 'unknown', why: event.why } : before;
    case 'outputNotDone': {
      if (!isAsk(before, event.askId)) return before;
      const { failure } = event;
      switch (failure.why) {
        case 'refused':
          return { kind: 'refused', on: before.on, at, code: failure.code, comment: failure.comment };
        case 'notSent':
          return { kind: 'notSent', on: before.on, at };
        case 'nothingCame':
          return before.on ? { kind: 'failed', at } : { ...before, kind: 'unknown', why: 'nothingCame' };
      }
    }
    case 'outputChanged':
      switch (event.to) {
        case 'failed':
        case 'dropped':
          return { kind: event.to, at };
        case 'started':
        case 'paused':
        case 'reconnecting':
        case 'reconnected':
          return isOpen(before, false) ? before : undefined;
        case 'stopped':
          return isOpen(before, true) ? before : undefined;
      }
    case 'outputFound':
    case 'outputDismissed':
      return undefined;
  }
}

type Ask = Extract<OutputNews, { kind: 'asked' }>;

function isAsk(news: OutputNews | undefined, askId: string): news is Ask {
  return news?.kind === 'asked' && news.askId === askId;
}

/** Whether it was asked to run (or to stop) and that is still to come. */
function isOpen(news: OutputNews | undefined, on: boolean): boolean {
  return news?.kind === 'asked' && news.on === on;
}

/** What a look at OBS settles: what was open, and what went wrong and has come right since. */
export function outputsFound(run: Run, outputs: Outputs): readonly LecternEvent[] {
  return outputNames.flatMap((output): readonly LecternEvent[] => {
    const news = run.outputs[output];
    if (!news) return [];
    const asked = news.kind === 'failed' || news.kind === 'dropped' ? true : news.on;
    return isAs(outputs[output], asked) ? [{ type: 'outputFound', output, on: asked }] : [];
  });
}
