import type { CommentContent } from '../dossier/plan.ts';
import { namesOf, repositoryNameVariable } from '../mirror/workflow-model.ts';
import type { Platform } from '../dossier/mirror/mirror-workflow.ts';
import { code, join, link, list, type Markdown, md, mention, trusted } from './markdown.ts';
import { causeText } from './mirror-cause.ts';
import { mirrorList } from './mirror-list.ts';

type Of<Kind extends CommentContent['kind']> = Extract<CommentContent, { kind: Kind }>;

/** The pull requests that wait for the project team, and what only that team can do. */
export function renderMirrorPulls({ author, platforms, mirrors, procedure }: Of<'mirror-pulls'>): Markdown {
  const names = platforms.map(({ title }) => title).join(' et ');
  return join([
    md`### Accostage : synchroniser vos dépôts vers ${trusted(names)}`,
    md`Bonjour ${mention(author)}, l’application a préparé dans vos dépôts une pull request qui ajoute une GitHub Action. À chaque envoi de code, cette action demande à la plateforme de copier votre dépôt. Rien ne change tant que vous ne l’avez pas fusionnée.`,
    mirrorList(mirrors),
    md`**Ce que votre équipe doit faire, dans chaque dépôt**`,
    teamSteps(platforms, procedure.mirror.console),
    md`Un jeton ne s’écrit jamais dans un ticket ni dans un commentaire : saisissez-le vous-même dans les secrets du dépôt.`,
  ]);
}

/** What only the project team can do: merge, the variables, the secret; in that order. */
export function teamSteps(platforms: readonly Platform[], console: string): Markdown {
  const steps = [
    md`Relisez puis fusionnez la pull request.`,
    md`Ouvrez ${link('la console', console)}, page de votre projet : elle donne l’adresse de GitLab, l’identifiant du projet miroir et le jeton.`,
    md`Dans le dépôt, ouvrez **Settings**, **Secrets and variables**, **Actions**, puis ajoutez :\n${list(platforms.flatMap(namesFor))}`,
    md`Si le dépôt porte un autre nom sur la plateforme, ajoutez la variable ${repositoryNameVariable} avec ce nom.`,
    md`Lancez le workflow (onglet **Actions**, **Miroir Cloud π native**, **Run workflow**), ou envoyez du code : l’application verra le résultat et cochera l’étape.`,
  ];
  return { markdown: steps.map(({ markdown }, index) => `${index + 1}. ${markdown.replaceAll('\n', '\n   ')}`).join('\n') };
}

function namesFor(platform: Platform): readonly Markdown[] {
  const { url, projectId, token } = namesOf(platform);
  return [
    md`onglet **Variables** : ${url} (adresse de GitLab, ${trusted(platform.title)}) et ${projectId} (identifiant du projet miroir, un nombre) ;`,
    md`onglet **Secrets** : ${token} (jeton de déclenchement).`,
  ];
}

/** A mirror run failed, or runs again. */
export function renderMirrorFailed({ author, repository, failure }: Of<'mirror-failed'>): Markdown {
  if (failure.cleared) return md`✅ La synchronisation de ${code(repository)}, qui avait échoué, fonctionne de nouveau. Rien à faire.`;
  return join([
    md`### La synchronisation de ${code(repository)} a échoué`,
    md`Bonjour ${mention(author)}, ${link('ce passage', failure.url)} de la GitHub Action n’a pas abouti. ${causeText(failure.cause)}`,
    md`Une fois corrigé, relancez-le (**Re-run jobs**) : ce message se mettra à jour tout seul.`,
  ]);
}
