import { expect, it } from 'vitest';
import { benchLifecycle } from '../../bench/lifecycle.ts';

it('la visite guidée se passe comme attendu, n’écrit rien deux fois, et laisse un dossier qui ne demande plus rien', async () => {
  const { lifecycle, unchanged } = await benchLifecycle();
  expect(lifecycle).toMatchObject({ differences: 0, repeatedWrites: 0 });
  expect(unchanged.writes).toBe(0);
  expect(unchanged.reads).toBeLessThanOrEqual(1);
});
