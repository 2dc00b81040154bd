import { defineConfig } from 'vitest/config';

/** Folders whose tests touch nothing but values: their files share workers, and what these have loaded. */
const pure = ['apply', 'config', 'dossier', 'answers', 'flows', 'form', 'inspect', 'markdown', 'mirror', 'queue', 'render', 'words'].map(
  (folder) => `test/${folder}/**/*.test.ts`,
);

export default defineConfig({
  test: {
    testTimeout: 30_000,
    // By default one core is left idle: half of them, on the smallest machines.
    maxWorkers: '100%',
    // Its JSON import lacks the attribute that Node asks for.
    server: { deps: { inline: ['@actions/workflow-parser'] } },
    projects: [
      { extends: true, test: { name: 'pure', include: pure, isolate: false } },
      { extends: true, test: { name: 'world', include: ['test/**/*.test.ts'], exclude: pure } },
    ],
  },
});
