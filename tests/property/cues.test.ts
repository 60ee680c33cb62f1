import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressOf, isRequest, trueBefore } from '../../src/core/obs/effects';
import { fold } from '../../src/core/run/fold';
import { openState } from '../../src/core/run/state';
import type { Cue, CueEffect, CueTrigger } from '../../src/core/show/cues';
import type { Show } from '../../src/core/show/model';
import { minute, second } from '../../src/core/time/units';
import { segment, show, speaker, tod } from '../support/shows';
import { Stage } from '../support/stage';

const on = fc.boolean();
const input = fc.constantFrom('Mic 1', 'Mic 2', 'Music');

const effect: fc.Arbitrary<CueEffect> = fc.oneof(
  fc.record({ kind: fc.constant('mute' as const), input, on }),
  fc.record({
    kind: fc.constant('volume' as const),
    input,
    decibels: fc.integer({ min: -60, max: 0 }),
    over: fc.constantFrom(0, 2_000),
  }),
  fc.record({
    kind: fc.constant('visibility' as const),
    scene: fc.constantFrom('Host', 'Panel'),
    source: fc.constantFrom('Logo', 'Clock'),
    on,
  }),
  fc.record({ kind: fc.constant('media' as const), input, action: fc.constant('restart' as const) }),
  fc.record({ kind: fc.constant('note' as const), text: fc.constant('Wrap up'), urgent: on }),
  fc.record({ kind: fc.constant('showCaption' as const), speakerId: fc.constantFrom('ann', 'bo', 'gone') }),
  fc.record({ kind: fc.constant('output' as const), output: fc.constantFrom('record', 'stream'), on }),
);
const timed: fc.Arbitrary<CueTrigger> = fc.oneof(
  fc.constant<CueTrigger>({ kind: 'take' }),
  fc.record({
    kind: fc.constantFrom('afterStart' as const, 'beforeEnd' as const),
    offset: fc.integer({ min: 1, max: 12 * minute }),
  }),
);
const trigger = fc.oneof({ weight: 4, arbitrary: timed }, fc.constant<CueTrigger>({ kind: 'hand' }));
const scene = fc.record({
  kind: fc.constant('scene' as const),
  scene: fc.constantFrom('Close-up', 'Wide'),
  transition: fc.constant(null),
});

const cuesOf = (index: number): fc.Arbitrary<readonly Cue[]> =>
  fc
    .array(
      fc.oneof(
        { weight: 6, arbitrary: fc.record({ trigger, effect }) },
        fc.record({ trigger: trigger.filter(({ kind }) => kind !== 'take'), effect: scene }),
      ),
      { maxLength: 4 },
    )
    .map((cues) => cues.map((cue, at): Cue => ({ id: `c${index}-${at}`, ...cue })));

const plan: fc.Arbitrary<Show> = fc.tuple(...[0, 1, 2, 3, 4].map(cuesOf)).map((cues) =>
  show(
    cues.map((own, index) =>
      segment(`s${index}`, {
        ...(index === 0 ? { start: { kind: 'fixed', at: tod('16:00') } } : {}),
        cues: own,
        soundOff: index === 0,
      }),
    ),
    { speakers: [speaker('ann'), speaker('bo')] },
  ),
);

type Step =
  | { readonly do: 'go' | 'back' | 'obsDoesIt' | 'obsGone' | 'obsBack' | 'hold' | 'restart' }
  | { readonly do: 'jump'; readonly to: number }
  | { readonly do: 'wait'; readonly ms: number }
  | { readonly do: 'moveEnd'; readonly by: number }
  | { readonly do: 'slate'; readonly on: boolean }
  | { readonly do: 'run' | 'skip'; readonly at: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Step>({ do: 'go' }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.nat(6 * minute) }) },
  { weight: 5, arbitrary: fc.constant<Step>({ do: 'obsDoesIt' }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('jump' as const), to: fc.nat(4) }) },
  fc
    .constantFrom('back', 'obsGone', 'obsBack', 'hold', 'restart')
    .map((kind): Step => ({ do: kind as 'back' })),
  fc.record({ do: fc.constant('moveEnd' as const), by: fc.integer({ min: -5 * minute, max: 5 * minute }) }),
  fc.record({ do: fc.constant('slate' as const), on }),
  fc.record({ do: fc.constantFrom('run' as const, 'skip' as const), at: fc.nat(4) }),
);

