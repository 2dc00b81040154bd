import type { GitHubSeed } from '../emulator/seed.ts';
import { people } from './people.ts';

/** The repository in which dossiers are opened. */
export const HUB = 'dnum-mi/dso-formation';

/**
 * People, teams and repositories of the sandbox: the hub and its Service Team, and two projects with their own organizations. `paul-visiteur` has no
 * right anywhere. `registre-armes` has no installation of the App, and a private repository.
 */
export const population: GitHubSeed = {
  users: people,
  organizations: [
    { login: 'dnum-mi', name: 'Direction de la transformation numérique', owners: ['nadia-dnum'] },
    { login: 'demat-permis', name: 'Démat-Permis', owners: ['lea-martin'] },
    { login: 'registre-armes', name: 'Registre des armes', owners: ['ines-caron'] },
  ],
  teams: [
    { organization: 'dnum-mi', slug: 'service-team', members: ['camille-st', 'sacha-st'], grants: { [HUB]: 'write' } },
    {
      organization: 'demat-permis',
      slug: 'developpement',
      members: ['lea-martin', 'karim-benali'],
      grants: { 'demat-permis/api': 'write', 'demat-permis/front': 'write', 'demat-permis/infra': 'write' },
    },
    {
      organization: 'registre-armes',
      slug: 'developpement',
      members: ['ines-caron', 'hugo-petit'],
      grants: { 'registre-armes/portail': 'write', 'registre-armes/deploiement': 'write' },
    },
  ],
  repositories: [
    publicRepository(HUB, 'Accompagnement des projets vers Cloud π native'),
    publicRepository('demat-permis/api', 'API de la démarche Démat-Permis'),
    publicRepository('demat-permis/front', 'Site de la démarche Démat-Permis'),
    publicRepository('demat-permis/infra', 'Déploiement de Démat-Permis'),
    publicRepository('registre-armes/portail', 'Portail du registre des armes'),
    { ...publicRepository('registre-armes/deploiement', 'Déploiement du registre des armes'), visibility: 'private' },
  ],
  installations: [
    { account: 'dnum-mi', repositories: 'all' },
    { account: 'demat-permis', repositories: 'all' },
  ],
};

/** A private repository of Demat-Permis, where only its owner may write. */
export const SECRET_REPOSITORY = 'demat-permis/interne';

/** A repository of Demat-Permis that is no hub, and where `hugo-petit` may write. */
export const BORROWED_REPOSITORY = 'demat-permis/documentation';

/** The same, where `hugo-petit` may write in the hub without being of the Service Team, and in one repository of a project that is not his. */
export const populationWithIntruder: GitHubSeed = {
  ...population,
  repositories: [
    ...population.repositories.map((repository) =>
      `${repository.owner}/${repository.name}` === HUB ? { ...repository, collaborators: { 'hugo-petit': 'write' as const } } : repository,
    ),
    { ...publicRepository(SECRET_REPOSITORY, 'Notes internes de Démat-Permis'), visibility: 'private' },
    { ...publicRepository(BORROWED_REPOSITORY, 'Documentation de Démat-Permis'), collaborators: { 'hugo-petit': 'write' } },
  ],
};

function publicRepository(fullName: string, description: string): GitHubSeed['repositories'][number] {
  const [owner = '', name = ''] = fullName.split('/');
  return { owner, name, description, visibility: 'public', collaborators: {} };
}
