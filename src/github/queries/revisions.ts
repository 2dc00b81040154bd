import { z } from 'zod';
import { account } from './actor.ts';
import { page } from './page.ts';

/** A page of the revisions of a text. GitHub's `diff` is the whole text of the revision; one that was deleted has none. */
export const revisions = page(
  z
    .object({ editor: account, editedAt: z.string(), diff: z.string().nullable(), deletedAt: z.string().nullable() })
    .transform(({ editor, editedAt, diff, deletedAt }) => ({ editor, at: editedAt, body: deletedAt === null ? diff : null })),
);
