import { html as escaped } from 'hono/html';
import { nonBreaking } from '../words/non-breaking.ts';

/** A piece of a page. */
export type Html = ReturnType<typeof escaped>;

/** Builds a piece of a page, whose own words are French and break as French does. What it is given is escaped, unless it is such a piece, and otherwise stays as it is. */
export function frenchHtml(strings: TemplateStringsArray, ...values: readonly unknown[]): Html {
  return escaped(ownWords(strings), ...values);
}

/** By template: what it says itself, which is the same each time. */
const templates = new WeakMap<TemplateStringsArray, TemplateStringsArray>();

function ownWords(strings: TemplateStringsArray): TemplateStringsArray {
  const own = templates.get(strings) ?? Object.assign(strings.map(nonBreaking), { raw: strings.raw });
  templates.set(strings, own);
  return own;
}
