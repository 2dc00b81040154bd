import { expect, it } from 'vitest';
import { inLane } from '../../src/github/lane.ts';
import { createPeopleFirst } from '../../src/github/people-first.ts';
import type { Lane } from '../../src/queue/lanes.ts';

/** Works that end when the test says so, in the order in which they begin. */
function works(atOnce: number) {
  const pass = createPeopleFirst(atOnce);
  const begun: { readonly name: string; readonly end: () => void; readonly fail: (error: Error) => void }[] = [];
  return {
    ask: (name: string, lane: Lane) =>
      inLane(lane, () =>
        pass(() => {
          const { promise, resolve, reject } = Promise.withResolvers<string>();
          begun.push({ name, end: () => resolve(name), fail: reject });
          return promise;
        }),
      ),
    begun: () => begun.map(({ name }) => name),
    at: (place: number) => begun[place],
  };
}

it('deux à la fois, dans l’ordre ; ce qu’une personne attend passe devant, et un échec laisse sa place', async () => {
  const { ask, begun, at } = works(2);
  const sweeps = ['a', 'b', 'c', 'd'].map((name) => ask(name, 'sweep'));
  const person = ask('quelqu’un', 'people');
  await Promise.resolve();
  expect(begun()).toEqual(['a', 'b']);
  at(0)?.fail(new Error('non'));
  await expect(sweeps[0]).rejects.toThrow('non');
  await expect.poll(begun).toEqual(['a', 'b', 'quelqu’un']);
  at(1)?.end();
  await expect.poll(begun).toEqual(['a', 'b', 'quelqu’un', 'c']);
  at(2)?.end();
  expect(await person).toBe('quelqu’un');
  await expect.poll(begun).toEqual(['a', 'b', 'quelqu’un', 'c', 'd']);
  for (const place of [3, 4]) at(place)?.end();
  expect(await Promise.all(sweeps.slice(1))).toEqual(['b', 'c', 'd']);
});

it('un passage a un tour sur huit, quel que soit le nombre de personnes', async () => {
  const { ask, begun, at } = works(1);
  const all = [
    ask('passage', 'sweep'),
    ask('un autre', 'sweep'),
    ...Array.from({ length: 9 }, (_, place) => ask(`${place + 1}`, 'people')),
  ];
  for (let place = 0; place < all.length; place += 1) {
    await expect.poll(begun).toHaveLength(place + 1);
    at(place)?.end();
  }
  await Promise.all(all);
  expect(begun()).toEqual(['passage', '1', '2', '3', '4', '5', '6', '7', 'un autre', '8', '9']);
});
