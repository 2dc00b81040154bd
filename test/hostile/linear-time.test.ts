import { afterAll, expect, it } from 'vitest';
import { readerNames } from './corpus.ts';
import { endThread, trouble } from './trouble.ts';

afterAll(endThread);

it.each(readerNames)(
  'tout ce qu’un inconnu peut écrire est lu en temps borné : %s',
  async (reader) => {
    expect(await trouble(reader, [4])).toBeNull();
  },
  300_000,
);
