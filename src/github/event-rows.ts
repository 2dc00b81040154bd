import { z } from 'zod';
import type { Repository } from './octokit.ts';

/** What REST alone tells of an event: its number, and the name that its label had then. */
export interface EventRow {
  readonly id: number;
  readonly nodeId: string;
  readonly label: string | null;
}

const rows = z.array(z.object({ id: z.number(), node_id: z.string(), label: z.object({ name: z.string().nullish() }).nullish() }));

/** The events of an issue by REST, oldest first. Throws where an answer is no list of events. */
export async function readEventRows({ octokit, owner, repo }: Repository, number: number): Promise<readonly EventRow[]> {
  const where = { owner, repo, issue_number: number, per_page: 100 };
  return rows
    .parse(await octokit.paginate(octokit.rest.issues.listEvents, where))
    .map(({ id, node_id: nodeId, label }) => ({ id, nodeId, label: label?.name ?? null }))
    .toSorted((a, b) => a.id - b.id);
}
