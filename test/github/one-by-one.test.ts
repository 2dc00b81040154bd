import { expect, it } from 'vitest';
import { createOneByOne } from '../../src/github/one-by-one.ts';

it('d’un même lieu, l’un après l’autre ; ce qui est redemandé avant d’être commencé ne se fait qu’une fois ; un échec n’arrête pas la suite', async () => {
  const oneByOne = createOneByOne<string>();
  const begun: string[] = [];
  const first = Promise.withResolvers<string>();
  const ask = (what: string, work: () => Promise<string>, place = 'ici') =>
    oneByOne({ place, what }, () => {
      begun.push(`${place} ${what}`);
      return work();
    });
  const asked = [
    ask('a', () => first.promise),
    ...Array.from({ length: 50 }, () => ask('b', () => Promise.reject(new Error('non')))),
    ask('c', () => Promise.resolve('c')),
  ];
  const settled = Promise.allSettled(asked);
  expect(await ask('a', () => Promise.resolve('ailleurs'), 'là')).toBe('ailleurs');
  expect(begun).toEqual(['ici a', 'là a']);
  const again = ask('a', () => Promise.resolve('de nouveau'));
  first.resolve('a');
  const results = (await settled).map((result) => (result.status === 'fulfilled' ? result.value : 'non'));
  expect(results).toEqual(['a', ...Array.from({ length: 50 }, () => 'non'), 'c']);
  expect(await again).toBe('de nouveau');
  expect(begun).toEqual(['ici a', 'là a', 'ici b', 'ici c', 'ici a']);
});
