import { expect, it } from 'vitest';
import { readDeclaredResources, readDeclaredText } from '../../src/answers/declared-resources.ts';

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
  ['| recette | 2 vCPU | 4 Go de RAM |', 'recette', 2, 4 * Gi],
  ['prod 6 vCPU, 16 Go de RAM', 'prod', 6, 16 * Gi],
  ['6 vCPU et 16 Go de RAM en production', 'production', 6, 16 * Gi],
  ['2 vCPU et 4 Go pour recette et préprod', 'recette, préprod', 2, 4 * Gi],
  ['chaque environnement (dev, prod) : 2 vCPU, 4 Go', null, 2, 4 * Gi],
  ['prod : requests 1 vCPU, limits 3 vCPU', 'prod', 3, null],
  ['prod : 2 Go de RAM, puis 8 Go de RAM', 'prod', null, 8 * Gi],
])('« %s »', (...[text, environment, cpu, memory]) => {
  expect(readDeclaredResources(text)).toEqual([{ environment, cpu, memory }]);
});

it.each([
  '',
  'prod : 3 x 2 vCPU, 4 Go',
  'prod : 500m CPU par pod',
  '1 Go de RAM / réplica',
  'à définir',
  '3 environnements',
  '200 Go de disque pour les données',
  'prod : 6',
  'volume : 50 Go',
])('« %s » ne déclare rien', (text) => {
  expect(readDeclaredResources(text)).toEqual([]);
});

it.each<readonly [string, ReturnType<typeof readDeclaredText>]>([
  ['', []],
  ['dev, recette, prod', []],
  ['3 environnements', []],
  ['| env | vCPU | RAM |\n| --- | --- | --- |\n| prod | 6 | 16 |', 'unread'],
  ['prod : 3 x 2 vCPU', 'unread'],
  ['dev : 1/2, prod : 2/8 (vCPU/Go)', 'unread'],
  ['prod : 2 vCPU', [{ environment: 'prod', cpu: 2, memory: null }]],
])('« %s », dans un dossier : lu, muet, ou dit illisible', (text, declared) => {
  expect(readDeclaredText(text)).toEqual(declared);
});

it('chaque ligne est un environnement', () => {
  expect(readDeclaredResources('dev : 1 CPU, 1 Gi\nprod : 2 CPU, 2 Gi').map(({ environment }) => environment)).toEqual(['dev', 'prod']);
});
