import { visibleText } from './visible-words.ts';

/** Words that end as an imperative does, and ask nothing. */
const others = /^(?:avez|êtes|pouvez|devez|voulez|savez|allez|assez|chez|nez|rendez)(?![\p{L}])/iu;
/** « corrigez … », « puis posez-la … », « n’écrivez … »: first in its clause, with what it is about. */
const imperative = /^(?:(?:puis|et|ou|→)\s)?(?:ne\s|n’)?(?:l’|le\s|la\s|les\s)?(?<verb>\p{L}+ez)(?:-\p{L}+)*\s+\S+/iu;

/** The clauses of a comment that tell somebody what to do, as one reads it before opening anything: an order, or a question to answer. None where nobody is addressed. */
export function asks(markdown: string): readonly string[] {
  const text = visibleText(markdown).replaceAll('\u00a0', ' ').replaceAll('\u202f', ' ');
  if (!/@[a-z]|équipe projet|service team/i.test(text)) return [];
  return text
    .split(/(?<=[.!?:;,])\s+|\n+|\s(?=(?:puis|et|ou)\s)/)
    .map((clause) => clause.trim())
    .filter((clause) => {
      const verb = imperative.exec(clause)?.groups?.['verb'];
      return verb !== undefined && !others.test(verb);
    });
}
