import { defineConfig } from 'vitest/config';

/** The tests that need Debian's Chromium (`/usr/bin/chromium`): they fail without it, so that none is passed over in silence. The App and the browser wait for each other: two files at once take two cores. */
export default defineConfig({
  test: { include: ['test/browser/**/*.browser.ts'], testTimeout: 120_000, maxWorkers: 2 },
});
