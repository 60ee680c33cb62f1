import { describe, expect, it } from 'vitest';
import type { Command } from '../../../src/core/run/commands';
import { appCalls, calls, runCalls } from '../../../src/contract/calls';
import { segment } from '../../support/shows';

describe('the contract', () => {
  it('lets the host read and answer, and nothing else', () => {
    const forHost = Object.entries(calls).filter(([, call]) => call.by.some((role) => role === 'host'));
    expect(forHost.map(([name]) => name).toSorted()).toEqual(['seeMessage', 'setTheme']);
  });

  it('takes no more than it names', () => {
    const { input } = runCalls.takeNext;
    const seen = { expectedOnAir: null, expectedNext: 'talk' };
    expect(input.safeParse(seen).success).toBe(true);
    expect(input.safeParse({ ...seen, force: true }).success).toBe(false);
    expect(input.safeParse({ expectedOnAir: null }).success).toBe(false);
  });

  it('takes no edit that a journal could not hold', () => {
    const edit = (patch: object): boolean =>
      runCalls.edit.input.safeParse({ edit: { kind: 'setSegment', id: 'talk', patch } }).success;
    expect(edit({ title: 'Talk' })).toBe(true);
    expect(edit({ title: undefined })).toBe(false);
    expect(edit({ duration: 1.5 })).toBe(false);
    expect(edit({ colour: 'red' })).toBe(false);
  });

  it('says by name what is wrong with a segment that is added', () => {
    const added = runCalls.edit.input.safeParse({
      edit: { kind: 'addSegment', segment: segment('new', { duration: -5 }), index: 0 },
    });
    expect(added.error?.issues[0]?.message).toBe('durationNotPositive');
  });

  it('lets nobody but the producer start or stop what comes out of OBS', () => {
    expect(runCalls.setOutput.by).toEqual(['producer']);
    expect(runCalls.dismissOutput.by).toEqual(['producer']);
    expect(appCalls.lookAtOutputs.by).toEqual(['producer']);
    expect(runCalls.setOutput.input.safeParse({ output: 'replay', on: true }).success).toBe(false);
  });

  it('has a call for every command of the run', () => {
    const commands: Record<Command['type'], true> = {
      takeNext: true,
      takeSegment: true,
      takeUnplanned: true,
      dropSegment: true,
      restoreSegment: true,
      applyReplan: true,
      undoReplan: true,
      ignoreReplan: true,
      setNext: true,
      runCue: true,
      skipCue: true,
      startNow: true,
      endShow: true,
      back: true,
      takeAgain: true,
      follow: true,
      acceptObs: true,
      setSlate: true,
      dismissFailure: true,
      dismissNotUndone: true,
      resetRun: true,
      setHold: true,
      adjustEnd: true,
      setEnd: true,
      undoEnd: true,
      setStart: true,
      undoStart: true,
      setPresence: true,
      setAutoCaptions: true,
      showCaption: true,
      hideCaption: true,
      nextCaption: true,
      sendMessage: true,
      seeMessage: true,
      clearMessage: true,
      setOutput: true,
      dismissOutput: true,
      edit: true,
      undoEdit: true,
      redoEdit: true,
      startRehearsal: true,
      leaveRehearsal: true,
      setRehearsalSpeed: true,
    };
    expect(Object.keys(runCalls).toSorted()).toEqual(Object.keys(commands).toSorted());
    expect(Object.keys(appCalls).filter((name) => name in commands)).toEqual([]);
  });
});
