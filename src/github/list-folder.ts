import { z } from 'zod';
import type { Repository } from './octokit.ts';
import { orNull } from './refusal.ts';

const folder = z.array(z.object({ name: z.string() }));

/** Names of what stands in a folder of the default branch, at most a thousand ("Get repository content", GitHub documentation); none where it is not there; the folder at a commit where one is told. */
export async function listFolder({ octokit, owner, repo }: Repository, path: string, ref?: string): Promise<readonly string[]> {
  const answer = await orNull(octokit.rest.repos.getContent({ owner, repo, path, ...(ref === undefined ? {} : { ref }) }));
  return folder.safeParse(answer?.data).data?.map(({ name }) => name) ?? [];
}
