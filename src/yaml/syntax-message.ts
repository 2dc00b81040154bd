import type { ErrorCode } from 'yaml';

/** What is wrong, and how to mend it, in French. */
export interface SyntaxMessage {
  readonly message: string;
  readonly fix: string;
}

/** What people meet; the codes are those of the `yaml` package ("Errors", its documentation). */
const messages: Partial<Record<ErrorCode, SyntaxMessage>> = {
  BAD_INDENT: { message: 'retrait incorrect', fix: 'alignez cette ligne avec ses voisines, par des espaces' },
  TAB_AS_INDENT: { message: 'une tabulation sert de retrait', fix: 'remplacez-la par des espaces' },
  DUPLICATE_KEY: { message: 'cette clé est écrite deux fois au même endroit', fix: 'gardez-en une seule' },
  MISSING_CHAR: { message: 'il manque un signe (guillemet, crochet, accolade ou deux-points)', fix: 'ajoutez-le avant cet endroit' },
  MULTIPLE_DOCS: {
    message: 'le fichier contient plusieurs documents YAML',
    fix: 'n’en gardez qu’un : retirez la ligne « --- » et ce qui suit',
  },
  MULTILINE_IMPLICIT_KEY: {
    message: 'une clé s’étend sur plusieurs lignes',
    fix: 'mettez un « : » après la clé, ou des guillemets autour du texte',
  },
  BLOCK_AS_IMPLICIT_KEY: {
    message: 'deux clés sur une même ligne',
    fix: 'mettez entre guillemets le texte qui contient « : », ou passez à la ligne',
  },
  BLOCK_IN_FLOW: { message: 'une liste ou des clés ne peuvent pas s’écrire ici', fix: 'fermez d’abord le crochet ou l’accolade' },
  BAD_SCALAR_START: { message: 'un texte ne peut pas commencer par ce signe', fix: 'mettez le texte entre guillemets' },
  BAD_DQ_ESCAPE: {
    message: 'échappement inconnu entre guillemets doubles',
    fix: 'écrivez \\\\ pour une barre oblique inverse, ou des guillemets simples',
  },
  BAD_ALIAS: { message: 'alias mal écrit', fix: 'écrivez la valeur en entier' },
};

/** A key that stands twice in one map. */
export const duplicateKey = syntaxMessage('DUPLICATE_KEY');

/** A second document where one is read. */
export const multipleDocuments = syntaxMessage('MULTIPLE_DOCS');

/** What is wrong with the syntax, and how to mend it, in French. */
export function syntaxMessage(code: ErrorCode): SyntaxMessage {
  const { message, fix } = messages[code] ?? { message: `syntaxe incorrecte (${code})`, fix: 'corrigez la syntaxe à cet endroit' };
  return { message: `YAML illisible : ${message}`, fix };
}
