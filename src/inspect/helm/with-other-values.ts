import type { Entry, Node } from '../yaml/node.ts';
import type { TemplateLine, TemplateReader } from './template-lines.ts';

/** What a template wrote line by line, the lines that wrote it and its documents. */
export interface ReadOutput {
  readonly written: readonly string[];
  readonly lines: readonly TemplateLine[];
  readonly documents: readonly Node[];
}

/**
 * The documents of what the same lines of a template wrote with the values of another environment, without reading them again: only simple values of keys differ,
 * and each is found where it was. Null where that is not certain: a reading tells. Pure; time follows the length.
 */
export function withOtherValues(
  { written, lines, documents }: ReadOutput,
  after: readonly string[],
  isAlike: TemplateReader['isAlike'],
): readonly Node[] | null {
  if (written.length !== after.length || !isByLine(written)) return null;
  const changes = new Map<string, Change>();
  for (const [index, line] of written.entries()) {
    const other = after[index] ?? '';
    if (line === other) continue;
    const [from, to] = [simpleValue(line), simpleValue(other)];
    if (from === null || to === null || from.before !== to.before || from.after !== to.after || !isAlike(line, other)) return null;
    const key = keyOf(lines[index]?.line ?? 1, from.value);
    const known = changes.get(key) ?? { from: from.value, to: to.value, lines: 0, nodes: 0 };
    if (known.to !== to.value) return null;
    known.lines += 1;
    changes.set(key, known);
  }
  const replaced = new Set([...changes.values()].map(({ from }) => from));
  const changed = documents.map((document) => replace(document, { changes, replaced }));
  // Each line is one value: more of them, and another line, which did not change, holds the same.
  return [...changes.values()].every((change) => change.lines === change.nodes) ? changed : null;
}

interface Change {
  readonly from: string;
  readonly to: string;
  lines: number;
  nodes: number;
}

interface Changes {
  readonly changes: ReadonlyMap<string, Change>;
  /** The texts that change, wherever they do. */
  readonly replaced: ReadonlySet<string>;
}

/** By the line of the template, and the text. */
function keyOf(line: number, text: string): string {
  return `${line} ${text}`;
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

/** A value that is one word, with or without quotes, after a key; null for any other line. */
function simpleValue(line: string): { readonly before: string; readonly value: string; readonly after: string } | null {
  const [, before = '', value = '', after = ''] =
    /^(\s*(?:- +)*[\w./-]+: +"?)([A-Za-z0-9](?:[\w./@+-]|:(?=[\w./@+-]))*)("?)$/.exec(line) ?? [];
  return value === '' || before.endsWith('"') !== (after === '"') || /^null$/i.test(value) ? null : { before, value, after };
}

/** The same node where nothing of it changes. */
function replace(node: Node, known: Changes): Node {
  switch (node.kind) {
    case 'map': {
      let entries: Map<string, Entry> | null = null;
      for (const [key, { place, value }] of node.entries) {
        const changed = replace(value, known);
        if (changed !== value) (entries ??= new Map(node.entries)).set(key, { place, value: changed });
      }
      return entries === null ? node : { ...node, entries };
    }
    case 'list': {
      const items = node.items.map((item) => replace(item, known));
      return items.every((item, index) => item === node.items[index]) ? node : { ...node, items };
    }
    case 'scalar': {
      const isKnown = node.text !== null && known.replaced.has(node.text);
      const change = isKnown ? known.changes.get(keyOf(node.place.line, node.text)) : undefined;
      if (change === undefined) return node;
      change.nodes += 1;
      return { ...node, text: change.to };
    }
    default:
      return node satisfies never;
  }
}
