import { once } from 'node:events';
import { createServer } from 'node:http';
import { expect, it } from 'vitest';
import { startProxy } from './faulty-proxy.ts';

it('un GitHub arrêté pendant un appel le laisse sans réponse, et rien de plus', async () => {
  const github = createServer();
  github.listen(0, '127.0.0.1');
  await once(github, 'listening');
  const address = github.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const proxy = await startProxy(`http://127.0.0.1:${address.port}`);
  const answer = fetch(`${proxy.url}/user`).then(
    ({ status }) => status,
    () => 'no answer',
  );
  await once(github, 'request');
  github.closeAllConnections();
  github.close();
  expect(await answer).toBe('no answer');
  proxy.close();
});
