import { say } from '../../../words/sentence.ts';
import { contextFolders, entriesOf } from '../../docker/copies.ts';
import type { Dockerfile } from '../../docker/dockerfile.ts';
import { baseName, parentFolder } from '../../files/paths.ts';
import { isForDevelopment } from '../../rules/rule.ts';
import { asText } from '../as-text.ts';
import type { Fixer } from '../fix.ts';

const path = '.gitlab-ci-dso.yml';

/**
 * Writes the platform's CI file from the Dockerfiles: the secrets are read first, then each image is built by a template of the catalogue, under a tag that changes with each commit
 * ("gitlab-ci-catalog", cloud-pi-native). Only where there is no such file at all, under any name.
 */
export const fixCiFile: Fixer = ({ paths, dockerfiles, findings }) => {
  const entries = entriesOf(paths);
  const images = dockerfiles.filter((one) => !isForDevelopment(one.path) && /^[\w./-]+$/.test(one.path));
  const built = images.map((dockerfile) => dockerfile.path);
  const isAbsent = findings.some(({ place }) => place === null);
  const names = built.map(nameOf);
  if (!isAbsent || built.length === 0 || new Set(names).size < names.length) return [];
  const because = say`crée ${path} : lecture des secrets, puis une construction par Dockerfile (${built.join(', ')}) ; vérifiez pour chacun ${'WORKING_DIR'}, le dossier depuis lequel son image se construit, et le nom de l’image`;
  return [
    {
      path,
      edits: [{ start: 0, end: 0, text: ciText(images.map((dockerfile) => jobText(dockerfile.path, workingFolder(dockerfile, entries)))) }],
      because,
    },
  ];
};

/** The folder that holds what the Dockerfile takes; its own where that does not tell. */
function workingFolder(dockerfile: Dockerfile, entries: ReadonlySet<string>): string {
  const [only = '', ...others] = contextFolders(dockerfile, entries);
  return others.length === 0 ? only : parentFolder(dockerfile.path);
}

function ciText(jobs: readonly string[]): string {
  return `include:
  - project: $CATALOG_PATH
    file:
      - vault-ci.yml
      - kaniko-ci.yml
    ref: main

stages:
  - read-secret
  - docker-build

read_secret:
  stage: read-secret
  extends:
    - .vault:read_secret
${jobs.join('')}`;
}

function jobText(dockerfile: string, folder: string): string {
  const name = nameOf(dockerfile);
  return `
build_${name === '' ? 'image' : name}:
  stage: docker-build
  extends:
    - .kaniko:build-push
  variables:
    DOCKERFILE: ${dockerfile}
    WORKING_DIR: ${folder === '' ? '.' : asText(folder)}
    IMAGE_NAMES: ${name === '' ? '$CI_PROJECT_NAME' : name}:$CI_COMMIT_SHORT_SHA
`;
}

/** The folder names the image, with what distinguishes the Dockerfile; empty for the one at the root, which GitLab's own name of the project names. */
function nameOf(dockerfile: string): string {
  const variant = baseName(dockerfile).replace(/(^|\.)(Dockerfile|Containerfile)(\.|$)/i, '');
  return [...parentFolder(dockerfile).split('/'), variant]
    .map((part) =>
      part
        .toLowerCase()
        .replaceAll(/[^a-z0-9]+/g, '-')
        .replaceAll(/^-+|-+$/g, ''),
    )
    .filter((part) => part !== '')
    .join('-');
}
