#!/usr/bin/env node
// Plain JavaScript, so that an older Node can say what is wrong: the sources are TypeScript, which Node runs by itself from 22.18 on.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const [major, minor] = process.versions.node.split('.').map(Number);

if (major > 22 || (major === 22 && minor >= 18)) {
  await import('./main.ts');
} else {
  const newer = bundledNode();
  if (newer === null) {
    process.stderr.write(`accostage demande Node 22.18 ou plus récent (ici ${process.versions.node}).\n`);
    process.exitCode = 2;
  } else {
    const main = fileURLToPath(new URL('main.ts', import.meta.url));
    process.exitCode = spawnSync(newer, [main, ...process.argv.slice(2)], { stdio: 'inherit' }).status ?? 1;
  }
}

/** The Node that the development dependencies bring, null when they are not installed. */
function bundledNode() {
  try {
    return createRequire(import.meta.url).resolve('node/bin/node');
  } catch {
    return null;
  }
}
