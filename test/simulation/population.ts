import type { GitHubSeed } from '../../sandbox/emulator/seed.ts';
import { people } from '../../sandbox/seed/people.ts';
import { HUB } from '../../sandbox/seed/population.ts';

/** Who opens the dossiers, in turn. */
export const authors = ['lea-martin', 'karim-benali', 'ines-caron', 'hugo-petit'] as const;
export const serviceTeam = ['camille-st', 'sacha-st'] as const;
/** May set labels in the hub, and is not of the Service Team. */
export const owner = 'nadia-dnum';
export const stranger = 'paul-visiteur';

const ORGANIZATION = 'projets';

/** The repository of a dossier's project, by the dossier's place in the script. */
export function repositoryOf(place: number): string {
  return `${ORGANIZATION}/projet-${place}`;
}

/** A hub, its Service Team, and a project with a repository for each dossier; every author may write in all of them. */
export function populationFor(dossiers: number): GitHubSeed {
  const repositories = Array.from({ length: dossiers }, (_, place) => repositoryOf(place + 1));
  return {
    users: people,
    organizations: [
      { login: 'dnum-mi', name: 'Direction de la transformation numérique', owners: [owner] },
      { login: ORGANIZATION, name: 'Projets', owners: [authors[0]] },
    ],
    teams: [
      { organization: 'dnum-mi', slug: 'service-team', members: serviceTeam, grants: { [HUB]: 'write' } },
      {
        organization: ORGANIZATION,
        slug: 'developpement',
        members: authors,
        grants: Object.fromEntries(repositories.map((repository) => [repository, 'write' as const])),
      },
    ],
    repositories: [HUB, ...repositories].map((fullName) => {
      const [account = '', name = ''] = fullName.split('/');
      return { owner: account, name, description: '', visibility: 'public' as const, collaborators: {} };
    }),
    installations: [
      { account: 'dnum-mi', repositories: 'all' },
      { account: ORGANIZATION, repositories: 'all' },
    ],
  };
}
