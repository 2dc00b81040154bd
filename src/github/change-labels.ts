import type { Procedure } from '../config/procedure.ts';
import { sameLabel } from '../dossier/facts.ts';
import type { LabelChange } from '../dossier/labels.ts';
import { ensureLabels, labelsOf } from './labels.ts';
import { orNull, type Repository } from './octokit.ts';

export interface LabelRequest {
  readonly hub: Repository;
  readonly number: number;
  readonly procedure: Procedure;
  readonly change: LabelChange;
}

/** The writes that bring an issue's labels to what is wanted: none when nothing changes. Labels to add are made to exist first. */
export function changeLabels({ hub, number, procedure, change }: LabelRequest): readonly { name: string; run: () => Promise<number> }[] {
  const { octokit, owner, repo } = hub;
  const where = { owner, repo, issue_number: number };
  const add = async () => {
    const made = await ensureLabels(
      hub,
      labelsOf(procedure).filter(({ name }) => change.add.some((wanted) => sameLabel(wanted, name))),
    );
    await octokit.rest.issues.addLabels({ ...where, labels: [...change.add] });
    return made + 1;
  };
  return [
    ...(change.add.length === 0 ? [] : [{ name: `poser l’étiquette « ${change.add.join(' », « ')} »`, run: add }]),
    ...change.remove.map((name) => ({
      name: `retirer l’étiquette « ${name} »`,
      run: async () => {
        await orNull(octokit.rest.issues.removeLabel({ ...where, name }));
        return 1;
      },
    })),
  ];
}
