import { readDeclaredResources } from '../answers/declared-resources.ts';
import type { Unread } from '../dossier/checks/check.ts';
import { ruleOutcome } from '../dossier/checks/rules.ts';
import { say, sentenceText } from '../words/sentence.ts';
import type { Cluster } from '../config/production.ts';
import { computeTexts } from '../helm/compute-texts.ts';
import type { WantedValues } from '../helm/render-charts.ts';
import { renderDelivered } from '../helm/render-delivered.ts';
import { followLinks, leadsOf, standingOf } from '../inspect/files/follow-links.ts';
import { MAX_SIZE, selectFiles } from '../inspect/files/select-files.ts';
import { notText } from '../inspect/files/not-text.ts';
import { namedTexts, textsToName } from '../inspect/named-texts.ts';
import { environmentOf } from '../inspect/helm/environments.ts';
import type { ChartPlan } from '../inspect/helm/chart-plan.ts';
import { planDelivered } from '../inspect/helm/plan-delivered.ts';
import { splitDocuments } from '../inspect/files/split-documents.ts';
import { textsToCompute } from '../inspect/helmfile/read-helmfiles.ts';
import type { TextFile } from '../inspect/files/text-file.ts';
import { inspect as inspectFiles } from '../inspect/inspect.ts';
import type { InspectInput } from '../inspect/repository.ts';
import { readManifests as readManifestFiles } from '../inspect/kubernetes/read-manifests.ts';
import { type Run, type Terminal, UsageError } from './command.ts';
import { readInput, readOptions, unreadableDirectory } from './read-options.ts';
import { readProduction } from './read-process.ts';
import { isReportFormat, type ReportFormat, reportFormats } from './report-formats.ts';

/** `accostage inspect`: checks the files of a directory (a project's checkout), or the manifests of standard input, by the platform's technical rules. No network. */
export const inspect: Run = async (args, terminal) => {
  const { rest, flags, options } = readOptions(args, ['values', 'environment', 'format', 'declared', 'process', 'repository'], ['json']);
  const format = wantedFormat(options['format'], flags.has('json'));
  const declared = readDeclared(options['declared']);
  if (rest.length > 1) throw new UsageError('un seul répertoire attendu');
  const [directory = '.'] = rest;
  if (directory === '-' && options['process'] === '-')
    throw new UsageError('l’entrée standard ne peut donner à la fois le processus et les manifestes');
  const { registries, clusters } = readProduction(options['process'], terminal);
  const wanted = wantedValues(options, terminal);
  const repository = namedRepository(options['repository']) ?? originOf(directory, terminal);
  const input = directory === '-' ? readManifests(terminal) : await readDirectory(directory, { wanted, clusters, repository }, terminal);
  const report = inspectFiles({ ...input, declared, registries, repository });
  reportFormats[format](report, terminal);
  return report.rules.some((result) => ruleOutcome(result) === 'violation') ? 1 : 0;
};

function wantedFormat(name: string | undefined, asJson: boolean): ReportFormat {
  if (name === undefined) return asJson ? 'json' : 'text';
  if (asJson && name !== 'json') throw new UsageError('--json ou --format, pas les deux');
  if (!isReportFormat(name)) throw new UsageError(`format inconnu : ${name} (formats : ${Object.keys(reportFormats).join(', ')})`);
  return name;
}

function namedRepository(name: string | undefined): string | null {
  if (name === undefined || /^[\w-]{1,39}\/[\w.-]{1,100}$/.test(name)) return name ?? null;
  throw new UsageError(`dépôt inconnu : ${name} (attendu : OWNER/REPO)`);
}

