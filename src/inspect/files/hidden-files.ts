import type { Unread } from '../../dossier/checks/check.ts';
import { say, type Sentence } from '../../words/sentence.ts';
import type { Opaque } from '../sight.ts';
import { type FileKind, fileKind, isNamedAsManifest } from './file-kind.ts';
import { helmfilesAbove } from './helmfiles-above.ts';
import { isHelmfile } from './is-helmfile.ts';
import { baseName, inside } from './paths.ts';
import { chartFoldersOf, holdsDefinitions, treeKinds } from './tree-kinds.ts';

/** The tree, what of it was read, and what is told of the rest. */
export interface TreeReading {
  readonly paths: readonly string[];
  readonly read: ReadonlySet<string>;
  readonly unread: readonly Unread[];
  /** What `.gitmodules` says; null where it was not read. */
  readonly submodules: string | null;
  /** The helmfiles that were read as such. */
  readonly helmfiles: ReadonlySet<string>;
}

/** Files named one by one among those that hide; the rest is counted. */
const MAX_NAMED = 20;

/** What files that were not read, and files that make others, keep from being seen. */
export function hiddenByFiles({ paths, read, unread, submodules, helmfiles }: TreeReading): readonly Opaque[] {
  const told = new Set(unread.map(({ path }) => path));
  const kinds = treeKinds(paths);
  const charts = chartFoldersOf(kinds);
  const helmfileOf = helmfilesAbove(paths);
  const silent = told.has('.') ? [] : [...kinds].filter(([path, kind]) => kind !== 'tool' && !read.has(path) && !told.has(path));
  return shorten([
    ...unread.flatMap(({ path, because }) =>
      path === '.' ? everything(because) : hiddenBy({ path, kind: kinds.get(path), because, charts }),
    ),
    ...silent.flatMap(([path, kind]) => hiddenBy({ path, kind, because: say`ce fichier n’a pas été lu`, charts })),
    ...paths.filter((path) => !isOfChart(kinds.get(path)) && !helmfiles.has(path)).flatMap((path) => maker(path, helmfileOf)),
    ...kontinuous(paths),
    ...(paths.includes('.gitmodules') && hidesFolders(submodules) ? [ofSubmodules] : []),
  ]);
}

function everything(because: Sentence): readonly Opaque[] {
  return [
    { place: null, because, hides: 'objects' },
    { place: null, because, hides: 'dockerfiles' },
  ];
}

interface NotRead {
  readonly path: string;
  readonly kind: FileKind | undefined;
  readonly because: Sentence;
  /** Folders of the charts. */
  readonly charts: readonly string[];
}

/** A chart answers for its templates, and its values make no object by themselves. */
function hiddenBy({ path, kind, because, charts }: NotRead): readonly Opaque[] {
  const place = { path, line: 1 };
  switch (kind) {
    case 'dockerfile':
      return [{ place, because, hides: 'dockerfiles' }];
    case 'kustomization':
    case 'manifest':
    case 'maybe-manifest':
    case 'tool':
      return [{ place, because, hides: 'objects' }];
    case 'ci':
    case 'ci-part':
    case 'dockerignore':
    case 'submodules':
    case 'chart':
    case 'values':
    case 'helmfile':
    case 'helmfile-values':
    case 'helper':
    case 'template':
    case 'chart-file':
    case 'subchart':
    case 'credentials':
      return [];
    // A folder of which nothing was read: a link, or another repository.
    case undefined:
      return [{ place, because, hides: charts.some((chart) => isCrdsOf(chart, path)) ? 'objects-of-others' : 'objects' }];
    default:
      return kind satisfies never;
  }
}

function isCrdsOf(chart: string, path: string): boolean {
  return path.startsWith(inside(chart)) && holdsDefinitions(path.slice(inside(chart).length));
}

/** A chart answers for what it holds, whatever the name. */
function isOfChart(kind: FileKind | undefined): boolean {
  return kind === 'helper' || kind === 'template' || kind === 'chart-file' || kind === 'subchart';
}

/** Its folder is a chart of its own sort, which may be nothing but values. */
function kontinuous(paths: readonly string[]): readonly Opaque[] {
  const path = paths.find((one) => /^\.kontinuous\/.+\.ya?ml$/.test(one));
  if (path === undefined) return [];
  const because = say`ce dépôt se déploie par kontinuous, dont les objets n’ont pas été vus`;
  return [{ place: { path, line: 1 }, because, hides: 'objects' }];
}

const ofSubmodules: Opaque = {
  place: { path: '.gitmodules', line: 1 },
  because: say`ce dépôt a des sous-modules, dont les fichiers n’ont pas été lus`,
  hides: 'objects',
};

/** True unless every submodule lies where nothing is read: an emptied `.gitmodules` often stays ("gitmodules", git documentation). */
function hidesFolders(text: string | null): boolean {
  if (text === null) return true;
  const written = [...text.matchAll(/^\s*path\s*=\s*"?([^"\n]*?)"?\s*$/gim)];
  const folders = written.flatMap(([, folder]) => folder ?? []);
  return folders.some(isDeployed) || (folders.length === 0 && /^\s*\[/m.test(text));
}

/** A file that other programs turn into objects: a template of theirs, a program, a list of charts, another repository. */
function maker(path: string, helmfileOf: ReturnType<typeof helmfilesAbove>): readonly Opaque[] {
  const name = baseName(path);
  const place = { path, line: 1 };
  const makes =
    isHelmfile(path) ||
    /^(cdk8s|werf|score|Pulumi|\.kluctl)\.ya?ml$|^Acornfile$/.test(name) ||
    /\.(jsonnet|libsonnet)$/.test(name) ||
    /(^|[-_.])garden\.ya?ml$/.test(name) ||
    isInLanguage(path);
  const [, source] = /^(.*\.(?:ya?ml|json))\.(?:j2|tpl|tmpl|gotmpl|erb|mustache|template|envsubst)$/.exec(path) ?? [];
  // What a helmfile reads, it answers for.
  const isRead = path.endsWith('.gotmpl') && helmfileOf(path) !== null;
  const kind = source === undefined || isRead ? null : fileKind(source);
  const isTemplate = kind === 'manifest' || kind === 'kustomization' || (kind === 'maybe-manifest' && isNamedAsManifest(source ?? ''));
  if (!(isTemplate || (makes && isDeployed(path)))) return [];
  return [{ place, because: say`ce fichier sert à produire des objets, qui n’ont pas été vus`, hides: 'objects' }];
}

/** Files of CUE and of KCL, among what is deployed: elsewhere they are the schemas of programs. */
function isInLanguage(path: string): boolean {
  return /\.(cue|k)$/.test(path) && fileKind(`${path}.yaml`) === 'manifest';
}

/** False for what lies among examples, tests or documentation. */
function isDeployed(path: string): boolean {
  return fileKind(`${path}/k8s.yaml`) === 'manifest';
}

function shorten(opaques: readonly Opaque[]): readonly Opaque[] {
  const groups = [...Map.groupBy(opaques, ({ hides }) => hides)];
  return groups.flatMap(([hides, all]) => {
    const left = all.length - MAX_NAMED;
    if (left < 2) return all;
    const rest: Opaque = { place: null, because: say`${left} autres fichiers n’ont pas été lus`, hides };
    return [...all.slice(0, MAX_NAMED), rest];
  });
}
