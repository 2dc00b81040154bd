import { Document, isMap, isScalar } from 'yaml';
import { mirrorBranch } from '../dossier/mirror/mirror-branch.ts';
import type { MirrorWorkflow, Platform } from '../dossier/mirror/mirror-workflow.ts';
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
  const document = new Document({
    name: 'Miroir Cloud π native',
    on: triggers(model),
    permissions: {},
    jobs: model.variant.kind === 'curl' ? { miroir: curlJob(model) } : { reglages: settingsJob(model), miroir: reusableJob(model) },
  });
  document.commentBefore = header;
  comment(document, ['permissions'], ' Aucun droit sur le dépôt : le workflow ne fait qu’appeler la plateforme.');
  comment(
    document,
    ['jobs', 'miroir', 'concurrency'],
    ' Une synchronisation à la fois par branche et par plateforme ; aucune n’est interrompue.',
  );
  return document.toString({ lineWidth: 0, flowCollectionPadding: false });
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

/** The matrix entry of a platform: names only, never values. */
export function matrixEntry(platform: Platform) {
  const { url, projectId, token } = namesOf(platform);
  return { plateforme: platform.title, url, projet: projectId, jeton: token };
}

function common({ platforms }: MirrorWorkflow) {
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

function curlJob(model: MirrorWorkflow) {
  return {
    ...common(model),
    'runs-on': 'ubuntu-latest',
    'timeout-minutes': 10,
    steps: [
      {
        name: 'Demander la synchronisation',
        shell: 'bash',
        env: {
          ...settings,
          PROJECT_NAME: repositoryName,
          BRANCH: '${{ github.ref_name }}',
          REF_TYPE: '${{ github.ref_type }}',
          SYNC_ALL: model.mode === 'all-branches' ? 'true' : 'false',
        },
        run: triggerScript,
      },
    ],
  };
}

const repositoryName = `\${{ vars.${repositoryNameVariable} || github.event.repository.name }}`;

/**
 * A reusable workflow has no step before it that could say in French what is missing: this job does. It stops nothing, so that a platform whose settings
 * are there is mirrored all the same.
 */
function settingsJob(model: MirrorWorkflow) {
  const { if: condition, strategy } = common(model);
  return {
    name: 'Réglages (${{ matrix.plateforme }})',
    if: condition,
    strategy,
    'runs-on': 'ubuntu-latest',
    'timeout-minutes': 5,
    steps: [{ name: 'Vérifier les variables et le secret', shell: 'bash', env: settings, run: settingsScript }],
  };
}

function reusableJob(model: MirrorWorkflow) {
  const { variant } = model;
  return {
    ...common(model),
    uses: variant.kind === 'reusable' ? `${variant.uses}@${variant.sha}` : '',
    with: {
      GITLAB_URL: '${{ vars[matrix.url] }}',
      GIT_MIRROR_PROJECT_ID: '${{ vars[matrix.projet] }}',
      REPOSITORY_NAME: repositoryName,
      BRANCH_TO_SYNC: '${{ github.ref_name }}',
      SYNC_ALL: model.mode === 'all-branches' ? true : "${{ github.ref_type == 'tag' }}",
    },
    secrets: { GIT_MIRROR_TOKEN: '${{ secrets[matrix.jeton] }}' },
  };
}

/** Puts a comment above the key at the path. */
function comment(document: Document, path: readonly string[], text: string): void {
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  if (!isMap(parent)) return;
  const key = parent.items.map((pair) => pair.key).find((candidate) => isScalar(candidate) && candidate.value === path.at(-1));
  if (isScalar(key)) key.commentBefore = text;
}
