import type { RepositorySeen } from '../../src/dossier/mirror/sight.ts';

/** An ordinary repository of a project, `demat-permis/api`, where nothing was done yet; but for what is given. */
export function seen(change: Partial<RepositorySeen> = {}): RepositorySeen {
  return {
    kind: 'seen',
    id: 1,
    name: 'demat-permis/api',
    url: 'https://github.test/demat-permis/api',
    private: false,
    archived: false,
    fork: false,
    defaultBranch: 'main',
    namerWrites: 'yes',
    missingBranches: [],
    mirrors: [],
    unread: [],
    file: null,
    branch: null,
    pull: null,
    pullText: null,
    pullOf: null,
    run: null,
    others: [],
    ...change,
  };
}
