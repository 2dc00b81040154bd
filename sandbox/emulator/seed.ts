/** Rights on a repository, weakest first ("Repository roles for an organization", GitHub documentation). */
const roles = ['none', 'read', 'triage', 'write', 'maintain', 'admin'] as const;
export type Role = (typeof roles)[number];

interface SeededOrganization {
  readonly login: string;
  readonly name: string;
  /** Administrators of every repository; at least one, who also makes the teams. */
  readonly owners: readonly [string, ...string[]];
}

export interface SeededTeam {
  readonly organization: string;
  /** Name and slug at once: lower-case ASCII, since the emulator does not transliterate. */
  readonly slug: string;
  readonly members: readonly string[];
  /** Role given by the team, by repository full name. */
  readonly grants: Readonly<Record<string, Role>>;
}

interface SeededRepository {
  readonly owner: string;
  readonly name: string;
  readonly description: string;
  readonly visibility: 'public' | 'private';
  /** Role of people outside any team, by login. */
  readonly collaborators: Readonly<Record<string, Role>>;
}

/** Where the App is installed; `repositories` are names without owner. */
interface SeededInstallation {
  readonly account: string;
  readonly repositories: 'all' | readonly string[];
}

/** People, teams, repositories and rights of an embedded GitHub. What repositories hold is put there through the API afterwards. */
export interface GitHubSeed {
  readonly users: readonly { readonly login: string; readonly name: string }[];
  readonly organizations: readonly SeededOrganization[];
  readonly teams: readonly SeededTeam[];
  readonly repositories: readonly SeededRepository[];
  readonly installations: readonly SeededInstallation[];
}

/** True when `role` gives at least `least`. */
export function atLeast(role: Role, least: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(least);
}
