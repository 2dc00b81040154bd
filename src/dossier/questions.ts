import { awaitsAnswer, saysSomething } from '../answers/awaits-answer.ts';
import { maskSecrets } from '../words/secrets.ts';
import { workingDaysBetween } from '../words/working-days.ts';
import { withSlashes } from './commands/meant-command.ts';
import type { Dossier } from './dossier.ts';
import type { Facts } from './facts.ts';
import type { Comment } from './observation.ts';
import { said } from './said.ts';
import { isProjectTeam } from './team.ts';

/** A comment of the project team that the Service Team has not answered. */
export interface Question {
  readonly comment: number;
  /** Login of its author. */
  readonly by: string;
  /** When it was written, ISO. */
  readonly at: string;
  readonly url: string;
  /** Working days that began since. */
  readonly days: number;
}

/** The questions of a dossier that wait, oldest first. */
export function openQuestions(dossier: Dossier): readonly Question[] {
  const { observation, now, procedure } = dossier;
  const asked = askedSince(dossier);
  const answered = lastAnswered(dossier, asked);
  return asked
    .filter(({ id }) => answered === null || id > answered)
    .map(({ id, author, createdAt }) => ({
      comment: id,
      by: author.login,
      at: createdAt,
      url: `${observation.issue.url}#issuecomment-${id}`,
      days: workingDaysBetween(createdAt, now, procedure.calendar),
    }));
}

/** Number of the last question that was answered, null where none was since the last time: what was answered stays so, whoever leaves the Service Team. */
export function newlyAnswered(dossier: Dossier): number | null {
  return lastAnswered(dossier, askedSince(dossier));
}

/** What the project team wrote for somebody to answer, after what is known to be answered. Its comments bear growing numbers: clocks say nothing. */
function askedSince(dossier: Dossier): readonly Comment[] {
  const names = participants(dossier);
  return said(dossier.observation).filter(
    (comment) =>
      comment.id > dossier.state.answered &&
      isByPerson(comment) &&
      isProjectTeam(dossier, comment.author.login) &&
      // A command without its slash gets a hint: nobody has to answer it.
      awaitsAnswer(withSlashes(dossier, { body: maskSecrets(comment.body), by: comment.author.login }), names) &&
      // Whoever opens a dossier for a project, from the Service Team, asks it nothing.
      !isServiceTeam(dossier, comment.author.login),
  );
}

/** Number of the last of these that was answered: before a word of the Service Team, by a reaction of it to that one or a later one, or before a move. */
function lastAnswered(dossier: Dossier, asked: readonly Comment[]): number | null {
  const [first] = asked;
  if (first === undefined) return null;
  const spoken = said(dossier.observation).findLast(
    (comment) =>
      comment.id > first.id &&
      isByPerson(comment) &&
      saysSomething(maskSecrets(comment.body)) &&
      isServiceTeam(dossier, comment.author.login),
  );
  const moved = lastMove(dossier);
  const answer = asked.findLast(
    ({ id, createdAt, reactedBy }) =>
      (spoken !== undefined && id < spoken.id) ||
      Date.parse(createdAt) < moved ||
      reactedBy.some(({ login }) => isServiceTeam(dossier, login)),
  );
  return answer?.id ?? null;
}

/** When the Service Team last moved the dossier, in milliseconds; a phase that the App itself found or restored answers nobody. */
function lastMove({ state: { history } }: Dossier): number {
  const moves = history.filter(({ how }) => how !== 'opened' && how !== 'restored');
  return Math.max(0, ...moves.map(({ at }) => Date.parse(at)));
}

function isByPerson({ author }: Comment): boolean {
  return !author.bot;
}

function isServiceTeam({ ask }: Facts, login: string): boolean {
  return ask.right(login).answer === 'yes';
}

/** Whoever may be thanked by name. */
function participants({ observation }: Facts): readonly string[] {
  const { issue } = observation;
  return [
    issue.author.login,
    ...issue.assignees.map(({ login }) => login),
    ...said(observation)
      .filter(isByPerson)
      .map(({ author }) => author.login),
  ];
}
