import { expect, it } from 'vitest';
import type { FoundHelm } from '../../src/helm/find-helm.ts';
import { keepLooking } from '../../src/helm/keep-looking.ts';

const found: FoundHelm = { kind: 'found', path: '/helm', version: 'v4.1.4' };
const late: FoundHelm = { kind: 'none', because: ['trop lent'], passing: true };
const absent: FoundHelm = { kind: 'none', because: ['absent'], passing: false };

const MINUTE = 60_000;

/** A Helm of which each look finds the next of these, the last one from then on. */
function looks(...answers: readonly [FoundHelm, ...FoundHelm[]]) {
  let [now, count] = [0, 0];
  const helm = keepLooking(
    () => {
      count += 1;
      return Promise.resolve(answers[Math.min(count, answers.length) - 1] ?? answers[0]);
    },
    { elapsed: () => now },
  );
  return {
    helm,
    count: () => count,
    after: (minutes: number) => {
      now += minutes * MINUTE;
      return helm();
    },
  };
}

it('un Helm trouvé ne l’est qu’une fois', async () => {
  const { after, count } = looks(found, absent);
  expect([await after(0), await after(60 * 24), count()]).toEqual([found, found, 1]);
});

it('un Helm absent, ou qui n’en est pas un, n’est pas cherché de nouveau', async () => {
  const { after, count } = looks(absent, found);
  expect([await after(0), await after(60 * 24), count()]).toEqual([absent, absent, 1]);
});

it('un Helm trop lent au démarrage est essayé de nouveau une minute plus tard, et trouvé', async () => {
  const { after, count } = looks(late, found);
  expect(await after(0)).toBe(late);
  expect(await after(0.9)).toBe(late);
  expect(count()).toBe(1);
  expect(await after(0.1)).toBe(found);
  expect(await after(60)).toBe(found);
  expect(count()).toBe(2);
});

it('les attentes doublent, jusqu’à une heure', async () => {
  const { after, count } = looks(late);
  await after(0);
  const waits: number[] = [];
  for (let minutes = 0; waits.length < 9; minutes += 1) {
    const before = count();
    await after(1);
    if (count() > before) waits.push(minutes + 1);
  }
  const apart = waits.map((minute, index) => minute - (waits[index - 1] ?? 0));
  expect(apart).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60]);
});

it('ceux qui le demandent ensemble attendent la même recherche', async () => {
  const { helm, after, count } = looks(late, found);
  expect(await Promise.all([helm(), helm(), helm()])).toEqual([late, late, late]);
  expect(count()).toBe(1);
  expect(await Promise.all([after(1), helm(), helm()])).toEqual([found, found, found]);
  expect(count()).toBe(2);
});
