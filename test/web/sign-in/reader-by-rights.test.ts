import { expect, it } from 'vitest';
import type { HubSight } from '../../../src/github/hub-sights.ts';
import type { Reader } from '../../../src/web/reader.ts';
import { readerByRights } from '../../../src/web/sign-in/reader-by-rights.ts';
import { hubKey } from '../../../src/words/key.ts';

const hub = 'dnum-mi/dso-formation';

async function readerOf(id: number, login: string): Promise<Reader> {
  const sights = new Map<ReturnType<typeof hubKey>, HubSight>([[hubKey({ owner: 'dnum-mi', repo: 'dso-formation' }), 'reader']]);
  const reader = await readerByRights({ id, login }, () => Promise.resolve(sights));
  if (reader instanceof Response) throw new Error('refused');
  return reader;
}

const dossier = { hub, members: [{ login: 'karim', id: 7 }] };

it('un membre voit le dossier de son équipe, aussi sous un autre nom', async () => {
  expect((await readerOf(7, 'karim')).seesDossier(dossier)).toBe(true);
  expect((await readerOf(7, 'kb')).seesDossier(dossier)).toBe(true);
});

it('qui a pris le nom d’un membre ne voit pas le dossier', async () => {
  expect((await readerOf(8, 'karim')).seesDossier(dossier)).toBe(false);
});
