import type { GitHubSeed } from '../../../sandbox/emulator/seed.ts';
import { HUB, population } from '../../../sandbox/seed/population.ts';

/** A private repository of Demat-Permis, where only its owners may write. */
export const secretRepository = 'demat-permis/prive';

/** The usual population, where `hugo-petit` may also write in the hub: he is not of the Service Team, and has no right in any project of `demat-permis`. */
export const seedWithHubWriter: GitHubSeed = {
  ...population,
  repositories: [
    ...population.repositories.map((repository) =>
      `${repository.owner}/${repository.name}` === HUB ? { ...repository, collaborators: { 'hugo-petit': 'write' as const } } : repository,
    ),
    { owner: 'demat-permis', name: 'prive', description: 'Un dépôt privé', visibility: 'private', collaborators: {} },
  ],
};
