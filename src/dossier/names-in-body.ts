import { repositoryKey } from '../words/key.ts';
import type { Procedure } from '../config/procedure.ts';
import type { IssueForm } from '../form/issue-form.ts';
import { parseAnswers } from '../form/parse-answers.ts';
import { standingText } from '../answers/standing-text.ts';
import { loginKey } from '../words/login.ts';
import { readContacts } from './contacts.ts';
import { declaredRepositories } from './declared-repositories.ts';

/** What a body names by a form: the GitHub repositories that it declares, `owner/name` in lower case, and the accounts of its contacts (`contactName`). */
export function namesInBody(
  body: string,
  { form, procedure }: { readonly form: IssueForm; readonly procedure: Procedure },
): readonly string[] {
  const { answers } = parseAnswers(form, body);
  const standing = Object.fromEntries(
    Object.entries(answers).map(([id, answer]) => [id, typeof answer === 'string' ? standingText(answer) : answer]),
  );
  return [
    ...declaredRepositories({ procedure, answers }).map(repositoryKey),
    ...readContacts({ procedure, form, answers: standing }).accounts.map(contactName),
  ];
}

/** How an account of the contacts stands among the names of a body: no repository is called so. */
export function contactName(login: string): string {
  return `@${loginKey(login)}`;
}
