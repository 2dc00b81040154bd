import { expect, it } from 'vitest';
import { readDeclaredResources } from '../../src/answers/declared-resources.ts';

const Gi = 2 ** 30;

it.each<readonly [string, string | null, number | null, number | null]>([
  ['production : 6 vCPU, 16 Go de RAM', 'production', 6, 16 * Gi],
  ['- recette : 500m de CPU et 512 Mi', 'recette', 0.5, Gi / 2],
  ['**dev** : 1,5 cœur, 2 Gi', 'dev', 1.5, 2 * Gi],
  ['2 vCPU et 4 Go de RAM par environnement', null, 2, 4 * Gi],
  ['quota hors production : 4 vCPU, 8 Go de RAM', 'quota hors production', 4, 8 * Gi],
  ['prod : cpu: 4, mémoire 8 Go', 'prod', 4, 8 * Gi],
  ['prod : 2 vCPU, 4 Go de RAM, 100 Go de disque', 'prod', 2, 4 * Gi],
  ['CPU : 4 cœurs', null, 4, null],
  ['prod : 16 Go de mémoire', 'prod', null, 16 * Gi],
])('« %s »', (...[text, environment, cpu, memory]) => {
  expect(readDeclaredResources(text)).toEqual([{ environment, cpu, memory }]);
});

it.each(['', 'à définir', '3 environnements', '200 Go de disque pour les données', 'prod : 6', 'volume : 50 Go'])(
  '« %s » ne déclare rien',
  (text) => {
    expect(readDeclaredResources(text)).toEqual([]);
  },
);

it('chaque ligne est un environnement', () => {
  expect(readDeclaredResources('dev : 1 CPU, 1 Gi\nprod : 2 CPU, 2 Gi').map(({ environment }) => environment)).toEqual(['dev', 'prod']);
});
