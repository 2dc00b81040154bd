import type { StatusView } from '../dossier/plan.ts';
import { formatDate } from '../words/dates.ts';
import { type Markdown, md, trusted } from '../words/markdown.ts';

/** « Prochaine échéance : 15 février 2027 (`recette`) », the schedule's own words as they are. */
export function deadlineText({ day, label }: NonNullable<StatusView['deadline']>): Markdown {
  const date = trusted(formatDate(`${day}T12:00:00Z`));
  return label === null ? md`**Prochaine échéance** : ${date}` : md`**Prochaine échéance** : ${date} (${label})`;
}
