import type { ItemView } from '../dossier/item.ts';
import type { MirrorOptions } from '../dossier/mirror/mirror-options.ts';
import type { Platform } from '../dossier/mirror/mirror-workflow.ts';
import { code, enumerated, type Markdown, md, numbered } from '../words/markdown.ts';

/** What a platform without a file needs, repository by repository, and how people say that it is done. */
export function handSteps(
  { transport }: Platform,
  { branches, mode }: Pick<MirrorOptions, 'branches' | 'mode'>,
  steps: readonly ItemView[],
): Markdown {
  const which = branches.length === 0 ? md`de la branche par défaut` : md`de ${enumerated(branches.map((branch) => code(branch)))}`;
  const declare = md`Dans la console, onglet **Ressources**, déclarez chaque dépôt sous son nom interne, avec son adresse en ${'.git'} (et son jeton s’il est privé).`;
  const tick = steps.filter(({ status }) => status.kind === 'open').map(({ item }) => md`${`/fait ${item.id}`}`);
  const finish = md`Vérifiez dans GitLab que le pipeline est vert et que le code est là${tick.length === 0 ? md`.` : md`, puis écrivez ici ${enumerated(tick)}.`}`;
  const schedule = [
    md`Dans GitLab, ouvrez le projet ${'mirror'} de votre projet, puis **Build**, **Pipeline schedules**, **New schedule** : branche ${'main'}, à la fréquence voulue.`,
    mode === 'all-branches'
      ? md`Ajoutez-y les variables ${'PROJECT_NAME'} (le nom interne) et ${'SYNC_ALL'} (valeur ${'true'}). Une planification par dépôt.`
      : md`Ajoutez-y les variables ${'PROJECT_NAME'} (le nom interne) et ${'GIT_BRANCH_DEPLOY'} (le nom ${which}). Une planification par dépôt et par branche.`,
    md`Lancez-la une fois à la main.`,
  ];
  const button = [
    md`Sur la page du dépôt dans la console, demandez la synchronisation ${mode === 'all-branches' ? md`de toutes les branches` : which}. Elle est à redemander à chaque version à déployer.`,
  ];
  return numbered([declare, ...(transport.kind === 'gitlab-schedule' ? schedule : button), finish]);
}
