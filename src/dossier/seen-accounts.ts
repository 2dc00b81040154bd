import { loginKey, type LoginKey } from '../words/login.ts';
import type { NamedAccount } from '../words/account.ts';
import type { Observation } from './observation.ts';

/** The accounts that one reading of a dossier shows, each under the name that it bears now. */
export interface SeenAccounts {
  /** The id of the account that bears that name; null where the reading does not show it. */
  readonly idOf: (login: string) => number | null;
  /** The name that an account bears now; null where the reading does not show it. */
  readonly loginOf: (id: number) => string | null;
}

/** Those who wrote, edited, reacted or acted there, or are assigned to it. */
export function readSeenAccounts({ issue, comments, events }: Pick<Observation, 'issue' | 'comments' | 'events'>): SeenAccounts {
  const ids = new Map<LoginKey, number>();
  const logins = new Map<number, string>();
  const note = (account: NamedAccount | null) => {
    if (account === null || account.id === null) return;
    ids.set(loginKey(account.login), account.id);
    logins.set(account.id, account.login);
  };
  const noteText = ({ author, editor }: Pick<Observation['issue'], 'author' | 'editor'>) => {
    note(author);
    if (editor.answer === 'known') note(editor.account);
  };
  noteText(issue);
  for (const account of issue.assignees) note(account);
  for (const comment of comments) {
    noteText(comment);
    for (const account of comment.reactedBy) note(account);
  }
  for (const { actor } of events) note(actor);
  return { idOf: (login) => ids.get(loginKey(login)) ?? null, loginOf: (id) => logins.get(id) ?? null };
}
