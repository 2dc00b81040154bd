import { type ApiRequest, type Forward, reading } from './exchange.ts';
import { atLeast, type GitHubSeed, type Role } from './seed.ts';

/** Who may do what in the seeded repositories; the emulator takes every member of a team for an administrator. */
export interface Access {
  /** The strongest role that somebody has there; null for a repository that was not seeded. Team memberships are read from the emulator each time. */
  roleOf(repository: string, login: string, ask: Ask): Promise<Role | null>;
  isPrivate(repository: string): boolean;
  isOwner(organization: string, login: string): boolean;
  /** Remembers a right given or taken (`none`) through the API. */
  setCollaborator(repository: string, login: string, role: Role): void;
}

/** A way to read the emulator on behalf of a caller. */
interface Ask {
  readonly request: ApiRequest;
  readonly forward: Forward;
}

/** The rights of the seed. Names are taken in the letter case of the seed. */
export function createAccess(seed: GitHubSeed): Access {
  const repositories = new Map(
    seed.repositories.map((one) => [`${one.owner}/${one.name}`, { ...one, people: new Map(Object.entries(one.collaborators)) }]),
  );
  const isOwner = (organization: string, login: string) =>
    seed.organizations.some((one) => one.login === organization && one.owners.includes(login));
  return {
    isOwner,
    isPrivate: (repository) => repositories.get(repository)?.visibility === 'private',
    setCollaborator: (repository, login, role) => void repositories.get(repository)?.people.set(login, role),
    roleOf: async (repository, login, ask) => {
      const known = repositories.get(repository);
      if (known === undefined) return null;
      if (known.owner === login || isOwner(known.owner, login)) return 'admin';
      const given: Role[] = [known.visibility === 'public' ? 'read' : 'none', known.people.get(login) ?? 'none'];
      for (const team of seed.teams) {
        const grant = team.grants[repository];
        if (grant !== undefined && (await isMember({ team, login }, ask))) given.push(grant);
      }
      return given.reduce((best, role) => (atLeast(role, best) ? role : best));
    },
  };
}

async function isMember(
  { team, login }: { team: GitHubSeed['teams'][number]; login: string },
  { request, forward }: Ask,
): Promise<boolean> {
  const answer = await forward(reading(request, ['orgs', team.organization, 'teams', team.slug, 'memberships', login]));
  return answer.status === 200;
}
