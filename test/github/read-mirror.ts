import { createHeads } from '../../src/github/heads.ts';
import type { Repository } from '../../src/github/octokit.ts';
import { type Asked, readRepository } from '../../src/github/read-repository.ts';
import { systemClock } from '../../src/queue/clock.ts';
import { ovh } from '../mirror/workflows.ts';
import { app } from './nock.ts';
import { secrets } from './wanted-mirror.ts';

/** What a dossier that mirrors to OVH asks of a repository. */
export const asked: Asked = { authorised: [], namer: { login: 'lea', id: null }, branches: [], platforms: [ovh], app, secrets };

/** What is read of a repository of which nothing is known yet. */
export const readOnce = (from: Repository, what: Asked) => readRepository(from, what, createHeads(systemClock));

/** What is read of a repository that is not hidden. */
export async function readWhole(...[from, what]: Parameters<typeof readOnce>) {
  const read = await readOnce(from, what);
  if (read.kind === 'hidden') throw new Error('hidden');
  return read;
}
