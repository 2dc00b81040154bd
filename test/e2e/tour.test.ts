import { expect, it } from 'vitest';
import { benchLifecycle } from '../../bench/lifecycle.ts';

it('la visite guidée se passe comme attendu, n’écrit rien deux fois, et laisse un dossier qui ne demande plus rien', async () => {
  const { lifecycle, unchanged } = await benchLifecycle();
  expect(lifecycle).toMatchObject({ differences: 0, repeatedWrites: 0 });
  // At most one for each act in the hub (3) and in each of the three projects' repositories (4), and one to look things up in each installation.
  expect(lifecycle.tokens).toBeLessThanOrEqual(3 + 3 * 4 + 2);
  expect(unchanged.writes).toBe(0);
  expect(unchanged.reads).toBeLessThanOrEqual(1);
});
