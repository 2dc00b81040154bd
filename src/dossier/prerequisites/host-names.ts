import { say } from '../../words/sentence.ts';
import { answerLines, type AnswerLine } from '../../answers/answer-lines.ts';
import { bareText } from '../../answers/bare-text.ts';
import { mentionsDate } from '../../answers/dates.ts';
import { excerpt } from '../../answers/excerpt.ts';
import { authorityOf, readHost } from '../../answers/host.ts';
import { judgeText, type Problem } from './judge-text.ts';
import { tokens } from '../../answers/tokens.ts';

/**
 * Host names to expose, several a line if need be, with or without scheme, port, path or comment. Met when each line that tries to name
 * one holds a valid DNS name (RFC 1123), or puts it off to a date.
 */
export const hostNames = judgeText({
  expected: 'un nom de domaine complet par ligne, ou « à définir » avec une date',
  example: 'mon-application.interieur.gouv.fr',
  findProblems,
});

function findProblems(text: string): readonly Problem[] {
  const lines = answerLines(text).map((line) => ({ line, settled: holdsName(line.text) || mentionsDate(line.text) }));
  const problems = lines.flatMap(({ line, settled }) => (settled ? [] : problemOf(line)));
  if (problems.length > 0 || lines.some(({ settled }) => settled)) return problems;
  return [{ because: say`aucun nom de domaine n’est lisible dans ${excerpt(text)}` }];
}

function holdsName(line: string): boolean {
  return tokens(line).some((word) => readHost(word)?.kind === 'name');
}

/** What is wrong with a line that names no host: nothing for prose and titles, which go with the other lines. */
function problemOf({ text, role }: AnswerLine): readonly Problem[] {
  const words = tokens(text);
  const attempt = words.find((word) => isAttempt(word, words.length));
  if (attempt !== undefined && role !== 'heading') return [{ because: becauseOf(attempt) }];
  return isPutOff(text)
    ? [{ because: say`${excerpt(text)} ne dit pas pour quand`, example: 'recette : à définir avant fin avril 2027' }]
    : [];
}

function becauseOf(attempt: string) {
  const shown = excerpt(attempt);
  if (readHost(attempt)?.kind === 'ip') return say`${shown} est une adresse IP, pas un nom de domaine`;
  if (attempt.includes('_')) return say`${shown} contient « _ », interdit dans un nom de domaine`;
  return authorityOf(attempt).includes('.')
    ? say`${shown} n’est pas un nom de domaine valide`
    : say`${shown} n’est pas un nom complet : il manque le domaine`;
}

/** A word meant as a host name: it has inner dots or is a URL, or it stands alone on its line and looks like a machine's name. */
function isAttempt(word: string, wordsOfLine: number): boolean {
  if (word.includes('@')) return false;
  if (/^https?:\/\//i.test(word) || readHost(word)?.kind === 'ip') return true;
  if (/^[\p{L}\d_-]{1,300}(?:\.{1,5}[\p{L}\d_-]{1,300}){1,20}$/u.test(word))
    return /[._-]{2}|_|-\.|\.-/.test(word) || word.split('.').length > 2;
  return wordsOfLine === 1 && /^[a-z\d]{1,63}(?:[-_][a-z\d]{1,63}){1,10}$/.test(word);
}

function isPutOff(line: string): boolean {
  return /\b(?:a definir|a completer|a preciser|a venir|a determiner|tbd|todo|en attente|en cours)\b/.test(bareText(line));
}
