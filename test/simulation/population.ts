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

/**
 * Who shares what: nobody anything, or three dossiers one repository, of which the second was opened in another hub. That hub's name comes before the usual one's, or
 * after it: which dossier carries a repository does not depend on it.
 */
export const towns = ['apart', 'mixed', 'mixed-after'] as const;
export type Town = (typeof towns)[number];

/** The other hub of a town; null where there is none. */
const secondHubs: Readonly<Record<Town, string | null>> = {
  apart: null,
  mixed: 'dnum-mi/accompagnement-bis',
  'mixed-after': 'dnum-mi/embarquement-bis',
};
const SHARING = 3;

/** How many dossiers share a repository. */
export function sharingIn(town: Town): number {
  return town === 'apart' ? 1 : SHARING;
}

/** The repository of a dossier's project, by the dossier's place in the script. */
export function repositoryOf(place: number, town: Town): string {
  return `${ORGANIZATION}/projet-${town === 'apart' ? place : place - ((place - 1) % SHARING)}`;
}

/** The hubs of a town, the usual one first. */
export function hubsOf(town: Town): readonly [string, ...string[]] {
  const second = secondHubs[town];
  return second === null ? [HUB] : [HUB, second];
}

/** The other hub, where a dossier is opened in it; null for the usual one. */
export function otherHubOf(place: number, town: Town): string | null {
  return place % SHARING === 2 ? secondHubs[town] : null;
}

/** A hub, its Service Team, and a project with a repository for each dossier; every author may write in all of them. */
export function populationFor(dossiers: number, town: Town): GitHubSeed {
  const hubs = hubsOf(town);
  const repositories = Array.from({ length: dossiers }, (_, place) => repositoryOf(place + 1, 'apart'));
  return {
    users: people,
    organizations: [
      { login: 'dnum-mi', name: 'Direction de la transformation numérique', owners: [owner] },
      { login: ORGANIZATION, name: 'Projets', owners: [authors[0]] },
    ],
    teams: [
      {
        organization: 'dnum-mi',
        slug: 'service-team',
        members: serviceTeam,
        grants: Object.fromEntries(hubs.map((hub) => [hub, 'write' as const])),
      },
      {
        organization: ORGANIZATION,
        slug: 'developpement',
        members: authors,
        grants: Object.fromEntries(repositories.map((repository) => [repository, 'write' as const])),
      },
    ],
    repositories: [...hubs, ...repositories].map((fullName) => {
      const [account = '', name = ''] = fullName.split('/');
      return { owner: account, name, description: '', visibility: 'public' as const, collaborators: {} };
    }),
    installations: [
      { account: 'dnum-mi', repositories: 'all' },
      { account: ORGANIZATION, repositories: 'all' },
    ],
  };
}
