import { sameLabel } from '../words/label.ts';
import type { Procedure } from '../config/procedure.ts';

import { ensureLabels, labelsOf } from './labels.ts';
import type { Repository } from './octokit.ts';

/** Adds labels of the procedure to an issue; they are made to exist first. Returns the number of writes. */
export async function addLabels(
  hub: Repository,
  { number, procedure, names }: { number: number; procedure: Procedure; names: readonly string[] },
): Promise<number> {
  const { octokit, owner, repo } = hub;
  const made = await ensureLabels(
    hub,
    labelsOf(procedure).filter(({ name }) => names.some((wanted) => sameLabel(wanted, name))),
  );
  await octokit.rest.issues.addLabels({ owner, repo, issue_number: number, labels: [...names] });
  return made + 1;
}
