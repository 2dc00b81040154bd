import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 30_000,
    // Its JSON import lacks the attribute that Node asks for.
    server: { deps: { inline: ['@actions/workflow-parser'] } },
  },
});
