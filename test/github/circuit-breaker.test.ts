import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { readMarker, withMarker } from '../../src/render/marker.ts';
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
    for (let count = 0; count < times; count++) breaker.count(key, 'status');
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
    expect(() => breaker.count(first, 'status')).toThrow(CircuitOpen);
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
    expect(() => breaker.count(first, 'status')).toThrow('2027-01-04T10:00:00.000Z');
    minutes(30);
    expect(breaker.stopped()).toEqual([]);
    expect(() => breaker.count(first, 'status')).not.toThrow();
    expect(() => breaker.count(first, 'status')).toThrow(CircuitOpen);
  });

  it('ne gêne pas celui qui répond à beaucoup de commandes, même en une heure', () => {
    const { breaker, write } = aBreaker();
    write(59);
    expect(() => {
      for (let id = 1; id <= 300; id++) breaker.count(first, `reply/${id}`);
    }).not.toThrow();
    expect(breaker.stopped()).toEqual([]);
    expect(() => write(1)).not.toThrow();
    expect(breaker.stopped()).toEqual([first]);
  });

  it('arrête celui qui répond sans fin à la même commande', () => {
    const { breaker } = aBreaker();
    expect(() => {
      for (let time = 1; time <= 62; time++) breaker.count(first, 'reply/12');
    }).toThrow(CircuitOpen);
  });

  it.each([-1, 1])('reprend à l’heure, l’horloge changée de %i h entre-temps', (hours) => {
    const { breaker, write, minutes, clockSet } = aBreaker();
    write(60);
    clockSet(hours);
    expect(() => breaker.count(first, 'status')).toThrow(CircuitOpen);
    minutes(60);
    expect(breaker.stopped()).toEqual([]);
    expect(() => breaker.count(first, 'status')).not.toThrow();
  });
});

describe('un dossier où quelqu’un récrit sans cesse ce que l’application écrit', () => {
  it('est arrêté après cent fois en une heure, le dit, et reprend une heure après la première', () => {
    const { breaker, minutes } = aBreaker();
    const again = (times: number) => {
      for (let count = 0; count < times; count++) breaker.countAgain(first);
    };
    again(1);
    minutes(30);
    again(99);
    expect(() => again(1)).toThrow('wrote 100 times what somebody else had changed in an hour');
    expect(breaker.stopped()).toEqual([first]);
    expect(() => breaker.countAgain(second)).not.toThrow();
    minutes(30);
    expect(breaker.stopped()).toEqual([]);
    expect(() => again(1)).not.toThrow();
  });

  it('n’en a pas moins de nouveaux commentaires, ni l’inverse', () => {
    const { breaker, write } = aBreaker();
    for (let count = 0; count < 99; count++) breaker.countAgain(first);
    write(60);
    expect(() => breaker.countAgain(first)).not.toThrow();
  });
});

describe('une guerre qui dure', () => {
  const isWritten = (breaker: ReturnType<typeof createCircuitBreaker>, sort: 'new' | 'again') => {
    try {
      if (sort === 'new') breaker.count(first, 'status');
      else breaker.countAgain(first);
      return true;
    } catch (error) {
      if (error instanceof CircuitOpen) return false;
      throw error;
    }
  };

  it.each([
    ['des commentaires supprimés', 'new', 180],
    ['des commentaires récrits', 'again', 300],
  ] as const)('%s chaque minute : arrêtée pour le jour, elle n’écrit pas davantage le lendemain', (_, sort, most) => {
    const { breaker, minutes } = aBreaker();
    const writes = (hours: number) => {
      let count = 0;
      for (let time = 0; time < hours * 60 * 4; time++) {
        if (isWritten(breaker, sort)) count++;
        minutes(0.25);
      }
      return count;
    };
    expect(writes(24)).toBe(most);
    expect(writes(24)).toBe(most);
    expect(() => {
      for (let time = 0; time < most; time++) breaker.countAgain(second);
    }).toThrow('in an hour');
  });

  it('dit que c’est la limite d’un jour, et jusqu’à quand', () => {
    const { breaker, write, minutes } = aBreaker();
    for (let hour = 0; hour < 3; hour++) {
      write(60);
      minutes(60);
    }
    expect(() => write(1)).toThrow('made 180 new comments in a day: nothing more is written there until 2027-01-05T09:00:00.000Z');
    expect(breaker.stopped()).toEqual([first]);
  });
});

it('ne retient pas le texte des commentaires qu’il compte', () => {
  const { breaker } = aBreaker();
  const before = held();
  for (let number = 1; number <= 100; number++)
    breaker.count(dossierKey(hub, number), readMarker(withMarker(`entry/${1_000_000 + number}`, `${number} `.repeat(100_000))));
  expect(held() - before).toBeLessThan(10_000_000);
  expect(breaker.stopped()).toEqual([]);
});

/** Bytes in use once what nobody holds is gone. */
function held(): number {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  collect();
  return process.memoryUsage().heapUsed;
}
