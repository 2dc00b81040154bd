import { Composer, type Document, Lexer, LineCounter, Parser } from 'yaml';
import { MAX_TOLD } from './problem.ts';
import { multipleDocuments, syntaxMessage, type SyntaxMessage } from './syntax-message.ts';

/** A mistake at a place of a text, counted in characters from its start. */
export interface Misread extends SyntaxMessage {
  readonly offset: number;
}

/** The documents of a text, at least one, or why they were not looked for. */
export type BoundedParse =
  | { readonly ok: true; readonly documents: readonly [Document.Parsed, ...Document.Parsed[]]; readonly lines: LineCounter }
  | { readonly ok: false; readonly excess: Misread; readonly lines: LineCounter };

/** Words, signs and spaces of one text at most (the densest manifests of 128 kB have 80,000); documents; maps and lists within one another. */
const MAX_TOKENS = 100_000;
const MAX_DOCUMENTS = 2_000;
const MAX_DEPTH = 100;

/**
 * Parses YAML that a stranger wrote, with `yaml`, whose own parser follows any depth (beyond some thousands it ends the process) and compares each key
 * with all others: here depth, words and documents are counted before anything is made of them, and unique keys are the business of `toPlain`.
 * Time follows the length of the text. Never throws.
 */
export function parseBounded(text: string): BoundedParse {
  const lines = new LineCounter();
  const parser = new Parser(lines.addNewLine);
  const composer = new Composer({ uniqueKeys: false, prettyErrors: false, logLevel: 'silent' });
  const documents: Document.Parsed[] = [];
  let [tokens, mistakes, offset] = [0, 0, 0];
  const excess = (message: string, fix: string) => ({ ok: false, lines, excess: { offset, message, fix } }) as const;
  lines.addNewLine(0);
  for (const source of new Lexer().lex(text)) {
    tokens += 1;
    for (const token of parser.next(source)) {
      if (token.type === 'error') mistakes += 1;
      documents.push(...composer.next(token));
    }
    if (parser.stack.length > MAX_DEPTH) return excess(`plus de ${MAX_DEPTH} niveaux imbriqués`, 'écrivez des valeurs moins imbriquées');
    if (tokens > MAX_TOKENS) return excess('trop de clés et de valeurs', 'gardez un fichier plus court');
    if (documents.length > MAX_DOCUMENTS) return excess(`plus de ${MAX_DOCUMENTS} documents`, 'partagez ce fichier en plusieurs');
    offset = parser.offset;
    // Each mistake costs, and the first one keeps the text from being read.
    if (mistakes > MAX_TOLD) break;
  }
  for (const token of parser.end()) documents.push(...composer.next(token));
  documents.push(...composer.end(true, text.length));
  const [first, ...others] = documents;
  if (first === undefined) throw new Error('the composer was asked for a document');
  return { ok: true, documents: [first, ...others], lines };
}

/** The only document of a text, when it is one without a mistake of syntax; else the mistakes, the first ones of many. */
export function onlyDocument(parsed: BoundedParse): { readonly document: Document.Parsed } | { readonly mistakes: readonly Misread[] } {
  if (!parsed.ok) return { mistakes: [parsed.excess] };
  const [document, second] = parsed.documents;
  const mistakes = document.errors.slice(0, MAX_TOLD).map(({ code, pos }): Misread => ({ offset: pos[0], ...syntaxMessage(code) }));
  if (second !== undefined) mistakes.push({ offset: second.range[0], ...multipleDocuments });
  return mistakes.length === 0 ? { document } : { mistakes };
}
