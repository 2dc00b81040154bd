import { SyntaxKind } from 'typescript/unstable/ast';
import { createScanner } from 'typescript/unstable/ast/scanner';

/** A string, or a part of a template, of a file. */
export interface Literal {
  /** From 1. */
  readonly line: number;
  readonly text: string;
}

/** What a file of TypeScript says between its quotes, by TypeScript's own scanner: comments and regular expressions are left out. */
export function literalsOf(source: string): readonly Literal[] {
  const scanner = createScanner(true, undefined, source);
  const found: Literal[] = [];
  const opened: SyntaxKind[] = [];
  let before = SyntaxKind.Unknown;
  for (let kind = scanner.scan(); kind !== SyntaxKind.EndOfFile; kind = scanner.scan()) {
    if (isSlash(kind) && !endsValue(before)) kind = scanner.reScanSlashToken();
    if (kind === SyntaxKind.CloseBraceToken && opened.pop() === SyntaxKind.TemplateHead) kind = scanner.reScanTemplateToken(false);
    if (kind === SyntaxKind.OpenBraceToken) opened.push(kind);
    if (kind === SyntaxKind.TemplateHead || kind === SyntaxKind.TemplateMiddle) opened.push(SyntaxKind.TemplateHead);
    if (isText(kind)) found.push({ line: source.slice(0, scanner.getTokenStart()).split('\n').length, text: scanner.getTokenValue() });
    before = kind;
  }
  return found;
}

function isSlash(kind: SyntaxKind): boolean {
  return kind === SyntaxKind.SlashToken || kind === SyntaxKind.SlashEqualsToken;
}

const texts: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.StringLiteral,
  SyntaxKind.NoSubstitutionTemplateLiteral,
  SyntaxKind.TemplateHead,
  SyntaxKind.TemplateMiddle,
  SyntaxKind.TemplateTail,
]);

function isText(kind: SyntaxKind): boolean {
  return texts.has(kind);
}

/** After these a slash divides; after anything else it opens a regular expression. */
const values: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.Identifier,
  SyntaxKind.NumericLiteral,
  SyntaxKind.StringLiteral,
  SyntaxKind.NoSubstitutionTemplateLiteral,
  SyntaxKind.TemplateTail,
  SyntaxKind.CloseParenToken,
  SyntaxKind.CloseBracketToken,
  SyntaxKind.CloseBraceToken,
]);

function endsValue(kind: SyntaxKind): boolean {
  return values.has(kind);
}
