import { repositoryKey } from '../words/key.ts';
import type { Procedure } from '../config/procedure.ts';
import type { IssueForm } from '../form/issue-form.ts';
import { parseAnswers } from '../form/parse-answers.ts';
import { declaredRepositories } from './declared-repositories.ts';

/** The GitHub repositories that a body declares by a form, `owner/name` in lower case. */
export function namesInBody(
  body: string,
  { form, procedure }: { readonly form: IssueForm; readonly procedure: Procedure },
): readonly string[] {
  return declaredRepositories({ procedure, answers: parseAnswers(form, body).answers }).map(repositoryKey);
}
