import { defineConfig } from 'vitest/config';

const filesIn = (...folders: readonly string[]) => folders.map((folder) => `test/${folder}/**/*.test.ts`);

/** Tests that talk to the embedded GitHub or to PostgreSQL, or start programs: their files share workers, and what these have loaded. The enumeration, which takes as long as they do, begins before what is short. */
const served = [
  ...filesIn('browser', 'cli', 'deploy', 'docs', 'e2e', 'helm', 'hostile', 'program', 'reader', 'sandbox', 'web'),
  'test/enumeration/enumeration.test.ts',
  'test/service.test.ts',
  'test/simulation/{calls,invariants}.test.ts',
  'test/queue/postgres-queue.contract.test.ts',
];

/** Those of our calls to GitHub that talk to the embedded one, and to it alone: where nock is loaded, each real call waits some forty milliseconds. */
const called = ['identify', 'read-dossier', 'read-team-reach'].map((name) => `test/github/${name}.test.ts`);

/** The test that puts something in the place of the process's clock: it has a worker of its own. */
const alone = ['test/simulation/simulation.test.ts'];

/** Tests for which nock answers in the place of the network, for good once it is loaded: their workers are not those of the others. */
const nocked = [...filesIn('github'), 'test/bounds.test.ts', 'test/events.test.ts'];

export default defineConfig({
  test: {
    testTimeout: 30_000,
    // Most hooks start a world, which takes as long as a test on a busy machine; some live in it what their tests look at.
    hookTimeout: 60_000,
    // By default one core is left idle: half of them, on the smallest machines.
    maxWorkers: '100%',
    // Its JSON import lacks the attribute that Node asks for.
    server: { deps: { inline: ['@actions/workflow-parser'] } },
    // They run in the order of their names: the short ones end, so that no core waits for the other's last file.
    projects: [
      { extends: true, test: { name: 'alone', include: alone } },
      {
        extends: true,
        test: { name: 'nocked', include: nocked, exclude: called, isolate: false, setupFiles: ['test/github/open-network.ts'] },
      },
      { extends: true, test: { name: 'served', include: [...served, ...called], isolate: false } },
      // The others touch nothing but values.
      {
        extends: true,
        test: { name: 'values', include: ['test/**/*.test.ts'], exclude: [...served, ...nocked, ...alone], isolate: false },
      },
    ],
  },
});
