import { isHelmfile, isHelmfileByDefault } from '../files/is-helmfile.ts';
import { namedByHelmfiles } from '../files/named-by-helmfiles.ts';
import { notText } from '../files/not-text.ts';
import { parentFolder } from '../files/paths.ts';
import type { TextFile } from '../files/text-file.ts';
import { treeKinds } from '../files/tree-kinds.ts';
import { say } from '../../words/sentence.ts';
import { hidden, type Opaque } from '../sight.ts';
import { type ComputedText, createCompute, type TextToCompute } from './computed-texts.ts';
import type { Install } from './install.ts';
import { readHelmfile } from './read-helmfile.ts';

/** A repository, and what Helm computed for its helmfiles; absent where nobody asked it. */
export interface HelmfileInput {
  readonly paths: readonly string[];
  readonly files: readonly TextFile[];
  readonly computed?: readonly ComputedText[];
  /** `owner/name` on GitHub; absent where that is not known. */
  readonly repository?: string | null;
}

/** What the helmfiles of a repository install. */
export interface Helmfiles {
  readonly installs: readonly Install[];
  readonly opaques: readonly Opaque[];
  /** Paths of those that were read, and of those for which another answers: what they do not tell is among the opaques. */
  readonly read: ReadonlySet<string>;
  /** Of these, those of which all is known, but for charts of others. */
  readonly whole: ReadonlySet<string>;
}

/** Installations of one chart that are rendered. */
const MAX_INSTALLS = 10;

const none: Helmfiles = { installs: [], opaques: [], read: new Set(), whole: new Set() };

/** What the helmfiles install, by what Helm computed. Nothing where it was not asked. Pure; never throws. */
export function readHelmfiles({ computed, ...input }: HelmfileInput): Helmfiles {
  if (!input.paths.some(isHelmfile)) return none;
  return computed === undefined ? { ...none, read: new Set(sortOut(input).parts) } : readAll(input, computed).helmfiles;
}

/** What Helm must still compute before the helmfiles can be read: what each answer lets ask comes with the next one. Pure; never throws. */
export function textsToCompute({ computed = [], ...input }: HelmfileInput): readonly TextToCompute[] {
  return input.paths.some(isHelmfile) ? readAll(input, computed).wanted : [];
}

/** The helmfiles that are deployed by themselves, and the paths of the others: of a name that Helmfile is told, those that another names, or that install nothing. */
function sortOut({ paths, files }: Omit<HelmfileInput, 'computed'>) {
  const kinds = treeKinds(paths);
  const all = files.filter(({ path, text }) => kinds.get(path) === 'helmfile' && notText(text) === null);
  const isOwn = ({ path }: TextFile) => isHelmfileByDefault(path);
  const installing = all.filter((file) => isOwn(file) || /^(releases|helmfiles)\s*:/m.test(file.text));
  const isNamed = namedByHelmfiles(installing);
  // Two that name each other are no parts of one that is deployed.
  const isPart = namedByHelmfiles(installing.filter((file) => isOwn(file) || !isNamed(file.path)));
  const helmfiles = installing.filter((file) => isOwn(file) || !isPart(file.path));
  const alone = new Set(helmfiles);
  return { helmfiles, parts: all.filter((file) => !alone.has(file)).map(({ path }) => path) };
}

function readAll({ paths, files }: Omit<HelmfileInput, 'computed'>, computed: readonly ComputedText[]) {
  const { helmfiles, parts } = sortOut({ paths, files });
  const wanted: TextToCompute[] = [];
  const around = {
    paths: new Set(paths),
    texts: new Map(files.filter(({ text }) => notText(text) === null).map(({ path, text }) => [path, text])),
    compute: createCompute(computed, wanted),
  };
  const read = helmfiles.map((file) => ({ file, ...readHelmfile(file, { ...around, folder: parentFolder(file.path) }) }));
  const isWhole = ({ opaques }: { readonly opaques: readonly Opaque[] }) => opaques.every(({ hides }) => hides === 'objects-of-others');
  const byChart = [
    ...Map.groupBy(
      read.flatMap(({ installs }) => installs),
      ({ chart }) => chart,
    ),
  ];
  return {
    wanted,
    helmfiles: {
      installs: byChart.flatMap(([, all]) => all.slice(0, MAX_INSTALLS)),
      opaques: [...read.flatMap(({ opaques }) => opaques), ...byChart.flatMap(beyond)],
      read: new Set([...read.map(({ file }) => file.path), ...parts]),
      whole: new Set(read.filter(isWhole).map(({ file }) => file.path)),
    },
  };
}

function beyond([chart, installs]: readonly [string, readonly Install[]]): readonly Opaque[] {
  const left = installs.length - MAX_INSTALLS;
  const because = say`ce chart est installé par des helmfiles de plus de ${MAX_INSTALLS} façons : ${left} n’ont pas été vues`;
  return left <= 0 ? [] : [hidden({ path: chart, line: 1 }, because)];
}
