import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  noOutputs,
  type OutputName,
  outputNames,
  type OutputState,
  type ProgramOutput,
} from '../../../../src/core/obs/outputs';
import { missingOutputs } from '../../../../src/core/run/outputs';
import { completed } from '../../../../src/core/run/state';
import { webinar } from '../../../support/shows';
import { refusalOf, Stage } from '../../../support/stage';

const on: OutputState = { status: 'on', since: 0 };

function stage(outputs: readonly ProgramOutput[] = ['record', 'virtualCam']): Stage {
  return new Stage(webinar({ outputs }), '15:55');
}

function start(of: Stage, output: OutputName = 'record', wanted = true): string {
  const decided = of.send({ type: 'setOutput', output, on: wanted, armed: true });
  const asked = decided.ok ? decided.value[0] : undefined;
  if (asked?.type !== 'outputAsked') throw new Error('not asked');
  return asked.askId;
}

describe('starting and stopping outputs', () => {
  it('asks first for stream and recording, and before a virtual camera is stopped', () => {
    const at = stage();
    const press = (output: OutputName, wanted: boolean): string | null =>
      refusalOf(at.send({ type: 'setOutput', output, on: wanted }));
    expect(press('stream', true)).toBe('needsArming');
    expect(press('record', true)).toBe('needsArming');
    expect(press('virtualCam', true)).toBeNull();
    expect(press('replayBuffer', true)).toBeNull();
    at.report({ type: 'outputChanged', output: 'virtualCam', to: 'started' });
    at.obs = { ...at.obs, outputs: { ...noOutputs, virtualCam: on } };
    expect(press('virtualCam', false)).toBe('needsArming');
  });

  it('asks OBS once: a second press waits for the first', () => {
    const at = stage();
    start(at);
    expect(refusalOf(at.send({ type: 'setOutput', output: 'record', on: true, armed: true }))).toBe(
      'waitingForObs',
    );
    expect(refusalOf(at.send({ type: 'dismissOutput', output: 'record' }))).toBe('waitingForObs');
  });

  it('refuses what is so, what this OBS has not, and everything while OBS is away', () => {
    const at = stage();
    const none = { status: 'unavailable' } as const;
    at.obs = { ...at.obs, outputs: { ...noOutputs, record: on, virtualCam: none, replayBuffer: none } };
    const press = (output: OutputName, wanted: boolean): string | null =>
      refusalOf(at.send({ type: 'setOutput', output, on: wanted, armed: true }));
    expect(press('record', true)).toBe('alreadySo');
    expect(press('stream', false)).toBe('alreadySo');
    expect(press('virtualCam', true)).toBe('noVirtualCamera');
    expect(press('replayBuffer', true)).toBe('noReplayBuffer');
    at.obs = { ...at.obs, connected: false };
    expect(press('stream', true)).toBe('obsAway');
  });

  it('is done when OBS says so', () => {
    const at = stage();
    start(at);
    at.report({ type: 'outputChanged', output: 'record', to: 'started' });
    expect(at.state.run.outputs).toEqual({});
  });

  it('is not known when the connection went in between, until a look at OBS shows it', () => {
    const at = stage();
    const askId = start(at);
    at.report({ type: 'outputUnknown', askId, output: 'record', why: 'closed' });
    expect(at.state.run.outputs.record).toMatchObject({ kind: 'unknown', on: true });
    at.report({ type: 'outputsRead', outputs: noOutputs });
    expect(at.state.run.outputs.record).toMatchObject({ kind: 'unknown' });
    at.report({ type: 'outputsRead', outputs: { ...noOutputs, record: on } });
    expect(at.state.run.outputs).toEqual({});
  });

  it('is not known in a state that a version before kept, which did not say why', () => {
    const at = stage();
    const askId = start(at);
    at.report({ type: 'outputUnknown', askId, output: 'record', why: 'silent' });
    expect(at.state.run.outputs.record).toMatchObject({ kind: 'unknown', why: 'silent' });
    const older = JSON.stringify(at.state).replace('"why":"silent"', '"was":"silent"');
    expect(completed(JSON.parse(older) as Stage['state']).run.outputs.record).toMatchObject({
      kind: 'unknown',
      why: 'closed',
    });
  });

  it('is not known after a kill in between, and nothing is asked again', () => {
    const at = stage();
    start(at);
    at.report({ type: 'resumed', lastAt: null });
    expect(at.state.run.outputs.record).toMatchObject({ kind: 'unknown', on: true, why: 'restarted' });
    expect(at.journal.filter(({ event }) => event.type === 'outputAsked')).toHaveLength(1);
  });

  it('hears no late word of an ask that is no longer open', () => {
    const at = stage();
    const askId = start(at);
    at.report({ type: 'outputChanged', output: 'record', to: 'started' });
    expect(at.report({ type: 'outputUnknown', askId, output: 'record', why: 'silent' })).toEqual([]);
    const failure = { why: 'refused', code: 205, comment: '' } as const;
    expect(at.report({ type: 'outputNotDone', askId, output: 'record', failure })).toEqual([]);
  });

  it('may be asked again by hand where nobody knows, and be put away', () => {
    const at = stage();
    const askId = start(at);
    at.report({ type: 'outputUnknown', askId, output: 'record', why: 'silent' });
    expect(start(at)).not.toBe(askId);
    at.report({ type: 'outputChanged', output: 'record', to: 'failed' });
    expect(at.state.run.outputs.record).toMatchObject({ kind: 'failed' });
    at.send({ type: 'dismissOutput', output: 'record' });
    expect(at.state.run.outputs).toEqual({});
  });

  it('says what OBS refused, in its words', () => {
    const at = stage();
    const askId = start(at);
    const failure = { why: 'refused', code: 604, comment: 'Not there.' } as const;
    at.report({ type: 'outputNotDone', askId, output: 'record', failure });
    expect(at.state.run.outputs.record).toMatchObject({ kind: 'refused', on: true, comment: 'Not there.' });
  });

  it('goes on through a reset of the run: what comes out of OBS is not the run’s', () => {
    const at = stage();
    start(at);
    at.send({ type: 'resetRun', armed: true });
    at.go();
    at.send({ type: 'resetRun', armed: true });
    expect(at.state.run.outputs.record).toMatchObject({ kind: 'asked' });
  });
});

