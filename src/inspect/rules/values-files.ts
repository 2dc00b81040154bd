import { say } from '../../words/sentence.ts';
import { fileKind } from '../files/file-kind.ts';
import { helmfilesAbove } from '../files/helmfiles-above.ts';
import { lastOf } from '../files/named-yaml.ts';
import { baseName, foldersAround, inside, parentFolder } from '../files/paths.ts';
import { environmentFiles, environmentOf, isNotDeployed, sharedFiles, type ValuesSearch } from '../helm/environments.ts';
import type { ValuesFile } from '../helm/values.ts';
import type { Repository } from '../repository.ts';
import { advice, type Judged, type RuleFinding, together, undetermined, violation } from './finding.ts';
import type { Rule } from './rule.ts';

/** `values-files`: the values files of each chart are maps, and the console can name them: it replaces `<env>` in the names that it is given. */
export const valuesFiles: Rule = (repository) => {
  const charts = repository.facts.infrastructure.flatMap(({ kind, path }) => (kind === 'helm' ? [path] : []));
  const chartFolders = charts.map(parentFolder);
  const oddIn = Map.groupBy(repository.paths.filter(isOdd), parentFolder);
  const valuesAt = new Map(repository.allValues.map((file) => [file.path, file]));
  return together([
    ...charts.map((chart) => judgeChart({ chart, chartFolders, oddIn, valuesAt, paths: repository.paths })),
    judgeApart(chartFolders, repository),
  ]);
};

interface Chart {
  readonly chart: string;
  readonly chartFolders: readonly string[];
  readonly paths: readonly string[];
  readonly valuesAt: ReadonlyMap<string, ValuesFile>;
  /** Files named almost as values are, by their folders. */
  readonly oddIn: ReadonlyMap<string, readonly string[]>;
}

function judgeChart({ chart, chartFolders, paths, valuesAt, oddIn }: Chart): Judged {
  const folder = parentFolder(chart);
  const environments = environmentsOf({ folder, chartFolders, paths });
  const files = [...new Set([`${inside(folder)}values.yaml`, ...environments])].toSorted().flatMap((path) => valuesAt.get(path) ?? []);
  const odd = oddIn.get(folder) ?? [];
  return {
    examined: [...files, ...odd.map((path) => ({ path }))].map(({ path }) => ({ path, line: 1 })),
    findings: [...files.flatMap(judgeFile), ...odd.map(unusual), ...declaration(environments, folder)],
  };
}

function environmentsOf(search: ValuesSearch): readonly string[] {
  return [...environmentFiles(search), ...sharedFiles(search)];
}

function judgeFile({ path, root, troubles }: ValuesFile): readonly RuleFinding[] {
  const place = { path, line: 1 };
  if (troubles.some(({ kind }) => kind !== 'ambiguous')) {
    return [
      undetermined({
        place,
        because: say`ce fichier de valeurs n’a pas été lu en entier : ${`helm lint --values ${baseName(path)}`} le vérifie`,
      }),
    ];
  }
  if (root === null || root.kind === 'map' || (root.kind === 'scalar' && root.text === null)) return [];
  return [violation({ place: root.place, because: say`des valeurs sont des clés et leurs valeurs : Helm refuse ce fichier` })];
}

/** Named almost as values are: whoever wrote it meant it to be used. */
function isOdd(path: string): boolean {
  const name = baseName(path);
  return (
    /^(values?|valeurs?|vals?)([-_.\w]*)\.(ya?ml)([-_.~][\w.]*)?$/i.test(name) &&
    !/^values\.ya?ml$/.test(name) &&
    environmentOf(path) === null
  );
}

function unusual(path: string): RuleFinding {
  const because = say`ce fichier n’a pas un nom par lequel la console trouve les valeurs d’un environnement : déclarez-le tel quel, ou renommez-le`;
  return undetermined({ place: { path, line: 1 }, because, fix: { language: 'text', text: 'values-<env>.yaml' } });
}

