import type { CommentContent, Reread } from '../dossier/plan.ts';
import { counted, formatDate } from '../words/dates.ts';
import { join, list, type Markdown, md, named, sentence, trusted } from '../words/markdown.ts';
import { serviceTeamStep } from './next-step.ts';
import { questionLinks } from './questions.ts';

type Call = Extract<CommentContent, { kind: 'call' }>;

/** People named in a call, at the most. */
const MAX_NAMED = 3;
/** Answers to read that are listed: the status lists them all. */
const MAX_LISTED = 8;

/** The Service Team is called: what it must do, the answers to read, the questions that wait. */
export function renderCall({ to, act, questions, waits }: Call): Markdown {
  const who = called(to);
  return join([
    md`Bonjour${who}, ${opening({ act, questions, waits })}`,
    act === null ? null : md`**Ce qu’il y a à faire** : ${serviceTeamStep(act)}`,
    act === null ? null : rereadList(act.rereads),
    questions.length === 0
      ? null
      : md`**${trusted(questions.length > 1 ? 'Questions sans réponse' : 'Question sans réponse')}** : ${questionLinks(questions)}. Répondez-y par un commentaire ou une réaction.`,
    to.unreached !== null
      ? md`<sub>Nommer l’équipe ${to.unreached} ne prévient personne ici. Pour l’exploitant de l’application : vérifiez que cette équipe existe, qu’elle est visible, et qu’elle peut lire ce dépôt.</sub>`
      : null,
    who.markdown === '' ? md`<sub>Pour être prévenu de ce dossier, assignez-le-vous (colonne de droite, « Assignees »).</sub>` : null,
  ]);
}

function called({ people, team }: Call['to']): Markdown {
  if (people.length > 0) return named(people.slice(0, MAX_NAMED));
  return team === null ? md`` : md` ${trusted(`@${team}`)}`;
}

function opening({ act, questions, waits }: Pick<Call, 'act' | 'questions' | 'waits'>): Markdown {
  const many = questions.length > 1;
  const what =
    act !== null ? 'ce dossier attend la Service Team' : many ? 'des questions attendent une réponse' : 'une question attend une réponse';
  if (waits === null) return trusted(`${what}.`);
  const days = waits.days === 0 ? '' : ` (${counted(waits.days, 'jour ouvré', 'jours ouvrés')})`;
  const last = waits.last ? ' C’est la dernière relance de l’application.' : '';
  return trusted(`${what} depuis le ${formatDate(waits.since)}${days}.${last}`);
}

function rereadList(rereads: readonly Reread[]): Markdown | null {
  if (rereads.length === 0) return null;
  const beyond = rereads.length - MAX_LISTED;
  return join([
    md`**À relire** :`,
    list(rereads.slice(0, MAX_LISTED).map(rereadLine)),
    beyond <= 0 ? null : md`Et ${trusted(counted(beyond, 'autre', 'autres'))}, dans le suivi.`,
  ]);
}

function rereadLine({ prerequisite, doubts, change }: Reread): Markdown {
  const reasons = [...doubts.map(sentence), ...(change === null ? [] : [md`changée depuis qu’elle a été acceptée`])];
  return md`**${trusted(prerequisite.title)}** ${prerequisite.id}${reasons.length === 0 ? md`` : md` : ${join(reasons, ' ; ')}`}`;
}
