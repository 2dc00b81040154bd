import { z } from 'zod';
import type { Action, Written } from '../apply/action.ts';
import { sameText, textKey } from '../apply/same-text.ts';
import type { Repository } from './octokit.ts';
import type { OwnWrite } from './own-writes.ts';
import { orNull } from './refusal.ts';

/** The comments of one issue, and who is told of what was written in them. */
export interface CommentPlace {
  readonly hub: Repository;
  readonly number: number;
  readonly note: (write: OwnWrite) => void;
}

type Of<Verb extends Action['verb']> = Extract<Action, { verb: Verb }>;

/** Creates a comment. */
export async function createComment({ hub, number, note }: CommentPlace, { body }: Of<'create-comment'>): Promise<Written> {
  const { octokit, owner, repo } = hub;
  const { data } = await octokit.rest.issues.createComment({ owner, repo, issue_number: number, body });
  noteComment(note, { data, body });
  return { kind: 'written', writes: 1, commentId: data.id };
}

/** Replaces a comment. One that people write in as well is read again just before; one that somebody deleted meanwhile is outdated too. */
export async function replaceComment({ hub, note }: CommentPlace, { id, body, expected }: Of<'replace-comment'>): Promise<Written> {
  const { octokit, owner, repo } = hub;
  if (expected !== null && !saysStill(await bodyOf(hub, id), expected)) return { kind: 'outdated' };
  const replaced = await orNull(octokit.rest.issues.updateComment({ owner, repo, comment_id: id, body }));
  if (replaced === null) return { kind: 'outdated' };
  noteComment(note, { data: replaced.data, body });
  return { kind: 'written', writes: 1 };
}

/** Deletes a comment. One in which people's words are read is read again just before: it must still say what was read. Gone already is as good. */
export async function deleteComment({ hub }: CommentPlace, { id, expected }: Of<'delete-comment'>): Promise<Written> {
  const { octokit, owner, repo } = hub;
  if (expected !== null) {
    const body = await bodyOf(hub, id);
    if (body === null) return { kind: 'written', writes: 0 };
    if (!saysStill(body, expected)) return { kind: 'outdated' };
  }
  const deleted = await orNull(octokit.rest.issues.deleteComment({ owner, repo, comment_id: id }));
  return { kind: 'written', writes: deleted === null ? 0 : 1 };
}

/** Answers a comment by a reaction, which GitHub holds once however often it is given ("Reactions", GitHub documentation). A comment that is gone needs none. */
export async function react({ hub }: CommentPlace, { comment, content }: Of<'react'>): Promise<Written> {
  const { octokit, owner, repo } = hub;
  const given = await orNull(octokit.rest.reactions.createForIssueComment({ owner, repo, comment_id: comment, content }));
  return { kind: 'written', writes: given === null ? 0 : 1 };
}

/** Takes 👀 back: given once more, which changes nothing, it tells the number by which it goes ("Reactions", GitHub documentation). Gone already is as good. */
export async function unreact({ hub }: CommentPlace, { comment }: Of<'unreact'>): Promise<Written> {
  const { octokit, owner, repo } = hub;
  const about = { owner, repo, comment_id: comment };
  const given = await orNull(octokit.rest.reactions.createForIssueComment({ ...about, content: 'eyes' }));
  const gone = given === null ? null : await orNull(octokit.rest.reactions.deleteForIssueComment({ ...about, reaction_id: given.data.id }));
  return { kind: 'written', writes: gone === null ? 0 : 1 };
}

/** The text of a comment now, null where it is gone. */
async function bodyOf({ octokit, owner, repo }: Repository, id: number): Promise<string | null> {
  const found = await orNull(octokit.rest.issues.getComment({ owner, repo, comment_id: id }));
  return found === null ? null : (found.data.body ?? '');
}

/** GitHub's two APIs need not give line ends alike. */
function saysStill(body: string | null, expected: string): boolean {
  return body !== null && sameText(body, expected);
}

const answer = z.object({ id: z.number(), node_id: z.string(), updated_at: z.string() });

/** An answer of another shape is no fault of the write, which took place: it is not remembered. */
function noteComment(note: CommentPlace['note'], { data, body }: { data: unknown; body: string }): void {
  const told = answer.safeParse(data);
  if (!told.success) return;
  const { id, node_id: nodeId, updated_at: updatedAt } = told.data;
  note({ kind: 'comment', id, nodeId, text: textKey(body), updatedAt });
}
