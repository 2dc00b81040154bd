import { expect, it } from 'vitest';
import { liveBeside } from './beside-hanging.ts';

// A call ends after ten seconds: whoever waited for one that hangs would wait as long.
it.each([8, 20])(
  '%i dépôts de projets différents muets à la fois : personne d’autre n’attend, et leurs dossiers ont ensuite leur réponse',
  async (hanging) => {
    const { others, theirs } = await liveBeside({ slow: 'repositories', hanging, minutes: 3 });
    expect(others.answered).toBe(others.asked);
    expect(others.longestWaitMs).toBeLessThan(10_000);
    expect(theirs.answered).toBe(hanging);
  },
  180_000,
);

// One has its chart after twenty seconds, the last after more than five minutes: whoever waited for a place would wait as long.
it('seize charts de dépôts différents, que Helm calcule l’un après l’autre en vingt secondes : personne d’autre n’attend, et leurs dossiers ont leur réponse', async () => {
  const { others, theirs } = await liveBeside({ slow: 'charts', hanging: 16, minutes: 7 });
  expect(others.answered).toBe(others.asked);
  expect(others.longestWaitMs).toBeLessThan(10_000);
  expect(theirs.answered).toBe(16);
}, 600_000);
