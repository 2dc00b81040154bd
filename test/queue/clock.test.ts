import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { systemClock } from '../../src/queue/clock.ts';

const day = 86_400_000;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it.each([
  { nom: 'passée', inMs: -5_000, waitMs: 0 },
  { nom: 'proche', inMs: 5_000, waitMs: 5_000 },
  { nom: 'à plus de 25 jours, au-delà de ce que compte un minuteur', inMs: 60 * day, waitMs: 60 * day },
])('un rappel à une heure $nom vient à son heure, une fois', ({ inMs, waitMs }) => {
  const fired: number[] = [];
  const start = Date.now();
  systemClock.setTimer(inMs, () => fired.push(Date.now() - start));
  expect(fired).toEqual([]);
  vi.advanceTimersByTime(100 * day);
  expect(fired).toEqual([waitMs]);
});

it.each([5_000, 60 * day])('un rappel annulé à %i ms ne vient pas', (inMs) => {
  let fired = false;
  const cancel = systemClock.setTimer(inMs, () => {
    fired = true;
  });
  vi.advanceTimersByTime(inMs - 1);
  cancel();
  vi.advanceTimersByTime(100 * day);
  expect(fired).toBe(false);
});

it.each([-3_600_000, 3_600_000])('l’heure de la machine change de %i ms : un rappel vient après le temps demandé', (jump) => {
  let fired = false;
  systemClock.setTimer(5_000, () => {
    fired = true;
  });
  const before = systemClock.elapsed();
  vi.setSystemTime(Date.now() + jump);
  vi.advanceTimersByTime(4_999);
  expect(fired).toBe(false);
  vi.advanceTimersByTime(1);
  expect(fired).toBe(true);
  expect(systemClock.elapsed() - before).toBe(5_000);
});
