import { isMap, isScalar } from 'yaml';
import { say } from '../../../words/sentence.ts';
import { environmentOf } from '../../helm/environments.ts';
import { resourcesOf } from '../../kubernetes/resource.ts';
import { deployedObject, type Workload } from '../../kubernetes/workload.ts';
import { lackedLabels } from '../../rules/check-labels.ts';
import { at, isString, textOf } from '../../yaml/node.ts';
import { readDocuments } from '../../yaml/read-documents.ts';
import { asText } from '../as-text.ts';
import type { Fix, Fixer, TextEdit } from '../fix.ts';
import { aboveComments, lineEnd, lineStart } from '../lines.ts';
import { keyBeside, ownScalar, type WrittenPair, writtenPairs } from '../written-pairs.ts';

/** Adds to the pods the labels that the object itself bears, its name as `app`, the environment of its folder; and puts between quotes those that Kubernetes would not read as texts. */
export const fixCheckLabels: Fixer = ({ files, findings }) =>
  [...Map.groupBy(findings, ({ place }) => place?.path ?? '')].flatMap(([path, found]): readonly Fix[] => {
    const text = files.get(path);
    if (text === undefined) return [];
    const pairs = writtenPairs(text);
    const lines = new Set(found.map(({ place }) => place?.line));
    const workloads = pairs.length === 0 ? [] : workloadsIn(path, text);
    return [
      ...workloads.flatMap((workload) => addLabels({ path, text, pairs }, workload, lines)),
      ...pairs
        .filter(({ line, parent }) => lines.has(line) && parent?.key === 'labels')
        .flatMap((pair) => quote({ path, text, pairs }, pair)),
    ];
  });

interface Written {
  readonly path: string;
  readonly text: string;
  readonly pairs: readonly WrittenPair[];
}

function workloadsIn(path: string, text: string): readonly Workload[] {
  return readDocuments({ path, text })
    .documents.flatMap(resourcesOf)
    .flatMap((resource) => deployedObject(resource).workloads);
}

function addLabels(written: Written, workload: Workload, lines: ReadonlySet<number | undefined>): readonly Fix[] {
  const { names, place } = lackedLabels(workload);
  if (names.length === 0 || !lines.has(place.line)) return [];
  const values = names.map((name) => [name, knownLabel(written.path, workload, name)] as const);
  const known = values.flatMap(([name, value]) => (value === null ? [] : [{ name, value }]));
  const named = (key: string) => written.pairs.findLast((pair) => pair.line === place.line && pair.key === key);
  const holder = named('labels') ?? named('metadata');
  if (known.length < names.length || holder === undefined) return [];
  const edits = insertion(written.text, holder, known);
  if (edits === null) return [];
  return [
    {
      path: written.path,
      edits,
      because: say`ajoute aux pods ${[known.map(({ name, value }) => `${name}: ${asLabel(value)}`).join(', ')]}, d’après l’objet et son dossier`,
    },
  ];
}

interface KnownLabel {
  readonly name: string;
  readonly value: string;
}

const environments: readonly string[] = ['dev', 'formation', 'qualif', 'test', 'preprod', 'prod'];

function asLabel(value: string): string {
  return /^[A-Za-z][\w.-]*$/.test(value) ? asText(value) : JSON.stringify(value);
}

/** What the repository itself says of a label; null where it says nothing. */
function knownLabel(path: string, { resource, template }: Workload, name: string): string | null {
  const own = template === null ? null : textOf(at(resource.body, 'metadata', 'labels', name));
  if (own !== null && own.trim() !== '') return own;
  if (name === 'app') return resource.name === '' ? null : resource.name;
  const folder = path.split('/').findLast((part) => environments.includes(part)) ?? environmentOf(path);
  return name === 'env' && folder !== null && environments.includes(folder) ? folder : null;
}

/** New keys at the head of a map of labels, or a map of labels at the head of the metadata; null where they are written otherwise, or may be those of a selector besides. */
function insertion(text: string, holder: WrittenPair, known: readonly KnownLabel[]): readonly TextEdit[] | null {
  const { key, value, shared } = holder;
  if (shared || !isMap(value) || value.range === null || value.range === undefined) return null;
  const wrapped = key === 'labels';
  const [start] = value.range;
  const keyed = (name: string) => keyBeside(holder, text, name);
  const labels = known.map(({ name, value: own }) => `${keyed(name)}: ${keyed(name) === name ? asLabel(own) : JSON.stringify(own)}`);
  if (value.flow === true) {
    const added = wrapped ? labels.join(', ') : `${keyed('labels')}: { ${labels.join(', ')} }`;
    const rest = value.items.length === 0 ? ' ' : /[ \r\n]/.test(text[start + 1] ?? '') ? ',' : ', ';
    return [{ start: start + 1, end: start + 1, text: `${text[start + 1] === ' ' || value.items.length === 0 ? ' ' : ''}${added}${rest}` }];
  }
  const [first] = value.items;
  if (!isScalar(first?.key) || !first.key.range) return null;
  const [keyStart] = first.key.range;
  const indent = text.slice(lineStart(text, keyStart), keyStart);
  if (indent === '' || /[^ ]/.test(indent)) return null;
  const end = lineEnd(text);
  const lines = wrapped ? labels : [`${keyed('labels')}:`, ...labels.map((label) => `  ${label}`)];
  const above = aboveComments(text, keyStart);
  return [{ start: above, end: above, text: lines.map((line) => `${indent}${line}${end}`).join('') }];
}

function quote({ path, text }: Written, pair: WrittenPair): readonly Fix[] {
  const scalar = ownScalar(pair, text);
  if (scalar === null || !scalar.plain) return [];
  const value = text.slice(scalar.start, scalar.end);
  if (isString({ kind: 'scalar', place: { path, line: 1 }, text: value, plain: true })) return [];
  const edits = [{ start: scalar.start, end: scalar.end, text: JSON.stringify(value) }];
  return [{ path, edits, because: say`met entre guillemets l’étiquette ${[pair.key]}, qui doit être un texte` }];
}
