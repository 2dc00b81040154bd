import { isOneLabel, sameLabel } from '../words/label.ts';
import type { Label, Procedure } from '../config/procedure.ts';

import { freely, type Insist } from './insistence.ts';
import type { Repository } from './octokit.ts';
import { refusalOf } from './refusal.ts';

/** Every label that the procedure uses. */
export function labelsOf({ labels, phases }: Procedure): readonly Label[] {
  return [...Object.values(labels), ...phases.map(({ label }) => label)];
}

/**
 * Makes labels exist in the hub with their colour and description. One whose name only reads the same, or is a former one, is renamed; one that was renamed by
 * hand is recognised by its description, unique in a procedure, and gets its name back, so that the issues that carry it keep it. One that somebody changes again and again waits as
 * `insist` says. Returns the number of writes.
 */
export async function ensureLabels(hub: Repository, labels: readonly Label[], insist: Insist = freely): Promise<number> {
  const { octokit, owner, repo } = hub;
  const present = await octokit.paginate(octokit.rest.issues.listLabelsForRepo, { owner, repo, per_page: 100 });
  let writes = 0;
  for (const label of labels) {
    const named = present.find(({ name }) => isOneLabel(name, label.name)) ?? present.find(({ name }) => sameLabel(name, label.name));
    const renamed =
      named ??
      present.find(({ name }) => label.was?.some((former) => sameLabel(name, former))) ??
      present.find(({ name, description }) => description === label.description && !labels.some((own) => sameLabel(own.name, name)));
    if (renamed !== undefined && isLabel(renamed, label)) continue;
    const { name: new_name, color, description } = label;
    writes += await insist({ thing: { kind: 'label', name: new_name }, words: JSON.stringify([color, description]) }, async () => {
      if (renamed === undefined) return createLabel(hub, label);
      await octokit.rest.issues.updateLabel({ owner, repo, name: renamed.name, new_name, color, description });
      return 1;
    });
  }
  return writes;
}

/** Creates a label; one that somebody created meanwhile is as good (422). */
async function createLabel({ octokit, owner, repo }: Repository, { name, color, description }: Label): Promise<number> {
  try {
    await octokit.rest.issues.createLabel({ owner, repo, name, color, description });
    return 1;
  } catch (error) {
    if (refusalOf(error).kind === 'invalid') return 0;
    throw error;
  }
}

/** Whether a label of the hub is one of the procedure, colour and description included. */
export function isLabel(
  present: { name: string; color: string; description: string | null },
  { name, color, description }: Label,
): boolean {
  return present.name === name && present.color.toLowerCase() === color.toLowerCase() && present.description === description;
}
