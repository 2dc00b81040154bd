import { type Document, isAlias, isMap, isNode, isScalar, isSeq, type Scalar, type YAMLMap } from 'yaml';
import type { Place } from '../../dossier/checks/check.ts';
import { type Sentence, say } from '../../words/sentence.ts';
import { parseBounded } from '../../yaml/parse-bounded.ts';
import { syntaxMessage } from '../../yaml/syntax-message.ts';
import { entriesOf, type Entry, type Node } from './node.ts';

/** A mistake in a YAML file. */
export interface YamlTrouble {
  readonly place: Place;
  /** `refused`: Kubernetes' tools do not read it either; `not-read`: only the checks do not; `ambiguous`: it is read, and programs disagree about it. */
  readonly kind: 'refused' | 'not-read' | 'ambiguous';
  readonly because: Sentence;
}

/** The documents of a file that could be read, and what is wrong in it. */
export interface ReadDocuments {
  readonly documents: readonly Node[];
  readonly troubles: readonly YamlTrouble[];
}

/** A YAML text, with the line of the file at which it starts where it is written inside another one. */
export interface YamlSource {
  readonly path: string;
  readonly text: string;
  readonly firstLine?: number;
}

/** Mistakes told of one file at most. */
const MAX_TROUBLES = 5;

/** Reads every document of a YAML (or JSON) text; a broken document does not hide the others. Never throws; time and memory follow the length of the text. */
export function readDocuments(source: YamlSource): ReadDocuments {
  const text = source.text.replace(/^\uFEFF/, '');
  const shift = (source.firstLine ?? 1) - 1;
  const parsed = parseBounded(text);
  const place = (offset: number): Place => ({ path: source.path, line: Math.max(parsed.lines.linePos(offset).line, 1) + shift });
  const troubles: YamlTrouble[] = [];
  // Kubernetes' tools read JSON objects that follow one another, which is no YAML.
  const mistake = text.trimStart().startsWith('{') ? 'not-read' : 'refused';
  const context: Context = { place, troubles, mistake, budget: { left: Math.max(MIN_NODES, text.length) } };
  if (!parsed.ok) return unreadable(place(parsed.excess.offset), parsed.excess.message);
  const documents = parsed.documents.flatMap((document) => readDocument(document, context));
  return context.budget.left < 0 ? unreadable(place(0), 'trop d’alias (&, *)') : { documents, troubles: troubles.slice(0, MAX_TROUBLES) };
}

/** What passes a bound is no mistake of which anybody could say that it breaks the file. */
function unreadable(place: Place, reason: string): ReadDocuments {
  return { documents: [], troubles: [{ place, kind: 'not-read', because: [`ce YAML n’est pas lu : ${reason}`] }] };
}

/** Nodes that any text may have once its aliases are copied; a longer text may have one for each of its characters. */
const MIN_NODES = 20_000;

interface Context {
  readonly place: (offset: number) => Place;
  readonly troubles: YamlTrouble[];
  /** What a mistake of syntax does. */
  readonly mistake: YamlTrouble['kind'];
  readonly budget: { left: number };
}

function readDocument(document: Document.Parsed, context: Context): readonly Node[] {
  for (const { code, pos } of document.errors.slice(0, MAX_TROUBLES)) {
    const { message, fix } = syntaxMessage(code);
    context.troubles.push({ place: context.place(pos[0]), kind: context.mistake, because: [`${message} ; ${fix}`] });
  }
  if (document.errors.length > 0 || document.contents === null) return [];
  return [toNode(document.contents, { ...context, anchors: new Map() })];
}

interface DocumentContext extends Context {
  /** What each anchor names, at this point of the document. */
  readonly anchors: Map<string, unknown>;
}

function toNode(written: unknown, context: DocumentContext): Node {
  context.budget.left -= 1;
  const place = context.place(isNode(written) ? (written.range?.[0] ?? 0) : 0);
  if (context.budget.left < 0) return { kind: 'scalar', place, text: null };
  if (isAlias(written)) return { ...toNode(context.anchors.get(written.source) ?? null, context), place };
  const node = toOwnNode(written, place, context);
  // Registered afterwards: an anchor that names itself names nothing.
  if ((isScalar(written) || isMap(written) || isSeq(written)) && written.anchor !== undefined) context.anchors.set(written.anchor, written);
  return node;
}

function toOwnNode(written: unknown, place: Place, context: DocumentContext): Node {
  if (isMap(written)) return { kind: 'map', place, entries: toEntries(written, context) };
  if (isSeq(written)) return { kind: 'list', place, items: written.items.map((item) => toNode(item, context)) };
  return { kind: 'scalar', place, text: isScalar(written) && written.value !== null ? sourceOf(written) : null };
}

/** The text of a scalar; the parser always keeps it. */
function sourceOf({ source = '' }: Scalar): string {
  return source;
}

function toEntries(map: YAMLMap, context: DocumentContext): ReadonlyMap<string, Entry> {
  const own = new Map<string, Entry>();
  const merged: Node[] = [];
  for (const { key, value } of map.items) {
    const name = isScalar(key) ? sourceOf(key) : null;
    const place = context.place(isNode(key) ? (key.range?.[0] ?? 0) : 0);
    const node = toNode(value, context);
    if (name === '<<') merged.push(...(node.kind === 'list' ? node.items : [node]));
    else if (name !== null) {
      if (own.has(name))
        context.troubles.push({ place, kind: 'ambiguous', because: say`la clé ${name} est écrite deux fois au même endroit` });
      own.set(name, { place, value: node });
    }
  }
  for (const { key, place, value } of merged.flatMap(entriesOf)) {
    if (!own.has(key)) own.set(key, { place, value });
  }
  return own;
}
