import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeLinks } from './tour/links.ts';
import { type LivedTour, liveTour } from './tour/live-tour.ts';
import { describeTold } from './tour/told.ts';

// One life of some twenty seconds, for all that is asked of the tour.
let lived: LivedTour;
beforeAll(async () => {
  lived = await liveTour();
}, 120_000);
afterAll(() => lived.bench.close());

it('la visite guidée se passe comme attendu, n’écrit rien deux fois, et laisse un dossier qui ne demande plus rien', () => {
  const { played, calls, unchanged } = lived;
  expect(played.flatMap(({ differences }) => differences)).toEqual([]);
  expect(calls.repeatedWrites).toBe(0);
  // At most one for each act in the hub (3) and in each of the three projects' repositories (5), and one to look things up in each installation.
  expect(calls.tokens).toBeLessThanOrEqual(3 + 3 * 5 + 2);
  expect(unchanged.writes).toBe(0);
  expect(unchanged.reads).toBeLessThanOrEqual(1);
});

describeTold(() => lived.told);
describeLinks(() => lived);
