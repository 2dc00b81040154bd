import { Document, isMap, isScalar } from 'yaml';
import { mirrorBranch } from '../dossier/mirror/mirror-branch.ts';
import type { FilePlatform, MirrorWorkflow } from '../dossier/mirror/mirror-workflow.ts';
import { settingsScript, triggerScript } from './trigger-script.ts';
import { namesOf, repositoryNameVariable } from './workflow-model.ts';

/** First line of the files that the App writes, by which it knows them again. */
export const firstLine = ' Miroir vers Cloud π native, préparé par accostage.';

const header = `${firstLine}
 À chaque envoi de code, ce workflow demande à la plateforme de copier ce dépôt. Il ne reçoit aucun droit sur le dépôt
 et n’utilise aucune action extérieure. Les adresses et les numéros de projet sont des variables du dépôt, les jetons des secrets.
 Une plateforme de plus ou de moins est un élément de plus ou de moins dans matrix.include.`;

/** The workflow file. Same model, same bytes. No text of a user stands in it but the names of branches, written by the YAML library. */
export function renderWorkflow(model: MirrorWorkflow): string {
  const document = new Document({ name: 'Miroir Cloud π native', on: triggers(model), permissions: {}, jobs: mirrorJobs(model) });
  document.commentBefore = header;
  comment(document, ['permissions'], ' Aucun droit sur le dépôt : le workflow ne fait qu’appeler la plateforme.');
  for (const id of Object.keys(mirrorJobs(model))) explainJob(document, id);
  return document.toString({ lineWidth: 0, flowCollectionPadding: false });
}

/** Says in the file why a job waits for its like. */
export function explainJob(document: Document, id: string): void {
  comment(
    document,
    ['jobs', id, 'concurrency'],
    ' Une synchronisation à la fois par branche et par plateforme ; aucune n’est interrompue.',
  );
}

/** Ids of the jobs: the call to GitLab, the call to the organisation's workflow, and the look at its settings before. */
export const jobIds = { direct: 'miroir', settings: 'reglages', called: 'miroir_organisation' } as const;
export type JobRole = keyof typeof jobIds;

/** The platforms that the job mirrors to. */
export function platformsOf({ platforms }: Pick<MirrorWorkflow, 'platforms'>, role: JobRole): readonly FilePlatform[] {
  const kind = role === 'direct' ? 'github-action' : 'reusable';
  return platforms.filter(({ transport }) => transport.kind === kind);
}

/** The jobs of the file, those alone that a platform needs. */
export function mirrorJobs(model: MirrorWorkflow): Readonly<Record<string, object>> {
  const makers = { direct: curlJob, settings: settingsJob, called: reusableJob };
  const roles = (['direct', 'settings', 'called'] as const).filter((role) => platformsOf(model, role).length > 0);
  return Object.fromEntries(roles.map((role) => [jobIds[role], makers[role](model, platformsOf(model, role))]));
}

/**
 * The last pattern of every list of branches: the App's own branch has the file before anybody has read it, so nothing listed before may match it (the last
 * pattern that matches decides: "Workflow syntax for GitHub Actions", GitHub documentation).
 */
export const exceptMirrorBranch = `!${mirrorBranch}`;

function triggers({ branches, mode, tags }: MirrorWorkflow) {
  const push = {
    branches: [...(mode === 'all-branches' ? ['**'] : branches.map(exactly)), exceptMirrorBranch],
    ...(tags ? { tags: ['**'] } : {}),
  };
  return { push, workflow_dispatch: {} };
}

