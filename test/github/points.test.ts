import { expect, it } from 'vitest';
import { costOf } from '../../sandbox/emulator/graphql/cost.ts';
import { readDocument } from '../../sandbox/emulator/graphql/schema.ts';
import { commentsById } from '../../src/github/queries/comments.ts';
import { dossier, dossiersById, openDossiers, openNumbers } from '../../src/github/queries/dossier.ts';
import { pointsOf } from '../../src/github/queries/points.ts';

/** What GitHub counts of a query with these variables. */
function counted(text: string, variables: object): number {
  const document = readDocument(text);
  if (!('kind' in document)) throw new Error('no query');
  return costOf(document, { ...variables }).points;
}

const ids = (count: number) => ({ ids: Array.from({ length: count }, (_, index) => `I_${index}`) });

it.each([1, 3, 12, 25, 50])('une page de %i dossiers coûte ce que la porte compte', (size) => {
  expect(pointsOf({ size })).toBe(counted(openDossiers.text, { size }));
  expect(pointsOf(ids(size))).toBeGreaterThanOrEqual(counted(dossiersById.text, ids(size)));
});

it('aucune autre question ne coûte plus que la porte ne compte', () => {
  expect(pointsOf({ number: 4 })).toBeGreaterThanOrEqual(counted(dossier.text, { number: 4 }));
  expect(pointsOf({ size: 1 })).toBeGreaterThanOrEqual(counted(openNumbers.text, { size: 1 }));
  expect(pointsOf(ids(100))).toBeGreaterThanOrEqual(counted(commentsById.text, ids(100)));
  expect(pointsOf(undefined)).toBe(1);
});
