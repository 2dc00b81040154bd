import { answerTo } from '../form/answer-to.ts';
import type { Procedure } from '../config/procedure.ts';
import type { Answers } from '../form/answers.ts';
import type { IssueForm } from '../form/issue-form.ts';
import { sameLogin, loginKey } from '../words/login.ts';
import { readAccountLines } from './read-accounts.ts';

/** Accounts that count among those that the contacts name: a team is not a crowd. */
export const MAX_ACCOUNTS = 10;

/** The accounts that the dossier's own answers name for the project. */
export interface Contacts {
  /** Each once, as written, the first ten. */
  readonly accounts: readonly string[];
  /** How many more are named, and do not count. */
  readonly beyond: number;
  /** Somebody seems to be named without an account: a line after the first, which names the service, or no account at all. */
  readonly withoutAccount: boolean;
}

/** Reads the answers that the process says name the team. An account copied from an example of the form or of the process is nobody's: on GitHub, it may be anybody's. */
export function readContacts({ procedure, form, answers }: { procedure: Procedure; form: IssueForm; answers: Answers }): Contacts {
  const naming = procedure.prerequisites.filter(({ namesTeam }) => namesTeam);
  const fields = naming.map(({ field }) => field);
  const proposed = form.fields.map((field) => (fields.includes(field.id) && 'placeholder' in field ? field.placeholder : null));
  const examples = [...proposed, ...naming.map(({ example }) => example)].flatMap((text) =>
    readAccountLines(text ?? '', procedure.github).flat(),
  );
  const lines = fields.flatMap((field) => {
    const answer = answerTo(answers, field);
    return typeof answer === 'string' ? readAccountLines(answer, procedure.github) : [];
  });
  const accounts = distinct(lines.flat()).filter((login) => !examples.some((example) => sameLogin(example, login)));
  return {
    accounts: accounts.slice(0, MAX_ACCOUNTS),
    beyond: Math.max(0, accounts.length - MAX_ACCOUNTS),
    withoutAccount: lines.length > 0 && (accounts.length === 0 || lines.slice(1).some((line) => line.length === 0)),
  };
}

/** Whether one more account would count. */
export function hasRoomFor({ accounts }: Contacts): boolean {
  return accounts.length < MAX_ACCOUNTS;
}

function distinct(logins: readonly string[]): readonly string[] {
  const first = new Map<string, string>();
  for (const login of logins) if (!first.has(loginKey(login))) first.set(loginKey(login), login);
  return [...first.values()];
}
