import { asMap, at, entriesOf, itemsOf, listed, type Node, textOf } from '../yaml/node.ts';
import { readDocuments } from '../yaml/read-documents.ts';
import { type Hidden, madeBy, type Surroundings } from './found.ts';
import { appliedFile, chartNamed, readCommands } from './read-commands.ts';

/** A step of a pipeline that hands what it is given to a program that others wrote, under the name by which it is found. */
interface Step {
  /** From 1. */
  readonly line: number;
  /** Without its version, nor whose it is. */
  readonly name: string;
  readonly inputs: readonly Input[];
}

interface Input {
  /** In small letters, without signs: `chart-path` and `chartPath` are one. */
  readonly key: string;
  readonly line: number;
  readonly text: string;
}

/**
 * What the steps of a pipeline deploy that others' programs run: actions of GitHub (`uses`), tasks of Azure (`task`), pipes of Bitbucket (`pipe`). Their names tell that they
 * speak of Kubernetes, and their inputs what they deploy: commands, manifests, a chart. Those that only check, publish or sign in deploy nothing. Never throws.
 */
export function readSteps(text: string, around: Surroundings): readonly Hidden[] {
  if (!/\b(uses|task|pipe)["']?\s*:/.test(text)) return [];
  const { documents } = readDocuments({ path: around.path, text });
  return documents.flatMap(stepsIn).flatMap((step) => ofStep(step, around));
}

/** Keys by which pipelines name such a program, each with that of what it is given. */
const namings = [
  ['uses', 'with'],
  ['task', 'inputs'],
  ['pipe', 'variables'],
] as const;

function stepsIn(node: Node): readonly Step[] {
  const own = namings.flatMap(([naming, given]): readonly Step[] => {
    const entry = asMap(node)?.entries.get(naming);
    const written = textOf(entry?.value ?? null);
    // What stands in the repository is read where it stands.
    if (entry === undefined || written === null || /^\.{0,2}\//.test(written)) return [];
    return [{ line: entry.place.line, name: nameOf(written), inputs: inputsOf(at(node, given)) }];
  });
  return [...own, ...[...entriesOf(node).map(({ value }) => value), ...itemsOf(node)].flatMap(stepsIn)];
}

/** `azure/k8s-deploy@v5`, `docker://alpine/helm:3` and `HelmDeploy@1` as `k8s-deploy`, `helm` and `helm-deploy`. */
function nameOf(written: string): string {
  const bare = written
    .replace(/^docker:\/\//, '')
    .replace(/@[^@]*$/, '')
    .replace(/:[^:/]*$/, '');
  return bare
    .slice(bare.indexOf('/') + 1)
    .replaceAll(/([a-z\d])([A-Z])/g, '$1-$2')
    .toLowerCase();
}

function inputsOf(node: Node | null): readonly Input[] {
  return entriesOf(node).flatMap(({ key, value }) => {
    const text = listed(value)
      .flatMap((item) => textOf(item) ?? [])
      .join('\n');
    return text.trim() === '' ? [] : [{ key: key.replaceAll(/[^\p{L}\d]/gu, '').toLowerCase(), line: value.place.line, text }];
  });
}

/** One of these words, between the signs that part those of a name. */
function word(words: string): RegExp {
  return new RegExp(String.raw`(^|[-_/.])(${words})(?=[-_/.]|$)`);
}

const ofKubernetes = word('kubectl|helm\\d?|kube|kubernetes|k8s|k3s|aks|eks|gke|oc|openshift|okd|kustomize|argo-?cd|knative');
const deploys = word('deploy(s|ment|er)?|new-app|apply|upgrade');
const deploysNothing = word(
  '([a-z\\d]*lint|valid|check|test|doc|schema|release|publish|push|pull|packag|pages|setup|set|install|login|auth|cred|config|scan|scor|sast|bench|diff|report|comment|secret|wait|clean|delet|uninstall|kind|minikube|k3d|version|bump|updat|notif|sync|dispatch|webhook|get|use|conform|eval|templat|render|generat|depend|slic|split|format|fmt|cosign|sign|upload|download|fetch|cache)[a-z\\d]*',
);
/** Of what was deployed, or will be: whatever else the name says. */
const speaksOfIt = word('(comment|status|notif[a-z]*|report[a-z]*)([-_.](action|task|pipe))?$');

function ofStep({ line, name, inputs }: Step, around: Surroundings): readonly Hidden[] {
  const isDeploying = deploys.test(name);
  if (!ofKubernetes.test(name) || (deploysNothing.test(name) && !isDeploying) || speaksOfIt.test(name) || doesElse(inputs)) return [];
  const charts = named(inputs, /^(helm)?chart(path|ref|url|dir)?$/);
  const [chart] = charts.length > 0 ? charts : named(inputs, /^(helm)?chartname$/);
  // `helm-version` is that of the program.
  const version = named(inputs, /^(chart)?version$/)[0]?.text.trim() ?? null;
  const from = chartsFrom(inputs);
  const files = named(
    inputs,
    /^((k8s)?manifests?(paths?|files?|dir|folder)?|files|path|resourcepath|configuration|kustomiz(e|ation)(path)?)$/,
  );
  const commands = named(inputs, /^(args|arguments|commands?|cmd|exec|run|script|kubectl|kubectl(args|command)|helm|oc)$/);
  if (chart === undefined && files.length + commands.length === 0) return isDeploying ? byName({ line, name }, around) : [];
  return [
    ...(chart === undefined ? [] : chartNamed(chart.text.trim(), { line: chart.line, around, version, from })),
    ...files.flatMap((input) => wordsOf(input.text).map((written) => appliedFile(written, { line: input.line, around }))).flat(),
    ...ofCommands(name, commands, around),
  ];
}

/** The repository of charts that is named: what is called no more than a repository may be one of images, unless it is an address. */
function chartsFrom(inputs: readonly Input[]): string | undefined {
  const own = named(inputs, /^(helm|chart)repo(sitory)?(url)?$/);
  const any = named(inputs, /^repo(sitory)?(url)?$/).filter(({ text }) => /^\s*(https?|oci):\/\//.test(text));
  return [...own, ...any][0]?.text.trim();
}

function named(inputs: readonly Input[], key: RegExp): readonly Input[] {
  return inputs.filter((input) => key.test(input.key));
}

/** True where the one word by which such a program is told what to do is none that deploys: `action: reject`, `command: package`. */
function doesElse(inputs: readonly Input[]): boolean {
  return named(inputs, /^(action|command|task)$/).some(
    ({ text }) =>
      /^\s*[A-Za-z]+\s*$/.test(text) && !/^\s*(deploy|promote|bake|apply|create|replace|run|install|upgrade|new-app)\s*$/.test(text),
  );
}

/** What a list in one text names, whatever parts it: an expression (`${{ steps.a.outputs.b }}`) is one word. */
function wordsOf(text: string): readonly string[] {
  return (text.match(/(?:\$\{\{[^}]{0,200}\}\}|[^\s,])+/g) ?? []).filter((one) => one !== '-');
}

const programs = ['kubectl', 'helm', 'oc'] as const;

/** What a program is told to do, without its own name, which is the step's: a verb, and what follows it, may be two inputs. A whole command is read with those of the file. */
function ofCommands(name: string, inputs: readonly Input[], around: Surroundings): readonly Hidden[] {
  const text = inputs.map((input) => input.text.replaceAll(/\s+/g, ' ').trim()).join(' ');
  const [first] = inputs;
  if (first === undefined || /\b(kubectl|helm3?|oc)\s/.test(text)) return [];
  const its = programs.filter((program) => word(`${program}\\d?`).test(name));
  const ones = its.length > 0 ? its : [name.includes('openshift') ? 'oc' : 'kubectl'];
  // Of two programs, the one that knows the verb is meant.
  const found = ones.map((program) => readCommands(`${program} ${text}`, around)).find((hidden) => hidden.length > 0) ?? [];
  return found.map((hidden) => ({ ...hidden, line: first.line }));
}

/** What deploys by its name alone most often deploys what the repository holds; `oc new-app` makes its own. */
function byName({ line, name }: Pick<Step, 'line' | 'name'>, around: Surroundings): readonly Hidden[] {
  const isHeld = (around.hasCharts || around.hasManifests) && !/new-app/.test(name);
  return isHeld ? [] : [madeBy(line, name)];
}

/** Templates of GitLab that deploy in Kubernetes what no file of the repository tells ("CI/CD template reference", GitLab). */
const gitlabTemplate =
  /^(Auto-DevOps|Jobs\/Deploy|Managed-Cluster-Applications|OpenShift|Serverless|Kubernetes(-With-Canary)?)(\.latest)?\.gitlab-ci\.ya?ml$/i;

/** What a pipeline of GitLab includes that deploys: its own templates, and those of others that their names tell (`to-be-continuous/helm`). Never throws. */
export function readGitlabIncludes(text: string, around: Surroundings): readonly Hidden[] {
  if (!/^["']?include["']?\s*:/m.test(text)) return [];
  const { documents } = readDocuments({ path: around.path, text });
  return documents.flatMap((document) => listed(at(document, 'include')).flatMap((include) => ofInclude(include, document, around)));
}

function ofInclude(include: Node, document: Node, around: Surroundings): readonly Hidden[] {
  const { line } = include.place;
  const template = textOf(at(include, 'template'));
  if (template !== null) return gitlabTemplate.test(template) && !around.isChart('chart') ? [madeBy(line, template)] : [];
  const [project, component, remote] = ['project', 'component', 'remote'].map((key) => textOf(at(include, key)));
  const files = listed(at(include, 'file')).flatMap((file) => textOf(file) ?? []);
  // The server of a component is most often a variable, and says nothing of it.
  const parts = [project, ...files, component?.replace(/^\$[^/]*\//, ''), remote, textOf(include)].filter((one) => typeof one === 'string');
  const written = parts.map((part) => part.replace(/^\//, '').replace(/@[^@/]*$/, '')).join('/');
  const name = written.toLowerCase();
  const [, suite] = /(?:^|\/)to-be-continuous\/(helm|kubernetes|openshift)(?=\/|$)/.exec(name) ?? [];
  if (suite === undefined && !(ofKubernetes.test(name) && deploys.test(name))) return [];
  // A file of the repository, which is read where it stands.
  if (include.kind === 'scalar' && !/^https?:/.test(name)) return [];
  const chart = textOf(at(include, 'inputs', 'deploy-chart')) ?? textOf(at(document, 'variables', 'HELM_DEPLOY_CHART'));
  if (suite === 'helm' && chart !== null) return chartNamed(chart, { line, around, version: null });
  return byName({ line, name: written }, around);
}
