import { noOutputs } from '../../src/core/obs/outputs';
import type { Result } from '../../src/core/result';
import type { Command, ObsFacts, Refusal, Report } from '../../src/core/run/commands';
import { decide, desiredScene } from '../../src/core/run/decide';
import type { LecternEvent, Stamped } from '../../src/core/run/events';
import { evolve } from '../../src/core/run/evolve';
import { decideReport } from '../../src/core/run/report';
import { openState, type State } from '../../src/core/run/state';
import { nextSegment } from '../../src/core/run/order';
import { countdown } from '../../src/core/run/timing';
import { nextWakeAt } from '../../src/core/run/wake';
import type { Show } from '../../src/core/show/model';
import { instantOf } from '../../src/core/time/zone';
import { tod } from './shows';

/** Core on a stage: a clock that the test moves, and an OBS that does as it is told. */
export class Stage {
  state: State;
  now: number;
  obs: ObsFacts = {
    connected: true,
    practice: false,
    program: 'Before',
    captionsReady: true,
    outputs: noOutputs,
  };
  readonly journal: Stamped[] = [];
  #ids = 0;

  constructor(
    readonly show: Show,
    start: string,
  ) {
    this.state = openState(show, 0, 'run-1');
    this.now = this.at(start);
  }

  /** The instant of a time of day (`16:05` or `16:05:30`) on the show's day. */
  at(time: string): number {
    const [h = '0', m = '0', s = '0'] = time.split(':');
    const date = this.show.date ?? '2026-11-23';
    return instantOf(date, tod(`${h}:${m}`) + Number(s) * 1_000, this.show.zone).instant;
  }

  /** Moves the clock to a time of day, doing what falls due on the way. */
  clock(time: string): void {
    this.waitUntil(this.at(time));
  }

  wait(ms: number): void {
    this.waitUntil(this.now + ms);
  }

  waitUntil(instant: number): void {
    for (let due = nextWakeAt(this.state); due !== null && due <= instant; due = nextWakeAt(this.state)) {
      this.now = Math.max(this.now, due);
      this.report({ type: 'woke' });
    }
    this.now = instant;
  }

  send(command: Command): Result<readonly LecternEvent[], Refusal> {
    const decided = decide(this.state, command, this.#context());
    if (decided.ok) this.#commit(decided.value);
    return decided;
  }

  report(report: Report): readonly LecternEvent[] {
    const events = decideReport(this.state, report, this.#context());
    this.#commit(events);
    return events;
  }

  /** GO as pressed: carries what is on screen. OBS accepts 20 ms later and is on air 300 ms after that. */
  go(fields: { early?: boolean } = {}): Result<readonly LecternEvent[], Refusal> {
    const decided = this.press(fields);
    if (decided.ok) this.obsDoesIt();
    return decided;
  }

  press(fields: { early?: boolean } = {}): Result<readonly LecternEvent[], Refusal> {
    const next = nextSegment(this.state.document.show, this.state.run);
    return this.send({
      type: 'takeNext',
      expectedOnAir: this.onAir,
      expectedNext: next?.id ?? 'nothing',
      ...fields,
    });
  }

  /** What nobody planned, put in and taken. */
  takeUnplanned(
    fields: { title?: string; scene?: string | null; duration?: number } = {},
  ): Result<readonly LecternEvent[], Refusal> {
    const planned = { title: 'Technical pause', scene: 'Holding slide', duration: 120_000 };
    return this.send({
      type: 'takeUnplanned',
      expectedOnAir: this.onAir ?? 'nothing',
      segment: { ...planned, ...fields },
    });
  }

  /** Next, as a hand chooses it; `null`: as planned. */
  setNext(segmentId: string | null): Result<readonly LecternEvent[], Refusal> {
    const expectedNext = nextSegment(this.state.document.show, this.state.run)?.id ?? null;
    return this.send({ type: 'setNext', expectedOnAir: this.onAir, expectedNext, segmentId });
  }

  back(fields: { late?: boolean } = {}): Result<readonly LecternEvent[], Refusal> {
    const decided = this.send({ type: 'back', expectedOnAir: this.onAir, ...fields });
    if (decided.ok) this.obsDoesIt();
    return decided;
  }

  /** OBS accepts what is pending and ends its transition. */
  obsDoesIt(): void {
    for (const take of this.state.run.pending) {
      this.now += 20;
      this.report({ type: 'takeAccepted', takeId: take.takeId, after: 20 });
      this.obs = { ...this.obs, program: take.scene ?? this.obs.program };
      this.wait(300);
      this.report({ type: 'takeOnAir', takeId: take.takeId, after: 320 });
    }
  }

  /** A hand shows a name, with what is on screen before it. */
  shows(speakerId: string, pinned = false): Result<readonly LecternEvent[], Refusal> {
    const expected = this.state.run.caption?.speakerId ?? null;
    return this.send({ type: 'showCaption', speakerId, pinned, expected });
  }

  showsName(): void {
    const captionId = this.state.run.caption?.captionId;
    if (captionId) this.report({ type: 'captionShown', captionId, after: 15 });
  }

  get onAir(): string | null {
    return this.state.run.onAir?.takeId ?? null;
  }

  get onAirTitle(): string | null {
    return this.state.run.onAir?.segment.title ?? null;
  }

  get nextTitle(): string | null {
    return nextSegment(this.state.document.show, this.state.run)?.title ?? null;
  }

  get left(): number | null {
    return countdown(this.state.document.show, this.state.run, this.now)?.left ?? null;
  }

  get scene(): string | null {
    return desiredScene(this.state);
  }

  #context(): { now: number; newId: () => string; obs: ObsFacts } {
    return { now: this.now, newId: () => `id-${++this.#ids}`, obs: this.obs };
  }

  #commit(events: readonly LecternEvent[]): void {
    for (const event of events) {
      const stamped = { seq: this.journal.length + 1, at: this.now, event };
      this.journal.push(stamped);
      this.state = evolve(this.state, stamped);
    }
  }
}

/** The code of a refusal, or `null` for what was admitted. */
export function refusalOf(decided: Result<unknown, { code: string }>): string | null {
  return decided.ok ? null : decided.problem.code;
}
