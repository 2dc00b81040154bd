import { resolvePath } from '../files/paths.ts';
import type { Install, ValuesText } from '../helmfile/install.ts';
import { flow } from '../yaml/flow.ts';
import { at, booleanOf, hasOnly, isAbsent, itemsOf, type Node, textOf } from '../yaml/node.ts';
import type { ArgoApplication } from './argo-applications.ts';
import type { Resource } from '../kubernetes/resource.ts';
import { isJudged, isMain, isOwnAddress, type OwnTree } from './own-tree.ts';

/** What a source deploys: what the repository holds, a chart of it with some values among it; or what is not seen. */
export type FollowedSource = { readonly kind: 'own'; readonly installs: readonly Install[] } | { readonly kind: 'elsewhere' };

/** An application, and the object that writes it. */
export interface WrittenApplication {
  readonly application: ArgoApplication;
  readonly resource: Pick<Resource, 'place' | 'assembledBy'>;
}

/** Keys of a source that change nothing of the files that it names. */
const quietKeys = new Set(['repoURL', 'path', 'targetRevision', 'directory', 'ref', 'name', 'helm']);
const quietHelmKeys = new Set(
  'releaseName version skipCrds passCredentials namespace skipTests skipSchemaValidation ignoreMissingValueFiles'.split(' '),
);
const helmKeys = new Set([...quietHelmKeys, 'valueFiles', 'values', 'valuesObject', 'parameters']);
const quietDirectoryKeys = new Set(['recurse', 'include', 'exclude']);

const elsewhere: FollowedSource = { kind: 'elsewhere' };
const asWritten: FollowedSource = { kind: 'own', installs: [] };

/**
 * Follows a source of an application to what it deploys: a folder of this repository as it stands at the end of its main branch, or a chart of it with the values that the source gives
 * ("Helm", "Multiple Sources", Argo CD). What is not followed is elsewhere. Pure; never throws.
 */
export function followSource(source: Node, written: WrittenApplication, tree: OwnTree): FollowedSource {
  if (!isOwnSource(tree, source) || !hasOnly(source, quietKeys)) return elsewhere;
  const path = textOf(at(source, 'path'));
  // A source that is only a reference gives files to the others.
  if (path === null) return textOf(at(source, 'ref')) === null ? elsewhere : asWritten;
  const folder = path.includes('{{') ? null : resolvePath('', path);
  if (folder === null) return elsewhere;
  const chart = folder === '' ? 'Chart.yaml' : `${folder}/Chart.yaml`;
  if (tree.kinds.get(chart) === 'chart') return ofChart(source, { chart, folder }, { written, tree });
  const isAsWritten =
    hasOnly(at(source, 'helm'), quietHelmKeys) &&
    hasOnly(at(source, 'directory'), quietDirectoryKeys) &&
    isJudged(tree, folder, booleanOf(at(source, 'directory', 'recurse')) === true ? 'below' : 'folder');
  return isAsWritten ? asWritten : elsewhere;
}

function isOwnSource(tree: OwnTree, source: Node): boolean {
  return isOwnAddress(tree, at(source, 'repoURL')) && isMain(at(source, 'targetRevision'));
}

interface Around {
  readonly written: WrittenApplication;
  readonly tree: OwnTree;
}

function ofChart(source: Node, { chart, folder }: { chart: string; folder: string }, around: Around): FollowedSource {
  const helm = at(source, 'helm');
  if (!hasOnly(helm, helmKeys) || !isAbsent(at(source, 'directory'))) return elsewhere;
  // What braces stand for in a values file is Helm's affair, or nobody's.
  const written = [writtenValues(helm), parametersGiven(helm)];
  const parts = [filesGiven(helm, folder, around), ...written];
  const { application, resource } = around.written;
  const values = parts.flatMap((part) => part ?? []);
  if (parts.includes(null) || written.some((part) => part?.some(({ text }) => text.includes('{{')))) return elsewhere;
  const name = textOf(at(helm, 'releaseName')) ?? application.name;
  const namespace = textOf(at(helm, 'namespace')) ?? application.namespace;
  const by = resource.assembledBy === null ? {} : { by: resource.assembledBy };
  const install = { from: resource.place.path, environment: application.name, ...by, chart, release: { name, namespace }, values };
  return { kind: 'own', installs: [install] };
}

/** The values files in their order, from the chart's folder, the root (`/`) or that of a source that is named (`$values/`); null where one is not known. */
function filesGiven(helm: Node | null, folder: string, { written: { application }, tree }: Around): readonly ValuesText[] | null {
  const skips = booleanOf(at(helm, 'ignoreMissingValueFiles')) === true;
  const found: ValuesText[] = [];
  for (const item of itemsOf(at(helm, 'valueFiles'))) {
    const path = filePath(textOf(item) ?? '', folder, { application, tree });
    const text = path === null ? undefined : tree.texts.get(path);
    if (path !== null && text !== undefined) found.push({ path, text });
    else if (path === null || !skips || tree.paths.includes(path)) return null;
  }
  return found;
}

function filePath(written: string, folder: string, { application, tree }: { application: ArgoApplication; tree: OwnTree }): string | null {
  if (written === '' || /[*?[\]{}]|:\/\//.test(written)) return null;
  const [, ref, rest = ''] = /^\$([\w-]+)\/(.*)$/.exec(written) ?? [];
  if (ref === undefined) return written.startsWith('$') ? null : resolvePath(written.startsWith('/') ? '' : folder, written);
  const named = application.sources.find((source) => textOf(at(source, 'ref')) === ref);
  return named !== undefined && isOwnSource(tree, named) ? resolvePath('', rest) : null;
}

/** `valuesObject` counts alone where both are there. Each keeps its lines. */
function writtenValues(helm: Node | null): readonly ValuesText[] | null {
  const [values, object] = [at(helm, 'values'), at(helm, 'valuesObject')];
  if (object !== null && !isAbsent(object)) return [onLine(object, flow(object), object.place.line)];
  const text = textOf(values);
  if (values === null || isAbsent(values)) return [];
  return text === null ? null : [onLine(values, text, text.includes('\n') ? values.place.line + 1 : values.place.line)];
}

function onLine({ place }: Node, text: string, line: number): ValuesText {
  return { path: place.path, text: '\n'.repeat(line - 1) + text };
}

/** Each as values of its own, as `--set` reads it: those of lists, and names that are escaped, are not followed. */
function parametersGiven(helm: Node | null): readonly ValuesText[] | null {
  const found: ValuesText[] = [];
  for (const item of itemsOf(at(helm, 'parameters'))) {
    const [name, value] = [textOf(at(item, 'name')) ?? '', textOf(at(item, 'value')) ?? ''];
    if (!/^[\w-]+(\.[\w-]+)*$/.test(name) || /^\{|\\/.test(value)) return null;
    const isText = booleanOf(at(item, 'forceString')) === true || !/^(true|false|null|0|-?[1-9]\d*)$/.test(value);
    const text = name.split('.').reduceRight((inner, key) => `{${JSON.stringify(key)}: ${inner}}`, isText ? JSON.stringify(value) : value);
    found.push(onLine(item, text, item.place.line));
  }
  return found;
}
