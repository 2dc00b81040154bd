import type { HubReading } from '../config/hub-setup.ts';
import { hubConfigPath } from '../config/misplaced-config.ts';
import type { Phase, Procedure } from '../config/procedure.ts';
import { labelKey } from '../words/label.ts';
import type { Problem } from '../yaml/problem.ts';
import type { Repository } from './octokit.ts';

/** The phases of former processes that a process has no more and carries nowhere (`was`), each once. */
export function vacatedPhases({ phases }: Procedure, former: readonly Procedure[]): readonly Phase[] {
  const known = new Set(phases.flatMap(({ id, was }) => [id, ...was]));
  const gone = former.flatMap((procedure) => procedure.phases).filter(({ id }) => !known.has(id));
  return [...new Map(gone.map((phase) => [`${phase.id} ${labelKey(phase.label.name)}`, phase])).values()];
}

/** A problem for each of those phases in which open dossiers stand, as their labels tell. */
export async function findStranded(
  hub: Repository,
  { phases: places }: Pick<HubReading, 'phases'>,
  vacated: readonly Phase[],
): Promise<readonly Problem[]> {
  const { octokit, owner, repo } = hub;
  const found: Problem[] = [];
  for (const { id, title, label } of vacated) {
    const query = { owner, repo, labels: label.name, state: 'open', per_page: 100 } as const;
    const issues = (await octokit.paginate(octokit.rest.issues.listForRepo, query))
      .filter(({ pull_request }) => pull_request === undefined)
      .map(({ number }) => number)
      .toSorted((a, b) => a - b);
    if (issues.length === 0) continue;
    const { line, column } = places?.removed[id] ?? places ?? { line: 1, column: 1 };
    const message = `la phase « ${title} » (${id}) n’est plus dans le processus, et ${count(issues.length)}`;
    const fix = `écrivez was: [${id}] sur la phase qui les reprend, ou attendez qu’ils en sortent`;
    found.push({ file: places?.file ?? hubConfigPath, line, column, message, fix, issues });
  }
  return found;
}

function count(dossiers: number): string {
  return dossiers === 1 ? 'un dossier ouvert s’y trouve' : `${dossiers} dossiers ouverts s’y trouvent`;
}
