import type { PullWanted } from '../dossier/mirror/mirror-status.ts';
import type { Platform } from '../dossier/mirror/mirror-workflow.ts';
import { workflowPath } from '../mirror/workflow-model.ts';
import { code, join, link, list, type Markdown, md, trusted } from '../words/markdown.ts';
import { teamSteps } from './mirror-notices.ts';

/** Texts of a pull request that adds or changes the mirroring workflow. */
export interface PullTexts {
  readonly title: string;
  readonly body: string;
  /** Conventional Commits. */
  readonly commit: string;
}

/** What the pull request says, in French: what it does, why, what the team must do, the file explained. `console` is where the team finds its token. */
export function renderPull({ seen, workflow, dropped, dossier }: PullWanted, console: string): PullTexts {
  const known = seen.file?.platforms ?? [];
  const added = workflow.platforms.filter(({ id }) => !known.includes(id));
  const removed = dropped.filter(({ id }) => known.includes(id));
  const title = titleOf({ first: known.length === 0, added, removed });
  const branches = list(workflow.branches.map((branch) => code(branch)));
  const body = join([
    md`## Ce que fait cette pull request`,
    known.length === 0
      ? md`Elle ajoute ${workflowPath}, une GitHub Action qui, à chaque envoi de code, demande à la plateforme **${trusted(names(added))}** de copier ce dépôt. C’est l’accostage entre GitHub et la chaîne de construction de Cloud π native.`
      : changeText(added, removed),
    md`Elle a été préparée par l’application de la Service Team, pour ${link('le dossier d’embarquement', dossier.url)} du projet. Elle n’engage à rien : relisez-la, fusionnez-la si elle convient, fermez-la sinon.`,
    md`## Ce qu’il vous reste à faire`,
    teamSteps({ added, removed, console }),
    md`## Le fichier expliqué`,
    list([
      workflow.mode === 'all-branches'
        ? md`Il se déclenche à chaque envoi, et demande la copie de **toutes** les branches.`
        : join([md`Il se déclenche à l’envoi sur :`, branches], '\n'),
      ...(workflow.tags ? [md`Il se déclenche aussi à chaque tag.`] : []),
      md`On peut le lancer à la main (${'workflow_dispatch'}).`,
      md`Il n’a aucun droit sur le dépôt (${'permissions: {}'}) et n’utilise ${trusted(workflow.variant.kind === 'curl' ? 'aucune action extérieure' : 'que le workflow de l’organisation, épinglé à un commit')}.`,
      md`Le jeton n’apparaît ni dans le fichier, ni dans les journaux : il vient d’un secret du dépôt.`,
    ]),
  ]);
  return { title, body: body.markdown, commit: title };
}

interface Change {
  readonly first: boolean;
  readonly added: readonly Platform[];
  readonly removed: readonly Platform[];
}

function titleOf({ first, added, removed }: Change): string {
  if (first) return `ci: synchroniser ce dépôt vers ${names(added)}`;
  return added.length > 0
    ? `ci: synchroniser aussi ce dépôt vers ${names(added)}`
    : `ci: ne plus synchroniser ce dépôt vers ${names(removed)}`;
}

function changeText(added: readonly Platform[], removed: readonly Platform[]): Markdown {
  const adds = added.length === 0 ? null : md`Elle ajoute la plateforme **${trusted(names(added))}** dans ${workflowPath}.`;
  const takes = removed.length === 0 ? null : md`Elle retire la plateforme **${trusted(names(removed))}** de ${workflowPath}.`;
  return join([adds, takes, md`Le reste du fichier ne change pas.`], ' ');
}

function names(platforms: readonly Platform[]): string {
  return platforms.map(({ title }) => title).join(' et ');
}
