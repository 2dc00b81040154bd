import type { PullWanted } from '../dossier/mirror/mirror-status.ts';
import { isWrittenAs, type Platform } from '../dossier/mirror/mirror-workflow.ts';
import { workflowPath } from '../mirror/workflow-model.ts';
import { code, join, link, list, type Markdown, md, trusted } from '../words/markdown.ts';
import { internalNameText } from './internal-name.ts';
import { allBranches, teamSteps } from './mirror-notices.ts';
import { privateToken } from './private-token.ts';
import { transportText } from './transport.ts';

/** Texts of a pull request that adds or changes the mirroring workflow. */
export interface PullTexts {
  readonly title: string;
  readonly body: string;
  /** Conventional Commits. */
  readonly commit: string;
}

/** What the pull request says, in French: what it does, why, what the team must do, the file explained. `console` is where the team finds its token. */
export function renderPull(wanted: PullWanted, console: string): PullTexts {
  const { workflow, inside, dossier, seen } = wanted;
  const change = changeOf(wanted);
  const { added, removed } = change;
  const title = titleOf(change);
  const branches = list(workflow.branches.map((branch) => code(branch)));
  const body = join([
    md`## Ce que fait cette pull request`,
    change.first
      ? md`Elle ajoute ${workflowPath}, une GitHub Action qui, à chaque envoi de code, demande à la plateforme **${trusted(names(added))}** de copier ce dépôt. C’est l’accostage entre GitHub et la chaîne de construction de Cloud π native.`
      : changeText(change),
    md`Elle a été préparée par l’application de la Service Team, pour ${link('le dossier d’embarquement', dossier.url)} du projet. Elle n’engage à rien : relisez-la, fusionnez-la si elle convient, fermez-la sinon.`,
    workflow.mode === 'all-branches' ? allBranches : null,
    md`## Ce qu’il vous reste à faire`,
    internalNameText(inside),
    seen.private && added.length > 0 ? privateToken : null,
    added.length + removed.length === 0
      ? md`Relisez puis fusionnez la pull request : aucune variable ni aucun secret ne change.`
      : teamSteps({ added, removed, console }),
    md`## Le fichier expliqué`,
    list([
      workflow.mode === 'all-branches'
        ? md`Il se déclenche à chaque envoi, et demande la copie de **toutes** les branches.`
        : join([md`Il se déclenche à l’envoi sur :`, branches], '\n'),
      ...(workflow.tags
        ? [
            md`Il se déclenche aussi à chaque tag, et demande la copie de ce tag seul. D’un tag et d’une branche de même nom, la plateforme ne copie que le tag.`,
          ]
        : []),
      md`On peut le lancer à la main (${'workflow_dispatch'}).`,
      ...workflow.platforms.map(
        ({ title: platform, transport }) => md`Vers ${trusted(platform)}, la copie est demandée par ${transportText(transport)}.`,
      ),
      md`Il n’a aucun droit sur le dépôt (${'permissions: {}'}) et n’utilise ${trusted(workflow.platforms.some(({ transport }) => transport.kind === 'reusable') ? 'que le workflow de l’organisation, épinglé à un commit' : 'aucune action extérieure')}.`,
      md`Un passage réussi dit que la copie est **demandée** ; le pipeline dont il donne le lien dit si elle est **faite**.`,
      md`Le jeton n’apparaît ni dans le fichier, ni dans les journaux : il vient d’un secret du dépôt.`,
    ]),
  ]);
  return { title, body: body.markdown, commit: title };
}

interface Change {
  readonly first: boolean;
  readonly added: readonly Platform[];
  readonly removed: readonly Platform[];
  /** Platforms that stay, by another transport. */
  readonly moved: readonly Platform[];
  /** Tags no longer delete anything. */
  readonly tags: boolean;
}

function changeOf({ seen: { file }, workflow, dropped }: PullWanted): Change {
  const known = file?.transports ?? {};
  return {
    first: Object.keys(known).length === 0,
    added: workflow.platforms.filter(({ id }) => known[id] === undefined),
    removed: dropped.filter(({ id }) => known[id] !== undefined),
    moved: workflow.platforms.filter((platform) => {
      const written = known[platform.id];
      return written !== undefined && !isWrittenAs(written, platform);
    }),
    tags: file?.formerTags === true,
  };
}

function titleOf({ first, added, removed, moved }: Change): string {
  if (first) return `ci: synchroniser ce dépôt vers ${names(added)}`;
  if (added.length > 0) return `ci: synchroniser aussi ce dépôt vers ${names(added)}`;
  if (removed.length > 0) return `ci: ne plus synchroniser ce dépôt vers ${names(removed)}`;
  return moved.length > 0 ? `ci: synchroniser autrement ce dépôt vers ${names(moved)}` : 'ci: copier les tags sans rien supprimer';
}

function changeText({ added, removed, moved, tags }: Change): Markdown {
  return join(
    [
      added.length === 0 ? null : md`Elle ajoute la plateforme **${trusted(names(added))}** dans ${workflowPath}.`,
      removed.length === 0 ? null : md`Elle retire la plateforme **${trusted(names(removed))}** de ${workflowPath}.`,
      ...moved.map(({ title, transport }) => md`Vers **${trusted(title)}**, la copie sera demandée par ${transportText(transport)}.`),
      tags
        ? md`Un tag envoyé sera copié seul : jusqu’ici, il faisait tout copier, et **supprimer** sur la plateforme les branches et les tags absents de GitHub. Le dépôt y porte aussi son nom interne, au lieu de son nom sur GitHub.`
        : null,
      md`Le reste du fichier ne change pas.`,
    ],
    ' ',
  );
}

function names(platforms: readonly Platform[]): string {
  return platforms.map(({ title }) => title).join(' et ');
}
