/**
 * Asks `condition` again and again until it gives something other than `undefined`, `null` or `false`, and returns
 * that. For what has no event to wait for. Throws with `what` and the last error after `withinMs`.
 */
export async function until<T>(
  what: string,
  withinMs: number,
  condition: () => Promise<T | undefined | null | false> | T | undefined | null | false,
): Promise<T> {
  const deadline = performance.now() + withinMs;
  let last: unknown = null;
  while (performance.now() < deadline) {
    try {
      const answer = await condition();
      if (answer !== undefined && answer !== null && answer !== false) return answer;
    } catch (error) {
      last = error;
    }
    await new Promise((again) => setTimeout(again, 25));
  }
  throw new Error(`${what}: not within ${withinMs} ms`, { cause: last });
}
