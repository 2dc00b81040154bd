import { say } from '../../words/sentence.ts';
import type { AnswerLine } from '../../answers/answer-lines.ts';
import { answerLines } from '../../answers/answer-lines.ts';
import { bareText } from '../../answers/bare-text.ts';
import { type Clause, clausesOf } from '../../answers/clauses.ts';
import { mentionsDate } from '../../answers/dates.ts';
import { withoutFiles } from '../../answers/documents.ts';
import { excerpt } from '../../answers/excerpt.ts';
import { authorityOf, readHost } from '../../answers/host.ts';
import { tokens } from '../../answers/tokens.ts';
import type { Prerequisite } from '../../config/procedure.ts';
import type { Reading } from '../../answers/reading.ts';
import { standingOf } from '../../answers/top-level.ts';
import type { Asked } from '../prerequisite.ts';
import { type Found, judgeText, type Problem, promiseExample } from './judge-text.ts';
import { speaksOf } from './own-part.ts';
import { putOffTo, whyNoDay } from './promise.ts';

/**
 * Host names to expose, several a line if need be, with or without scheme, port, path or comment. Met when each line that tries to name
 * one holds a valid DNS name (RFC 1123), or leaves it to the platform; promised where a line puts its name off to a date. A name whose
 * ending is unknown is doubtful.
 */
export const hostNames = judgeText({
  expected: 'un nom de domaine complet par ligne, ou « à définir » avec une date',
  example: 'mon-application.interieur.gouv.fr',
  find: (reading, asked) =>
    summary(
      answerLines(withoutFiles(reading.text)).map((line) => readLine(line, { reading, asked })),
      reading.text,
    ),
});

/** What one line says: a name, a name to come, a name that may be one, what is wrong, or nothing of names. */
type Said =
  | { readonly says: 'name' | 'platform' | 'nothing' }
  | { readonly says: 'later'; readonly until: string }
  | { readonly says: 'unknown'; readonly name: string }
  | { readonly says: 'wrong'; readonly problem: Problem };

function summary(lines: readonly Said[], text: string): Found {
  const problems = lines.flatMap((line) => (line.says === 'wrong' ? [line.problem] : []));
  if (problems.length > 0) return { problems };
  const until = lines
    .flatMap((line) => (line.says === 'later' ? [line.until] : []))
    .toSorted()
    .at(0);
  if (until !== undefined) return { until };
  const doubts = lines.flatMap((line) =>
    line.says === 'unknown' ? [say`${excerpt(line.name)} finit par un domaine que nous ne connaissons pas`] : [],
  );
  if (doubts.length > 0) return { doubts };
  if (lines.some(({ says }) => says === 'name')) return {};
  if (lines.some(({ says }) => says === 'platform')) return { note: 'nom donné par la plateforme' };
  return { problems: [{ because: say`aucun nom de domaine n’est lisible dans ${excerpt(text)}` }] };
}

function readLine(line: AnswerLine, { reading, asked }: { readonly reading: Reading; readonly asked: Asked }): Said {
  const { text } = line;
  const words = tokens(text);
  const standings = words.flatMap((word) => {
    const host = readHost(word);
    return host?.kind === 'name' ? [{ word, standing: standingOf(host.name, word) }] : [];
  });
  const filled = standings.find(({ word }) => /(?:^|[./-])x{3,}[.-]/i.test(word));
  if (filled !== undefined) return wrong(say`${excerpt(filled.word)} n’est pas encore un nom`);
  const [only, ...others] = standings;
  if (only !== undefined && others.length === 0 && standsAlone(only.word, text) && isBareZone(only.word))
    return wrong(becauseOf(only.word));
  if (standings.some(({ standing }) => standing === 'known')) return otherName(line, { reading, asked }) ?? { says: 'name' };
  const incomplete = standings.find(({ standing }) => standing === 'incomplete');
  if (incomplete !== undefined) return wrong(becauseOf(incomplete.word));
  const senses = reading.clauses.length === 0 ? [] : clausesOf(line).map(({ sense }) => sense);
  if (!senses.includes('pointer')) {
    if (senses.includes('put-off') && givesPlatformName(clausesOf(line), asked.prerequisite))
      return otherName(line, { reading, asked }) ?? { says: 'platform' };
    const until = putOffTo(text, asked);
    if (until !== null) return { says: 'later', until };
    if (senses.includes('put-off'))
      return wrong(mentionsDate(text) ? whyNoDay(text, asked) : say`${excerpt(text)} ne dit pas pour quand`, asked.today);
  }
  const unknown = standings.find(({ standing }) => standing === 'unknown');
  if (unknown !== undefined) return { says: 'unknown', name: unknown.word };
  const attempt = line.role === 'heading' ? undefined : words.find((word) => isAttempt(word, words.length));
  if (attempt !== undefined) return wrong(becauseOf(attempt));
  return { says: leavesToPlatform(text) ? 'platform' : 'nothing' };
}

