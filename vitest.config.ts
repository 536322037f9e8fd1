import { defineConfig } from 'vitest/config';

/** The kinds of test, fastest first; journeys and browser tests bring up the whole system and take turns. */
const project = (name: string, testTimeout: number, fileParallelism = true) => ({
  test: {
    name,
    include: [`tests/${name}/**/*.test.ts`],
    testTimeout,
    hookTimeout: testTimeout,
    fileParallelism,
    setupFiles: [
      'tests/support/no-aws-settings.ts',
      ...(['unit', 'property'].includes(name) ? ['tests/support/property-seed.ts'] : []),
    ],
  },
});

export default defineConfig({
  test: {
    globalSetup: ['tests/support/temporary-directory.ts'],
    reporters: ['default', ['json', { outputFile: '.local/test-report.json' }]],
    projects: [
      project('unit', 10_000),
      project('property', 60_000),
      project('fuzz', 120_000),
      project('stores', 30_000),
      project('infra', 120_000),
      project('journeys', 300_000, false),
      project('browser', 300_000, false),
    ],
  },
});
