import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evolveKnown } from '../../../../src/core/obs/known';
import { evolveOutput, noOutputs, outputOfStatus, type OutputState } from '../../../../src/core/obs/outputs';
import { known } from './known';

const off: OutputState = noOutputs.stream;

const word = (state: string): Record<string, unknown> => ({ outputState: `OBS_WEBSOCKET_OUTPUT_${state}` });

/** What these words of OBS, a second apart, make of an output that was off. */
function after(...states: readonly string[]): OutputState {
  return states.reduce<OutputState>(
    (before, state, index) => evolveOutput(before, word(state), (index + 1) * 1_000),
    off,
  );
}

describe('an output of OBS', () => {
  it('runs from the moment at which OBS says that it started', () => {
    expect(after('STARTING')).toEqual({ status: 'starting' });
    expect(after('STARTING', 'STARTED')).toEqual({ status: 'on', since: 2_000 });
  });

  it('that somebody stopped has nothing to be said of', () => {
    expect(after('STARTING', 'STARTED', 'STOPPING')).toEqual({ status: 'stopping' });
    expect(after('STARTING', 'STARTED', 'STOPPING', 'STOPPED')).toEqual({ status: 'off', ended: null });
  });

  it('that never came up has failed', () => {
    expect(after('STARTING', 'STOPPED')).toEqual({ status: 'off', ended: 'failed' });
  });

  it('that stopped although nobody stopped it was dropped', () => {
    expect(after('STARTING', 'STARTED', 'STOPPED')).toEqual({ status: 'off', ended: 'dropped' });
    expect(after('STARTING', 'STARTED', 'RECONNECTING', 'STOPPED')).toEqual({
      status: 'off',
      ended: 'dropped',
    });
  });

  it('counts on while it reconnects', () => {
    expect(after('STARTING', 'STARTED', 'RECONNECTING')).toEqual({ status: 'reconnecting', since: 2_000 });
    expect(after('STARTING', 'STARTED', 'RECONNECTING', 'RECONNECTED')).toEqual({
      status: 'on',
      since: 2_000,
    });
  });

  it('does not count what a recording paused', () => {
    expect(after('STARTING', 'STARTED', 'PAUSED')).toEqual({ status: 'paused', ran: 1_000 });
    expect(after('STARTING', 'STARTED', 'PAUSED', 'RESUMED')).toEqual({ status: 'on', since: 3_000 });
  });

  it('is read as it stands, with the time that it has run', () => {
    const status = { outputActive: true, outputDuration: 4_000, outputReconnecting: false };
    expect(outputOfStatus(status, 10_000)).toEqual({ status: 'on', since: 6_000 });
    expect(outputOfStatus({ ...status, outputReconnecting: true }, 10_000)).toEqual({
      status: 'reconnecting',
      since: 6_000,
    });
    expect(outputOfStatus({ ...status, outputPaused: true }, 10_000)).toEqual({
      status: 'paused',
      ran: 4_000,
    });
    expect(outputOfStatus({ outputActive: false, outputDuration: 0 }, 10_000)).toEqual(off);
    // The virtual camera tells no duration.
    expect(outputOfStatus({ outputActive: true }, 10_000)).toEqual({ status: 'on', since: 10_000 });
    expect(outputOfStatus(null, 10_000)).toEqual({ status: 'unavailable' });
  });

  it('is told apart from the others by its event', () => {
    const after = evolveKnown(known(), { name: 'VirtualcamStateChanged', data: word('STARTED') }, 1_000);
    expect(after.outputs).toEqual({ ...noOutputs, virtualCam: { status: 'on', since: 1_000 } });
  });

  it('stays what it is at any word that is not understood', () => {
    fc.assert(
      fc.property(fc.anything(), (outputState) => {
        fc.pre(typeof outputState !== 'string' || !outputState.startsWith('OBS_WEBSOCKET_OUTPUT_'));
        expect(evolveOutput(off, { outputState }, 1_000)).toBe(off);
      }),
    );
  });
});