/** A branch name as a filter that matches it alone ("Filter pattern cheat sheet", GitHub documentation). */
function exactly(branch: string): string {
  return branch.replace(/[+!?*[\\]/g, '\\$&');
}

/** The matrix entry of a platform: names only, never values; and the labels of its machine, where it has one of its own. */
export function matrixEntry(platform: FilePlatform) {
  const { url, projectId, token } = namesOf(platform);
  const { transport } = platform;
  const own = transport.kind === 'github-action' && transport.runsOn.length > 0 ? { machine: [...transport.runsOn] } : {};
  return { plateforme: platform.title, url, projet: projectId, jeton: token, ...own };
}

/** What runs a job of a file where some platforms have a machine of their own. */
export const ownMachine = "${{ matrix.machine || 'ubuntu-latest' }}";

function common(platforms: readonly FilePlatform[]) {
  return {
    name: 'Miroir (${{ matrix.plateforme }})',
    if: '${{ !github.event.deleted }}',
    strategy: { 'fail-fast': false, matrix: { include: platforms.map(matrixEntry) } },
    concurrency: { group: 'miroir-${{ matrix.jeton }}-${{ github.ref }}', 'cancel-in-progress': false },
  };
}

/** What the script reads of a platform's settings, and their names for its messages. */
const settings = {
  PLATFORM: '${{ matrix.plateforme }}',
  URL_NAME: '${{ matrix.url }}',
  PROJECT_ID_NAME: '${{ matrix.projet }}',
  TOKEN_NAME: '${{ matrix.jeton }}',
  GITLAB_URL: '${{ vars[matrix.url] }}',
  PROJECT_ID: '${{ vars[matrix.projet] }}',
  MIRROR_TOKEN: '${{ secrets[matrix.jeton] }}',
};

function curlJob(model: MirrorWorkflow, platforms: readonly FilePlatform[]) {
  const entries = platforms.map(matrixEntry);
  return {
    ...common(platforms),
    'runs-on': entries.some((entry) => 'machine' in entry) ? ownMachine : 'ubuntu-latest',
    'timeout-minutes': 10,
    steps: [
      {
        name: 'Demander la synchronisation',
        shell: 'bash',
        env: {
          ...settings,
          PROJECT_NAME: internalNameOf(model),
          BRANCH: '${{ github.ref_name }}',
          REF_TYPE: '${{ github.ref_type }}',
          SYNC_ALL: model.mode === 'all-branches' ? 'true' : 'false',
        },
        run: triggerScript,
      },
    ],
  };
}

/** The name of the repository on the platforms: the variable's, or else the one that the App computed by the console's rule. */
export function internalNameOf({ internalName }: MirrorWorkflow): string {
  return `\${{ vars.${repositoryNameVariable} || '${internalName}' }}`;
}

/**
 * A reusable workflow has no step before it that could say in French what is missing: this job does. It stops nothing, so that a platform whose settings
 * are there is mirrored all the same.
 */
function settingsJob(model: MirrorWorkflow, platforms: readonly FilePlatform[]) {
  const { if: condition, strategy } = common(platforms);
  const env = { ...settings, PROJECT_NAME: internalNameOf(model) };
  return {
    name: 'Réglages (${{ matrix.plateforme }})',
    if: condition,
    strategy,
    'runs-on': 'ubuntu-latest',
    'timeout-minutes': 5,
    steps: [{ name: 'Vérifier les variables et le secret', shell: 'bash', env, run: settingsScript }],
  };
}

/** What the organisation's workflow is told of all branches: a tag goes by its name, since SYNC_ALL deletes inside what GitHub does not have. */
export const allBranchesButTags = "${{ github.ref_type != 'tag' }}";

function reusableJob(model: MirrorWorkflow, platforms: readonly FilePlatform[]) {
  return {
    ...common(platforms),
    uses: usesOf(platforms),
    with: {
      GITLAB_URL: '${{ vars[matrix.url] }}',
      GIT_MIRROR_PROJECT_ID: '${{ vars[matrix.projet] }}',
      REPOSITORY_NAME: internalNameOf(model),
      BRANCH_TO_SYNC: '${{ github.ref_name }}',
      SYNC_ALL: model.mode === 'all-branches' ? allBranchesButTags : false,
    },
    secrets: { GIT_MIRROR_TOKEN: '${{ secrets[matrix.jeton] }}' },
  };
}

/** The organisation's workflow at its commit: a process names one (`cross-checks.ts`). */
export function usesOf(platforms: readonly FilePlatform[]): string {
  const [first] = platforms.flatMap(({ transport }) => (transport.kind === 'reusable' ? [transport] : []));
  return first === undefined ? '' : `${first.uses}@${first.version}`;
}

/** Puts a comment above the key at the path. */
function comment(document: Document, path: readonly string[], text: string): void {
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  if (!isMap(parent)) return;
  const key = parent.items.map((pair) => pair.key).find((candidate) => isScalar(candidate) && candidate.value === path.at(-1));
  if (isScalar(key)) key.commentBefore = text;
}
