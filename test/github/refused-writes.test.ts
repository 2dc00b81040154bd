import { expect, it } from 'vitest';
import { createRefusedWrites, type WriteThere } from '../../src/github/refused-writes.ts';
import { PermissionMissing } from '../../src/github/refusal.ts';
import { fakeClock } from '../queue/fake-clock.ts';

const refusal = (status: number) =>
  Object.assign(new Error('non'), { status, response: { data: { message: 'Rule violations' }, headers: {} } });
const there: WriteThere = { repository: 'org/api', act: 'write-mirror', wanted: { text: 'a' } };

function refusedWith(error: unknown) {
  const clock = fakeClock();
  const writes = createRefusedWrites(clock);
  let asked = 0;
  const attempt = async (write = there) => {
    await expect(
      writes.attempt(write, () => {
        asked += 1;
        return Promise.reject(error);
      }),
    ).rejects.toBe(error);
    return asked;
  };
  return { clock, writes, attempt };
}

it.each([
  ['une règle (422)', refusal(422)],
  ['une règle (409)', refusal(409)],
  ['un droit (403)', refusal(403)],
  ['une permission que l’installation n’a pas accordée', new PermissionMissing('workflows: write')],
])('%s : le même refus est rendu sans redemander, un jour durant', async (_, error) => {
  const { clock, attempt } = refusedWith(error);
  expect(await attempt()).toBe(1);
  await clock.advance(86_399_999);
  expect(await attempt()).toBe(1);
  await clock.advance(1);
  expect(await attempt()).toBe(2);
});

it.each<[string, Partial<WriteThere>]>([
  ['ce qui est voulu a changé', { wanted: { text: 'b' } }],
  ['une autre écriture', { act: 'write-report' }],
  ['un autre dépôt', { repository: 'org/front' }],
])('%s : GitHub est redemandé', async (_, change) => {
  const { attempt } = refusedWith(refusal(422));
  await attempt();
  expect(await attempt({ ...there, ...change })).toBe(2);
});

it('quelque chose s’est passé dans le dépôt : GitHub est redemandé', async () => {
  const { writes, attempt } = refusedWith(refusal(422));
  await attempt();
  writes.forget('Org/API');
  expect(await attempt()).toBe(2);
});

it('quelque chose se passe dans le dépôt pendant qu’il refuse : GitHub est redemandé, même si un autre dépôt a changé aussi', async () => {
  const writes = createRefusedWrites(fakeClock());
  const answer = Promise.withResolvers<never>();
  const attempt = writes.attempt(there, () => answer.promise);
  writes.forget('org/front');
  writes.forget('Org/API');
  answer.reject(refusal(422));
  await expect(attempt).rejects.toThrow('non');
  await expect(writes.attempt(there, () => Promise.resolve('écrit'))).resolves.toBe('écrit');
});

it('ce qui se passe dans un autre dépôt pendant un refus ne l’efface pas', async () => {
  const writes = createRefusedWrites(fakeClock());
  const answer = Promise.withResolvers<never>();
  const attempt = writes.attempt(there, () => answer.promise);
  writes.forget('org/front');
  answer.reject(refusal(422));
  await expect(attempt).rejects.toThrow('non');
  await expect(writes.attempt(there, () => Promise.resolve('écrit'))).rejects.toThrow('non');
});

it.each([
  ['une panne', refusal(502)],
  ['une limite', refusal(429)],
  ['une erreur d’ici', new Error('bug')],
])('%s n’est pas un refus : rien n’est retenu', async (_, error) => {
  const { attempt } = refusedWith(error);
  await attempt();
  expect(await attempt()).toBe(2);
});
