import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 30_000,
    // By default one core is left idle: half of them, on the smallest machines.
    maxWorkers: '100%',
    // Its JSON import lacks the attribute that Node asks for.
    server: { deps: { inline: ['@actions/workflow-parser'] } },
  },
});
