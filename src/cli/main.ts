import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findHelm } from '../helm/find-helm.ts';
import { keepLooking } from '../helm/keep-looking.ts';
import { systemClock } from '../queue/clock.ts';
import { listTree, readTreeFile } from './list-tree.ts';
import { openNetwork } from './open-network.ts';
import { run } from './run.ts';

// Whoever reads the output, or the messages, may stop before their end, as `head` does: that is not an error.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });

process.exitCode = await run(process.argv.slice(2), {
  readFile: (path) => readFileSync(path, 'utf8'),
  readStdin: () => readFileSync(0, 'utf8'),
  listFiles: (directory) =>
    readdirSync(directory, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !join(entry.parentPath, entry.name).includes('node_modules'))
      .map((entry) => join(entry.parentPath, entry.name))
      .toSorted(),
  listTree,
  readTreeFile,
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  now: () => new Date(),
  network: openNetwork,
  helm: keepLooking(() => findHelm(process.env), systemClock),
  environment: process.env,
});