/** The values files beside the charts with which none was computed: beside several, those that no text names. */
function judgeApart(chartFolders: readonly string[], repository: Repository): Judged {
  const { paths, assemblers, namedYaml } = repository;
  if (chartFolders.length === 0) return { examined: [], findings: [] };
  const used = new Set([
    ...assemblers.flatMap(({ names }) => names),
    ...chartFolders.flatMap((folder) => environmentsOf({ folder, chartFolders, paths })),
  ]);
  const helmfileOf = helmfilesAbove(paths);
  const isAlone = chartFolders.length === 1;
  const around = {
    folders: new Set(chartFolders),
    above: new Set(chartFolders.flatMap(foldersAround)),
    names: new Set(chartFolders.map(baseName)),
  };
  const isSaid = (path: string) => !isAlone && namesOf(path).some((name) => namedYaml.has(name));
  const apart = paths.filter((path) => isApart(path, around) && !used.has(path) && helmfileOf(path) === null && !isSaid(path));
  const finding = isAlone ? notUsed : notUsedByAny;
  return { examined: apart.map((path) => ({ path, line: 1 })), findings: apart.map(finding) };
}

/** Where the charts of a repository are. */
interface ChartPlaces {
  readonly folders: ReadonlySet<string>;
  /** Every folder in which there is one. */
  readonly above: ReadonlySet<string>;
  /** What their own folders are called. */
  readonly names: ReadonlySet<string>;
}

/** True for a file beside the charts that is called as values are: nothing tells whose it is. */
function isApart(path: string, charts: ChartPlaces): boolean {
  const isValues = /^values[-_.]|^values\.ya?ml$/.test(baseName(path)) || isInFolderOfValues(path, charts);
  if (!isValues || foldersAround(path).some((folder) => charts.folders.has(folder)) || fileKind(path) !== 'values') return false;
  const name = environmentOf(path) ?? environmentOfChart(path, charts);
  return name !== null && !isNotDeployed(name);
}

/** True in a folder of values above which, or beside which, there are charts: programs have folders called so as well (`res/values`, `src/values`). */
function isInFolderOfValues(path: string, { above }: ChartPlaces): boolean {
  const folder = parentFolder(path);
  return /^(values|valeurs)$/i.test(baseName(folder)) && above.has(parentFolder(folder));
}

/** Of `environments/prod/api/values.yaml`, where a chart is in a folder called `api`. */
function environmentOfChart(path: string, { names }: ChartPlaces): string | null {
  const folder = parentFolder(path);
  const isOfChart = /^values\.ya?ml$/.test(baseName(path)) && names.has(baseName(folder));
  return isOfChart ? environmentOf(`${inside(parentFolder(folder))}values.yaml`) : null;
}

/** How a text may name it: by its own name, where that tells it from others, else with its folder; with a variable in place of the environment. */
function namesOf(path: string): readonly string[] {
  const name = environmentOf(path) ?? '';
  const own = lastOf(path, /^values[-_.](?!ya?ml$)/.test(baseName(path)) ? 1 : 2);
  const at = own.lastIndexOf(name);
  return name === '' || at === -1 ? [own] : [own, `${own.slice(0, at)}*${own.slice(at + name.length)}`];
}

function notUsed(path: string): RuleFinding {
  const because = say`le chart n’a pas été calculé avec ce fichier de valeurs, dont le nom n’est pas d’un environnement connu (${`accostage inspect --values ${path}`} l’essaie)`;
  return undetermined({ place: { path, line: 1 }, because });
}

function notUsedByAny(path: string): RuleFinding {
  const because = say`rien dans le dépôt ne dit lequel des charts emploie ce fichier de valeurs : aucun n’a été calculé avec lui (${`accostage inspect <chart> --values ${path}`} l’essaie)`;
  return undetermined({ place: { path, line: 1 }, because });
}

/** What the console must be told, once for a chart. */
function declaration(environments: readonly string[], folder: string): readonly RuleFinding[] {
  const [first] = environments;
  if (first === undefined) return [];
  const names = environments.map((path) => fromFolder(path, folder)).join(', ');
  return [
    advice({
      place: { path: first, line: 1 },
      because: say`ces fichiers ne servent que s’ils sont déclarés dans la console, dans la fiche du dépôt d’infrastructure (onglet « Ressources »), champ « Fichiers values » : ${names}`,
      fix: { language: 'text', text: fromFolder(patternOf(first), folder) },
    }),
  ];
}

/** As the console is told it: from the chart's folder. */
function fromFolder(path: string, folder: string): string {
  return folder !== '' && path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : path;
}

function patternOf(path: string): string {
  const name = environmentOf(path) ?? '';
  const at = path.lastIndexOf(name);
  return at === -1 || name === '' ? path : `${path.slice(0, at)}<env>${path.slice(at + name.length)}`;
}
