import { describe, expect, it } from 'vitest';
import { ruleOutcome } from '../../../src/dossier/checks/rules.ts';
import { inspect } from '../../../src/inspect/inspect.ts';
import { aDeployment, type Files } from '../rules/cases.ts';

const own = 'https://github.com/org/infra.git';
const application = (source: string, kind = 'Application') =>
  `apiVersion: argoproj.io/v1alpha1\nkind: ${kind}\nmetadata: { name: x }\n${source}`;
const app = (source: string) => application(`spec: { source: { ${source} } }\n`);
const set = (generators: string, source: string, more = '') =>
  application(`spec: { generators: [${generators}], template: { spec: { source: { ${source} } } }${more} }\n`, 'ApplicationSet');
const flux = (spec: string, from = `url: ${own}, ref: { branch: main }`) =>
  `apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: { name: x }\nspec: { sourceRef: { kind: GitRepository, name: flux-system }, ${spec} }\n---\napiVersion: source.toolkit.fluxcd.io/v1\nkind: GitRepository\nmetadata: { name: flux-system }\nspec: { ${from} }\n`;

/** What a rule on objects says of a repository called `org/infra`, unless that is not known. */
function outcome(object: string, { repository = 'org/infra', more = {} }: { repository?: string | null; more?: Files } = {}) {
  const files: Files = { 'apps/prod/a.yaml': aDeployment(), 'argocd/x.yaml': object, ...more };
  const { rules } = inspect({
    paths: Object.keys(files),
    files: Object.entries(files).flatMap(([path, text]) => (text === null ? [] : [{ path, text }])),
    unread: [],
    repository,
  });
  const rule = rules.find((one) => one.rule === 'disallow-latest');
  return rule === undefined ? null : ruleOutcome(rule);
}

describe('ce qui déploie un dossier du dépôt lui-même ne cache rien', () => {
  it.each<readonly [string, string]>([
    ['une Application', app(`repoURL: "${own}", path: apps/prod`)],
    ['par SSH, sous une autre casse', app('repoURL: "git@github.com:Org/Infra", path: ./apps/prod/, targetRevision: HEAD')],
    ['par ssh://', app('repoURL: "ssh://git@github.com:22/org/infra.git", path: apps/prod, targetRevision: main')],
    ['sur un GitHub d’entreprise', app('repoURL: "https://github.exemple.gouv.fr/org/infra", path: apps/prod')],
    ['avec ses sous-dossiers', app(`repoURL: "${own}", path: apps, directory: { recurse: true }`)],
    ['sous un nom de livraison', app(`repoURL: "${own}", path: apps/prod, helm: { releaseName: x }`)],
    [
      'parmi plusieurs sources',
      application(`spec: { sources: [{ repoURL: "${own}", path: apps/prod }, { repoURL: "${own}", ref: valeurs }] }\n`),
    ],
    ['un ApplicationSet', set('{ list: { elements: [] } }', `repoURL: "${own}", path: apps/prod`)],
    [
      'un ApplicationSet par dossier',
      set(`{ git: { repoURL: "${own}", revision: HEAD, directories: [{ path: apps/* }] } }`, `repoURL: "${own}", path: "{{ .path.path }}"`),
    ],
    ['une Kustomization de Flux', flux('path: ./apps/prod, prune: true')],
  ])('%s', (_, object) => {
    expect(outcome(object)).toBe('conforming');
    expect(outcome(object, { repository: null })).toBe('undetermined');
    expect(outcome(object, { repository: 'autre/infra' })).toBe('undetermined');
  });
});

describe('ce qui déploie autre chose, ou autrement, reste un doute', () => {
  it.each<readonly [string, string]>([
    ['un autre dépôt', app('repoURL: "https://github.com/org/autre", path: apps/prod')],
    ['le même nom sur une autre forge', app('repoURL: "https://gitlab.com/org/infra", path: apps/prod')],
    ['une adresse qui contient ce nom', app('repoURL: "https://exemple.fr/github.com/org/infra", path: apps/prod')],
    ['un dossier absent', app(`repoURL: "${own}", path: apps/recette`)],
    ['un dossier sans manifeste à sa racine', app(`repoURL: "${own}", path: apps`)],
    ['un dossier hors du dépôt', app(`repoURL: "${own}", path: ../apps/prod`)],
    ['une étiquette', app(`repoURL: "${own}", path: apps/prod, targetRevision: v1.2.0`)],
    ['une branche d’environnement', app(`repoURL: "${own}", path: apps/prod, targetRevision: prod`)],
    ['un chart d’ailleurs', app(`repoURL: "${own}", chart: redis`)],
    ['des valeurs', app(`repoURL: "${own}", path: apps/prod, helm: { parameters: [{ name: a, value: b }] }`)],
    ['des fichiers de valeurs', app(`repoURL: "${own}", path: apps/prod, helm: { valueFiles: [prod.yaml] }`)],
    ['des images remplacées', app(`repoURL: "${own}", path: apps/prod, kustomize: { images: ["a=b:latest"] }`)],
    ['un greffon', app(`repoURL: "${own}", path: apps/prod, plugin: { name: x }`)],
    ['du Jsonnet', app(`repoURL: "${own}", path: apps/prod, directory: { jsonnet: { libs: [a] } }`)],
    [
      'une source de plus, d’ailleurs',
      application(`spec: { sources: [{ repoURL: "${own}", path: apps/prod }, { chart: redis, repoURL: "https://a.b" }] }\n`),
    ],
    ['aucune source', application('spec: {}\n')],
    ['un ApplicationSet par liste', set('{ list: { elements: [{ path: a }] } }', `repoURL: "${own}", path: "{{path}}"`)],
    ['un ApplicationSet corrigé', set('{ list: {} }', `repoURL: "${own}", path: apps/prod`, ', templatePatch: "a: b"')],
    [
      'un ApplicationSet dont un dossier n’a rien',
      set(`{ git: { repoURL: "${own}", directories: [{ path: "*" }] } }`, `repoURL: "${own}", path: "{{path}}"`),
    ],
    ['une Kustomization de Flux qui substitue', flux('path: ./apps/prod, postBuild: { substitute: { a: b } }')],
    ['une Kustomization de Flux qui corrige', flux('path: ./apps/prod, patches: [{ patch: "a: b" }]')],
    ['une Kustomization de Flux d’une étiquette', flux('path: ./apps/prod', `url: ${own}, ref: { tag: v1 }`)],
    ['une Kustomization de Flux d’un autre dépôt', flux('path: ./apps/prod', 'url: https://github.com/org/autre')],
  ])('%s', (_, object) => {
    expect(outcome(object)).toBe('undetermined');
  });

  it('un dossier d’exemples, dont rien n’est jugé', () => {
    const more = { 'examples/k8s/a.yaml': aDeployment() };
    expect(outcome(app(`repoURL: "${own}", path: examples/k8s`), { more })).toBe('undetermined');
  });

  it('un dossier dont un fichier n’a pas été lu', () => {
    expect(outcome(app(`repoURL: "${own}", path: apps/prod`), { more: { 'apps/prod/b.yaml': null } })).toBe('undetermined');
  });
});
