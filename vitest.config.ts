import { defineConfig } from 'vitest/config';

/** Tests that put something in the place of the process's network or clock: each file has a worker of its own. */
const alone = ['test/github/**/*.test.ts', 'test/simulation/**/*.test.ts', 'test/bounds.test.ts'];

export default defineConfig({
  test: {
    testTimeout: 30_000,
    // By default one core is left idle: half of them, on the smallest machines.
    maxWorkers: '100%',
    // Its JSON import lacks the attribute that Node asks for.
    server: { deps: { inline: ['@actions/workflow-parser'] } },
    projects: [
      // Most files share workers, and what these have loaded.
      { extends: true, test: { name: 'together', include: ['test/**/*.test.ts'], exclude: alone, isolate: false } },
      { extends: true, test: { name: 'alone', include: alone } },
    ],
  },
});
