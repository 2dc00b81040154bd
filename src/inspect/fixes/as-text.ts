import { isString } from '../yaml/node.ts';

/** A value as YAML reads it back as a text: between quotes where it would be a number, or « true ». For letters, digits, `_`, `.`, `/` and `-` alone. */
export function asText(value: string): string {
  return isString({ kind: 'scalar', place: { path: '', line: 1 }, text: value, plain: true }) ? value : JSON.stringify(value);
}
