import { z } from 'zod';
import type { Repository } from './octokit.ts';

/** What a merge queue would make of the default branch with a pull request, and those before it. */
export interface Queued {
  readonly commit: string;
  /** The pull request. */
  readonly number: number;
}

/** Branches where GitHub alone writes, one for each pull request of a merge queue: it waits there for the checks that merging requires ("Managing a merge queue", GitHub documentation). */
const prefix = 'refs/heads/gh-readonly-queue/';

/** True for a branch of a merge queue, by its whole name. */
export function isQueued(ref: string): boolean {
  return ref.startsWith(prefix);
}

/** What the merge queues of a repository try now. */
export async function readQueues({ octokit, owner, repo }: Repository): Promise<readonly Queued[]> {
  const { data } = await octokit.rest.git.listMatchingRefs({ owner, repo, ref: prefix.replace('refs/', '') });
  return z.array(refRow).parse(data).flatMap(queued);
}

const refRow = z.object({ ref: z.string(), object: z.object({ sha: z.string() }) });

function queued({ ref, object }: z.infer<typeof refRow>): readonly Queued[] {
  const [, number] = /\/pr-(\d+)-[0-9a-f]+$/.exec(ref) ?? [];
  return number === undefined ? [] : [{ commit: object.sha, number: Number(number) }];
}
