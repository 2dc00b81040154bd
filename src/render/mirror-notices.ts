import type { Procedure } from '../config/procedure.ts';
import type { CommentContent, MirrorPullsView } from '../dossier/plan.ts';
import { namesOf, repositoryNameVariable } from '../mirror/workflow-model.ts';
import { isByFile, type Platform } from '../dossier/mirror/mirror-workflow.ts';
import { code, details, join, link, list, type Markdown, md, named, numbered, trusted } from '../words/markdown.ts';
import { handSteps } from './hand-steps.ts';
import { foldedFailures } from './known-failures.ts';
import { causeText } from './mirror-cause.ts';
import { mirrorChoices } from './mirror-choices.ts';
import { mirrorList } from './mirror-list.ts';

type Of<Kind extends CommentContent['kind']> = Extract<CommentContent, { kind: Kind }>;

/** The mirror in a comment of its own: what waits for the project team, or a line a repository once all is done. */
export function renderMirrorPulls({ to, view }: Of<'mirror-pulls'>): Markdown {
  const greeting = view.done ? null : md`Bonjour${named(to)}, voici ce que l’accostage attend de votre équipe.`;
  return join([greeting, renderMirrorPart(view)]);
}

/** What waits for the project team, pull requests and steps elsewhere, and what only that team can do; once all is done, it folds to a line. */
export function renderMirrorPart(view: MirrorPullsView): Markdown {
  const { added, dropped, mirrors, procedure, options, steps, done } = view;
  const title = subject(added, dropped);
  const all = options.mode === 'all-branches' ? allBranches : null;
  if (done) {
    const copies = md`✅ La copie est demandée depuis tous les dépôts. Elle se voit dans GitLab, où son pipeline doit être vert.`;
    return join([details(`Accostage : ${title} — fait ✅`, join([copies, all, mirrorList(mirrors)]))]);
  }
  const byFile = added.filter(isByFile);
  const byHand = added.filter((platform) => !isByFile(platform));
  const pulls = byFile.length > 0 || byHand.length === 0;
  return join([
    md`### Accostage : ${trusted(title)}`,
    opening(byFile, byHand),
    all,
    mirrorList(mirrors),
    pulls
      ? details(
          'Ce que votre équipe doit faire, dans chaque dépôt',
          teamSteps({ added: byFile, removed: dropped, console: procedure.mirror.console }),
        )
      : null,
    ...byHand.map((platform) => join([md`**Vers ${trusted(platform.title)}, sans pull request**`, handSteps(platform, options, steps)])),
    pulls ? inSecret : null,
    foldedChoices(procedure),
  ]);
}

const inSecret = md`Un jeton ne s’écrit jamais dans un commentaire : saisissez-le vous-même dans les secrets du dépôt. Le secret ${'CURL COMMAND'} de la console peut le contenir en clair : ne le recopiez nulle part.`;

function foldedChoices(procedure: Procedure): Markdown | null {
  const choices = mirrorChoices(procedure);
  return choices === null ? null : details('Choisir les branches et les tags', choices);
}

function opening(byFile: readonly Platform[], byHand: readonly Platform[]): Markdown {
  if (byFile.length > 0)
    return md`L’application prépare dans chaque dépôt une pull request : elle ajoute une GitHub Action qui demande à la plateforme de copier votre code à chaque envoi. Saisissez les variables et le secret, puis fusionnez-la ; rien ne change d’ici là.`;
  return byHand.length > 0
    ? md`La copie de vos dépôts se règle sur la plateforme : aucune pull request n’est nécessaire.`
    : md`L’application prépare dans chaque dépôt une pull request, qui retire cette plateforme de la GitHub Action. Rien ne change tant que vous ne l’avez pas fusionnée.`;
}

/** What copying all branches deletes, said wherever it was asked for. */
export const allBranches = md`⚠️ **Toutes les branches** sont demandées : à chaque copie, les branches **et les tags** qui ne sont plus sur GitHub sont aussi **supprimés** dans le GitLab de la plateforme. Décochez cette option dans la demande pour ne copier que la branche envoyée.`;

function subject(added: readonly Platform[], dropped: readonly Platform[]): string {
  const names = (platforms: readonly Platform[]) => platforms.map(({ title }) => title).join(' et ');
  return added.length > 0 ? `synchroniser vos dépôts vers ${names(added)}` : `ne plus synchroniser vos dépôts vers ${names(dropped)}`;
}

export interface TeamSteps {
  readonly added: readonly Platform[];
  readonly removed: readonly Platform[];
  /** Page that tells where the console shows what is needed. */
  readonly console: string;
}

/** What only the project team can do, in the order that makes the first run succeed: the variables and the secret, then the merge; what no longer serves goes last. */
export function teamSteps({ added, removed, console }: TeamSteps): Markdown {
  const settings = md`**Settings** (réglages), **Secrets and variables**, **Actions**`;
  const adding = [
    md`Sur la console, le projet créé et le dépôt déclaré, ouvrez les secrets du projet, que voit par défaut son seul propriétaire : ils donnent l’identifiant du projet miroir et son jeton de déclenchement ; l’adresse de GitLab est celle de la tuile GitLab, sous **Services externes** (${link('où les trouver', console)}).`,
    md`Dans le dépôt, ouvrez ${settings}, puis ajoutez :\n${list(added.flatMap(namesFor))}`,
    md`Si le dépôt porte dans la console un autre nom que son nom interne ci-dessus, ajoutez la variable ${repositoryNameVariable} avec ce nom.`,
    md`Relisez puis fusionnez la pull request.`,
    md`Lancez le workflow (onglet **Actions**, **Miroir Cloud π native**, **Run workflow** : lancer), ou envoyez du code : l’application verra que la copie est demandée, et cochera l’étape.`,
    md`Suivez le lien du pipeline, dans le résumé du passage : la copie est faite quand il est vert. Signalez alors la première copie.`,
  ];
  const steps = [
    ...(added.length > 0 ? adding : [md`Relisez puis fusionnez la pull request.`]),
    ...(removed.length > 0 ? [md`Dans ${settings}, supprimez ce qui ne sert plus :\n${list(removed.flatMap(namesFor))}`] : []),
  ];
  return numbered(steps);
}

function namesFor(platform: Platform): readonly Markdown[] {
  const { url, projectId, token } = namesOf(platform);
  return [
    md`onglet **Variables** : ${url} (adresse de GitLab, ${trusted(platform.title)}) et ${projectId} (identifiant du projet miroir, un nombre) ;`,
    md`onglet **Secrets** : ${token} (jeton de déclenchement, qui commence par ${'glptt-'}).`,
  ];
}

/** A mirror run failed, or runs again. */
export function renderMirrorFailed({ to, repository, failure, procedure }: Of<'mirror-failed'>): Markdown {
  // The run is named, so that of two failures told one after the other each has its end.
  if (failure.cleared)
    return md`✅ La copie de ${code(repository)}, dont ${link('la demande', failure.url)} avait échoué, est de nouveau demandée. Rien à faire.`;
  return join([
    md`### La demande de copie de ${code(repository)} a échoué`,
    md`Bonjour${named(to)}, ${link('ce passage', failure.url)} de la GitHub Action n’a pas abouti. ${causeText(failure.cause)}`,
    md`Une fois corrigé, relancez-le (**Re-run jobs**, relancer) : ce message se mettra à jour tout seul.`,
    foldedFailures('Si la demande passe, mais que la copie ne se fait pas', procedure.failures, 'asked'),
  ]);
}