/** « suivi.exemple.fr ; préprod à définir pour mars »: another name is put off beside the one that is given; null without one. */
function otherName(line: AnswerLine, { reading, asked }: { readonly reading: Reading; readonly asked: Asked }): Said | null {
  const awaited =
    reading.clauses.length === 0 ? [] : clausesOf(line).filter(({ sense, bare }) => sense === 'put-off' && environment.test(bare));
  const until = awaited
    .flatMap(({ text }) => putOffTo(text, asked) ?? [])
    .toSorted()
    .at(0);
  return until === undefined ? null : { says: 'later', until };
}

const environment =
  /^(?:(?:la|le|pour|en) ){0,2}(?:dev|rec|rct|recette|qualif|integ|int|preprod|pre-?production|prod|production|formation|staging|demo)(?![\p{L}])/u;

function wrong(because: Problem['because'], today?: string): Said {
  const example = today === undefined ? {} : { example: `recette : ${promiseExample(today)}` };
  return { says: 'wrong', problem: { because, ...example } };
}

/** « domaine de la plateforme, certificat non demandé »: the name is given, and what is put off is something else. */
function givesPlatformName(clauses: readonly Clause[], prerequisite: Prerequisite): boolean {
  const named = clauses.filter(({ text }) => speaksOf(text, prerequisite));
  return named.some(({ text }) => leavesToPlatform(text)) && named.every(({ sense }) => sense === 'said');
}

/** « celui fourni par la plateforme », « l’URL par défaut ». */
function leavesToPlatform(text: string): boolean {
  return /\b(?:plateforme|platform|cloud (?:pi|π|p) ?native|par defaut|console|openshift|generee?s? (?:par|automatiquement))\b/.test(
    bareText(text),
  );
}

/** Zones under which names are given, and which are nobody's application. */
const zones = /^(?:gouv\.fr|interieur\.gouv\.fr|minint\.fr|rie\.gouv\.fr|ader\.gouv\.fr|interieur\.rie\.gouv\.fr|intranet\.mi)$/;

/** Not the end of a pattern such as « suivi.{dev,rec}.interieur.gouv.fr ». */
function standsAlone(name: string, text: string): boolean {
  return text.split(/\s+/).some((word) => word.replaceAll(/^[.(«"]+|[.,;)»"]+$/g, '') === name.replace(/^\./, ''));
}

function isBareZone(word: string): boolean {
  const host = readHost(word);
  return host?.kind === 'name' && !/^https?:/i.test(word) && zones.test(host.name);
}

function becauseOf(attempt: string) {
  const shown = excerpt(attempt);
  if (isBareZone(attempt)) return say`${shown} est un domaine commun : il manque le nom de l’application`;
  if (readHost(attempt)?.kind === 'ip') return say`${shown} est une adresse IP, pas un nom de domaine`;
  if (attempt.includes('_')) return say`${shown} contient « _ », interdit dans un nom de domaine`;
  return authorityOf(attempt).includes('.') && readHost(attempt) === null
    ? say`${shown} n’est pas un nom de domaine valide`
    : say`${shown} n’est pas un nom complet : il manque le domaine`;
}

/** A word meant as a host name: it has inner dots or is a URL, or it stands alone on its line and looks like a machine's name. */
function isAttempt(word: string, wordsOfLine: number): boolean {
  if (word.includes('@')) return false;
  if (/^https?:\/\//i.test(word) || readHost(word)?.kind === 'ip') return true;
  if (/^[\p{L}\d_-]{1,300}(?:\.{1,5}[\p{L}\d_-]{1,300}){1,20}$/u.test(word))
    return readHost(word) === null && (/[._-]{2}|_|-\.|\.-/.test(word) || word.split('.').length > 2);
  return wordsOfLine === 1 && /^[a-z\d]{1,63}(?:[-_][a-z\d]{1,63}){1,10}$/.test(word);
}
