import { z } from 'zod';
import { shownReactions } from './shown-reactions.ts';
import { callAs } from './rest.ts';

/** What a person sees of a dossier on GitHub. */
export interface DossierView {
  readonly state: 'open' | 'closed';
  /** `completed`, `not_planned`, `reopened`, or null. */
  readonly stateReason: string | null;
  readonly title: string;
  readonly body: string;
  /** In alphabetical order. */
  readonly labels: readonly string[];
  readonly assignees: readonly string[];
  /** Oldest first. */
  readonly comments: readonly CommentView[];
}

export interface CommentView {
  readonly id: number;
  /** Global id, for GraphQL. */
  readonly nodeId: string;
  readonly author: string;
  readonly body: string;
  /** As they look on GitHub, in the order of its page. */
  readonly reactions: readonly string[];
}

const user = z.object({ login: z.string() });
const issue = z.object({
  state: z.enum(['open', 'closed']),
  state_reason: z.string().nullable(),
  title: z.string(),
  body: z.string().nullable(),
  labels: z.array(z.object({ name: z.string() })),
  assignees: z.array(user),
});
const comments = z.array(z.object({ id: z.number(), node_id: z.string(), user, body: z.string(), reactions: shownReactions }));

const PAGE = 100;

/** Reads a dossier as `reader`, with all its comments. Throws RestError when it is not there (410 once deleted). */
export async function readDossier(
  url: string,
  { repository, number, reader }: { repository: string; number: number; reader: string },
): Promise<DossierView> {
  const path = `/repos/${repository}/issues/${number}`;
  const found = issue.parse(await callAs(reader, url, { method: 'GET', path }));
  const said: z.infer<typeof comments> = [];
  for (let page = 1; said.length === (page - 1) * PAGE; page += 1) {
    said.push(...comments.parse(await callAs(reader, url, { method: 'GET', path: `${path}/comments?per_page=${PAGE}&page=${page}` })));
  }
  return {
    state: found.state,
    stateReason: found.state_reason,
    title: found.title,
    body: found.body ?? '',
    labels: found.labels.map(({ name }) => name).toSorted((one, other) => one.localeCompare(other, 'fr')),
    assignees: found.assignees.map(({ login }) => login),
    comments: said.map(({ id, node_id: nodeId, user: { login }, body, reactions }) => ({ id, nodeId, author: login, body, reactions })),
  };
}
