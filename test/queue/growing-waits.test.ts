import { expect, it } from 'vitest';
import { alone } from '../../src/queue/facts.ts';
import { createGrowingWaits } from '../../src/queue/growing-waits.ts';
import { fakeClock } from './fake-clock.ts';

const minute = 60_000;

function aWait() {
  const clock = fakeClock();
  const waits = createGrowingWaits(clock, { kind: 'refused', shortestMs: 10 * minute, longestMs: 60 * minute }, alone);
  const left = (key = 'a') => (waits.next(key).at.getTime() - clock.now().getTime()) / minute;
  return { clock, waits, left };
}

it('chaque attente est le double de celle d’avant, jusqu’à la plus longue ; la fin de la cause remet à la plus courte', async () => {
  const { clock, waits, left } = aWait();
  const seen: number[] = [];
  for (let look = 0; look < 5; look++) {
    seen.push(left());
    await clock.advance(left() * minute);
  }
  expect(seen).toEqual([10, 20, 40, 60, 60]);
  waits.over('a');
  expect([left(), left('b')]).toEqual([10, 10]);
});

it('regardée avant son heure pour autre chose, la clé n’attend pas plus longtemps', async () => {
  const { clock, left } = aWait();
  left();
  await clock.advance(4 * minute);
  expect(left()).toBe(6);
  clock.jump(60 * minute);
  expect(left()).toBe(6);
});

it('la plus longue se dit telle, même si le temps passe pendant qu’on la compte', async () => {
  const still = fakeClock();
  let readings = 0;
  const clock = { now: () => still.now(), elapsed: () => still.elapsed() + (readings += 1) / 1_000 };
  const waits = createGrowingWaits(clock, { kind: 'refused', shortestMs: 30 * minute, longestMs: 60 * minute }, alone);
  const seen: boolean[] = [];
  for (let look = 0; look < 3; look++) {
    seen.push(waits.next('a').isLongest);
    await still.advance(61 * minute);
  }
  expect(seen).toEqual([false, true, true]);
});
