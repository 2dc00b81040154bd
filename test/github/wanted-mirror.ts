import nock from 'nock';
import type { PullWanted } from '../../src/dossier/mirror/mirror-status.ts';
import type { RepositorySeen } from '../../src/dossier/mirror/repository-reading.ts';
import { proposeMirror } from '../../src/github/mirror-pulls.ts';
import type { Repository } from '../../src/github/octokit.ts';
import { dossierKey } from '../../src/words/key.ts';
import { seen as aRepository } from '../dossier/a-repository.ts';
import { aWorkflow } from '../mirror/workflows.ts';
import { api } from './nock.ts';

export const secrets = ['un secret assez long'] as const;
export const dossier = dossierKey({ owner: 'dnum-mi', repo: 'hub' }, 7);

/** A repository in which the App may act, of which nothing else is known. */
const seen = aRepository({ name: 'org/api', url: 'https://github.test/org/api' });
/** What is wanted there. */
export const wanted = (change: Partial<RepositorySeen> = {}): PullWanted => ({
  seen: { ...seen, ...change },
  workflow: aWorkflow(),
  inside: { name: 'api', why: 'same' },
  dropped: [],
  reopen: false,
  asked: null,
  onBehalfOf: { authorised: 1 },
  dossier: { key: dossier, url: 'https://github.test/dnum-mi/hub/issues/7' },
});
/** Brings the pull request of the repository to what is wanted; the right for it holds. */
export function proposeIn(repository: Repository, pull: PullWanted): Promise<number> {
  // The repository that was authorised still bears the name.
  nock(api).persist().get('/repos/org/api').optionally().reply(200, { id: 1 });
  return proposeMirror({ repository, wanted: pull, console: 'https://console.test', secrets });
}
