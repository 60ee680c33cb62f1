import { defineConfig } from 'vitest/config';

/** One project a folder under tests/; those that start programs run one file at a time. */
const project = (
  name: string,
  folders: readonly string[],
  options: { readonly heavy?: boolean; readonly timeout?: number } = {},
) => ({
  test: {
    name,
    include: folders.map((folder) => `tests/${folder}/**/*.test.{ts,tsx}`),
    environment: 'node' as const,
    fileParallelism: options.heavy !== true,
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
      project('practice', ['practice'], { timeout: 20_000 }),
      project('obs', ['obs'], { heavy: true, timeout: 60_000 }),
      project('e2e', ['e2e'], { heavy: true, timeout: 120_000 }),
      project('browser', ['browser'], { heavy: true, timeout: 60_000 }),
      project('soak', ['soak'], { heavy: true, timeout: 300_000 }),
    ],
  },
});
