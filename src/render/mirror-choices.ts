import type { Procedure } from '../config/procedure.ts';
import { codeBlock, join, type Markdown, md } from '../words/markdown.ts';

/** How a team chooses branches and tags, where its form does not ask for them: the titles to add to the request. Null where nothing can be added. */
export function mirrorChoices({ mirror, fields }: Procedure): Markdown | null {
  const titleOf = (id: string | undefined) => fields.find((field) => field.id === id)?.title;
  const branches = titleOf(mirror.branchesField);
  const options = titleOf(mirror.optionsField);
  if (branches === undefined && options === undefined) return null;
  const { allBranchesOption, tagsOption } = mirror;
  return join([
    md`Sans autre choix, la branche par défaut de chaque dépôt est copiée. Pour en décider, ajoutez à la fin de la demande ce qui vous convient :`,
    branches === undefined ? null : codeBlock('markdown', `### ${branches}\n\nmain\nrecette`),
    options === undefined ? null : codeBlock('markdown', [`### ${options}\n`, ...boxes([tagsOption, allBranchesOption])].join('\n')),
    options === undefined || allBranchesOption === undefined
      ? null
      : md`Avec ${allBranchesOption}, chaque copie supprime aussi du GitLab de la plateforme les branches et les tags qui ne sont plus sur GitHub. Un tag seul se copie sans rien supprimer.`,
  ]);
}

function boxes(labels: readonly (string | undefined)[]): readonly string[] {
  return labels.flatMap((label) => (label === undefined ? [] : [`- [x] ${label}`]));
}
