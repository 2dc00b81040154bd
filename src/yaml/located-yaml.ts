import { isNode, LineCounter, parseDocument } from 'yaml';
import type { Problem } from './problem.ts';
import { syntaxMessage } from './syntax-message.ts';

/** A configuration file larger than this is refused before it is read, in characters. */
const MAX_LENGTH = 256 * 1024;

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

/** Reads YAML 1.2 text; syntax errors, duplicate keys, several documents and alias bombs come back as problems. Never throws. */
export function readYaml(text: string, file: string): ReadYaml {
  const refused = (message: string, fix: string): ReadYaml => ({ ok: false, problems: [{ file, line: 1, column: 1, message, fix }] });
  if (text.length > MAX_LENGTH) {
    return refused(`fichier de ${text.length} caractères`, `gardez-le sous ${MAX_LENGTH} caractères`);
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    return {
      ok: false,
      problems: document.errors.map((error) => {
        const { line, col } = lines.linePos(error.pos[0]);
        return { file, line, column: col, ...syntaxMessage(error.code) };
      }),
    };
  }
  try {
    const value: unknown = document.toJS({ maxAliasCount: 50 });
    const locate = (path: ValuePath) => {
      for (let depth = path.length; depth > 0; depth--) {
        const node = document.getIn(path.slice(0, depth), true);
        const offset = isNode(node) ? node.range?.[0] : undefined;
        if (offset !== undefined) return toPlace(lines, offset);
      }
      return toPlace(lines, document.contents?.range?.[0] ?? 0);
    };
    return { ok: true, yaml: { file, value, locate } };
  } catch {
    return refused('trop d’alias YAML (&, *)', 'écrivez les valeurs en entier plutôt que par alias');
  }
}

function toPlace(lines: LineCounter, offset: number): { line: number; column: number } {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(line, 1), column: Math.max(col, 1) };
}
