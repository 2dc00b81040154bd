import { expect, it } from 'vitest';
import { liveBeside } from './beside-hanging.ts';

// A call ends after ten seconds: whoever waited for one that hangs would wait as long.
it.each([8, 20])(
  '%i dépôts de projets différents muets à la fois : personne d’autre n’attend, et leurs dossiers ont ensuite leur réponse',
  async (hanging) => {
    const { others, theirs } = await liveBeside(hanging, 3);
    expect(others.answered).toBe(others.asked);
    expect(others.longestWaitMs).toBeLessThan(10_000);
    expect(theirs.answered).toBe(hanging);
  },
  180_000,
);
