import { expect, it } from 'vitest';
import { HUB } from '../../sandbox/seed/population.ts';
import { aGitHub } from './a-github.ts';

// The emulator takes 5,000 calls of a token in an hour: beyond, each page of the sandbox said that it did not exist.
it('qui lit les pages pendant une heure n’est jamais arrêté par une limite', async () => {
  const world = await aGitHub();
  const statuses = new Set<number>();
  for (let count = 0; count < 5_100; count += 1) statuses.add((await world.call('lea-martin', `GET /repos/${HUB}`)).status);
  expect([...statuses]).toEqual([200]);
  expect((await world.call('lea-martin', 'GET /user')).json).toMatchObject({ login: 'lea-martin' });
  await world.github.close();
});
