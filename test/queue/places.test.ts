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

it('trois à l’écart pour chaque place, au plus', () => {
  const { places: all } = places();
  const backs = Array.from({ length: 9 }, () => all.forRun().standAside());
  expect([all.isFree(7), all.isFree(8)]).toEqual([true, false]);
  backs[0]?.();
  expect(all.isFree(7)).toBe(false);
});
