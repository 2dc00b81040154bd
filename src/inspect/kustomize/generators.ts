import { baseName, resolvePath } from '../files/paths.ts';
import { namesOf, type Resource } from '../kubernetes/resource.ts';
import { mapOf, scalar } from '../yaml/change.ts';
import { asMap, at, itemsOf, type MapNode, type Node, type ScalarNode, textOf } from '../yaml/node.ts';

/** An entry of `configMapGenerator` or `secretGenerator`. */
export interface Generator {
  readonly kind: 'ConfigMap' | 'Secret';
  readonly entry: MapNode;
}

/** A file whose content a generator takes, as written. */
export interface GeneratorFile {
  readonly written: string;
  readonly item: Node;
  /** The key under which the file stands; null for a file of which each line is one. */
  readonly key: string | null;
}

/** The files that a generator reads ("configMapGenerator", Kustomize's reference). */
export function generatorFiles({ entry }: Generator): readonly GeneratorFile[] {
  const whole = listOf(entry, 'files').map((item): GeneratorFile => {
    const text = textOf(item) ?? '';
    const equals = text.indexOf('=');
    return equals <= 0
      ? { written: text, item, key: baseName(text) }
      : { written: text.slice(equals + 1), item, key: text.slice(0, equals) };
  });
  const byLine = [...listOf(entry, 'envs'), ...listOf(entry, 'env')].map((item) => ({ written: textOf(item) ?? '', item, key: null }));
  return [...whole, ...byLine];
}

function listOf(entry: MapNode, key: string): readonly Node[] {
  const found = at(entry, key);
  if (found === null) return [];
  return found.kind === 'list' ? itemsOf(found) : [found];
}

/** Where generators find what they read: a folder, and the texts by path. */
export interface GeneratorTexts {
  readonly folder: string;
  readonly texts: ReadonlyMap<string, string>;
}

/**
 * The objects with what a generator makes: a new one, or the data of one of them replaced or completed (`behavior`). Its name has none of the sign that Kustomize
 * adds after its content; a file that was not read is an empty text.
 */
export function generate(resources: readonly Resource[], generator: Generator, from: GeneratorTexts): readonly Resource[] {
  const generated = generatedObject(generator, from);
  const behavior = textOf(at(generator.entry, 'behavior'));
  const index = resources.findLastIndex((one) => one.kind === generated.kind && namesOf(one).includes(generated.name));
  const former = resources[index];
  if (former === undefined || (behavior !== 'replace' && behavior !== 'merge')) return [...resources, generated];
  const data = asMap(at(generated.body, 'data'));
  const kept = behavior === 'merge' ? (asMap(at(former.body, 'data'))?.entries ?? []) : [];
  const body = mapOf(generated.place, {
    ...Object.fromEntries([...former.body.entries].map(([key, { value }]) => [key, value])),
    data: { ...mapOf(generated.place, {}), entries: new Map([...kept, ...(data?.entries ?? [])]) },
  });
  return resources.with(index, { ...former, body });
}

function generatedObject(generator: Generator, from: GeneratorTexts): Resource {
  const { kind, entry } = generator;
  const { place } = entry;
  const word = (text: string) => scalar(text, place);
  const name = textOf(at(entry, 'name')) ?? '';
  const data = mapOf(place, Object.fromEntries(dataOf(generator, from)));
  const namespace = textOf(at(entry, 'namespace'));
  const body = mapOf(place, {
    apiVersion: word('v1'),
    kind: word(kind),
    metadata: mapOf(place, { name: word(name), ...(namespace === null ? {} : { namespace: word(namespace) }) }),
    ...(kind === 'Secret' ? { type: word(textOf(at(entry, 'type')) ?? 'Opaque') } : {}),
    ...(kind === 'ConfigMap' && data.entries.size === 0 ? {} : { data }),
  });
  return { kind, name, place, body, open: null, assembledBy: null, conditional: null, notes: new Map() };
}

function dataOf(generator: Generator, { folder, texts }: GeneratorTexts): readonly (readonly [string, ScalarNode])[] {
  const { kind, entry } = generator;
  const value = (text: string, { place }: Node) => scalar(kind === 'Secret' ? Buffer.from(text).toString('base64') : text, place);
  const files = generatorFiles(generator).flatMap(({ written, item, key }) => {
    const text = texts.get(resolvePath(folder, written) ?? '..');
    if (key !== null) return [[key, value(text ?? '', item)] as const];
    return (text ?? '').split('\n').flatMap((line) => ofLine(line.trim(), (content) => value(content, item)));
  });
  return [...files, ...listOf(entry, 'literals').flatMap((item) => pairOf(textOf(item) ?? '', (text) => value(unquoted(text), item)))];
}

/** A line with a key alone takes its value from the environment of who assembles. */
function ofLine<Value>(line: string, valueOf: (text: string) => Value): readonly (readonly [string, Value])[] {
  return /^[\w.-]+$/.test(line) ? [[line, valueOf('')]] : pairOf(line, valueOf);
}

function pairOf<Value>(text: string, valueOf: (text: string) => Value): readonly (readonly [string, Value])[] {
  const equals = text.indexOf('=');
  return equals <= 0 || text.startsWith('#') ? [] : [[text.slice(0, equals), valueOf(text.slice(equals + 1))]];
}

/** Kustomize takes away the quotes that surround a literal's value. */
function unquoted(text: string): string {
  const [, inner] = /^"([\s\S]*)"$|^'([\s\S]*)'$/.exec(text)?.filter((part) => part !== undefined) ?? [];
  return inner ?? text;
}
