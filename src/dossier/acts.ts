import { sameLogin } from '../words/login.ts';
import type { Dossier } from './dossier.ts';
import { said } from './said.ts';
import { isProjectTeam } from './team.ts';

/** Something that a person did in the dossier. */
interface Act {
  readonly login: string;
  /** ISO. */
  readonly at: string;
}

/** The last act of a person, where it was of the Service Team; null where somebody else acted last. */
export function lastActOfServiceTeam(dossier: Dossier): string | null {
  const last = actsOf(dossier).reduce<Act | null>((a, b) => (a === null || Date.parse(b.at) >= Date.parse(a.at) ? b : a), null);
  return last !== null && isServiceTeam(dossier, last.login) ? last.at : null;
}

/** When the Service Team acted after an instant, ISO. Reactions bear no instant that the App reads. */
export function actsOfServiceTeamAfter(dossier: Dossier, instant: string): readonly string[] {
  return actsOf(dossier)
    .filter(({ at }) => Date.parse(at) > Date.parse(instant))
    .filter(({ login }) => isServiceTeam(dossier, login))
    .map(({ at }) => at);
}

/** GitHub is asked only about those whom the dossier does not name for the project. */
function isServiceTeam(dossier: Dossier, login: string): boolean {
  return !isProjectTeam(dossier, login) && dossier.ask.right(login).answer === 'yes';
}

/** Comments, labels, the state of the issue, edits of the request and ticks, by people. */
function actsOf({ observation, state }: Dossier): readonly Act[] {
  const { app, events, issue } = observation;
  const edited = issue.editor.answer === 'known' && !issue.editor.account.bot ? issue.editor.account.login : null;
  return [
    { login: issue.author.login, at: issue.createdAt },
    ...(edited === null || issue.lastEditedAt === null ? [] : [{ login: edited, at: issue.lastEditedAt }]),
    ...said(observation)
      .filter(({ author }) => !author.bot)
      .map(({ author, createdAt }) => ({ login: author.login, at: createdAt })),
    ...events.flatMap(({ actor, at }) => (actor === null || actor.bot || sameLogin(actor.login, app) ? [] : [{ login: actor.login, at }])),
    ...Object.values(state.items).map(({ by, at }) => ({ login: by, at })),
  ];
}
