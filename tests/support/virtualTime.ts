import type { Timers } from '../../src/main/app/timers';
import type { Clock } from '../../src/practice-obs/clock';

interface Due {
  readonly at: number;
  readonly order: number;
  readonly run: () => void;
}

/** A clock that goes from one thing due to the next: an hour takes as long as what happens in it. */
export class VirtualTime implements Timers, Clock {
  #now: number;
  #order = 0;
  #due: Due[] = [];

  constructor(start: number) {
    this.#now = start;
  }

  readonly now = (): number => this.#now;

  readonly after = (delay: number, run: () => void): (() => void) => {
    const due: Due = { at: this.#now + Math.max(0, delay), order: ++this.#order, run };
    const later = this.#due.findIndex((other) => other.at > due.at);
    if (later < 0) this.#due.push(due);
    else this.#due.splice(later, 0, due);
    return () => {
      const index = this.#due.indexOf(due);
      if (index >= 0) this.#due.splice(index, 1);
    };
  };

  /** Lets all that is due within `ms` happen, one thing after the other, each with its promises. */
  async pass(ms: number, after: () => void = () => {}): Promise<void> {
    const until = this.#now + ms;
    await settle();
    for (;;) {
      const next = this.#due[0];
      if (!next || next.at > until) break;
      this.#due.shift();
      this.#now = Math.max(this.#now, next.at);
      next.run();
      await settle();
      after();
    }
    this.#now = until;
  }
}

/** Every promise that can settle has settled when the machine's own queue comes round. */
async function settle(): Promise<void> {
  await new Promise((round) => setImmediate(round));
}
