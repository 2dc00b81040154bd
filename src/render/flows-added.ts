import { flowText } from '../flows/reading/flow-text.ts';
import type { CommentContent } from '../dossier/plan.ts';
import { counted } from '../words/dates.ts';
import { join, list, type Markdown, md, named, sentence, trusted } from '../words/markdown.ts';

/** Flows that were added after the end: the question is open again. */
export function renderFlowsAdded({ to, added, phase }: Extract<CommentContent, { kind: 'flows-added' }>): Markdown {
  const label = phase === null ? md`` : md`, puis posez l’étiquette ${phase.label.name} (revenir en arrière est libre)`;
  return join([
    md`### Nouveaux flux après l’embarquement`,
    md`Bonjour${named(to)}, votre demande déclare ${trusted(counted(added.length, 'flux qui n’y était pas', 'flux qui n’y étaient pas'))} à la fin de l’accompagnement :`,
    list(
      added
        .slice(0, 30)
        .map(
          ({ flow }) =>
            md`${flow.id} ${flowText(flow)}${flow.justification === null ? md`` : md` : ${sentence([{ quoted: flow.justification }])}`}`,
        ),
    ),
    added.length > 30 ? md`… et ${added.length - 30} de plus.` : null,
    md`Ils ne sont pas encore ouverts. **Service Team** : pour les demander, rouvrez ce dossier s’il est fermé${label}.`,
  ]);
}
