import type { OutputName } from '../../core/obs/outputs';
import { isAs, isOnItsWay, isRunning } from '../../core/obs/outputs';
import type { RequestName } from '../../core/obs/protocol';
import { request } from '../../core/obs/protocol';
import type { Report } from '../../core/run/commands';
import type { Duration } from '../../core/time/units';
import { second } from '../../core/time/units';
import type { Timers } from '../app/timers';
import type { Session } from './session';

export interface OutputAsk {
  readonly askId: string;
  readonly output: OutputName;
  readonly on: boolean;
}

export interface OutputsDeps {
  readonly timers: Timers;
  readonly report: (report: Report) => void;
  /** OBS as it is now, or `null` while nothing may be sent. */
  readonly session: () => Session | null;
  /** Resolves once the disk has what was journalled, or has refused it. */
  readonly synced: () => Promise<void>;
}

/** Starts and stops outputs, each ask once: it is on disk before a byte leaves, and never sent a second time. */
export interface Outputs {
  ask(ask: OutputAsk): void;
  /** The connection closed: what was asked and not yet seen is not known. */
  closed(): void;
}

const answerWithin: Duration = 5 * second;
/** After a yes, something must be seen of it within this time; a recording took 53 ms, a stream 200, ms. */
const seenWithin: Duration = 3 * second;
/** What comes up is waited for so many times as long: a server that does not answer is given up after two minutes. */
const mostLooks = 60;

/** obs-websocket's RequestStatus: it runs already, or does not. */
const isSoAlready: readonly number[] = [500, 501];

const asks: Readonly<Record<OutputName, { readonly start: RequestName; readonly stop: RequestName }>> = {
  stream: { start: 'StartStream', stop: 'StopStream' },
  record: { start: 'StartRecord', stop: 'StopRecord' },
  virtualCam: { start: 'StartVirtualCam', stop: 'StopVirtualCam' },
  replayBuffer: { start: 'StartReplayBuffer', stop: 'StopReplayBuffer' },
};

export function createOutputs({ timers, report, session, synced }: OutputsDeps): Outputs {
  /** Sent, and not yet seen to have been done, or not. */
  let open: readonly OutputAsk[] = [];

  async function ask(asked: OutputAsk): Promise<void> {
    const { askId, output, on } = asked;
    const at = session();
    await synced();
    // Another connection is another OBS for all we know: what was meant for the one before is not sent to it.
    if (!at || at !== session()) {
      report({ type: 'outputNotDone', askId, output, failure: { why: 'notSent' } });
      return;
    }
    open = [...open, asked];
    const reply = await at.wire.call(request(asks[output][on ? 'start' : 'stop']), answerWithin);
    if (reply.ok) {
      timers.after(seenWithin, () => void lookForIt(at, asked));
      return;
    }
    settled(asked);
    const { problem } = reply;
    if (problem.why !== 'refused') {
      report({ type: 'outputUnknown', askId, output, why: problem.why });
      return;
    }
    const { code, comment } = problem;
    // Somebody was faster: what OBS shows then is what was asked for.
    if (isSoAlready.includes(code) && (await look()) && isRunning(at.known.outputs[output]) === on) {
      report({ type: 'outputChanged', output, to: on ? 'started' : 'stopped' });
      return;
    }
    report({ type: 'outputNotDone', askId, output, failure: { why: 'refused', code, comment } });
  }

  /**
   * OBS said yes. Where nothing was heard since, it is looked at: at once where nothing is on its way, and else again and
   * again, for a server may take minutes and the word of OBS that it answered may be lost.
   */
  async function lookForIt(at: Session, asked: OutputAsk, looks = 1): Promise<void> {
    const { askId, output, on } = asked;
    const isSo = (): boolean => isAs(at.known.outputs[output], on);
    if (!open.includes(asked)) return;
    if (isSo()) {
      settled(asked);
      return;
    }
    const isLast = looks === mostLooks;
    const answered = await at.readOutputs(isLast ? 'as it says' : 'on its way stays');
    // OBS is away: that was told.
    if (!open.includes(asked)) return;
    if (!isLast && isOnItsWay(at.known.outputs[output])) {
      timers.after(seenWithin, () => void lookForIt(at, asked, looks + 1));
      return;
    }
    settled(asked);
    if (isSo()) report({ type: 'outputChanged', output, to: on ? 'started' : 'stopped' });
    else if (!answered || isLast) report({ type: 'outputUnknown', askId, output, why: 'silent' });
    else report({ type: 'outputNotDone', askId, output, failure: { why: 'nothingCame' } });
  }

  function settled(asked: OutputAsk): void {
    open = open.filter((other) => other !== asked);
  }

  async function look(): Promise<boolean> {
    return (await session()?.readOutputs('as it says')) ?? false;
  }

  return {
    ask: (asked) => void ask(asked),
    closed() {
      for (const { askId, output } of open) report({ type: 'outputUnknown', askId, output, why: 'closed' });
      open = [];
    },
  };
}
