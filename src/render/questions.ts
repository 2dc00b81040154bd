import type { Question } from '../dossier/questions.ts';
import { counted, formatDate } from '../words/dates.ts';
import { enumerated, join, link, type Markdown, md, trusted } from '../words/markdown.ts';

/** Questions that are linked one by one: a dossier with more needs to be read whole. */
const MAX_LINKED = 5;

/** The questions of the project that wait, since when, and what ends them; null without any. */
export function questionsText(questions: readonly Question[]): Markdown | null {
  const [oldest] = questions;
  if (oldest === undefined) return null;
  const many = questions.length > 1;
  const waiting = many ? `${questions.length} questions sans réponse` : 'Question sans réponse';
  return join(
    [md`**${trusted(`${waiting}${since(oldest)}`)}** : ${questionLinks(questions)}.`, md`Réponse faite ailleurs ? Écrivez ${'/repondu'}.`],
    ' ',
  );
}

/** Each question as a link to it, « celle de `lea` du 12 mars 2027 », the first ones. */
export function questionLinks(questions: readonly Question[]): Markdown {
  const shown = questions.slice(0, MAX_LINKED).map(({ by, at, url }) => md`${link(`celle de ${by} du ${formatDate(at)}`, url)}`);
  const beyond = questions.length - MAX_LINKED;
  return enumerated(beyond <= 0 ? shown : [...shown, md`${trusted(counted(beyond, 'autre', 'autres'))}`]);
}

function since({ days }: Question): string {
  return days === 0 ? '' : ` depuis ${counted(days, 'jour ouvré', 'jours ouvrés')}`;
}
