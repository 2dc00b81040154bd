import { globSync, readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

/** Those that hold properties, of whose runs `npm test` makes a share (test/property.ts). */
const withProperties = globSync('test/**/*.test.ts').filter((file) => readFileSync(file, 'utf8').includes('/property.ts'));

/** Milliseconds, far beyond what a test takes, on a machine that is busy with others: what is left behind would go on in the virtual time of the next test. */
const LONGEST = 1_800_000;

/** What takes minutes: the whole enumerations, and each run of the properties. */
export default defineConfig({
  test: { include: ['test/**/*.long.ts', ...withProperties], env: { PROPERTIES: 'all' }, testTimeout: LONGEST, maxWorkers: '100%' },
});
