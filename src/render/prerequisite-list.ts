import type { Lacking, Promised, Waiver } from '../dossier/prerequisite.ts';
import { formatDate } from '../words/dates.ts';
import { join, link, list, type Markdown, md, sentence, trusted } from '../words/markdown.ts';

/** How much is said of each unmet prerequisite: everything, the first reason, or its name. */
export type Detail = 'full' | 'short' | 'title';

/** Missing and invalid prerequisites, two lines each: what is wrong; an example, and where to read more. */
export function unmetList(results: readonly Lacking[], detail: Detail): Markdown {
  return list(results.map((result) => unmetItem(result, detail)));
}

function unmetItem(result: Lacking, detail: Detail): Markdown {
  const { title, documentation } = result.prerequisite;
  const head = md`**${trusted(title)}** (${trusted(result.status === 'missing' ? 'manquant' : 'à corriger')})`;
  if (detail === 'title') return head;
  const [first] = result.reasons;
  if (detail === 'short') return first === undefined ? head : md`${head} : ${sentence(first.because)}`;
  const reasons = result.reasons.map(({ because }) => because);
  const why = reasons.length === 1 ? md`${head} : ${reasons[0] ?? ''}` : join([md`${head} :`, list(reasons.map(sentence))], '\n');
  const example = first === undefined ? null : howToMend(result, first.example);
  const more = documentation === undefined ? null : link('En savoir plus', documentation);
  return join([why, join([example, more], ' · ')], '  \n');
}

/** A box is ticked where it stands; what is written has an example to copy. */
function howToMend({ prerequisite, status }: Lacking, example: string): Markdown {
  return prerequisite.kind === 'attested-boxes' && status === 'missing'
    ? md`Dans la demande, cochez d’un clic ce qui est fait`
    : md`Par exemple : ${example}`;
}

/** What each answer is for, and what is expected of it, to be folded under the list. */
export function helpList(results: readonly Lacking[]): Markdown {
  return list(
    results.map(({ prerequisite: { title, help }, reasons: [first] }) =>
      first === undefined
        ? md`**${trusted(title)}** : ${trusted(help)}`
        : md`**${trusted(title)}** : ${trusted(help)} Attendu : ${trusted(first.expected)}.`,
    ),
  );
}

/** Answers announced for a day. */
export function promisedList(results: readonly Promised[]): Markdown {
  return list(
    results.map(
      ({ prerequisite, until }) => md`**${trusted(prerequisite.title)}** : annoncé pour le ${trusted(formatDate(`${until}T12:00:00Z`))}`,
    ),
  );
}

/** « dispensé par camille le 4 janvier 2027, jusqu’au 30 juin 2027 : motif ». */
export function waiverText({ by, at, reason, until }: Waiver): Markdown {
  const end = until === null ? '' : `, jusqu’au ${formatDate(`${until}T12:00:00Z`)}`;
  return md`sans objet, décidé par ${by} le ${trusted(formatDate(at))}${trusted(end)} : ${reason}`;
}
