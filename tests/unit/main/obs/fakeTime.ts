import type { Timers } from '../../../../src/main/app/timers';

/** A clock and its timers in the test's hand. */
export class FakeTime implements Timers {
  now = 0;
  #timers: { readonly due: number; readonly callback: () => void }[] = [];

  get waiting(): number {
    return this.#timers.length;
  }

  after(delay: number, callback: () => void): () => void {
    const timer = { due: this.now + delay, callback };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  /** Lets promises that can settle do so. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  }

  /** Moves the clock, timer by timer. */
  async to(instant: number): Promise<void> {
    for (;;) {
      await this.settle();
      const [next] = this.#timers.filter(({ due }) => due <= instant).toSorted((a, b) => a.due - b.due);
      if (!next) break;
      this.#timers = this.#timers.filter((timer) => timer !== next);
      this.now = Math.max(this.now, next.due);
      next.callback();
    }
    this.now = instant;
    await this.settle();
  }
}
