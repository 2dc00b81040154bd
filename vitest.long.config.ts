import { globSync, readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

/** Those that hold properties, of whose runs `npm test` makes a share (test/property.ts). */
const withProperties = globSync('test/**/*.{test,life}.ts').filter((file) => readFileSync(file, 'utf8').includes('/property.ts'));

const lives = ['test/{enumeration,simulation}/**/*.long.ts'];

/** Milliseconds, far beyond what a test takes, on a machine that is busy with others: what is left behind would go on in the virtual time of the next test. */
const LONGEST = 1_800_000;

/** What takes minutes: the whole enumerations, and each run of the properties. */
export default defineConfig({
  test: {
    env: { PROPERTIES: 'all' },
    testTimeout: LONGEST,
    maxWorkers: '100%',
    projects: [
      // They live in a time of their own, and for minutes: each file has a worker of its own.
      { extends: true, test: { name: 'lives', include: lives } },
      // The others share workers, and what these have loaded.
      { extends: true, test: { name: 'values', include: ['test/**/*.long.ts', ...withProperties], exclude: lives, isolate: false } },
    ],
  },
});
