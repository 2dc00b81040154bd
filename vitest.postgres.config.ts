import { defineConfig } from 'vitest/config';

/** Lives wait for PostgreSQL more than they compute: three files at once take two cores. */
const AT_ONCE = 3;

/** The tests that need Debian's PostgreSQL and PgBouncer: they fail without them, so that none is passed over in silence. */
export default defineConfig({
  test: { include: ['test/postgres/**/*.postgres.ts'], testTimeout: 120_000, hookTimeout: 120_000, maxWorkers: AT_ONCE },
});
