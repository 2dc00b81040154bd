import { z } from 'zod';
import { formFolder } from '../config/missing-form.ts';
import type { Procedure } from '../config/procedure.ts';
import { strangers } from '../reader/reader.ts';
import type { Problem } from '../yaml/problem.ts';
import type { Repository } from './octokit.ts';
import { readBlobs } from './read-blobs.ts';
import { orNull } from './refusal.ts';

const folder = z.array(z.object({ name: z.string(), path: z.string(), sha: z.string(), size: z.number(), type: z.string() }));

/** Of one hub, and the bytes of one: GitHub's chooser shows a few, of some thousand characters each. */
const MAX_FORMS = 40;
const MAX_BYTES = 64 * 1024;

/** The other forms of a hub that put the mark of its dossiers: one call where it has no other, two where it has. None where they have no end. Throws when GitHub fails. */
export async function readMarkingForms(hub: Repository, procedure: Procedure): Promise<readonly Problem[]> {
  const { octokit, owner, repo } = hub;
  const answer = await orNull(octokit.rest.repos.getContent({ owner, repo, path: formFolder }));
  const others = (folder.safeParse(answer?.data).data ?? [])
    .filter(({ type, name, size }) => type === 'file' && /\.(ya?ml|md)$/.test(name) && name !== procedure.form && size <= MAX_BYTES)
    .slice(0, MAX_FORMS);
  if (others.length === 0) return [];
  const read = await readBlobs(hub, others);
  const texts = others.map(({ path }, index) => ({ path, text: read[index] ?? '' }));
  const outcome = await strangers.read('marking-forms', { texts, procedure });
  return outcome.kind === 'read' ? outcome.value : [];
}
