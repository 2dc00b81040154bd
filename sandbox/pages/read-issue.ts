import { z } from 'zod';
import { shownReactions } from '../emulator/shown-reactions.ts';
import { labelShape } from './label-pill.ts';
import type { Viewer } from './viewer.ts';

const user = z
  .object({ login: z.string(), type: z.string() })
  .nullable()
  .transform((found) => found ?? { login: 'ghost', type: 'User' });

/** What GitHub shows of an issue in a list. */
export const issueShape = z.object({
  number: z.number(),
  node_id: z.string(),
  title: z.string(),
  body: z.string().nullable(),
  state: z.enum(['open', 'closed']),
  state_reason: z.string().nullish(),
  created_at: z.string(),
  comments: z.number(),
  user,
  labels: z.array(labelShape),
  assignees: z.array(z.object({ login: z.string() })),
});
export type Issue = z.infer<typeof issueShape>;

export const commentShape = z.object({
  id: z.number(),
  node_id: z.string(),
  body: z.string(),
  created_at: z.string(),
  user,
  reactions: shownReactions,
});
export type Comment = z.infer<typeof commentShape>;

const eventShape = z.object({
  id: z.number(),
  event: z.string(),
  created_at: z.string(),
  actor: z.object({ login: z.string() }).nullable(),
  label: z.object({ name: z.string(), color: z.string() }).nullish(),
  assignee: z.object({ login: z.string() }).nullish(),
});
export type IssueEvent = z.infer<typeof eventShape>;

/** One thing of the conversation, as GitHub's page has them one below the other. */
export type Happening =
  | { readonly kind: 'comment'; readonly at: string; readonly comment: Comment }
  /** Events of one person in a row. */
  | { readonly kind: 'events'; readonly at: string; readonly events: readonly IssueEvent[] };

export interface Conversation {
  readonly issue: Issue;
  readonly happenings: readonly Happening[];
}

/** An issue with all that happened to it, oldest first; null when it is not there for the reader. */
export async function readConversation(reader: Viewer, repository: string, number: number): Promise<Conversation | null> {
  const api = `/repos/${repository}/issues/${number}`;
  const issue = await reader.get(api, issueShape);
  if (issue === null) return null;
  const comments = await reader.all(`${api}/comments`, commentShape);
  const events = await reader.all(`${api}/events`, eventShape);
  const told = ['labeled', 'unlabeled', 'closed', 'reopened', 'assigned', 'unassigned'];
  const all: Happening[] = [
    ...events
      .filter(({ event }) => told.includes(event))
      .map((event) => ({ kind: 'events', at: event.created_at, events: [event] }) as const),
    ...comments.map((comment) => ({ kind: 'comment', at: comment.created_at, comment }) as const),
  ];
  return { issue, happenings: inARow(all.toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at))) };
}

/** Events of one person that nothing separates, together. */
function inARow(happenings: readonly Happening[]): readonly Happening[] {
  const rows: Happening[] = [];
  for (const happening of happenings) {
    const last = rows.at(-1);
    const isSame =
      happening.kind === 'events' && last?.kind === 'events' && last.events[0]?.actor?.login === happening.events[0]?.actor?.login;
    if (isSame) rows.splice(-1, 1, { ...last, events: [...last.events, ...happening.events] });
    else rows.push(happening);
  }
  return rows;
}
