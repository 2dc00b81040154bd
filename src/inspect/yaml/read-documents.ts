import { type Document, isAlias, isMap, isNode, isScalar, isSeq, type Scalar, type YAMLMap } from 'yaml';
import type { Place } from '../../dossier/checks/check.ts';
import { type Sentence, say } from '../../words/sentence.ts';
import { parseBounded } from '../../yaml/parse-bounded.ts';
import { syntaxMessage } from '../../yaml/syntax-message.ts';
import { asKubernetes } from './as-kubernetes.ts';
import { entriesOf, type Entry, type Node, number, type ScalarNode, type SourcePlace, truth } from './node.ts';

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
  /** For a text that a template wrote: the template's line for each of its own. */
  readonly lineOf?: (line: number) => number;
}

/** Mistakes told of one file at most. */
const MAX_TROUBLES = 5;

/**
 * Reads every document of a YAML (or JSON) text that Kubernetes' tools read; a broken document does not hide the others. Never throws; time and memory follow
 * the length of the text.
 */
export function readDocuments(source: YamlSource): ReadDocuments {
  const { text, refusal } = asKubernetes(source.text.replace(/^\uFEFF/, ''));
  const shift = (source.firstLine ?? 1) - 1;
  const parsed = parseBounded(text);
  const { path, lineOf } = source;
  const place = (offset: number): SourcePlace => {
    const line = Math.max(parsed.lines.linePos(offset).line, 1);
    return lineOf === undefined ? { path, line: line + shift } : { path, line: lineOf(line), made: line };
  };
  const troubles: YamlTrouble[] = [];
  // Kubernetes' tools read JSON objects that follow one another, and what JSON lets stand, which is no YAML.
  const mistake = text.trimStart().startsWith('{') ? 'not-read' : 'refused';
  const context: Context = { text, place, troubles, mistake, budget: { left: Math.max(MIN_NODES, text.length) } };
  if (!parsed.ok) return unreadable(place(parsed.excess.offset), parsed.excess.message);
  if (refusal !== null) refuse(context, refusal.offset, refusal.reason);
  const documents = parsed.documents
    .filter(({ range }) => !holds(range, refusal?.offset))
    .flatMap((document) => readDocument(document, context));
  return context.budget.left < 0 ? unreadable(place(0), 'trop d’alias (&, *)') : { documents, troubles: troubles.slice(0, MAX_TROUBLES) };
}

function holds([start, , end]: Document.Parsed['range'], offset: number | undefined): boolean {
  return offset !== undefined && start <= offset && offset < Math.max(end, start + 1);
}

/** What passes a bound is no mistake of which anybody could say that it breaks the file. */
function unreadable(place: Place, reason: string): ReadDocuments {
  return { documents: [], troubles: [{ place, kind: 'not-read', because: [`ce YAML n’est pas lu : ${reason}`] }] };
}

/** Nodes that any text may have once its aliases are copied; a longer text may have one for each of its characters. */
const MIN_NODES = 20_000;

interface Context {
  readonly text: string;
  readonly place: (offset: number) => SourcePlace;
  readonly troubles: YamlTrouble[];
  /** What a mistake of syntax does. */
  readonly mistake: YamlTrouble['kind'];
  readonly budget: { left: number };
}

function refuse({ place, mistake, troubles }: Context, offset: number, reason: string): void {
  troubles.push({ place: place(offset), kind: mistake, because: [`YAML illisible : ${reason}`] });
}

function readDocument(document: Document.Parsed, context: Context): readonly Node[] {
  const errors = document.errors.filter(({ code, pos }) => !(code === 'BAD_DQ_ESCAPE' && context.text.startsWith("\\'", pos[0])));
  for (const { code, pos } of errors.slice(0, MAX_TROUBLES)) {
    const { message, fix } = syntaxMessage(code);
    context.troubles.push({ place: context.place(pos[0]), kind: context.mistake, because: [`${message} ; ${fix}`] });
  }
  if (errors.length > 0 || document.contents === null) return [];
  const before = context.troubles.length;
  const node = toNode(document.contents, { ...context, anchors: new Map() });
  return context.troubles.slice(before).some(({ kind }) => kind !== 'ambiguous') ? [] : [node];
}

interface DocumentContext extends Context {
  /** What each anchor names, at this point of the document. */
  readonly anchors: Map<string, unknown>;
}

function toNode(written: unknown, context: DocumentContext): Node {
  context.budget.left -= 1;
  const offset = isNode(written) ? (written.range?.[0] ?? 0) : 0;
  const place = context.place(offset);
  if (context.budget.left < 0) return { kind: 'scalar', place, text: null, plain: true };
  if (isAlias(written)) {
    if (context.anchors.has(written.source)) return { ...toNode(context.anchors.get(written.source), context), place };
    refuse(context, offset, '« * » n’annonce ici aucune valeur connue ; mettez le texte entre guillemets');
    return { kind: 'scalar', place, text: null, plain: true };
  }
  const node = toOwnNode(written, place, context);
  // Registered afterwards: an anchor that names itself names nothing.
  if ((isScalar(written) || isMap(written) || isSeq(written)) && written.anchor !== undefined) {
    if (!/^[\w-]+$/.test(written.anchor))
      refuse(context, offset, '« & » est suivi d’un nom que Kubernetes ne lit pas ; mettez le texte entre guillemets');
    context.anchors.set(written.anchor, written);
  }
  return node;
}

