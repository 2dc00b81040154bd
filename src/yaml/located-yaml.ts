import { type Alias, type Document, isNode, LineCounter, parseDocument, visit } from 'yaml';
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

/** Reads YAML 1.2 text; syntax errors, duplicate keys, several documents, alias bombs and aliases without end come back as problems. Never throws. */
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
  const endless = aliasOfItself(document);
  if (endless !== null) {
    const { line, column } = toPlace(lines, endless.range?.[0] ?? 0);
    const message = `l’alias YAML *${endless.source} se contient lui-même`;
    return { ok: false, problems: [{ file, line, column, message, fix: 'écrivez la valeur en entier plutôt que par alias' }] };
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

/** The first alias that stands inside the value it names: such a value has no end. */
function aliasOfItself(document: Document.Parsed): Alias | null {
  let found: Alias | null = null;
  visit(document, {
    Alias: (_, alias, ancestors) => {
      if (!ancestors.some((node) => isNode(node) && 'anchor' in node && node.anchor === alias.source)) return undefined;
      found = alias;
      return visit.BREAK;
    },
  });
  return found;
}

function toPlace(lines: LineCounter, offset: number): { line: number; column: number } {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(line, 1), column: Math.max(col, 1) };
}
