import { isOneLabel } from '../words/label.ts';
import type { Procedure } from '../config/procedure.ts';

import { ensureLabels, isLabel, labelsOf } from './labels.ts';
import type { Repository } from './octokit.ts';

/**
 * Adds labels of the procedure to an issue. GitHub makes those that the hub lacks, plain: they are mended then ("Add labels to an issue": the answer lists the
 * labels of the issue, with their colours and descriptions). Returns the number of writes.
 */
export async function addLabels(
  hub: Repository,
  { number, procedure, names }: { number: number; procedure: Procedure; names: readonly string[] },
): Promise<number> {
  const { octokit, owner, repo } = hub;
  const { data: shown } = await octokit.rest.issues.addLabels({ owner, repo, issue_number: number, labels: [...names] });
  const own = labelsOf(procedure).filter(({ name }) => names.some((wanted) => isOneLabel(wanted, name)));
  const asMeant = own.every((label) => shown.some((present) => isLabel(present, label)));
  return asMeant ? 1 : 1 + (await ensureLabels(hub, own));
}