function toOwnNode(written: unknown, place: SourcePlace, context: DocumentContext): Node {
  if (isMap(written)) return { kind: 'map', place, entries: toEntries(written, context) };
  if (isSeq(written)) {
    const items = written.items.map((item) => toNode(item, context));
    return { kind: 'list', place, items, ...(written.tag === '!reference' ? { isReference: true } : {}) };
  }
  return { kind: 'scalar', place, ...(isScalar(written) ? typedText(written, context) : { text: null, plain: true }) };
}

/** The text of a scalar, and whether its look decides its type: a tag does before its quotes (`!!int "3"` is a number; `!!str 1`, and one with a tag of anybody's own, a text). */
function typedText(written: Scalar, context: DocumentContext): Pick<ScalarNode, 'text' | 'plain'> {
  const { type, tag } = written;
  const text = textOfScalar(written, context);
  if (tag === undefined) return { text, plain: type === 'PLAIN' };
  if (tagOf(tag) === 'binary') return { text: Buffer.from(text ?? '', 'base64').toString(), plain: false };
  return { text, plain: lookOf.has(tagOf(tag)) };
}

/** The tags of YAML by which a text is a number, a truth value or nothing, and how each has to look (go-yaml; tried with kubectl 1.34). */
const lookOf: ReadonlyMap<string, RegExp> = new Map([
  ['int', /^[-+]?([\d_]+|0x[\da-fA-F_]+|0b[01_]+|0o[0-7_]+)$/],
  ['float', number],
  ['bool', truth],
  ['null', /^(~|null|Null|NULL)?$/],
]);

function tagOf(tag: string): string {
  return tag.replace(/^(tag:yaml\.org,2002:|!!)/, '');
}

function textOfScalar(written: Scalar, context: DocumentContext): string | null {
  const [start = 0, end = 0] = written.range ?? [];
  if (written.type === 'QUOTE_DOUBLE' && context.mistake === 'refused' && hasEscapedSlash(context.text.slice(start, end)))
    refuse(context, start, 'Kubernetes ne connaît pas l’échappement « \\/ » ; écrivez la barre oblique seule');
  if (hasWrongTag(written)) refuse(context, start, 'la valeur n’est pas de la sorte que dit son signe « !! » ; retirez-le');
  return written.value === null ? null : sourceOf(written);
}

function hasEscapedSlash(quoted: string): boolean {
  return /(?:^|[^\\])(?:\\\\)*\\\//.test(quoted);
}

/** What a tag says to be a number, a truth value or nothing, and does not look so; the parser knows those of the newer YAML besides. */
function hasWrongTag({ tag, value, source = '' }: Scalar): boolean {
  const look = tag === undefined ? undefined : lookOf.get(tagOf(tag));
  return look !== undefined && typeof value === 'string' && !look.test(source);
}

/** The text of a scalar; the parser always keeps it. */
function sourceOf({ source = '' }: Scalar): string {
  return source;
}

/** The name that a key gives; null for none, which Kubernetes refuses. */
function nameOf(key: unknown, context: DocumentContext): string | null {
  const named = isAlias(key) ? context.anchors.get(key.source) : key;
  return isScalar(named) && named.value !== null ? sourceOf(named) : null;
}

/** Between braces, the parser takes such a key and Kubernetes does not. */
function isOverLines(key: unknown, { text }: DocumentContext): boolean {
  const [start = 0, end = 0] = (isScalar(key) ? key.range : null) ?? [];
  return text.slice(start, end).includes('\n');
}

function toEntries(map: YAMLMap, context: DocumentContext): ReadonlyMap<string, Entry> {
  const own = new Map<string, Entry>();
  const merged: Node[] = [];
  for (const { key, value } of map.items) {
    const offset = isNode(key) ? (key.range?.[0] ?? 0) : (map.range?.[0] ?? 0);
    const name = nameOf(key, context);
    if (map.flow === true && isOverLines(key, context))
      refuse(context, offset, 'une clé s’étend sur plusieurs lignes ; écrivez-la sur une seule');
    const place = context.place(offset);
    const node = toNode(value, context);
    if (name === null) refuse(context, offset, 'une clé ne peut être qu’un texte ; mettez-la entre guillemets');
    else if (name === '<<' && isScalar(key) && key.type === 'PLAIN') {
      const maps = node.kind === 'list' ? node.items : [node];
      if (maps.some(({ kind }) => kind !== 'map'))
        refuse(context, offset, '« << » ne reprend que des clés ; donnez-lui un alias de celles-ci');
      merged.push(...maps);
    } else {
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
