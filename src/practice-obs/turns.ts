/**
 * One thing at a time: while a job waits (a realtime batch that sleeps), every client's requests wait behind it. A
 * real OBS has a worker for each core and comes to a halt when all of them sleep; here one is enough, so that a sleep
 * that would hurt is felt in practice. A job that does not wait is done before `take` returns.
 */
export interface Turns {
  readonly take: (job: () => void | Promise<void>) => void;
}

export function createTurns(): Turns {
  const waiting: (() => void | Promise<void>)[] = [];
  let busy = false;

  function next(): void {
    while (!busy) {
      const job = waiting.shift();
      if (job === undefined) return;
      const result = job();
      if (result === undefined) continue;
      busy = true;
      void result.finally(() => {
        busy = false;
        next();
      });
    }
  }

  return {
    take(job) {
      waiting.push(job);
      next();
    },
  };
}
