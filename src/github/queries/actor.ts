import { z } from 'zod';
import type { Account, Editor } from '../../dossier/observation.ts';

/** Fields of whoever acted. */
export const actorFields = /* GraphQL */ `
  fragment actorFields on Actor {
    kind: __typename
    login
    ... on User { databaseId }
    ... on Bot { databaseId }
  }`;

const actor = z.object({ kind: z.string(), login: z.string(), databaseId: z.number().nullish() });

/**
 * An account as REST names it: GraphQL calls an App without its `[bot]`. Null for one that is gone, and for a mannequin, which an import puts in the place of an account of
 * elsewhere: it bears a name that is another person's here, or will be ("About mannequins", GitHub documentation).
 */
export const account = actor.nullable().transform((found): Account | null => {
  if (found === null || found.kind === 'Mannequin') return null;
  const { kind, login, databaseId = null } = found;
  const bot = kind === 'Bot';
  return { login: bot && !login.endsWith('[bot]') ? `${login}[bot]` : login, id: kind === 'User' || bot ? databaseId : null, bot };
});

/** The author of a text; of one who is gone, GitHub's own stand-in. */
export const author = account.transform((found): Account => found ?? { login: 'ghost', id: null, bot: false });

/** Who edited a text last: an edit whose author GitHub does not name is nobody's in particular. */
export function editorOf({ editor, lastEditedAt }: { editor: Account | null; lastEditedAt: string | null }): Editor {
  if (lastEditedAt === null) return { answer: 'nobody' };
  return editor === null ? { answer: 'unverified' } : { answer: 'known', account: editor };
}
