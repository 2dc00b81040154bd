import { defineConfig } from 'vitest/config';

/** Whole lives, over real HTTP, that take a minute or more together with what they start: `npm test` leaves them to `.ci/run`. Their files share workers, and what these have loaded. */
export default defineConfig({
  test: { include: ['test/**/*.life.ts'], isolate: false, testTimeout: 60_000, hookTimeout: 60_000, maxWorkers: '100%' },
});
