import { defineConfig } from 'vitest/config';

/** Those for which nock answers in the place of the network, for good once it is loaded. */
const nocked = 'test/github/**/*.life.ts';

/** Whole lives, over real HTTP, that take a minute or more together with what they start: `npm test` leaves them to `.ci/run`. Their files share workers, and what these have loaded. */
export default defineConfig({
  test: {
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: '100%',
    projects: [
      { extends: true, test: { name: 'nocked', include: [nocked], setupFiles: ['test/github/open-network.ts'] } },
      { extends: true, test: { name: 'lives', include: ['test/**/*.life.ts'], exclude: [nocked] } },
    ],
  },
});
