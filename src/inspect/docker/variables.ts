import type { Expanded } from './dockerfile.ts';

/** What an expansion gives at most; a longer one is a bomb, and has no value. */
const MAX_LENGTH = 10_000;

const reference = /\\\$|\$(?<bare>\w+)|\$\{(?<braced>\w+)(?::?(?<sign>[-+])(?<other>[^{}]*))?\}|\$\{/g;

/**
 * Replaces `$X`, `${X}`, `${X:-default}` and `${X:+other}` in a text. Null when a variable has no value that the file tells, or uses another form.
 */
export function expand(text: string, variables: ReadonlyMap<string, Expanded>): Expanded {
  let expanded = '';
  let end = 0;
  for (const match of text.matchAll(reference)) {
    const value = match[0] === '\\$' ? '$' : valueOf(match.groups ?? {}, variables);
    if (value === null) return null;
    expanded += text.slice(end, match.index) + value;
    end = match.index + match[0].length;
    if (expanded.length > MAX_LENGTH) return null;
  }
  return expanded + text.slice(end);
}

function valueOf(
  { bare, braced, sign, other = '' }: Readonly<Record<string, string | undefined>>,
  variables: ReadonlyMap<string, Expanded>,
): Expanded {
  const value = variables.get(bare ?? braced ?? '') ?? null;
  const word = other.includes('$') ? null : other;
  if (sign === '+') return value === null ? '' : word;
  return value ?? (sign === '-' ? word : null);
}
