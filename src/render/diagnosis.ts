import type { DiagnosisTold } from '../dossier/reply.ts';
import { join, list, type Markdown, md, trusted } from '../words/markdown.ts';
import { renderKnownFailures } from './known-failures.ts';
import { outOfReach } from './out-of-reach.ts';

/** What the App may and may not do around a dossier. */
export function renderDiagnosis({
  permissions,
  missingPermissions,
  serviceTeam,
  repositories,
  configuration,
  ownEdits,
  failures,
  stages,
}: DiagnosisTold): Markdown {
  const granted = Object.entries(permissions).map(([name, level]) => md`${`${name}: ${level}`}`);
  return join([
    md`voici ce que l’application peut faire ici.`,
    list([
      missingPermissions.length === 0
        ? md`✅ **Permissions** : toutes celles qui sont nécessaires dans ce dépôt.`
        : md`❌ **Permissions manquantes** : ${join(
            missingPermissions.map((name) => md`${name}`),
            ', ',
          )}. L’exploitant peut les accorder dans les réglages de l’application.`,
      serviceTeam.answer === 'unverified'
        ? md`❌ **Service Team** : invérifiable (${trusted(serviceTeam.because)}). Pour l’exploitant : ${trusted(serviceTeam.grant)}.`
        : md`✅ **Service Team** : l’application peut vérifier qui en fait partie.`,
      ...configuration.map((remark) => md`⚠️ **Formulaire** : ${remark}`),
      ...(ownEdits === null ? [] : [ownEditsLine(ownEdits)]),
      ...repositories.map(({ name, access }) => repositoryLine(name, access)),
      ...(repositories.length === 0 ? [md`➖ **Dépôts du projet** : aucun dépôt GitHub déclaré.`] : []),
    ]),
    granted.length === 0 ? null : md`Permissions accordées : ${join(granted, ', ')}.`,
    renderKnownFailures(failures, stages),
  ]);
}

function ownEditsLine(seen: 'told' | 'untold'): Markdown {
  return seen === 'told'
    ? md`✅ **Suivi** : GitHub confirme que l’application en est le dernier auteur.`
    : md`❌ **Suivi** : GitHub ne dit pas qui l’a modifié en dernier. Pour l’exploitant : l’application le reconnaît alors à sa date d’écriture.`;
}

function repositoryLine(name: string, access: DiagnosisTold['repositories'][number]['access']): Markdown {
  switch (access) {
    case 'installed':
      return md`✅ **Dépôt** ${name} : l’application y est installée.`;
    case 'out-of-reach':
      return md`❌ **Dépôt** ${name} : ${outOfReach}. Une personne qui administre le dépôt peut l’y installer.`;
    case 'unverified':
      return md`❌ **Dépôt** ${name} : GitHub n’a pas permis de le vérifier.`;
    default:
      return access satisfies never;
  }
}
