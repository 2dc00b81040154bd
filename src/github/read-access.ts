import type { HubRef } from '../dossier/key.ts';
import type { RepositoryAccess } from '../dossier/repository-access.ts';
import type { Installations } from './installations.ts';
import { statusOf } from './octokit.ts';
import { readWriteRight, readWriteRightAt } from './rights.ts';
import { unavailableUntil } from './unavailable.ts';

/** Can the App act in a repository, may everybody see it, and may that person write there? Throws what only has to be tried again. */
export async function readAccess(
  installations: Pick<Installations, 'repository'>,
  where: HubRef,
  login: string,
): Promise<RepositoryAccess> {
  try {
    const repository = await installations.repository(where);
    if (repository === null) return { kind: 'out-of-reach' };
    const { octokit, owner, repo } = repository;
    const { data } = await octokit.rest.repos.get({ owner, repo });
    return { kind: 'installed', id: data.id, private: data.private, authorWrites: (await readWriteRight(repository, login)).answer };
  } catch (error) {
    const status = statusOf(error);
    if (status === null || unavailableUntil(error, new Date()) !== null) throw error;
    if (status === 404 || status === 410) return { kind: 'out-of-reach' };
    return { kind: 'unverified', authorWrites: await readWriteRightAt(installations, where, login) };
  }
}
