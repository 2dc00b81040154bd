import { globSync, readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

/** Those that hold properties, of whose runs `npm test` makes a share (test/property.ts). */
const withProperties = globSync('test/**/*.test.ts').filter((file) => readFileSync(file, 'utf8').includes('/property.ts'));

/** What takes minutes: the whole enumerations, and each run of the properties. */
export default defineConfig({
  test: { include: ['test/**/*.long.ts', ...withProperties], env: { PROPERTIES: 'all' }, testTimeout: 600_000, maxWorkers: '100%' },
});
