import { expect, it } from 'vitest';
import { nothingSpent } from '../../src/clocks/spent.ts';
import { spentText } from '../../src/render/clocks.ts';

it.each([
  [{ unknown: 1 }, '1 jour ouvré non connu'],
  [{ unknown: 2 }, '2 jours ouvrés non connus'],
  [{ projet: 3, unknown: 1 }, '3 jours ouvrés à l’équipe projet, 1 non connu'],
])('%o : « %s »', (spent, expected) => {
  expect(spentText({ ...nothingSpent, ...spent }).replaceAll('\u00a0', ' ')).toBe(expected);
});
