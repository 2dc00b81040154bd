import { describeProblem } from '../yaml/problem.ts';
import { repositoryKey } from '../words/key.ts';
import { declaredRepositoriesOf } from '../dossier/declared-repositories.ts';
import type { Diagnosis, Namings, Observation } from '../dossier/observation.ts';
import { whoseText } from '../dossier/own-comments.ts';
import type { HubSetup } from '../config/hub-setup.ts';
import { neededPermissions } from './acts.ts';
import type { Installations } from './installations.ts';
import type { HubAccess } from './octokit.ts';
import type { Projects } from './projects.ts';
import { readServiceTeamRight } from './rights.ts';
import { together } from './together.ts';

export interface DiagnosisRequest extends HubAccess {
  readonly installations: Pick<Installations, 'permissions'>;
  readonly projects: Pick<Projects, 'access'>;
  readonly setup: HubSetup;
}

/** What the App may and may not do around a dossier: its permissions, the Service Team it can see, the repositories it is installed on. */
export async function readDiagnosis(request: DiagnosisRequest, observation: Observation, namings: Namings): Promise<Diagnosis> {
  const { hub, installations, projects, setup } = request;
  const permissions = (await installations.permissions(hub)) ?? {};
  const { login } = observation.issue.author;
  const repositories = await together(
    declaredRepositoriesOf(observation).map(async (name) => ({
      name,
      access: await projects.access(name, namings[repositoryKey(name)] ?? null),
    })),
  );
  return {
    permissions,
    missingPermissions: Object.entries(neededPermissions)
      .filter(([name, level]) => permissions[name] !== level && permissions[name] !== 'write')
      .map(([name, level]) => `${name}: ${level}`),
    serviceTeam: await readServiceTeamRight(request, setup.procedure.serviceTeam, login),
    repositories,
    configuration: (setup.remarks ?? []).map(describeProblem),
    ownEdits: ownEdits(observation),
  };
}

/** Seen on a real comment: the App believes its own text only where GitHub tells who wrote it. */
function ownEdits({ comments, app }: Observation): Diagnosis['ownEdits'] {
  const edited = comments
    .filter(({ slot, editor }) => slot !== null && editor.answer !== 'nobody')
    .map((comment) => whoseText(comment, app));
  if (edited.includes('own')) return 'told';
  return edited.includes('unverified') ? 'untold' : null;
}
