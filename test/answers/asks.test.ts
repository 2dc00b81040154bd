import { expect, it } from 'vitest';
import { onlyAsks } from '../../src/answers/asks.ts';

it.each([
  ['Besoin d’aide svp', true],
  ['Help!', true],
  ['Est-ce que la plateforme le fait ?', true],
  ['Helpdesk national, puis notre équipe', false],
  ['Help-desk : niveau 1', false],
  ['Sauvegarde quotidienne. Est-ce suffisant ?', false],
])('« %s » ne fait que demander : %s', (text, asks) => {
  expect(onlyAsks(text)).toBe(asks);
});
