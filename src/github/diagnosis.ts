import { declaredRepositoriesOf } from '../dossier/declared-repositories.ts';
import type { Diagnosis, Observation } from '../dossier/observation.ts';
import type { HubSetup } from './hub-setup.ts';
import type { Repository } from './octokit.ts';
import type { Projects } from './projects.ts';
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
export async function readDiagnosis(
  hub: Repository,
  observation: Observation,
  { setup, projects }: { setup: HubSetup; projects: Pick<Projects, 'access'> },
): Promise<Diagnosis> {
  const permissions = await readPermissions(hub);
  const { login } = observation.issue.author;
  const repositories = await Promise.all(
    declaredRepositoriesOf(observation).map(async (name) => ({ name, access: await projects.access(name, login) })),
  );
  return {
    permissions,
    missingPermissions: Object.entries(neededPermissions)
      .filter(([name, level]) => permissions[name] !== level && permissions[name] !== 'write')
      .map(([name, level]) => `${name}: ${level}`),
    serviceTeam: await readServiceTeamRight(hub, setup.procedure.serviceTeam, login),
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
