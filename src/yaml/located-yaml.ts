import { isNode, type LineCounter } from 'yaml';
import { type BoundedParse, type Misread, onlyDocument, parseBounded } from './parse-bounded.ts';
import type { Problem } from './problem.ts';
import { toPlain } from './to-plain.ts';

/** A configuration file larger than this is refused before it is read, in characters: four times the shipped process. */
const MAX_LENGTH = 64 * 1024;

/** A path into the value, as zod writes it. */
export type ValuePath = readonly PropertyKey[];

/** A YAML file read as plain data that still knows where each value stands. */
export interface LocatedYaml {
  readonly file: string;
  readonly value: unknown;
  /** Place of the value at the path, or of its nearest ancestor that exists. */
  readonly locate: (path: ValuePath) => { line: number; column: number };
}

export type ReadYaml = { readonly ok: true; readonly yaml: LocatedYaml } | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Reads YAML 1.2 text of at most `longest` characters; what passes a bound (length, depth, words), syntax errors, duplicate keys, several documents, alias
 * bombs and aliases without end come back as problems, the first ones of many. Never throws.
 */
export function readYaml(text: string, file: string, longest: number = MAX_LENGTH): ReadYaml {
  if (text.length > longest) {
    const message = `fichier de ${text.length} caractères, plus que les ${longest} lus`;
    return { ok: false, problems: [{ file, line: 1, column: 1, message, fix: `gardez-le sous ${longest} caractères` }] };
  }
  const parsed = parseBounded(text);
  const refused = (mistakes: readonly Misread[]): ReadYaml => ({
    ok: false,
    problems: mistakes.map((mistake) => located(mistake, file, parsed)),
  });
  const read = onlyDocument(parsed);
  if ('mistakes' in read) return refused(read.mistakes);
  const { document } = read;
  const plain = toPlain(document);
  if (!plain.ok) return refused(plain.mistakes);
  const locate = (path: ValuePath) => {
    for (let depth = path.length; depth > 0; depth--) {
      const node = document.getIn(path.slice(0, depth), true);
      const offset = isNode(node) ? node.range?.[0] : undefined;
      if (offset !== undefined) return toPlace(parsed.lines, offset);
    }
    return toPlace(parsed.lines, document.contents?.range[0] ?? 0);
  };
  return { ok: true, yaml: { file, value: plain.value, locate } };
}

function located({ offset, message, fix }: Misread, file: string, { lines }: BoundedParse): Problem {
  return { file, ...toPlace(lines, offset), message, fix };
}

function toPlace(lines: LineCounter, offset: number): { line: number; column: number } {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(line, 1), column: Math.max(col, 1) };
}
