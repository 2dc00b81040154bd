import { maskSecrets } from '../../words/secrets.ts';
import { readCommands } from '../commands/read-commands.ts';
import type { Account, Revision } from '../observation.ts';

/**
 * Who wrote a command line of a comment, of all the revisions newest first: the account that wrote the oldest of the unbroken run that holds it; whoever wrote later only left it
 * there. Null where the history does not tell: what is missing in it may be anybody's.
 */
export function lineWriter(revisions: readonly Revision[], digest: string): Account | null {
  let writer: Account | null = null;
  for (const { editor, body } of revisions) {
    if (body === null) return null;
    if (!readCommands(maskSecrets(body)).lines.some((line) => line.digest === digest)) return writer;
    writer = editor;
  }
  return writer;
}
