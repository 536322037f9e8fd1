import { defineConfig } from 'vitest/config';

const project = (name: string, testTimeout: number, fileParallelism = true) => ({
  test: {
    name,
    include: [`tests/${name}/**/*.test.ts`],
    testTimeout,
    hookTimeout: testTimeout,
    fileParallelism,
  },
});

export default defineConfig({
  test: {
    projects: [
      project('unit', 10_000),
      project('property', 60_000),
      project('stores', 30_000),
      project('infra', 120_000),
      project('journeys', 240_000, false),
      project('browser', 240_000, false),
    ],
  },
});
