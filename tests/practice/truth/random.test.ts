import { describe, expect, it } from 'vitest';
import { expectTruth, play } from './sequence';

/** `SEQUENCES=10000` plays more of them, `SEED=123` one. */
const count = Number(process.env['SEQUENCES'] ?? 1_000);
const only = process.env['SEED'];
const seeds = only === undefined ? Array.from({ length: count }, (_, index) => index + 1) : [Number(only)];

async function check(seed: number): Promise<string | null> {
  const sequence = await play(seed);
  try {
    expectTruth(sequence);
    return null;
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    return `seed ${seed}: ${said}\n${sequence.steps.join('\n')}`;
  } finally {
    await sequence.room.dispose();
    sequence.obs().close();
  }
}

describe('whatever goes wrong, in whatever order', () => {
  it(
    `what the console claims is what OBS is (${seeds.length} sequences)`,
    async () => {
      const lies: string[] = [];
      for (const seed of seeds) {
        const lie = await check(seed);
        if (lie !== null) lies.push(lie);
        if (lies.length >= 3) break;
      }
      expect(lies.join('\n\n')).toBe('');
    },
    30 * 60_000,
  );
});
