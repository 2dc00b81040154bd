import { expect, it } from 'vitest';
import { dossierKey } from '../../src/dossier/key.ts';
import { createCarriers } from '../../src/github/carriers.ts';

it('les dossiers d’un dépôt sont nommés dans le même ordre, quel que soit celui dans lequel ils ont été lus', () => {
  const carriers = createCarriers();
  const keys = [10, 9, 2].map((number) => dossierKey({ owner: 'dnum-mi', repo: 'hub' }, number));
  for (const key of keys) carriers.declare(key, ['demat-permis/api']);
  expect(carriers.of('demat-permis/api')).toEqual(keys.toReversed());
});
