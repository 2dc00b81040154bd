import { baseName } from '../files/paths.ts';
import { groupOf } from '../kubernetes/kinds.ts';
import type { Resource } from '../kubernetes/resource.ts';
import { at, booleanOf, entriesOf, isAbsent, itemsOf, type Node, textOf } from '../yaml/node.ts';
import { foldersIn, isMain, isOwnAddress, type OwnTree } from './own-tree.ts';

/** What Argo CD deploys under one name. */
export interface ArgoApplication {
  readonly name: string;
  readonly namespace: string;
  readonly sources: readonly Node[];
}

/** What the elements of a generator give to a template, by the words that name it. */
type Parameters = Readonly<Record<string, string>>;

/** Applications of one set at most; what has more is followed no further. */
const MAX_APPLICATIONS = 50;

/**
 * The applications that an object of Argo CD makes: itself, or one for each element of its generators, where these are a list or the folders of this repository. A generator that is not
 * followed (clusters, pull requests…) gives one, whose words stay as they are written. Null for what makes none, or changes them in a way that is not followed
 * ("Application Specification", "Generators", "Go Template", Argo CD). Pure; never throws.
 */
export function argoApplications(tree: OwnTree, resource: Resource): readonly ArgoApplication[] | null {
  const spec = at(resource.body, 'spec');
  switch (`${groupOf(resource)}/${resource.kind}`) {
    case 'argoproj.io/Application':
      return spec === null ? null : [application(resource.name, spec, {})];
    case 'argoproj.io/ApplicationSet': {
      const template = at(spec, 'template');
      if (template === null || !isAbsent(at(spec, 'templatePatch'))) return null;
      const all = parametersOf(tree, at(spec, 'generators'));
      if (all.length > MAX_APPLICATIONS) return null;
      const own = at(template, 'spec');
      const named = textOf(at(template, 'metadata', 'name')) ?? '';
      return own === null
        ? null
        : all.map((parameters) => application(nameOf(replaced(named, parameters), resource.name), own, parameters));
    }
    default:
      return null;
  }
}

/** That of the set where the name is only known when it is deployed. */
function nameOf(name: string, set: string): string {
  return name === '' || name.includes('{{') ? set : name;
}

function application(name: string, spec: Node, parameters: Parameters): ArgoApplication {
  return {
    name,
    namespace: replaced(textOf(at(spec, 'destination', 'namespace')) ?? '', parameters),
    sources: [at(spec, 'source'), ...itemsOf(at(spec, 'sources'))].flatMap((source) =>
      source === null || isAbsent(source) ? [] : [substitute(source, parameters)],
    ),
  };
}

function parametersOf(tree: OwnTree, generators: Node | null): readonly Parameters[] {
  const all = itemsOf(generators).flatMap((generator) => elementsOf(tree, generator) ?? [{}]);
  return all.length === 0 ? [{}] : all;
}

/** What one generator gives; null where that is not followed. */
function elementsOf(tree: OwnTree, generator: Node): readonly Parameters[] | null {
  if (entriesOf(generator).length !== 1) return null;
  const list = at(generator, 'list');
  const git = at(generator, 'git');
  if (list !== null && entriesOf(list).every(({ key }) => key === 'elements'))
    return itemsOf(at(list, 'elements')).map((element) => Object.fromEntries(flat('', element)));
  if (git === null || entriesOf(git).some(({ key }) => !/^(repoURL|revision|directories|requeueAfterSeconds)$/.test(key))) return null;
  const folders = foldersOf(tree, git);
  return folders === null ? null : folders.map(pathParameters);
}

/** The folders of this repository that a generator finds; null for those of another one, or of another form. */
function foldersOf(tree: OwnTree, git: Node): readonly string[] | null {
  if (!isOwnAddress(tree, at(git, 'repoURL')) || !isMain(at(git, 'revision'))) return null;
  const found: string[] = [];
  const excluded: string[] = [];
  for (const directory of itemsOf(at(git, 'directories'))) {
    const path = textOf(at(directory, 'path')) ?? '';
    const isExcluded = booleanOf(at(directory, 'exclude')) === true;
    const [, base] = /^((?:[\w.-]+\/)*)\*$/.exec(path) ?? [];
    if (base === undefined && !/^[\w./-]+$/.test(path)) return null;
    (isExcluded ? excluded : found).push(...(base === undefined ? [path] : foldersIn(tree, base)));
  }
  const kept = found.filter((path) => !excluded.includes(path));
  return kept.length === 0 ? null : kept;
}

function pathParameters(path: string): Parameters {
  return {
    path,
    'path.path': path,
    'path.basename': baseName(path),
    ...Object.fromEntries(path.split('/').map((segment, index) => [`path[${index}]`, segment])),
  };
}

function flat(name: string, node: Node): readonly (readonly [string, string])[] {
  const text = textOf(node);
  if (text !== null) return [[name, text]];
  return entriesOf(node).flatMap(({ key, value }) => flat(name === '' ? key : `${name}.${key}`, value));
}

/** The node with what the parameters give in place of the words that name it, in values alone. */
function substitute(node: Node, parameters: Parameters): Node {
  switch (node.kind) {
    case 'map':
      return {
        ...node,
        entries: new Map([...node.entries].map(([key, entry]) => [key, { ...entry, value: substitute(entry.value, parameters) }])),
      };
    case 'list':
      return { ...node, items: node.items.map((item) => substitute(item, parameters)) };
    case 'scalar':
      return node.text?.includes('{{') === true ? { ...node, text: replaced(node.text, parameters) } : node;
    default:
      return node satisfies never;
  }
}

/** `{{ env }}`, `{{ .env }}`; with Go templates, `path` is a map, whose own text is `.path.path`. */
function replaced(text: string, parameters: Parameters): string {
  return text.replaceAll(/\{\{-?\s*\.?([\w.-]+(?:\[\d+\])?)\s*-?\}\}/g, (all, name: string) =>
    Object.hasOwn(parameters, name) ? (parameters[name] ?? all) : all,
  );
}
