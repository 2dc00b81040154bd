import { defineConfig } from 'vitest/config';

/** What takes minutes: the whole enumerations, and the heaviest properties. */
export default defineConfig({
  test: { include: ['test/**/*.long.ts'], testTimeout: 600_000, maxWorkers: '100%' },
});
