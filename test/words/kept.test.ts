import { expect, it } from 'vitest';
import { kept } from '../../src/words/kept.ts';

it('un texte demandé deux fois n’est lu qu’une fois, et le résultat est le même', () => {
  const asked: string[] = [];
  const length = kept((text) => asked.push(text) && text.length);
  expect([length('recette'), length('recette'), length('')]).toEqual([7, 7, 0]);
  expect(asked).toEqual(['recette', '']);
});

it('au-delà de 500 textes, ce qui était gardé est oublié : la mémoire ne grandit pas', () => {
  const asked: string[] = [];
  const length = kept((text) => asked.push(text) && text.length);
  for (let rank = 0; rank < 501; rank++) length(`texte ${rank}`);
  length('texte 500');
  expect(asked).toHaveLength(501);
  length('texte 0');
  expect(asked).toHaveLength(502);
});

it('ce qui ne se lit pas échoue à chaque fois, et ne laisse rien', () => {
  const fails = kept(() => {
    throw new RangeError('illisible');
  });
  expect(() => fails('a')).toThrow(RangeError);
  expect(() => fails('a')).toThrow(RangeError);
});
