import type { Comment, Revision } from '../../src/dossier/observation.ts';

/** The revisions of comments that were edited, newest first; as GitHub does, with their creation. */
export function createHistories() {
  let revisions: ReadonlyMap<number, readonly Revision[]> = new Map();
  const of = (id: number) => revisions.get(id) ?? [];
  const put = (id: number, all: readonly Revision[]) => void (revisions = new Map([...revisions, [id, all]]));
  return {
    /** A comment, as it was until now, becomes what the revision says. */
    note: ({ id, author, body, createdAt }: Comment, revision: Revision) => {
      const before = of(id);
      put(id, [revision, ...(before.length === 0 ? [{ editor: author, at: createdAt, body }] : before)]);
    },
    /** Of that comment, by its node id. */
    in: (comments: readonly Comment[], nodeId: string) => comments.flatMap((one) => (one.nodeId === nodeId ? of(one.id) : [])),
    /** GitHub no longer tells who wrote the newest. */
    loseEditor: (id: number) =>
      put(
        id,
        of(id).map((one, index) => (index === 0 ? { ...one, editor: null } : one)),
      ),
    /** Somebody takes the text of the newest out of it. */
    loseText: (id: number) =>
      put(
        id,
        of(id).map((one, index) => (index === 0 ? { ...one, body: null } : one)),
      ),
    kept: () => revisions,
    goBack: (kept: typeof revisions) => void (revisions = kept),
  };
}
