import { nonBreaking } from '../../words/non-breaking.ts';
import { shortened } from '../../words/shortened.ts';
import { formatDate } from '../../words/dates.ts';
import { visible } from '../../words/visible-text.ts';
import { frenchHtml, type Html } from '../french-html.ts';

export type { Html };

/** Builds a piece of a page. What it is given is escaped, without the characters that nobody sees, unless it is such a piece; where it is read, its lines break as French does. */
export function html(strings: TemplateStringsArray, ...values: readonly Value[]): Html {
  const read = placesRead(strings);
  return frenchHtml(
    strings,
    ...values.map((value, rank) => (read[rank] === true ? seen(value, (text) => nonBreaking(visible(text))) : seen(value, visible))),
  );
}

/** By template: of each value, whether it is read on the page. One within a tag is an attribute's: it goes back to the server, or nowhere. */
const places = new WeakMap<TemplateStringsArray, readonly boolean[]>();

function placesRead(strings: TemplateStringsArray): readonly boolean[] {
  let place: Place = 'text';
  const read =
    places.get(strings) ??
    strings.map((string) => {
      place = placeAfter(string, place);
      return place === 'text';
    });
  places.set(strings, read);
  return read;
}

/** Within a quoted attribute, by its quote, nothing but that quote ends anything. */
type Place = 'text' | 'tag' | '"' | "'";

function placeAfter(string: string, start: Place): Place {
  let place = start;
  for (const sign of string.match(/[<>"']/g) ?? []) place = placeBehind(sign, place);
  return place;
}

function placeBehind(sign: string, place: Place): Place {
  if (place === 'text') return sign === '<' ? 'tag' : place;
  if (place !== 'tag') return sign === place ? 'tag' : place;
  if (sign === '>') return 'text';
  return sign === '"' || sign === "'" ? sign : place;
}

/** Null shows as nothing. */
type Value = Html | string | number | null | readonly Value[];

function seen(value: Value, shown: (text: string) => string): Value {
  if (typeof value === 'string') return shown(value);
  return isList(value) ? value.map((one) => seen(one, shown)) : value;
}

function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

/** Nothing. */
export const empty: Html = html``;

/** Longest text of a person that a page shows, in characters: the ticket has all of it. */
const LONGEST_TEXT = 500;

/** Text that a person wrote: whatever its direction, it turns nothing around it; what is long is cut. */
export function written(text: string): Html {
  return html`<bdi>${shortened(text, LONGEST_TEXT)}</bdi>`;
}

/** A link to GitHub; its text alone where the address is none of the web. */
export function outside(url: string, { text, name, says }: { readonly text: Html; readonly name?: string; readonly says?: string }): Html {
  const [className, title] = [name ?? '', says ?? ''];
  if (!/^https?:\/\//i.test(url)) return html`<span class="${className}">${text}</span>`;
  return html`<a class="${className}" href="${shortened(url, LONGEST_ADDRESS)}" rel="noreferrer" title="${title}">${text}</a>`;
}

const LONGEST_ADDRESS = 2_000;

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
