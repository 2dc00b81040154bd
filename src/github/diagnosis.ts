import { declaredRepositoriesOf } from '../dossier/declared-repositories.ts';
import { repositoryNamed } from '../dossier/key.ts';
import type { Diagnosis, Observation } from '../dossier/observation.ts';
import type { HubSetup } from './hub-setup.ts';
import { orNull, type Repository, statusOf } from './octokit.ts';
import { readServiceTeamRight } from './rights.ts';

/** What the App needs, in a hub and in the projects' repositories; the same list, with reasons, is in `app.yml`. */
const neededPermissions: Readonly<Record<string, string>> = {
  issues: 'write',
  metadata: 'read',
  contents: 'write',
  pull_requests: 'write',
  workflows: 'write',
  actions: 'read',
  members: 'read',
};

/** What the App may and may not do around a dossier: its permissions, the Service Team it can see, the repositories it is installed on. */
export async function readDiagnosis(hub: Repository, observation: Observation, setup: HubSetup): Promise<Diagnosis> {
  const permissions = await readPermissions(hub);
  const repositories = await Promise.all(declaredRepositoriesOf(observation).map((name) => readAccess(hub, name)));
  return {
    permissions,
    missingPermissions: Object.entries(neededPermissions)
      .filter(([name, level]) => permissions[name] !== level && permissions[name] !== 'write')
      .map(([name, level]) => `${name}: ${level}`),
    serviceTeam: await readServiceTeamRight(hub, setup.procedure.serviceTeam, observation.issue.author.login),
    repositories,
    configuration: [],
  };
}

/** GitHub tells an installation its permissions when it makes a token. */
async function readPermissions({ octokit }: Repository): Promise<Readonly<Record<string, string>>> {
  const token: unknown = await octokit.auth({ type: 'installation' });
  if (typeof token !== 'object' || token === null || !('permissions' in token)) return {};
  const { permissions } = token;
  if (typeof permissions !== 'object' || permissions === null) return {};
  return Object.fromEntries(Object.entries(permissions).map(([name, level]) => [name, String(level)]));
}

/** A repository is within reach when the App is installed on it; asking as the App needs no right of the project. */
async function readAccess({ octokit }: Repository, name: string): Promise<Diagnosis['repositories'][number]> {
  try {
    const found = await orNull(octokit.rest.apps.getRepoInstallation({ ...repositoryNamed(name) }));
    return { name, access: found === null ? 'not-installed' : 'installed' };
  } catch (error) {
    if (statusOf(error) === null) throw error;
    return { name, access: 'unverified' };
  }
}
