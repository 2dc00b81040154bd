import type { Entry, Node, SourcePlace } from '../yaml/node.ts';
import type { TemplateLine, TemplateReader } from './template-lines.ts';

/** What a template wrote line by line, the lines that wrote it and its documents. */
export interface ReadOutput {
  readonly written: readonly string[];
  readonly lines: readonly TemplateLine[];
  readonly documents: readonly Node[];
}

/**
 * The documents of what the same lines of a template wrote with the values of another environment, without reading them again: only simple values differ,
 * and each is found where it was. Null where that is not certain: a reading tells. Pure; time follows the length.
 */
export function withOtherValues(
  { written, documents }: ReadOutput,
  after: readonly string[],
  isAlike: TemplateReader['isAlike'],
): readonly Node[] | null {
  const changes = changesBetween(written, after, isAlike);
  return changes === null ? null : changed(documents, changes, null);
}

/** The same of what other lines wrote, of this template or of another one like it: `placeOf` tells where each line that was written comes from. */
export function withOtherLines(
  { written, documents }: ReadOutput,
  after: readonly string[],
  placeOf: (made: number) => SourcePlace,
): readonly Node[] | null {
  const changes = changesBetween(written, after, () => true);
  return changes === null ? null : changed(documents, changes, placeOf);
}

/** What becomes of one text on one line. */
interface Change {
  readonly to: string;
  /** Values that are written so, and those that were found. */
  readonly values: number;
  nodes: number;
}

/** By the line that was written, then by the text. */
type Changes = ReadonlyMap<number, ReadonlyMap<string, Change>>;

/** Null where lines differ by more than simple values. */
function changesBetween(before: readonly string[], after: readonly string[], isAlike: TemplateReader['isAlike']): Changes | null {
  if (before.length !== after.length) return null;
  const changes = new Map<number, ReadonlyMap<string, Change>>();
  for (const [index, line] of before.entries()) {
    const other = after[index] ?? '';
    if (line === other) continue;
    const onLine = changesOf(line, other);
    if (onLine === null || !isAlike(line, other)) return null;
    changes.set(index + 1, onLine);
  }
  return changes.size === 0 || isByLine(before) ? changes : null;
}

/** What becomes of each value of a line, whether it changes or not; null where that is not known of all. */
function changesOf(line: string, other: string): ReadonlyMap<string, Change> | null {
  const [from, to] = [simpleValues(line), simpleValues(other)];
  if (from === null || to === null || from.around !== to.around) return null;
  const changes = new Map<string, Change>();
  for (const [index, value] of from.values.entries()) {
    const known = changes.get(value);
    const wanted = to.values[index] ?? '';
    if (known !== undefined && known.to !== wanted) return null;
    changes.set(value, { to: wanted, values: (known?.values ?? 0) + 1, nodes: 0 });
  }
  return changes;
}

function changed(documents: readonly Node[], changes: Changes, placeOf: ((made: number) => SourcePlace) | null): readonly Node[] | null {
  const replaced = documents.map((document) => replace(document, changes, placeOf));
  // More of them, and another word of the line holds the same; fewer, and a value is a part of another one.
  const isCertain = (onLine: ReadonlyMap<string, Change>) => [...onLine.values()].every(({ values, nodes }) => values === nodes);
  return [...changes.values()].every(isCertain) ? replaced : null;
}

/** True where each line stands for itself: no block of text, no quoted text that goes on. Another simple value in one of them changes nothing of that. */
function isByLine(lines: readonly string[]): boolean {
  return lines.every((line) => !opensBlock(line) && isEven(line, '"') && isEven(line, "'"));
}

function opensBlock(line: string): boolean {
  return (line.includes('|') || line.includes('>')) && /[|>][-+\d]*\s*(#.*)?$/.test(line);
}

function isEven(line: string, sign: string): boolean {
  return !line.includes(sign) || line.split(sign).length % 2 === 1;
}

/** The values of a line and what surrounds them. */
interface SimpleValues {
  readonly around: string;
  readonly values: readonly string[];
}

/** A value that is one word after a key. */
const oneValue = /^(\s*(?:- +)*[\w./-]+: +"?)([A-Za-z0-9](?:[\w./@+-]|:(?=[\w./@+-]))*)("?)$/;

/** Values that are each one word after a key, between braces; those in quotes are all so. */
const flowValues =
  /^(\s*(?:- +)*(?:[\w./-]+: +)?\{ *)([\w./-]+: +"?[A-Za-z0-9][\w./@+-]*"?(?:, *[\w./-]+: +"?[A-Za-z0-9][\w./@+-]*"?)*)( *\})$/;

/** The values of a line of which all are simple, with or without quotes; null for any other line. */
function simpleValues(line: string): SimpleValues | null {
  const [, before = '', value = '', after = ''] = oneValue.exec(line) ?? [];
  if (value !== '')
    return before.endsWith('"') !== (after === '"') || isNothing(value) ? null : { around: `${before}\n${after}`, values: [value] };
  const [, open = '', inner = '', close = ''] = flowValues.exec(line) ?? [];
  if (inner === '') return null;
  const parts = inner.split(/(: +"?|"?, *|"$)/);
  const values = parts.filter((_, index) => index % 4 === 2);
  return values.some(isNothing)
    ? null
    : { around: open + parts.map((part, index) => (index % 4 === 2 ? '\n' : part)).join('') + close, values };
}

function isNothing(value: string): boolean {
  return /^null$/i.test(value);
}

/** The same node where nothing of it changes. */
function replace(node: Node, changes: Changes, placeOf: ((made: number) => SourcePlace) | null): Node {
  const place = placeOf === null ? node.place : placeOf(node.place.made ?? 1);
  switch (node.kind) {
    case 'map': {
      let entries: Map<string, Entry> | null = placeOf === null ? null : new Map();
      for (const [key, entry] of node.entries) {
        const value = replace(entry.value, changes, placeOf);
        if (placeOf !== null) entries?.set(key, { place: placeOf(entry.place.made ?? 1), value });
        else if (value !== entry.value) (entries ??= new Map(node.entries)).set(key, { place: entry.place, value });
      }
      return entries === null ? node : { ...node, place, entries };
    }
    case 'list': {
      const items = node.items.map((item) => replace(item, changes, placeOf));
      return placeOf === null && items.every((item, index) => item === node.items[index]) ? node : { ...node, place, items };
    }
    case 'scalar': {
      const change = node.text === null ? undefined : changes.get(node.place.made ?? 1)?.get(node.text);
      if (change !== undefined) change.nodes += 1;
      const text = change?.to ?? node.text;
      return placeOf === null && text === node.text ? node : { ...node, place, text };
    }
    default:
      return node satisfies never;
  }
}
