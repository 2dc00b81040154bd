import type { HubSetup } from '../config/hub-setup.ts';
import { type LostNames, lostNames, withLabel } from '../config/lost-names.ts';
import { hubConfigPath } from '../config/misplaced-config.ts';
import type { IssueForm } from '../form/issue-form.ts';
import { parseAnswers } from '../form/parse-answers.ts';
import type { Problem } from '../yaml/problem.ts';
import { isDossier, type ListedIssue } from './open-dossiers.ts';

/**
 * A problem for each name that the setup knows no more and under which open dossiers hold an answer; none where more of them answer under the new one, which an older
 * setup would not know. The open issues of the hub are asked for only where there is such a name.
 */
export async function findLostAnswers(
  openIssues: () => Promise<readonly ListedIssue[]>,
  setup: HubSetup,
  former: readonly HubSetup[],
): Promise<readonly Problem[]> {
  const lost = lostNames(setup, former);
  if (lost.labels.length === 0 && lost.prerequisites.length === 0) return [];
  const dossiers = (await openIssues()).filter((issue) => isDossier(issue, setup));
  return problemsOf(
    dossiers.toSorted((a, b) => a.number - b.number),
    setup,
    lost,
  );
}

function problemsOf(dossiers: readonly ListedIssue[], { form }: HubSetup, { labels, prerequisites }: LostNames): readonly Problem[] {
  const ofLabels = labels.flatMap((lost) => {
    const carried = withLabel(form, lost);
    const { id, label } = lost.field;
    const unread = dossiers.filter(({ body }) => answer(form, id, body) !== answer(carried, id, body));
    const read = dossiers.filter(answering(form, id));
    if (read.length > unread.length) return [];
    const message = `le champ « ${label} » (${id}) s’appelait « ${lost.label} », et ${count(unread)} sous ce titre`;
    return problem({ message, fix: `écrivez was: [${JSON.stringify(lost.label)}] sur le champ ${id}, dans fields`, dossiers: unread });
  });
  const ofPrerequisites = prerequisites.flatMap(({ gone, by }) => {
    const given = dossiers.filter(answering(form, by.field));
    const message = `le prérequis « ${gone.title} » (${gone.id}) n’est plus dans le processus, « ${by.title} » (${by.id}) demande la même chose, et ${count(given)}`;
    return problem({ message, fix: `écrivez was: [${gone.id}] sur le prérequis ${by.id}`, dossiers: given });
  });
  return [...ofLabels, ...ofPrerequisites];
}

/** Whether a dossier answers a field, otherwise than an empty one does. */
function answering(form: IssueForm, field: string): (dossier: ListedIssue) => boolean {
  const none = answer(form, field, '');
  return ({ body }) => answer(form, field, body) !== none;
}

/** The answer to a field as text, to be compared. */
function answer(form: IssueForm, field: string, body: string): string | undefined {
  return JSON.stringify(parseAnswers(form, body).answers[field]);
}

function problem({ message, fix, dossiers }: Pick<Problem, 'message' | 'fix'> & { dossiers: readonly ListedIssue[] }): readonly Problem[] {
  if (dossiers.length === 0) return [];
  return [{ file: hubConfigPath, line: 1, column: 1, message, fix, issues: dossiers.map(({ number }) => number) }];
}

function count(dossiers: readonly unknown[]): string {
  return dossiers.length === 1 ? 'un dossier ouvert y répond' : `${dossiers.length} dossiers ouverts y répondent`;
}