/** The name on GitHub of the repository that a checkout comes from; null where that is not told. The file is only read: git is not run in a stranger's folder. */
function originOf(directory: string, terminal: Terminal): string | null {
  try {
    const [, own = ''] = /^\[remote "origin"\]$([^[]*)/m.exec(terminal.readTreeFile(`${directory}/.git/config`)) ?? [];
    const [, name = null] =
      /^[ \t]*url[ \t]*=[ \t]*\S{0,200}?github\.[\w.-]{1,100}[:/]([\w.-]{1,100}\/[\w.-]{1,100}?)(?:\.git)?\/?[ \t]*$/m.exec(own) ?? [];
    return name;
  } catch {
    return null;
  }
}

/** What the dossier says of resources, as it is typed. */
function readDeclared(text: string | undefined) {
  const declared = readDeclaredResources(text ?? '');
  if (text !== undefined && declared.length === 0)
    throw new UsageError('ressources non comprises : --declared attend par exemple « production : 6 vCPU, 16 Go de RAM »');
  return declared;
}

function wantedValues(options: Readonly<Record<string, string>>, terminal: Terminal): WantedValues | undefined {
  const { values, environment: name } = options;
  if (values !== undefined && name !== undefined) throw new UsageError('--values ou --environment, pas les deux');
  if (values !== undefined) return { kind: 'file', file: { path: values, text: readInput(values, terminal) } };
  return name === undefined ? undefined : { kind: 'environment', name };
}

/** What the largest charts make, and more. */
const MAX_STDIN = 4 * 1024 * 1024;

/** What `helm template`, `kustomize build` or `oc process` wrote. */
function readManifests(terminal: Terminal): InspectInput {
  const text = readInput('-', terminal);
  // What should have written it failed, most often, and « | » does not tell.
  if (text.trim() === '') throw new UsageError('l’entrée standard est vide : rien n’a été vérifié');
  if (text.length > MAX_STDIN)
    throw new UsageError(`l’entrée standard dépasse ${MAX_STDIN / 1024 / 1024} Mo : donnez ses objets en plusieurs fois`);
  const file = { path: 'entree-standard.yaml', text };
  const files = splitDocuments(file);
  const long = files.find((part) => part.text.length > MAX_SIZE);
  if (long !== undefined)
    throw new UsageError(`l’objet écrit à partir de la ligne ${long.firstLine} de l’entrée standard dépasse les ${MAX_SIZE / 1024} ko lus`);
  // « Error: … », the page of a proxy: what should have written manifests says why it did not.
  if (!files.some(holdsObjects)) throw new UsageError('l’entrée standard ne contient aucun objet Kubernetes : rien n’a été vérifié');
  return { paths: [file.path], files, unread: [] };
}

function holdsObjects(file: TextFile): boolean {
  return readManifestFiles({ manifests: [file], kustomizations: [], files: [file], paths: [file.path] }).files.length > 0;
}

/** With which values charts are rendered, for which clusters, and of which repository. */
interface Rendering {
  readonly wanted: WantedValues | undefined;
  readonly clusters: readonly Cluster[];
  readonly repository: string | null;
}

async function readDirectory(directory: string, { wanted, clusters, repository }: Rendering, terminal: Terminal): Promise<InspectInput> {
  const listed = readTree(directory, terminal);
  const tree = followLinks(listed, leadsOf(listed));
  const { wanted: selected, unread } = selectFiles(tree);
  const followed = standingOf(tree);
  const readOne = (path: string) => readText(directory, { path, from: followed.get(path) ?? path }, terminal);
  const read = selected.map(readOne);
  const paths = tree.filter(({ is }) => is !== 'shut-folder').map(({ path }) => path);
  const selectedFiles = read.flatMap(({ file }) => file ?? []);
  const toName = textsToName(tree, selectedFiles);
  const named = toName === null ? [] : namedTexts(toName).flatMap((path) => readOne(path).file ?? []);
  const files = [...selectedFiles, ...named.filter(({ text }) => notText(text) === null)];
  const helm = await terminal.helm();
  if (helm.kind === 'none' && wanted !== undefined) throw new UsageError(`pas de chart calculé : ${sentenceText(helm.because)}`);
  const computed =
    helm.kind === 'found'
      ? await computeTexts(helm.path, (known) => Promise.resolve(textsToCompute({ paths, files, computed: known })))
      : null;
  const known = computed === null ? {} : { computed };
  const given = { paths, files, repository, ...known };
  const planned = planDelivered(given);
  refuseUnknown(wanted, planned.plans);
  const plan = (made: Pick<InspectInput, 'renderings' | 'installs'>) => Promise.resolve(planDelivered({ ...given, ...made }));
  const rendered = await renderDelivered({ planned, plan, helm, clusters, ...(wanted === undefined ? {} : { wanted }) });
  return { paths, files, followed, unread: [...unread, ...read.flatMap(({ missed }) => missed ?? [])], ...known, ...rendered };
}

function refuseUnknown(wanted: WantedValues | undefined, plans: readonly ChartPlan[]): void {
  if (wanted?.kind !== 'environment') return;
  const known = new Set(plans.flatMap(({ environments }) => environments.flatMap(({ path }) => environmentOf(path) ?? [])));
  if (known.has(wanted.name)) return;
  const named = known.size === 0 ? 'aucun fichier de valeurs d’un environnement' : `environnements : ${[...known].join(', ')}`;
  throw new UsageError(`environnement inconnu : ${wanted.name} (${named})`);
}

function readTree(directory: string, terminal: Terminal) {
  try {
    return terminal.listTree(directory);
  } catch {
    throw unreadableDirectory(directory, { command: 'inspect', terminal });
  }
}

/** A file, where the link that stands for it is, and where it stands itself. */
interface Linked {
  readonly path: string;
  readonly from: string;
}

function readText(directory: string, { path, from }: Linked, terminal: Terminal): { file: TextFile | null; missed: Unread | null } {
  try {
    return { file: { path, text: terminal.readTreeFile(`${directory}/${from}`) }, missed: null };
  } catch {
    return { file: null, missed: { path, because: say`ce fichier n’a pas pu être lu` } };
  }
}
