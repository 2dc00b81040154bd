import { html } from 'hono/html';
import { formatDate } from '../../words/dates.ts';
import { visible } from '../../words/visible-text.ts';

/** A piece of a page. What `html` is given is escaped, unless it is such a piece. */
export type Html = ReturnType<typeof html>;

/** Nothing. */
export const empty: Html = html``;

/** Text that a person wrote: whatever its direction, it turns nothing around it; characters that nobody sees are gone. */
export function written(text: string): Html {
  return html`<bdi>${visible(text)}</bdi>`;
}

/** « 12 mars 2027 », for people and for machines. Takes an instant or a day, ISO. */
export function date(instant: string): Html {
  return html`<time datetime="${instant}">${formatDate(instant)}</time>`;
}

/** A path with the query of an address, some of its parameters changed; null takes one away. */
export function address(path: string, query: URLSearchParams, changes: Readonly<Record<string, string | null>> = {}): string {
  const changed = new URLSearchParams([...query].filter(([name, value]) => value !== '' && !Object.hasOwn(changes, name)));
  for (const [name, value] of Object.entries(changes)) if (value !== null) changed.set(name, value);
  const text = changed.toString();
  return text === '' ? path : `${path}?${text}`;
}