/** An OBS that holds what it was told, by address. */
class Held {
  readonly values = new Map<string, CueEffect>();
  #known = 0;

  /** Does all that was asked since, and says so. */
  answer(stage: Stage): void {
    const firings = stage.journal.slice(this.#known).flatMap(({ event }) => {
      if (event.type === 'cueFired' && isRequest(event.firing.effect)) return [event.firing];
      return event.type === 'takeRequested' ? event.take.effects : [];
    });
    this.#known = stage.journal.length;
    for (const { effect: did, fireId } of firings) {
      const address = addressOf(did);
      if (address !== null) this.values.set(address, did);
      stage.report({ type: 'cueDone', fireId, after: 5 });
    }
  }
}

function perform(stage: Stage, held: Held, s: Step): void {
  const { onAir } = stage.state.run;
  switch (s.do) {
    case 'go':
      stage.press({ early: true });
      return;
    case 'back':
      stage.send({ type: 'back', expectedOnAir: stage.onAir, late: true });
      return;
    case 'jump':
      stage.send({ type: 'takeSegment', expectedOnAir: stage.onAir, segmentId: `s${s.to}`, armed: true });
      return;
    case 'wait':
      stage.wait(s.ms);
      return;
    case 'obsDoesIt':
      if (!stage.obs.connected) return;
      stage.obsDoesIt();
      held.answer(stage);
      return;
    case 'obsGone':
      stage.obs = { ...stage.obs, connected: false };
      for (const { takeId } of stage.state.run.pending) stage.report({ type: 'takeClosed', takeId });
      for (const news of Object.values(onAir?.cues ?? {}))
        if (news.kind === 'sent') stage.report({ type: 'cueClosed', fireId: news.fireId });
      return;
    case 'obsBack':
      stage.obs = { ...stage.obs, connected: true };
      stage.report({ type: 'obsConnected', practice: false, version: '29', program: stage.obs.program });
      return;
    case 'restart':
      stage.report({ type: 'resumed', lastAt: null });
      return;
    case 'hold':
      stage.send({ type: 'setHold', on: !stage.state.run.held });
      return;
    case 'moveEnd':
      if (onAir) stage.send({ type: 'adjustEnd', expectedOnAir: onAir.takeId, by: s.by });
      return;
    case 'slate':
      stage.send({ type: 'setSlate', on: s.on });
      return;
    case 'run':
    case 'skip': {
      const cue = onAir?.segment.cues[s.at];
      if (!onAir || !cue) return;
      const seen = { expectedOnAir: onAir.takeId, cueId: cue.id };
      stage.send(s.do === 'run' ? { type: 'runCue', ...seen, armed: true } : { type: 'skipCue', ...seen });
    }
  }
}

function play(plan_: Show, sequence: readonly Step[]): Stage {
  const stage = new Stage(plan_, '16:00');
  const held = new Held();
  for (const s of sequence) perform(stage, held, s);
  return stage;
}

const steps = fc.array(step, { minLength: 10, maxLength: 60 });

