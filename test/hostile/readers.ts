import { readDefaults } from '../../src/defaults.ts';
import { readCommands } from '../../src/dossier/commands/read-commands.ts';
import { readFlows } from '../../src/flows/reading/read-flows.ts';
import { parseAnswers } from '../../src/form/parse-answers.ts';
import { compileHub, type HubFiles } from '../../src/config/compile-hub.ts';
import { inspect } from '../../src/inspect/inspect.ts';
import { readMirrorFile } from '../../src/mirror/change-platforms.ts';
import { recogniseMirrors } from '../../src/mirror/recognise.ts';
import { ovh } from '../mirror/workflows.ts';
import type { ReaderName } from './corpus.ts';

const defaults = readDefaults();
const hub = { owner: 'dnum-mi', repo: 'accompagnement' };
const none = { kind: 'file', text: null } as const;
const empty = { kind: 'folder', names: [] } as const;

/** A hub whose own configuration, or whose form over the shipped process, is the text. */
export const hubFiles = {
  configuration: (text: string): HubFiles => ({ hub, answers: [{ kind: 'file', text }, none, empty] }),
  formulaire: (text: string): HubFiles => ({ hub, answers: [none, empty, { kind: 'file', text }] }),
};

/** A secret that lies deep, for patterns to be compared with. */
const secret = `${'a/'.repeat(100)}.env`;

/** The files of a repository, with the hostile one and what makes the rules look at it. */
function files(path: string, text: string) {
  const others = path === 'Dockerfile' ? [] : [{ path: 'Dockerfile', text: 'FROM a\nCOPY . .\nCOPY b/.env .\n' }];
  return { paths: [secret, '.env', path], files: [{ path, text }, ...others], unread: [] };
}

/** What each reader does with a text. */
export const readers: Readonly<Record<ReaderName, (text: string) => unknown>> = {
  configuration: (text) => compileHub(hubFiles.configuration(text), defaults),
  formulaire: (text) => compileHub(hubFiles.formulaire(text), defaults),
  workflow: (text) => [recogniseMirrors([{ path: 'a.yml', text }]), readMirrorFile(text, [ovh])],
  manifeste: (text) => inspect(files('k8s/a.yaml', text)),
  kustomization: (text) => inspect(files('k/kustomization.yaml', text)),
  dockerfile: (text) => inspect(files('Dockerfile', text)),
  dockerignore: (text) => inspect(files('.dockerignore', text)),
  corps: (text) => parseAnswers(defaults.form, text),
  commandes: readCommands,
  flux: (text) => readFlows(text, 'internet'),
  outils: (text) =>
    [
      'deploy.sh',
      '.github/workflows/a.yml',
      '.gitlab-ci.yml',
      'main.tf',
      'skaffold.yaml',
      'devspace.yaml',
      'porter.yaml',
      'roles/a.yml',
    ].map((path) => inspect(files(path, text))),
};
