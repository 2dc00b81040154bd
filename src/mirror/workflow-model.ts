import type { Platform } from '../dossier/mirror/mirror-workflow.ts';

/** Path of the file in a project's repository. */
export const workflowPath = '.github/workflows/miroir-cloud-pi-native.yml';

/** Greatest size of a workflow file that is read, in bytes; no text is longer in characters. */
export const MAX_WORKFLOW_SIZE = 100_000;

/** Repository variable that gives the internal name of the repository on the platform, where it is not its name on GitHub. */
export const repositoryNameVariable = 'CPIN_REPOSITORY_NAME';

/** Names of what a project team sets in its repository for a platform: two variables and a secret. */
export interface PlatformNames {
  readonly url: string;
  readonly projectId: string;
  readonly token: string;
}

/** One naming scheme: `CPIN_<PLATFORM>_…`. */
export function namesOf({ id }: Platform): PlatformNames {
  const prefix = `CPIN_${id.toUpperCase().replaceAll('-', '_')}`;
  return { url: `${prefix}_GITLAB_URL`, projectId: `${prefix}_MIRROR_PROJECT_ID`, token: `${prefix}_MIRROR_TOKEN` };
}
