import { expect, it } from 'vitest';
import { readingAgain } from '../../src/github/reading-again.ts';

const issue = 'https://api.github.test/repos/dnum-mi/dso-formation/issues/7';
const ok = () => Response.json({ number: 7 });
const failing =
  (status: number, headers = {}) =>
  () =>
    new Response('', { status, headers });
const broken = () => Promise.reject(new TypeError('fetch failed'));
const late = () => Promise.reject(new DOMException('late', 'TimeoutError'));

/** GitHub answers so, one call after the other. */
async function ask(answers: readonly (() => Response | Promise<Response>)[], { method = 'GET', url = issue } = {}) {
  let calls = 0;
  const send = readingAgain(async () => {
    calls += 1;
    return (await answers[calls - 1]?.()) ?? ok();
  });
  const outcome = await send(url, { method }).then(
    ({ status }) => status,
    (error: unknown) => (error instanceof Error ? error.name : error),
  );
  return { outcome, calls };
}

it.each([
  ['une réponse perdue', broken],
  ['une panne de GitHub', failing(500)],
  ['une panne d’un mandataire', failing(502)],
])('une lecture se refait aussitôt après %s', async (_, fault) => {
  expect(await ask([fault])).toEqual({ outcome: 200, calls: 2 });
  expect(await ask([fault, fault])).toEqual({ outcome: 200, calls: 3 });
});

it('deux fois au plus : la file prend la suite', async () => {
  expect(await ask([broken, broken, broken])).toEqual({ outcome: 'TypeError', calls: 3 });
  expect(await ask([failing(502), failing(502), failing(502)])).toEqual({ outcome: 502, calls: 3 });
});

it.each([
  ['un refus', failing(403), 403],
  ['ce qui n’est pas là', failing(404), 404],
  ['une limite', failing(429), 429],
  ['une panne dont GitHub donne la fin', failing(503, { 'retry-after': '20' }), 503],
  ['un appel que son échéance a fini', late, 'TimeoutError'],
])('%s ne se redemande pas', async (_, fault, outcome) => {
  expect(await ask([fault])).toEqual({ outcome, calls: 1 });
});

it('une requête GraphQL est une lecture, un jeton se redemande ; une écriture n’est jamais refaite', async () => {
  for (const path of ['graphql', 'app/installations/5/access_tokens'])
    expect(await ask([broken], { method: 'POST', url: `https://api.github.test/${path}` })).toEqual({ outcome: 200, calls: 2 });
  for (const method of ['POST', 'PATCH', 'PUT', 'DELETE'])
    expect(await ask([broken], { method })).toEqual({ outcome: 'TypeError', calls: 1 });
});
