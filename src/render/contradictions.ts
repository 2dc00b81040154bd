import type { Contradiction } from '../dossier/checks/attestations.ts';
import type { InspectedRepository } from '../dossier/checks/inspected-repository.ts';
import { counted } from '../words/dates.ts';
import { join, list, type Markdown, md, trusted } from '../words/markdown.ts';
import { findingText, firstViolation } from './check-report.ts';

/** Longest list of them; a repository that breaks everything says so elsewhere. */
const MAX_CONTRADICTIONS = 20;

/** What was attested and the files do not confirm, each with its place where `seenOf` gives the repository; null where there is nothing. */
export function contradictionList(
  contradictions: readonly Contradiction[],
  seenOf: (repository: string) => InspectedRepository | null,
): Markdown | null {
  if (contradictions.length === 0) return null;
  const items = contradictions.slice(0, MAX_CONTRADICTIONS).map((one) => contradiction(one, seenOf(one.repository)));
  return join([
    md`### Ce que la demande atteste, et que les fichiers ne confirment pas`,
    list(items),
    md`Corrigez les fichiers, ou décochez la case et expliquez ce qui est prévu.`,
  ]);
}

function contradiction({ option, repository: name, broken }: Contradiction, seen: InspectedRepository | null): Markdown {
  const others = broken.places - 1;
  const more = others > 0 ? md` Il y a ${trusted(counted(others, 'autre endroit semblable', 'autres endroits semblables'))}.` : md``;
  const finding = seen === null ? null : firstViolation(seen, broken.rule);
  return seen === null || finding === null
    ? md`la case ${option} est cochée, mais ${name} enfreint la règle ${broken.rule}.`
    : md`la case ${option} est cochée, mais dans ${name}, ${findingText(seen, finding)}${more}`;
}
