import { entriesOf, itemsOf, type Node, textOf } from '../yaml/node.ts';

const mark = 'valeur-inconnue-de-';

/** Actions that only write what is read at deployment, on one line or indented: no other text depends on it. */
const action =
  /\{\{-?\s*(readFile|requiredEnv|env|exec|fetchSecretValue)\s+"[^"{}]*"(?:\s*\(list(?:\s+"[^"{}]*")*\))?((?:\s*\|\s*(?:replace\s+"[^"]*"\s+"[^"]*"|n?indent\s+\d+|quote|squote|trim))*)\s*-?\}\}/g;

/**
 * The text with a mark in place of each value that only a deployment knows, where it is written as it is: whoever reads the text sees what it touches. What such a value decides of stays as it
 * is, and is refused. A file of several lines counts where it is indented or quoted: else it could write anything. Pure.
 */
export function markUnknown(text: string): string {
  return text.replaceAll(action, (all: string, name: string, pipes: string) => {
    const isContained = !/^(readFile|exec)$/.test(name) || /indent|quote/.test(pipes);
    return isContained ? `{{ "${mark}${name}"${pipes} }}` : all;
  });
}

/** What gives the first unknown value that a node holds, a secret of another tool among them ("Secret", vals documentation); null for none. */
export function unknownWithin(node: Node): string | null {
  if (node.kind === 'scalar') return unknownInText(textOf(node) ?? '');
  const below = [...itemsOf(node), ...entriesOf(node).map(({ value }) => value)];
  const keys = entriesOf(node).map(({ key }) => key);
  return keys.map(unknownInText).find((name) => name !== null) ?? below.map(unknownWithin).find((name) => name !== null) ?? null;
}

/** The same in a text. */
export function unknownInText(text: string): string | null {
  const [, name = null] = new RegExp(`${mark}(\\w+)`).exec(text) ?? [];
  return name ?? (/\bref\+\w+:\/\//.exec(text) ?? [null])[0];
}
