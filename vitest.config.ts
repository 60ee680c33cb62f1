import { defineConfig } from 'vitest/config';

/**
 * One project a folder under tests/. `atOnce`: how many files run beside each other, by default as many as a small
 * machine has cores. Those that start OBS or Electron run one at a time; those that mostly wait for real time, more.
 */
const project = (
  name: string,
  folders: readonly string[],
  options: { readonly atOnce?: number; readonly timeout?: number } = {},
) => ({
  test: {
    name,
    include: folders.map((folder) => `tests/${folder}/**/*.test.{ts,tsx}`),
    environment: 'node' as const,
    maxWorkers: options.atOnce ?? 2,
    testTimeout: options.timeout ?? 5_000,
    hookTimeout: options.timeout ?? 10_000,
  },
});

export default defineConfig({
  test: {
    allowOnly: false,
    projects: [
      project('unit', ['unit', 'lint']),
      project('property', ['property'], { timeout: 60_000 }),
      project('practice', ['practice'], { atOnce: 4, timeout: 20_000 }),
      project('obs', ['obs'], { atOnce: 1, timeout: 60_000 }),
      project('e2e', ['e2e'], { atOnce: 1, timeout: 120_000 }),
      project('browser', ['browser'], { timeout: 60_000 }),
      project('soak', ['soak'], { atOnce: 1, timeout: 300_000 }),
    ],
  },
});
