import { type Alias, type Document, isAlias, isMap, isNode, isScalar, isSeq, type ParsedNode } from 'yaml';
import type { Misread } from './parse-bounded.ts';
import { excerpt, MAX_TOLD } from './problem.ts';
import { duplicateKey } from './syntax-message.ts';

/** Plain data, or the mistakes that only show once keys are compared and aliases followed. */
export type Plain = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly mistakes: readonly Misread[] };

/** Values of a document at most once its aliases are copied. */
const MAX_VALUES = 60_000;

/** The document as plain data: maps as objects, aliases copied. A key written twice, an alias without end or without anchor, and too many aliases are mistakes, told at their place. Time follows the number of values; never throws. */
export function toPlain({ contents }: Document.Parsed): Plain {
  const reading: Reading = { left: MAX_VALUES, anchors: new Map(), open: new Set(), mistakes: [] };
  const value = plainOf(contents, reading);
  return reading.mistakes.length === 0 ? { ok: true, value } : { ok: false, mistakes: reading.mistakes };
}

interface Reading {
  left: number;
  /** What each anchor names, at this point of the document. */
  readonly anchors: Map<string, ParsedNode>;
  /** Values that are being read: an alias of one of them has no end. */
  readonly open: Set<ParsedNode>;
  readonly mistakes: Misread[];
}

function plainOf(node: ParsedNode | null, reading: Reading): unknown {
  if (node === null) return null;
  reading.left -= 1;
  if (reading.left < 0) {
    if (reading.left === -1) note(reading, { offset: 0, message: 'trop d’alias YAML (&, *)', fix: inFull });
    return null;
  }
  if (isAlias(node)) return plainOf(namedBy(node, reading), reading);
  if (node.anchor !== undefined) reading.anchors.set(node.anchor, node);
  // An escape may write half of a pair, which neither an address nor GitHub takes.
  if (isScalar(node)) return typeof node.value === 'string' ? node.value.toWellFormed() : node.value;
  reading.open.add(node);
  const value = isMap(node) ? plainMap(node.items, reading) : isSeq(node) ? node.items.map((item) => plainOf(item, reading)) : null;
  reading.open.delete(node);
  return value;
}

const inFull = 'écrivez la valeur en entier plutôt que par alias';

function namedBy({ source, range: [offset] }: Alias.Parsed, reading: Reading): ParsedNode | null {
  const named = reading.anchors.get(source);
  const alias = `l’alias YAML *${excerpt(source)}`;
  if (named === undefined) {
    note(reading, { offset, message: `${alias} ne nomme aucune valeur`, fix: inFull });
    return null;
  }
  if (!reading.open.has(named)) return named;
  note(reading, { offset, message: `${alias} se contient lui-même`, fix: inFull });
  return null;
}

function plainMap(items: readonly { readonly key: ParsedNode; readonly value: ParsedNode | null }[], reading: Reading): unknown {
  const entries = new Map<string, unknown>();
  for (const { key, value } of items) {
    const name = keyName(key, reading);
    if (entries.has(name)) note(reading, { offset: isNode(key) ? key.range[0] : 0, ...duplicateKey });
    entries.set(name, plainOf(value, reading));
  }
  // Not an assignment: a key may be `__proto__`.
  return Object.fromEntries(entries);
}

/** Keys are texts; one that is a map or a list, which no format here knows, only has to differ from the others. */
function keyName(key: ParsedNode, reading: Reading): string {
  const plain = plainOf(key, reading);
  if (plain === null || plain === undefined) return '';
  return typeof plain === 'string' || typeof plain === 'number' || typeof plain === 'boolean' ? String(plain) : `? ${reading.left}`;
}

function note({ mistakes }: Reading, mistake: Misread): void {
  if (mistakes.length < MAX_TOLD) mistakes.push(mistake);
}