describe('cues under any sequence of presses at any times', () => {
  it('replay of the journal equals the live state', () => {
    fc.assert(
      fc.property(plan, steps, (plan_, sequence) => {
        const stage = play(plan_, sequence);
        const journal = JSON.parse(JSON.stringify(stage.journal)) as typeof stage.journal;
        expect(fold(openState(plan_, 0, 'run-1'), journal).state).toEqual(stage.state);
      }),
      { numRuns: 300 },
    );
  });

  it('no cue runs twice by itself, nor after a hand ran or skipped it', () => {
    let seen = 0;
    fc.assert(
      fc.property(plan, steps, (plan_, sequence) => {
        const past: string[] = [];
        const byItself: string[] = [];
        for (const { event } of play(plan_, sequence).journal) {
          if (event.type === 'cueSkipped') past.push(`${event.takeId} ${event.cueId}`);
          if (event.type !== 'cueFired') continue;
          const key = `${event.takeId} ${event.firing.cueId}`;
          if (event.by === 'time') byItself.push(...(past.includes(key) ? [key] : []));
          if (event.by === 'time') seen += 1;
          past.push(key);
        }
        expect(byItself).toEqual([]);
      }),
      { numRuns: 500 },
    );
    expect(seen).toBeGreaterThan(30);
  });

  it('nothing leaves for an OBS that is away, and nothing by itself while the producer holds', () => {
    fc.assert(
      fc.property(plan, steps, (plan_, sequence) => {
        const stage = new Stage(plan_, '16:00');
        const held = new Held();
        const wrong: unknown[] = [];
        for (const s of sequence) {
          const from = stage.journal.length;
          const { connected } = stage.obs;
          const isHeld = stage.state.run.held && s.do !== 'hold';
          perform(stage, held, s);
          for (const { event } of stage.journal.slice(from)) {
            const leaves = event.type === 'cueFired' && isRequest(event.firing.effect);
            if (!connected && (leaves || event.type === 'outputAsked')) wrong.push(event);
            if (isHeld && event.type === 'cueFired' && event.by === 'time') wrong.push(event);
          }
        }
        expect(wrong).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('an output is asked for only after the producer was', () => {
    fc.assert(
      fc.property(plan, steps, (plan_, sequence) => {
        let asking = 0;
        for (const { event } of play(plan_, sequence).journal) {
          if (event.type === 'cueAsked') asking += 1;
          if (event.type === 'outputAsked') asking -= 1;
          expect(asking).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('wherever a jump leads, OBS holds what the plan wants there', () => {
    fc.assert(
      fc.property(
        // What only hands do is theirs.
        plan.map((plan_) => ({
          ...plan_,
          segments: plan_.segments.map((one) => ({
            ...one,
            cues: one.cues.filter((cue) => cue.trigger.kind !== 'hand' && cue.effect.kind !== 'scene'),
          })),
        })),
        fc.array(fc.tuple(fc.nat(4), fc.nat(12 * minute)), { minLength: 1, maxLength: 8 }),
        (plan_, jumps) => {
          const stage = new Stage(plan_, '16:00');
          const held = new Held();
          for (const [to, ms] of jumps) {
            const segmentId = `s${to}`;
            const wanted = new Map(
              [...trueBefore(plan_, segmentId)].map(([address, cue]) => [address, valueOf(cue.effect)]),
            );
            const target = plan_.segments[to];
            for (const cue of target?.cues ?? []) {
              const address = addressOf(cue.effect);
              if (address !== null && cue.trigger.kind === 'take') wanted.set(address, valueOf(cue.effect));
            }
            const went = stage.send({
              type: 'takeSegment',
              expectedOnAir: stage.onAir,
              segmentId,
              armed: true,
            });
            if (!went.ok) continue;
            stage.report({
              type: 'takeAccepted',
              takeId: stage.state.run.pending[0]?.takeId ?? '',
              after: 20,
            });
            held.answer(stage);
            for (const [address, value] of wanted) {
              const has = held.values.get(address);
              expect(has && valueOf(has)).toEqual(value);
            }
            stage.wait(second);
            held.answer(stage);
            for (let left = ms; left > 0; left -= minute) {
              stage.wait(Math.min(left, minute));
              held.answer(stage);
            }
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});

/** However long it takes to get there. */
function valueOf(value: CueEffect): CueEffect {
  return value.kind === 'volume' ? { ...value, over: 0 } : value;
}
