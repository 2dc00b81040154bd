import type { DefaultTreeAdapterTypes } from 'parse5';
import { parse } from 'parse5';
import type { Hono } from 'hono';

type Node = DefaultTreeAdapterTypes.Node;
export type Element = DefaultTreeAdapterTypes.Element;

/** A page as a browser reads it. */
export interface Page {
  readonly status: number;
  readonly html: string;
  /** Every element of a name, in their order. */
  readonly all: (name: string) => readonly Element[];
  /** The element of that id. */
  readonly at: (id: string) => Element;
  readonly text: string;
}

/** Asks for a page and reads it. */
export async function open(pages: Hono, path: string): Promise<Page> {
  const response = await pages.request(`http://localhost${path}`);
  const html = await response.text();
  const document = parse(html);
  const every = elements(document);
  return {
    status: response.status,
    html,
    all: (name) => every.filter(({ tagName }) => tagName === name),
    at: (id) => {
      const found = every.find((element) => attribute(element, 'id') === id);
      if (found === undefined) throw new Error(`no #${id} in ${html}`);
      return found;
    },
    text: textOf(document),
  };
}

export function attribute({ attrs }: Element, name: string): string | null {
  return attrs.find((attr) => attr.name === name)?.value ?? null;
}

/** Elements within one, at any depth, in their order. */
export function elements(node: Node): readonly Element[] {
  if (!('childNodes' in node)) return [];
  return node.childNodes.flatMap((child) => [...('tagName' in child ? [child] : []), ...elements(child)]);
}

/** Of a name. */
export function within(node: Node, name: string): readonly Element[] {
  return elements(node).filter(({ tagName }) => tagName === name);
}

/** What is read of an element, on one line. */
export function textOf(node: Node): string {
  return rawText(node).replaceAll(/\s+/g, ' ').trim();
}

function rawText(node: Node): string {
  if ('value' in node && node.nodeName === '#text') return node.value;
  if (node.nodeName === 'br') return ' ';
  if (node.nodeName === 'li' && 'childNodes' in node) return ` ${node.childNodes.map(rawText).join('')} `;
  return 'childNodes' in node ? node.childNodes.map(rawText).join('') : '';
}

/** The cells of the rows of a table, without its heading. */
export function rowsOf(node: Node): readonly (readonly string[])[] {
  return within(node, 'tr')
    .slice(1)
    .map((row) =>
      elements(row)
        .filter(({ tagName }) => tagName === 'td' || tagName === 'th')
        .map(textOf),
    );
}
