import type { NamedAccount } from '../words/account.ts';
import type { RepositoryRef } from '../words/key.ts';
import type { RepositoryAccess } from '../dossier/observation.ts';
import type { Installations } from './installations.ts';
import { refusalOf } from './refusal.ts';
import { readWriteRight, readWriteRightAt } from './rights.ts';

/** Can the App act in a repository, may everybody see it, and may that person write there? Throws what only has to be tried again. */
export async function readAccess(
  installations: Pick<Installations, 'repository'>,
  where: RepositoryRef,
  account: NamedAccount | null,
): Promise<RepositoryAccess> {
  try {
    const repository = await installations.repository(where, 'read-rights');
    if (repository === null) return { kind: 'out-of-reach' };
    const { octokit, owner, repo } = repository;
    const { data } = await octokit.rest.repos.get({ owner, repo });
    return { kind: 'installed', id: data.id, private: data.private, namerWrites: (await readWriteRight(repository, account)).answer };
  } catch (error) {
    if (refusalOf(error).kind === 'gone') return { kind: 'out-of-reach' };
    return { kind: 'unverified', namerWrites: await readWriteRightAt(installations, where, account) };
  }
}
