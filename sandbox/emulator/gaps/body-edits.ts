import { z } from 'zod';
import { type Caller, type Gap, parseJson, reading } from '../exchange.ts';
import { match } from '../route.ts';

/** One revision of the body of an issue or of a comment. */
export interface Revision {
  readonly id: string;
  /** Login, as REST shows it. */
  readonly editor: string;
  readonly editedAt: string;
  readonly body: string;
  /** Somebody took its text out of the history. */
  readonly deleted: { readonly at: string; readonly by: string } | null;
}

export interface BodyEdits {
  readonly gap: Gap;
  /** Oldest first, the creation included; none for a body that was never edited. */
  of(nodeId: string): readonly Revision[];
  /** Takes the text of a revision (0 is the creation) out of the history, as GitHub's page lets one do. Throws when there is none. */
  deleteRevision(nodeId: string, index: number, by: string): void;
}

const written = z.object({
  node_id: z.string(),
  body: z.string().nullable(),
  user: z.object({ login: z.string() }).nullable(),
  created_at: z.string(),
});

/** Remembers who edited the bodies of issues and comments, and each of their revisions: the emulator keeps the last text alone. */
export function bodyEdits(appLogin: string): BodyEdits {
  const edits = new Map<string, Revision[]>();
  return {
    of: (nodeId) => edits.get(nodeId) ?? [],
    deleteRevision: (nodeId, index, by) => {
      const revisions = edits.get(nodeId) ?? [];
      const revision = revisions[index];
      if (revision === undefined) throw new Error(`no revision ${index} of ${nodeId}`);
      revisions[index] = { ...revision, deleted: { at: now(), by } };
    },
    gap: async (request, forward) => {
      const edited =
        match(request, 'PATCH /repos/:owner/:repo/issues/:number') ?? match(request, 'PATCH /repos/:owner/:repo/issues/comments/:id');
      if (edited === null) return forward(request);
      const before = written.safeParse(parseJson((await forward(reading(request, request.path))).body)).data;
      const response = await forward(request);
      const after = written.safeParse(parseJson(response.body)).data;
      if (before === undefined || after === undefined || before.body === after.body) return response;
      const { node_id: id } = after;
      const known = edits.get(id) ?? [
        revisionOf(id, 0, { editor: before.user?.login ?? 'ghost', at: before.created_at, body: before.body }),
      ];
      const latest = revisionOf(id, known.length, { editor: editorOf(request.caller, appLogin), at: now(), body: after.body });
      edits.set(id, [...known, latest]);
      return response;
    },
  };
}

function revisionOf(nodeId: string, index: number, { editor, at, body }: { editor: string; at: string; body: string | null }): Revision {
  return { id: `${nodeId}:${index}`, editor, editedAt: at, body: body ?? '', deleted: null };
}

function editorOf(caller: Caller, appLogin: string): string {
  return caller.kind === 'user' ? caller.login : appLogin;
}

function now(): string {
  return new Date().toISOString().replace(/\.\d+Z$/, 'Z');
}
