import { describe, expect, it } from 'vitest';
import { createAging } from '../../src/github/aging.ts';
import { GateClosed } from '../../src/github/gate-closed.ts';
import { ableToStandAside } from '../../src/github/patience.ts';
import { fakeClock } from '../queue/fake-clock.ts';

const MINUTE_MS = 60_000;
const aMinute = () => MINUTE_MS;

/** Values that are read one after the other: what each reading ends with is said by the test. */
function aReading() {
  const pending: { resolve: (value: string) => void; reject: (error: Error) => void }[] = [];
  return {
    read: () =>
      new Promise<string>((resolve, reject) => {
        pending.push({ resolve, reject });
      }),
    count: () => pending.length,
    end: (index: number, value: string) => pending[index]?.resolve(value),
    fail: (index: number, error = new Error('502')) => pending[index]?.reject(error),
  };
}

describe('ce qui a été lu une fois', () => {
  it.each([
    [MINUTE_MS - 1, 1],
    [MINUTE_MS, 2],
    [MINUTE_MS + 1, 2],
  ])('vaut moins d’une minute à qui l’accepte d’une minute : %i ms après, %i lecture', async (after, readings) => {
    const clock = fakeClock();
    const aging = createAging<string, number>(clock, 10);
    let count = 0;
    const read = () => Promise.resolve(++count);
    await aging.get('a', aMinute, read);
    await clock.advance(after);
    await aging.get('a', aMinute, read);
    expect(count).toBe(readings);
  });

  it('et n’arrive pas : qui lit laisse sa place aux autres, qui attend un autre aussi, et la reprend avec la réponse', async () => {
    const clock = fakeClock();
    const aging = createAging<string, string>(clock, 10);
    const reading = aReading();
    const places = { left: 0 };
    const standAside = () => {
      places.left += 1;
      return () => {
        places.left -= 1;
      };
    };
    const get = () => ableToStandAside(standAside, clock, () => aging.get('a', aMinute, reading.read));
    const both = [get(), get()];
    await clock.advance(2_000);
    expect([places.left, reading.count()]).toEqual([2, 1]);
    reading.end(0, 'lu');
    expect(await Promise.all(both)).toEqual(['lu', 'lu']);
    expect(places.left).toBe(0);
  });

  it('par un passage à qui la porte s’est fermée n’est pas fermé à qui l’attend : il lit lui-même, une fois pour tous', async () => {
    const aging = createAging<string, string>(fakeClock(), 10);
    const reading = aReading();
    const sweep = aging.get('a', aMinute, reading.read);
    const people = [aging.get('a', aMinute, reading.read), aging.get('a', aMinute, reading.read)];
    reading.fail(0, new GateClosed('what is left of GitHub’s limit is for people', new Date(0)));
    await expect(sweep).rejects.toThrow(GateClosed);
    await expect.poll(reading.count).toBe(2);
    reading.end(1, 'lu');
    expect(await Promise.all(people)).toEqual(['lu', 'lu']);
  });

  it('ensemble l’est une fois, et son âge compte du début de la lecture', async () => {
    const clock = fakeClock();
    const aging = createAging<string, string>(clock, 10);
    const reading = aReading();
    const both = [aging.get('a', aMinute, reading.read), aging.get('a', aMinute, reading.read)];
    expect(reading.count()).toBe(1);
    await clock.advance(MINUTE_MS - 1);
    reading.end(0, 'lu');
    expect(await Promise.all(both)).toEqual(['lu', 'lu']);
    await clock.advance(1);
    const later = aging.get('a', aMinute, reading.read);
    await clock.advance(0);
    expect(reading.count()).toBe(2);
    reading.end(1, 'relu');
    expect(await later).toBe('relu');
  });

  it('trop vieux pour plusieurs ensemble est relu une fois', async () => {
    const clock = fakeClock();
    const aging = createAging<string, number>(clock, 10);
    let count = 0;
    const read = () => Promise.resolve(++count);
    await aging.get('a', aMinute, read);
    await clock.advance(MINUTE_MS);
    const values = Promise.all([aging.get('a', aMinute, read), aging.get('a', aMinute, read), aging.get('a', aMinute, read)]);
    expect(await values).toEqual([2, 2, 2]);
  });

  it('un échec ne se garde pas : le suivant lit', async () => {
    const aging = createAging<string, string>(fakeClock(), 10);
    const reading = aReading();
    const both = [aging.get('a', aMinute, reading.read), aging.get('a', aMinute, reading.read)];
    reading.fail(0);
    expect((await Promise.allSettled(both)).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    const next = aging.get('a', aMinute, reading.read);
    reading.end(1, 'lu');
    expect(await next).toBe('lu');
  });

  it('l’échec d’une lecture oubliée entre-temps n’emporte pas celle qui a pris sa place', async () => {
    const aging = createAging<string, string>(fakeClock(), 10);
    const reading = aReading();
    const former = aging.get('a', aMinute, reading.read);
    aging.forget(() => true);
    const next = aging.get('a', aMinute, reading.read);
    reading.fail(0);
    await expect(former).rejects.toThrow('502');
    reading.end(1, 'lu');
    expect(await next).toBe('lu');
    expect(await aging.get('a', aMinute, reading.read)).toBe('lu');
    expect(reading.count()).toBe(2);
  });

  it('n’est oublié que pour ce qui est désigné', async () => {
    const aging = createAging<string, number>(fakeClock(), 10);
    let count = 0;
    const read = () => Promise.resolve(++count);
    for (const key of ['a', 'b']) await aging.get(key, aMinute, read);
    aging.forget((key) => key === 'a');
    for (const key of ['a', 'b']) await aging.get(key, aMinute, read);
    expect(count).toBe(3);
  });
});
