import type { Entry, Node } from '../yaml/node.ts';
import type { TemplateLine } from './template-lines.ts';

/** What a template wrote, its lines and its documents. */
export interface ReadOutput {
  readonly written: string;
  readonly lines: readonly TemplateLine[];
  readonly documents: readonly Node[];
}

/**
 * The documents of what the same lines of a template wrote with the values of another environment, without reading them again: only simple values of keys differ,
 * and each is found where it was. Null where that is not certain: a reading tells. Pure; time follows the length.
 */
export function withOtherValues({ written, lines, documents }: ReadOutput, text: string): readonly Node[] | null {
  const [before, after] = [written.split('\n'), text.split('\n')];
  if (before.length !== after.length || !isByLine(before) || !isByLine(after)) return null;
  const changes = new Map<string, Change>();
  for (const [index, line] of before.entries()) {
    const other = after[index] ?? '';
    if (line === other) continue;
    const [from, to] = [simpleValue(line), simpleValue(other)];
    if (from === null || to === null || from.before !== to.before || from.after !== to.after) return null;
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

/** True where each line stands for itself: no block of text, no quoted text that goes on. */
function isByLine(lines: readonly string[]): boolean {
  return lines.every((line) => !/[|>][-+\d]*\s*(#.*)?$/.test(line) && isEven(line, '"') && isEven(line, "'"));
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
      const changed = [...node.entries].flatMap(([key, entry]): [string, Entry][] => {
        const value = replace(entry.value, known);
        return value === entry.value ? [] : [[key, { ...entry, value }]];
      });
      return changed.length === 0 ? node : { ...node, entries: new Map([...node.entries, ...changed]) };
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
