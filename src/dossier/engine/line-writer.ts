import { maskSecrets } from '../../words/secrets.ts';
import { sameAccount } from '../../words/account.ts';
import { sameLogin } from '../../words/login.ts';
import { readCommands } from '../commands/read-commands.ts';
import type { Account, Revision } from '../observation.ts';

/** A command line, told by its digest, of a comment; the App adds steps to comments, and no command. */
interface LineOf {
  readonly digest: string;
  readonly author: Account;
  /** Login. */
  readonly app: string;
}

/**
 * Who wrote a command line of a comment, of all the revisions newest first: the account that wrote the oldest of the unbroken run that holds it; whoever wrote later only left it
 * there. Where a text of that run is missing, the author, if nobody but the author and the App wrote in it. Null where the history does not tell: what is missing in it may be
 * anybody's.
 */
export function lineWriter(revisions: readonly Revision[], { digest, author, app }: LineOf): Account | null {
  const before = revisions.findIndex(({ body }) => body !== null && !holds(body, digest));
  const run = before === -1 ? revisions : revisions.slice(0, before);
  if (run.every(({ body }) => body !== null)) return run.at(-1)?.editor ?? null;
  return run.every(({ editor }) => editor !== null && (sameAccount(editor, author) || sameLogin(editor.login, app))) ? author : null;
}

function holds(body: string, digest: string): boolean {
  return readCommands(maskSecrets(body)).lines.some((line) => line.digest === digest);
}
