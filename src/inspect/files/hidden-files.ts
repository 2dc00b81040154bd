import type { Unread } from '../../dossier/checks/check.ts';
import { say, type Sentence } from '../../words/sentence.ts';
import type { Opaque } from '../sight.ts';
import { type FileKind, fileKind } from './file-kind.ts';
import { baseName } from './paths.ts';
import { treeKinds } from './tree-kinds.ts';

/** The tree, what of it was read, and what is told of the rest. */
export interface TreeReading {
  readonly paths: readonly string[];
  readonly read: ReadonlySet<string>;
  readonly unread: readonly Unread[];
}

/** Files named one by one among those that hide; the rest is counted. */
const MAX_NAMED = 20;

/** What files that were not read, and files that make others, keep from being seen. */
export function hiddenByFiles({ paths, read, unread }: TreeReading): readonly Opaque[] {
  const told = new Set(unread.map(({ path }) => path));
  const kinds = treeKinds(paths);
  const silent = told.has('.') ? [] : [...kinds].filter(([path]) => !read.has(path) && !told.has(path));
  return shorten([
    ...unread.flatMap(({ path, because }) => (path === '.' ? everything(because) : hiddenBy({ path, kind: kinds.get(path), because }))),
    ...silent.flatMap(([path, kind]) => hiddenBy({ path, kind, because: say`ce fichier n’a pas été lu` })),
    ...paths.flatMap(maker),
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
}

/** A chart answers for its templates, and its values make no object by themselves. */
function hiddenBy({ path, kind, because }: NotRead): readonly Opaque[] {
  const place = { path, line: 1 };
  switch (kind) {
    case 'dockerfile':
      return [{ place, because, hides: 'dockerfiles' }];
    case 'kustomization':
    case 'manifest':
    case 'maybe-manifest':
      return [{ place, because, hides: 'objects' }];
    case 'ci':
    case 'dockerignore':
    case 'chart':
    case 'values':
    case 'helper':
    case 'template':
    case 'chart-file':
    case 'subchart':
    case undefined:
      return [];
    default:
      return kind satisfies never;
  }
}

/** A file that other programs turn into objects: a template of theirs, a program, a list of charts, another repository. */
function maker(path: string): readonly Opaque[] {
  const name = baseName(path);
  const place = { path, line: 1 };
  if (path === '.gitmodules')
    return [{ place, because: say`ce dépôt a des sous-modules, dont les fichiers n’ont pas été lus`, hides: 'objects' }];
  if (path === '.kontinuous/Chart.yaml')
    return [{ place, because: say`ce dépôt se déploie par kontinuous, dont les objets n’ont pas été vus`, hides: 'objects' }];
  const makes = /^helmfile(\.ya?ml|\.ya?ml\.gotmpl)$/i.test(name) || /^cdk8s\.ya?ml$/.test(name) || /\.(jsonnet|libsonnet)$/.test(name);
  const [, source] = /^(.*\.(?:ya?ml|json))\.(?:j2|tpl|tmpl|gotmpl|erb|mustache|template|envsubst)$/.exec(path) ?? [];
  const isTemplate = source !== undefined && ['manifest', 'kustomization'].includes(fileKind(source) ?? '');
  if (!(isTemplate || (makes && fileKind(`${path}/k8s.yaml`) !== null))) return [];
  return [{ place, because: say`ce fichier sert à produire des objets, qui n’ont pas été vus`, hides: 'objects' }];
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
