import { expect, it } from 'vitest';
import { createOwed } from '../../src/queue/owed.ts';

it('ce que la file n’a pas pris lui est offert de nouveau, et ce qu’elle a pris ne l’est qu’une fois', async () => {
  const owed = createOwed<string>();
  owed.add(['un', 'deux']);
  owed.add(['deux', 'trois']);
  const taken: string[] = [];
  let failing = true;
  const offer = (one: string) => {
    if (failing && one === 'deux') return Promise.reject(new Error('la file ne répond pas'));
    taken.push(one);
    return Promise.resolve();
  };
  await expect(owed.offerTo(offer)).rejects.toThrow('ne répond pas');
  expect(taken).toEqual(['un']);
  failing = false;
  await owed.offerTo(offer);
  await owed.offerTo(offer);
  expect(taken.toSorted()).toEqual(['deux', 'trois', 'un']);
});
