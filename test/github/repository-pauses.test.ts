import { expect, it } from 'vitest';
import { createRepositoryPauses } from '../../src/github/repository-pauses.ts';
import { unavailableUntil } from '../../src/github/unavailable.ts';
import { epoch, fakeClock } from '../queue/fake-clock.ts';

const where = { owner: 'Org', repo: 'api' };
const minute = 60_000;
const failed = (status: number, headers = {}) => ({ status, message: '', response: { data: { message: 'x' }, headers } });
const hang = Object.assign(new Error('The operation was aborted due to timeout'), { status: 500 });

function pausesOf() {
  const clock = fakeClock();
  const pauses = createRepositoryPauses(clock);
  /** Milliseconds that are left to wait; 0 when calls may go. */
  const left = (repository = where) => {
    try {
      pauses.check(repository);
      return 0;
    } catch (error) {
      return (unavailableUntil(error, clock.now())?.getTime() ?? Number.NaN) - clock.now().getTime();
    }
  };
  return { clock, pauses, left };
}

it.each([
  ['un appel sans réponse', hang, minute],
  ['une panne de GitHub (502)', failed(502), minute],
  ['une réponse', null, 0],
  ['un refus (403)', failed(403), 0],
  ['un jeton refusé (401)', failed(401), 0],
  ['une absence (404)', failed(404), 0],
  ['une limite (429), qui est celle de l’installation', failed(429), 0],
  ['une limite annoncée par une panne (503)', failed(503, { 'retry-after': '9' }), 0],
])('%s : le dépôt est laissé tranquille %#', (_, error, expected) => {
  const { pauses, left } = pausesOf();
  pauses.ended(where, error);
  expect(left()).toBe(expected);
  expect(left({ owner: 'org', repo: 'API' })).toBe(expected);
  expect(left({ owner: 'org', repo: 'front' })).toBe(0);
});

it('une minute, deux, quatre… un quart d’heure au plus ; une réponse remet à une minute', async () => {
  const { clock, pauses, left } = pausesOf();
  const waits: number[] = [];
  for (let failure = 0; failure < 6; failure++) {
    pauses.ended(where, hang);
    waits.push(left() / minute);
    await clock.advance(left());
    expect(left()).toBe(0);
  }
  expect(waits).toEqual([1, 2, 4, 8, 15, 15]);
  pauses.ended(where, null);
  pauses.ended(where, hang);
  expect(left()).toBe(minute);
});

it('plusieurs appels partis ensemble et restés sans réponse comptent pour un', () => {
  const { pauses, left } = pausesOf();
  for (let call = 0; call < 8; call++) pauses.ended(where, hang);
  expect(left()).toBe(minute);
});

it.each([
  ['429', failed(429)],
  ['403 et un délai', failed(403, { 'retry-after': '9' })],
  ['503 et un délai', failed(503, { 'retry-after': '9' })],
])('une limite (%s) ne dit rien du dépôt : sa pause dure', (_, limit) => {
  const { pauses, left } = pausesOf();
  pauses.ended(where, hang);
  pauses.ended(where, limit);
  expect(left()).toBe(minute);
});

it.each([-3_600_000, 3_600_000])('une horloge qui saute de %i ms ne la change pas', async (jump) => {
  const { clock, pauses, left } = pausesOf();
  pauses.ended(where, hang);
  clock.jump(jump);
  expect(left()).toBe(minute);
  expect(clock.now().getTime()).toBe(epoch + jump);
  await clock.advance(minute);
  expect(left()).toBe(0);
});
