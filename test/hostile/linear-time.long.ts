import { afterAll, expect, it } from 'vitest';
import { readerNames } from './corpus.ts';
import { endThread, trouble } from './trouble.ts';

afterAll(endThread);

it.each(readerNames)('tout ce qu’un inconnu peut écrire, à chaque longueur, est lu en temps borné : %s', async (reader) => {
  expect(await trouble(reader, [16, 8, 4, 2, 1])).toBeNull();
});
