import type { Given } from './computed-texts.ts';

/** What a text of a helmfile may name, and what reads the files that it names; null for one that was not read. */
export interface Known {
  readonly given: Given;
  readonly readFile: (written: string) => string | null;
}

/** A quoted word, or a number or a truth value, as a function takes it. */
const quoted = '"[^"\\\\{}]*"';
const plain = `${quoted}|true|false|-?\\d+`;
const values = '\\.(?:Values|StateValues|Environment\\.Values)';

/** A call at the head of an action, of a parenthesis or of what a variable is given, which nothing but a pipe follows: what it gives can stand in its place. */
const call = (inner: string) => new RegExp(`((?:\\{\\{-?|\\(|:?=|\\bif|\\bwith)\\s*)${inner}(?=\\s*(?:\\||\\)|-?\\}\\}))`, 'g');
const getFrom = call(`get\\s+(${quoted})\\s+(?:(${plain})\\s+)?${values}`);
const pipedToGet = call(`${values}\\s*\\|\\s*get\\s+(${quoted})(?:\\s+(${plain}))?`);
const fileRead = call(`readFile\\s+(${quoted})`);

/** Characters that are written in place of calls, in one text: a file may be named there hundreds of times. */
const MAX_WRITTEN = 1_000_000;

/**
 * The text with what `get` and `readFile` of Helmfile give in their place, where the values and the files that were read tell: Helm has another `get`, and no `readFile` ("Template functions", Helmfile
 * documentation). The rest stays as it is, and so do calls from the one that would make the text too long. Pure; time follows the length of the text.
 */
export function writeKnown(text: string, { given, readFile }: Known): string {
  let left = MAX_WRITTEN;
  const literal = (value: unknown) => {
    const made = left < 0 ? null : literalOf(value);
    left -= made?.length ?? 0;
    return left < 0 ? null : made;
  };
  const get = (...[all = '', before = '', path = '', fallback]: readonly (string | undefined)[]) => {
    const found = valueAt(given['Values'], path.slice(1, -1).split('.'));
    const instead = found.kind === 'absent' ? (fallback ?? null) : found.kind === 'value' ? literal(found.value) : null;
    return instead === null ? all : before + instead;
  };
  return text
    .replaceAll(getFrom, get)
    .replaceAll(pipedToGet, get)
    .replaceAll(fileRead, (all: string, before: string, path: string) => {
      const content = literal(readFile(path.slice(1, -1)));
      return content === null ? all : before + content;
    });
}

type Found = { readonly kind: 'value'; readonly value: unknown } | { readonly kind: 'absent' } | { readonly kind: 'refused' };

/** A key that is absent takes what is given in its place; one below a value that holds no keys is refused whatever is given (`get_or_nil.go`, Helmfile). */
function valueAt(value: unknown, [key, ...rest]: readonly string[]): Found {
  if (key === undefined) return { kind: 'value', value };
  if (key === '' || typeof value !== 'object' || value === null || Array.isArray(value)) return { kind: 'refused' };
  const entry = Object.entries(value).find(([name]) => name === key);
  return entry === undefined ? { kind: 'absent' } : valueAt(entry[1], rest);
}

/** As a template writes it; null for what it cannot write. */
function literalOf(value: unknown): string | null {
  if (typeof value === 'string') return textLiteral(value);
  return typeof value === 'boolean' || Number.isSafeInteger(value) ? String(value) : null;
}

/** A text in quotes as Go reads them, without braces, in which an action could seem to end. */
function textLiteral(text: string): string {
  return JSON.stringify(text).replaceAll('{', '\\u007b').replaceAll('}', '\\u007d');
}
