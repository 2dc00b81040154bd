import { expect, it } from 'vitest';
import { Places } from '../../src/queue/places.ts';

function places() {
  let freed = 0;
  return { places: new Places(2, () => (freed += 1)), freed: () => freed };
}

it('une exécution qui se met à l’écart laisse sa place, et la reprend quand ce qu’elle attend arrive', () => {
  const { places: all, freed } = places();
  expect(all.isFree(2)).toBe(false);
  const { standAside } = all.forRun();
  const back = standAside();
  expect([all.isFree(2), all.isFree(3), freed()]).toEqual([true, false, 1]);
  back();
  back();
  expect(all.isFree(2)).toBe(false);
});

it('qui attend plusieurs choses ne laisse qu’une place, jusqu’à la dernière', () => {
  const { places: all, freed } = places();
  const { standAside } = all.forRun();
  const [first, second] = [standAside(), standAside()];
  expect([all.isFree(3), freed()]).toEqual([false, 1]);
  first();
  expect(all.isFree(2)).toBe(true);
  second();
  expect(all.isFree(2)).toBe(false);
});

it('finie, elle ne laisse plus rien, même si ce qu’elle attendait vient après', () => {
  const { places: all } = places();
  const { standAside, end } = all.forRun();
  const back = standAside();
  end();
  expect(all.isFree(2)).toBe(false);
  back();
  standAside();
  expect(all.isFree(2)).toBe(false);
});

it('trois à l’écart pour chaque place, au plus : les autres qui attendent s’y mettent à leur tour, quand l’un revient ou finit', () => {
  const { places: all, freed } = places();
  const runs = Array.from({ length: 9 }, () => all.forRun());
  const backs = runs.map(({ standAside }) => standAside());
  expect([all.isFree(7), all.isFree(8), freed()]).toEqual([true, false, 6]);
  // The seventh, which no longer waits, leaves its turn to the eighth.
  backs[6]?.();
  backs[0]?.();
  expect([all.isFree(7), all.isFree(8), freed()]).toEqual([true, false, 7]);
  runs[1]?.end();
  expect([all.isFree(7), all.isFree(8), freed()]).toEqual([true, false, 8]);
  backs[2]?.();
  expect([all.isFree(6), all.isFree(7), freed()]).toEqual([true, false, 8]);
});
