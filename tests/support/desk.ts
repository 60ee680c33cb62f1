import type { Published } from '../../src/contract/published';
import type { Command } from '../../src/core/run/commands';
import type { Presses } from '../../src/renderer/actions/presses';
import { createPresses } from '../../src/renderer/actions/presses';
import { FarEnd, publishedOf } from './fakeWire';
import type { Stage } from './stage';

/** A console's hands on a stage: each call is decided by core, and what came of it is published. */
export class Desk {
  readonly far = new FarEnd();
  readonly presses: Presses;
  /** The calls that left, with the code of their refusal or `null`. */
  readonly pressed: { readonly name: string; readonly input: unknown; readonly refusal: string | null }[] =
    [];
  #answered = 0;

  constructor(
    readonly stage: Stage,
    readonly changes: Partial<Published> = {},
  ) {
    this.far.welcome(publishedOf(stage, changes), stage.now);
    this.presses = createPresses(this.far.client, this.far.time.timers);
  }

  /** Lets time pass on stage and in the window. */
  wait(ms: number): void {
    this.stage.wait(ms);
    this.far.time.pass(ms);
    this.publish();
  }

  publish(changes: Partial<Published> = {}): void {
    const published = publishedOf(this.stage, { ...this.changes, ...changes });
    this.far.say({ type: 'changes', changes: [{ path: [], value: published }] });
  }

  /** Carries out what was sent since the last time; OBS does as it is told. */
  async settle(): Promise<void> {
    const calls = this.far.calls().slice(this.#answered);
    this.#answered += calls.length;
    for (const { id, name, input } of calls) {
      const decided = this.stage.send({ type: name, ...(input as object) } as Command);
      this.pressed.push({ name, input, refusal: decided.ok ? null : decided.problem.code });
      if (decided.ok) this.stage.obsDoesIt();
      this.publish();
      if (decided.ok) this.far.say({ type: 'reply', id, ok: true, value: null });
      else this.far.say({ type: 'reply', id, ok: false, refusal: decided.problem });
    }
    // Replies are promises: let what hangs on them run.
    await Promise.resolve();
    await Promise.resolve();
  }

  get names(): readonly string[] {
    return this.pressed.map(({ name }) => name);
  }
}
