import { z } from 'zod';
import type { Repository } from './octokit.ts';
import { orNull } from './refusal.ts';

const file = z.object({ type: z.literal('file'), content: z.string(), encoding: z.literal('base64') });

/** The text of a file at a branch (the default one unless told); null when the repository, the file or the right to read it is missing. */
export async function readFile({ octokit, owner, repo }: Repository, path: string, ref?: string): Promise<string | null> {
  const answer = await orNull(octokit.rest.repos.getContent({ owner, repo, path, ...(ref === undefined ? {} : { ref }) }));
  const parsed = file.safeParse(answer?.data);
  return parsed.success ? Buffer.from(parsed.data.content, 'base64').toString('utf8') : null;
}
