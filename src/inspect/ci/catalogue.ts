/** A file of the platform's catalogue, and the jobs that it defines. */
export interface CatalogueFile {
  readonly file: string;
  readonly jobs: readonly string[];
}

/**
 * The platform's catalogue of CI jobs, as data: https://github.com/cloud-pi-native/gitlab-ci-catalog, branch main at commit
 * 2cb98250a52813c6226fde483792b6501727162a of 9 April 2026. A newer catalogue may define more: what is not in this list is a doubt.
 */
export const catalogue: readonly CatalogueFile[] = [
  { file: 'vault-ci.yml', jobs: ['.vault:read_secret'] },
  { file: 'kaniko-ci.yml', jobs: ['.kaniko:build-push', '.kaniko:simple-build-push'] },
  { file: 'buildkit-ci.yml', jobs: ['.buildkit:build-push'] },
  { file: 'helm-ci.yml', jobs: ['.helm:build-push'] },
  { file: 'java-mvn.yml', jobs: ['.java:init', '.java:build', '.java:sonar', '.java:deploy'] },
  { file: 'node-npm.yml', jobs: ['.npm:build-publish'] },
  { file: 'sonar-ci.yml', jobs: ['.sonar:sonar-scanner'] },
  { file: 'mirror.yml', jobs: ['.repo_pull_sync'] },
];

/** The month of the list, as sentences tell it. */
export const catalogueDate = 'avril 2026';

/** The job that reads the secrets of the others. */
export const readSecret = '.vault:read_secret';

/** How each template that builds an image finds its Dockerfile, and its own variables, which those of the whole file do not replace ("CI/CD variable precedence", GitLab). */
export interface ImageTemplate {
  /** Put together with `/`, from the root of the repository. */
  readonly dockerfile: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
  /** What gives the names of the images. */
  readonly names: 'IMAGE_NAME' | 'IMAGE_NAMES';
}

/** The templates that build images. */
export const imageTemplates: ReadonlyMap<string, ImageTemplate> = new Map([
  [
    '.kaniko:build-push',
    {
      dockerfile: ['$DOCKERFILE'],
      variables: {
        DOCKERFILE: 'Dockerfile',
        WORKING_DIR: '.',
        IMAGE_NAMES: '$CI_PROJECT_NAME:$CI_COMMIT_BRANCH $CI_PROJECT_NAME:$CI_COMMIT_SHORT_SHA $CI_PROJECT_NAME:latest',
      },
      names: 'IMAGE_NAMES',
    },
  ],
  [
    '.kaniko:simple-build-push',
    {
      dockerfile: ['$WORKING_DIR', '$DOCKERFILE'],
      variables: { DOCKERFILE: 'Dockerfile', WORKING_DIR: '.', IMAGE_NAME: '$IMAGE_NAMES' },
      names: 'IMAGE_NAME',
    },
  ],
  [
    '.buildkit:build-push',
    {
      dockerfile: ['$DOCKERFILE_DIR', '$DOCKERFILE_NAME'],
      variables: { DOCKERFILE_NAME: 'Dockerfile', DOCKERFILE_DIR: '$WORKING_DIR', WORKING_DIR: '.' },
      names: 'IMAGE_NAME',
    },
  ],
]);

/** Templates that fail without the secrets that `.vault:read_secret` reads. */
export const needingSecrets: ReadonlySet<string> = new Set([...imageTemplates.keys(), '.helm:build-push']);
