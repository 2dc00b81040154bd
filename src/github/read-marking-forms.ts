import { z } from 'zod';
import { formFolder } from '../config/missing-form.ts';
import type { Procedure } from '../config/procedure.ts';
import { strangers } from '../reader/reader.ts';
import { digest } from '../words/digest.ts';
import { hubKey, type HubKey } from '../words/key.ts';
import type { Problem } from '../yaml/problem.ts';
import type { Repository } from './octokit.ts';
import { readBlobs } from './read-blobs.ts';
import { orNull } from './refusal.ts';

const folder = z.array(z.object({ name: z.string(), path: z.string(), sha: z.string(), size: z.number(), type: z.string() }));

/** The settings of GitHub's page of choice, which put no label ("Configuring the template chooser", GitHub documentation). */
const chooser = 'config.yml';

/** Of one hub, and the bytes of one: GitHub's chooser shows a few, of some thousand characters each. */
const MAX_FORMS = 40;
const MAX_BYTES = 64 * 1024;

/** The other forms of a hub that put the mark of its dossiers. Throws when GitHub fails. */
export type ReadMarkingForms = (hub: Repository, procedure: Procedure) => Promise<readonly Problem[]>;

/**
 * Reads them in one call, and in one more where they or the process changed since: what was said of a hub is kept, a line a form. None are told where they have no
 * end.
 */
export function createMarkingForms(): ReadMarkingForms {
  const kept = new Map<HubKey, { readonly of: string; readonly problems: readonly Problem[] }>();

  return async (hub, procedure) => {
    const { octokit, owner, repo } = hub;
    const answer = await orNull(octokit.rest.repos.getContent({ owner, repo, path: formFolder }));
    const others = (folder.safeParse(answer?.data).data ?? [])
      .filter(({ type, name, size }) => type === 'file' && /\.(ya?ml|md)$/.test(name) && name !== chooser && size <= MAX_BYTES)
      .filter(({ name }) => name !== procedure.form)
      .slice(0, MAX_FORMS);
    if (others.length === 0) return [];
    const of = digest(JSON.stringify([others.map(({ path, sha }) => [path, sha]), procedure.form, procedure.labels.dossier]));
    const known = kept.get(hubKey(hub));
    if (known?.of === of) return known.problems;
    const read = await readBlobs(hub, others);
    const texts = others.map(({ path }, index) => ({ path, text: read[index] ?? '' }));
    const outcome = await strangers.read('marking-forms', { texts, procedure });
    if (outcome.kind !== 'read') return [];
    kept.set(hubKey(hub), { of, problems: outcome.value });
    return outcome.value;
  };
}
