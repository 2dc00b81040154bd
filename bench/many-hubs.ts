import type { GitHubSeed } from '../sandbox/emulator/seed.ts';
import { population } from '../sandbox/seed/population.ts';

/**
 * Hubs of as many organizations, each with its own installation of the App: 500 whole lives take some 8,000 calls, and GitHub gives an installation 5,000 an hour
 * ("Rate limits for the REST API", GitHub documentation), whatever the number of replicas.
 */
export const hubs: readonly string[] = Array.from({ length: 10 }, (_, index) => `direction-${index + 1}/accompagnement`);

/** The Service Team of a hub, as its configuration names it. */
export function teamOf(hub: string): string {
  return `${ownerOf(hub)}/service-team`;
}

/** The population of the sandbox, with these hubs besides. */
export const populationOfHubs: GitHubSeed = {
  ...population,
  organizations: [
    ...population.organizations,
    ...hubs.map((hub) => ({ login: ownerOf(hub), name: ownerOf(hub), owners: ['nadia-dnum'] as const })),
  ],
  teams: [
    ...population.teams,
    ...hubs.map((hub) => ({
      organization: ownerOf(hub),
      slug: 'service-team',
      members: ['camille-st', 'sacha-st'],
      grants: { [hub]: 'write' as const },
    })),
  ],
  repositories: [
    ...population.repositories,
    ...hubs.map((hub) => ({
      owner: ownerOf(hub),
      name: 'accompagnement',
      description: 'Accompagnement des projets',
      visibility: 'public' as const,
      collaborators: {},
    })),
  ],
  installations: [...population.installations, ...hubs.map((hub) => ({ account: ownerOf(hub), repositories: 'all' as const }))],
};

function ownerOf(hub: string): string {
  return hub.slice(0, hub.indexOf('/'));
}
