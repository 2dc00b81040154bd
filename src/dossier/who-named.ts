import type { IssueForm } from '../form/issue-form.ts';
import type { Procedure } from '../config/procedure.ts';
import { parseAnswers } from '../form/parse-answers.ts';
import { declaredRepositories } from './declared-repositories.ts';
import type { Account, BodyRevision } from './observation.ts';

export interface BodyHistory {
  /** Who opened the issue. */
  readonly author: Account;
  readonly body: string;
  /** Newest first, the creation last; empty for a body that was never edited. */
  readonly revisions: readonly BodyRevision[];
  readonly form: IssueForm;
  readonly procedure: Procedure;
}

/** Text of older revisions that is read for one body, in characters: who writes more, so often, and beyond it, is nobody. */
const MAX_READ = 500_000;

/**
 * Whose word each repository's name in a body is, by name in lower case: the account that wrote the oldest revision of the unbroken run, from today's body
 * back, whose form declares it. Null for nobody: a revision that was taken out of the history, an account that is gone, or a run longer than what is read.
 */
export function whoNamed(history: BodyHistory): Readonly<Record<string, string | null>> {
  const { author, revisions } = history;
  const now = namesIn(history, history.body);
  if (revisions.length === 0) return Object.fromEntries(now.map((name) => [name, author.login]));
  const named: Record<string, string | null> = {};
  let running = now;
  let read = 0;
  for (const { editor, body } of revisions) {
    if (running.length === 0) break;
    read += body?.length ?? 0;
    if (body === null || read > MAX_READ) {
      for (const name of running) named[name] = null;
      return named;
    }
    const there = namesIn(history, body);
    running = running.filter((name) => there.includes(name));
    for (const name of running) named[name] = editor?.login ?? null;
  }
  return Object.fromEntries(now.map((name) => [name, named[name] ?? null]));
}

function namesIn({ procedure, form }: BodyHistory, body: string): readonly string[] {
  return declaredRepositories({ procedure, answers: parseAnswers(form, body).answers }).map((name) => name.toLowerCase());
}