describe('the outputs that a show needs', () => {
  it('are missed from the first take that is no slate, to the end', () => {
    const at = stage();
    const missing = (): readonly OutputName[] =>
      missingOutputs(at.state.document.show, at.state.run, { ...noOutputs, record: on });
    expect(missing()).toEqual([]);
    at.go();
    expect(at.state.run.onAir?.segment.kind).toBe('slate');
    expect(missing()).toEqual([]);
    at.wait(300_000);
    at.go({ early: true });
    expect(missing()).toEqual(['virtualCam']);
  });

  it('are named by the show, and its older files name none', () => {
    const at = stage([]);
    at.go();
    at.wait(300_000);
    at.go({ early: true });
    expect(missingOutputs(at.state.document.show, at.state.run, noOutputs)).toEqual([]);
    at.send({ type: 'edit', edit: { kind: 'setShow', patch: { outputs: ['stream'] } } });
    expect(missingOutputs(at.state.document.show, at.state.run, noOutputs)).toEqual(['stream']);
    at.send({ type: 'undoEdit' });
    expect(at.state.document.show.outputs).toEqual([]);
  });

  it('are none in a journal of a version before', () => {
    const { document, run } = stage().state;
    const { outputs: _needed, ...show } = document.show;
    const { outputs: _news, ...older } = run;
    const read = completed({ document: { ...document, show }, run: older } as Stage['state']);
    expect(read.document.show.outputs).toEqual([]);
    expect(read.run.outputs).toEqual({});
    expect(read.run).toEqual(run);
  });
});

describe('whatever happens', () => {
  const output = fc.constantFrom(...outputNames);
  const step = fc.oneof(
    fc.record({ do: fc.constant('press' as const), output, on: fc.boolean() }),
    fc.record({
      do: fc.constant('changed' as const),
      output,
      to: fc.constantFrom(
        ...(['started', 'paused', 'reconnecting', 'reconnected', 'stopped', 'failed', 'dropped'] as const),
      ),
    }),
    fc.record({ do: fc.constantFrom('closed' as const, 'restarted' as const) }),
    fc.record({ do: fc.constant('read' as const), on: fc.boolean() }),
  );

  it('no ask is open twice, and nothing but a press asks', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const at = stage();
        let asked = 0;
        let askedTwice = 0;
        for (const each of steps) {
          switch (each.do) {
            case 'press': {
              const isOpen = at.state.run.outputs[each.output]?.kind === 'asked';
              const { ok } = at.send({ type: 'setOutput', output: each.output, on: each.on, armed: true });
              if (ok) asked += 1;
              if (ok && isOpen) askedTwice += 1;
              break;
            }
            case 'changed':
              at.report({ type: 'outputChanged', output: each.output, to: each.to });
              break;
            case 'restarted':
              at.report({ type: 'resumed', lastAt: null });
              break;
            case 'read': {
              const state = each.on ? on : noOutputs.stream;
              at.report({
                type: 'outputsRead',
                outputs: { stream: state, record: state, virtualCam: state, replayBuffer: state },
              });
              break;
            }
            case 'closed':
              for (const name of outputNames) {
                const news = at.state.run.outputs[name];
                if (news?.kind === 'asked')
                  at.report({ type: 'outputUnknown', output: name, askId: news.askId, why: 'closed' });
              }
          }
        }
        expect(askedTwice).toBe(0);
        expect(at.journal.filter(({ event }) => event.type === 'outputAsked')).toHaveLength(asked);
      }),
    );
  });
});
