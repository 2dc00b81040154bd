import { isAlias, isMap, isNode, isScalar, isSeq, type YAMLMap } from 'yaml';
import { parseBounded } from '../../yaml/parse-bounded.ts';
import { isTemplateFile } from '../kubernetes/templated.ts';
import type { TextEdit } from './fix.ts';
import { lineStart } from './lines.ts';

/** A key and its value as they stand in a YAML text. */
export interface WrittenPair {
  readonly key: string;
  readonly keyStart: number;
  readonly keyEnd: number;
  /** Line of the key, from 1. */
  readonly line: number;
  readonly value: unknown;
  readonly map: YAMLMap;
  /** The pair whose value the map is; null for a document, or an item of a list. */
  readonly parent: WrittenPair | null;
  /** The value, or something that holds it, has an anchor: what is written there may be read elsewhere. */
  readonly shared: boolean;
}

/** Every pair of a text; none in one that is no plain YAML: a template, or with a mistake. What an alias names is found where it is written. */
export function writtenPairs(text: string): readonly WrittenPair[] {
  if (isTemplateFile(text)) return [];
  const parsed = parseBounded(text);
  if (!parsed.ok || parsed.documents.some(({ errors }) => errors.length > 0)) return [];
  const found: WrittenPair[] = [];
  const visit = (node: unknown, { parent, shared: around }: Pick<WrittenPair, 'parent' | 'shared'>): void => {
    if (!isMap(node) && !isSeq(node)) return;
    const inside = around || node.anchor !== undefined;
    if (isSeq(node)) for (const item of node.items) visit(item, { parent: null, shared: inside });
    if (!isMap(node)) return;
    for (const { key, value } of node.items) {
      if (!isScalar(key) || key.range === undefined || key.range === null) continue;
      const [keyStart, keyEnd] = key.range;
      const line = parsed.lines.linePos(keyStart).line;
      const shared = inside || (isNode(value) && !isAlias(value) && value.anchor !== undefined);
      const pair: WrittenPair = { key: String(key.value), keyStart, keyEnd, line, value, map: node, parent, shared };
      found.push(pair);
      visit(value, { parent: pair, shared: inside });
    }
  };
  for (const { contents } of parsed.documents) visit(contents, { parent: null, shared: false });
  return found;
}

/** A scalar that stands on one line: what it says, and where it is written. */
export interface WrittenScalar {
  readonly says: string;
  /** Without quotes. */
  readonly plain: boolean;
  readonly start: number;
  readonly end: number;
}

/** A key as it is written beside another of the same map, which JSON has between quotes. */
export function keyBeside({ keyStart }: WrittenPair, text: string, key: string): string {
  return text[keyStart] === '"' ? JSON.stringify(key) : key;
}

/** The value as a scalar written on one line, without an anchor or a tag of which others may depend; null for any other. */
export function ownScalar({ value }: WrittenPair, text: string): WrittenScalar | null {
  if (!isScalar(value) || value.anchor !== undefined || value.tag !== undefined || !value.range) return null;
  const [start, end] = value.range;
  if (end <= start || text.slice(start, end).includes('\n')) return null;
  return { says: value.source ?? '', plain: value.type === 'PLAIN', start, end };
}

/** Takes pairs out of their map, their comments left; null where the text does not let it be done with certainty. A map left empty stays, as `{}`. */
export function withoutPairs(text: string, pairs: readonly WrittenPair[]): readonly TextEdit[] | null {
  const [first] = pairs;
  if (first === undefined) return [];
  const { map, parent } = first;
  const whole = pairs.length === map.items.length;
  if (whole) {
    if (map.anchor !== undefined || map.tag !== undefined || parent === null || isAlias(parent.value)) return null;
    if (map.flow === true) return map.range ? [{ start: map.range[0], end: map.range[1], text: '{}' }] : null;
  } else if (map.flow === true) return pairs.length === 1 ? flowRemoval(text, first) : null;
  const removals = pairs.map((pair) => lineRemoval(text, pair));
  if (removals.includes(null)) return null;
  const kept = whole && parent !== null ? emptied(text, parent) : [];
  return kept === null ? null : [...kept, ...removals.flatMap((edit) => edit ?? [])];
}

/** The line of a pair that stands alone on it, but for a comment, which stays. */
function lineRemoval(text: string, pair: WrittenPair): TextEdit | null {
  const scalar = ownScalar(pair, text);
  if (scalar === null) return null;
  const start = lineStart(text, pair.keyStart);
  const feed = text.indexOf('\n', scalar.end);
  const next = feed === -1 ? text.length : feed + 1;
  const rest = text.slice(scalar.end, next).trim();
  if (text.slice(start, pair.keyStart).trim() !== '' || (rest !== '' && !rest.startsWith('#'))) return null;
  return rest === ''
    ? { start, end: next, text: '' }
    : { start: pair.keyStart, end: scalar.end + text.slice(scalar.end).search(/\S/), text: '' };
}

/** `{}` after the key of a map that loses all it holds. */
function emptied(text: string, { keyEnd }: WrittenPair): readonly TextEdit[] | null {
  const colon = text.indexOf(':', keyEnd);
  if (colon === -1 || text.slice(keyEnd, colon).trim() !== '') return null;
  return [{ start: colon + 1, end: colon + 1, text: ' {}' }];
}

function flowRemoval(text: string, pair: WrittenPair): readonly TextEdit[] | null {
  const scalar = ownScalar(pair, text);
  if (scalar === null) return null;
  const start = lineStart(text, pair.keyStart);
  const toItsEnd = text.slice(start, pair.keyStart).trim() === '' ? /^[ \t]*,[ \t]*\r?\n/.exec(text.slice(scalar.end)) : null;
  if (toItsEnd !== null) return [{ start, end: scalar.end + toItsEnd[0].length, text: '' }];
  const after = /^\s*,[ \t]*/.exec(text.slice(scalar.end));
  if (after !== null) return [{ start: pair.keyStart, end: scalar.end + after[0].length, text: '' }];
  const before = /,\s*$/.exec(text.slice(0, pair.keyStart));
  return before === null ? null : [{ start: before.index, end: scalar.end, text: '' }];
}
