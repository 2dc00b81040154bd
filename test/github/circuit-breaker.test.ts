import { describe, expect, it } from 'vitest';
import { dossierKey } from '../../src/words/key.ts';
import { CircuitOpen, createCircuitBreaker } from '../../src/github/circuit-breaker.ts';

const hub = { owner: 'dnum-mi', repo: 'hub' };
const [first, second] = [dossierKey(hub, 1), dossierKey(hub, 2)];

function aBreaker() {
  let passed = 0;
  let set = 0;
  const start = Date.parse('2027-01-04T09:00:00Z');
  const breaker = createCircuitBreaker({ now: () => new Date(start + passed + set), elapsed: () => passed });
  const write = (times: number, key = first) => {
    for (let count = 0; count < times; count++) breaker.count(key);
  };
  return {
    breaker,
    write,
    minutes: (count: number) => (passed += count * 60_000),
    clockSet: (hours: number) => (set += hours * 3_600_000),
  };
}

describe('un dossier qui écrit sans fin', () => {
  it('est arrêté après soixante nouveaux commentaires en une heure, et le dit', () => {
    const { breaker, write } = aBreaker();
    write(60);
    expect(() => breaker.count(first)).toThrow(CircuitOpen);
    expect(breaker.stopped()).toEqual([first]);
  });

  it('n’arrête pas les autres', () => {
    const { breaker, write } = aBreaker();
    write(60);
    expect(() => write(60, second)).not.toThrow();
    expect(breaker.stopped()).toEqual([first, second]);
  });

  it('reprend une heure après le premier', () => {
    const { breaker, write, minutes } = aBreaker();
    write(1);
    minutes(30);
    write(59);
    expect(() => breaker.count(first)).toThrow('2027-01-04T10:00:00.000Z');
    minutes(30);
    expect(breaker.stopped()).toEqual([]);
    expect(() => breaker.count(first)).not.toThrow();
    expect(() => breaker.count(first)).toThrow(CircuitOpen);
  });

  it('ne gêne pas celui qui répond à beaucoup de commandes dans la journée', () => {
    const { write, minutes } = aBreaker();
    expect(() => {
      for (let hour = 0; hour < 24; hour++) {
        write(50);
        minutes(60);
      }
    }).not.toThrow();
  });

  it.each([-1, 1])('reprend à l’heure, l’horloge changée de %i h entre-temps', (hours) => {
    const { breaker, write, minutes, clockSet } = aBreaker();
    write(60);
    clockSet(hours);
    expect(() => breaker.count(first)).toThrow(CircuitOpen);
    minutes(60);
    expect(breaker.stopped()).toEqual([]);
    expect(() => breaker.count(first)).not.toThrow();
  });
});
