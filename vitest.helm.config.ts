import { defineConfig } from 'vitest/config';

/** The tests that need Helm and kubectl (`npm run tools`): they fail without them, so that none is passed over in silence. */
export default defineConfig({
  test: { include: ['test/**/*.helm.ts'], testTimeout: 60_000, maxWorkers: 1 },
});
