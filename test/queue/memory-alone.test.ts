import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';

/** The files that a file loads with it, and what they load: `import(…)` is left for later. */
function loadedWith(file: string, seen = new Set<string>()): ReadonlySet<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  if (!/\.[jt]s$/.test(file)) return seen;
  for (const [, path = ''] of readFileSync(file, 'utf8').matchAll(/^(?:import|export) (?!type )[^;]*?'([^']+)';/gms))
    loadedWith(path.startsWith('.') ? join(dirname(file), path) : path, seen);
  return seen;
}

it('sans DATABASE_URL, rien du client de PostgreSQL n’est chargé', () => {
  const loaded = [...loadedWith('src/serve.ts')];
  expect(loaded).toContain('src/queue/memory-queue.ts');
  expect(loaded.length).toBeGreaterThan(300);
  expect(loaded.filter((path) => /^pg|queue\/postgres/.test(path))).toEqual([]);
});
