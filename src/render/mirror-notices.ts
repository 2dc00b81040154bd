import type { CommentContent } from '../dossier/plan.ts';
import { namesOf, repositoryNameVariable } from '../mirror/workflow-model.ts';
import type { Platform } from '../dossier/mirror/mirror-workflow.ts';
import { code, join, link, list, type Markdown, md, named, trusted } from '../words/markdown.ts';
import { causeText } from './mirror-cause.ts';
import { mirrorList } from './mirror-list.ts';

type Of<Kind extends CommentContent['kind']> = Extract<CommentContent, { kind: Kind }>;

/** The pull requests that wait for the project team, and what only that team can do. */
export function renderMirrorPulls({ to, added, dropped, mirrors, procedure }: Of<'mirror-pulls'>): Markdown {
  return join([
    md`### Accostage : ${trusted(subject(added, dropped))}`,
    added.length > 0
      ? md`Bonjour${named(to)}, l’application a préparé dans vos dépôts une pull request qui ajoute une GitHub Action. À chaque envoi de code, cette action demande à la plateforme de copier votre dépôt. Rien ne change tant que vous ne l’avez pas fusionnée.`
      : md`Bonjour${named(to)}, l’application a préparé dans vos dépôts une pull request qui retire cette plateforme de la GitHub Action. Rien ne change tant que vous ne l’avez pas fusionnée.`,
    mirrorList(mirrors),
    md`**Ce que votre équipe doit faire, dans chaque dépôt**`,
    teamSteps({ added, removed: dropped, console: procedure.mirror.console }),
    md`Un jeton ne s’écrit jamais dans un ticket ni dans un commentaire : saisissez-le vous-même dans les secrets du dépôt.`,
  ]);
}

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
  const settings = md`**Settings**, **Secrets and variables**, **Actions**`;
  const adding = [
    md`Sur la console, ouvrez les secrets de votre projet : ils donnent l’adresse de GitLab, l’identifiant du projet miroir et le jeton (${link('où les trouver', console)}).`,
    md`Dans le dépôt, ouvrez ${settings}, puis ajoutez :\n${list(added.flatMap(namesFor))}`,
    md`Si le dépôt porte un autre nom sur la plateforme, ajoutez la variable ${repositoryNameVariable} avec ce nom.`,
    md`Relisez puis fusionnez la pull request.`,
    md`Lancez le workflow (onglet **Actions**, **Miroir Cloud π native**, **Run workflow**), ou envoyez du code : l’application verra le résultat et cochera l’étape.`,
  ];
  const steps = [
    ...(added.length > 0 ? adding : [md`Relisez puis fusionnez la pull request.`]),
    ...(removed.length > 0 ? [md`Dans ${settings}, supprimez ce qui ne sert plus :\n${list(removed.flatMap(namesFor))}`] : []),
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
export function renderMirrorFailed({ to, repository, failure }: Of<'mirror-failed'>): Markdown {
  if (failure.cleared) return md`✅ La synchronisation de ${code(repository)}, qui avait échoué, fonctionne de nouveau. Rien à faire.`;
  return join([
    md`### La synchronisation de ${code(repository)} a échoué`,
    md`Bonjour${named(to)}, ${link('ce passage', failure.url)} de la GitHub Action n’a pas abouti. ${causeText(failure.cause)}`,
    md`Une fois corrigé, relancez-le (**Re-run jobs**) : ce message se mettra à jour tout seul.`,
  ]);
}
