import type { InternalName } from '../dossier/mirror/internal-name.ts';
import { repositoryNameVariable } from '../mirror/workflow-model.ts';
import { code, type Markdown, md } from '../words/markdown.ts';

/** What a repository is called on the platforms and, where that is not its name on GitHub, why. */
export function internalNameText(inside: InternalName): Markdown {
  const name = md`Nom interne sur la plateforme : ${code(inside.name)}`;
  const reason = because(inside);
  if (reason === null) return md`${name}.`;
  return md`${name}, ${reason}. Déclarez-le sous ce nom dans la console ; si vous en avez choisi un autre, écrivez-le dans la variable ${repositoryNameVariable} du dépôt.`;
}

function because(inside: InternalName): Markdown | null {
  switch (inside.why) {
    case 'same':
      return null;
    case 'adapted':
      return md`car la console n’accepte que des minuscules sans accent, des chiffres et des tirets`;
    case 'too-long':
      return md`car la console n’accepte pas plus de 20 caractères`;
    case 'too-short':
      return md`car la console demande au moins 2 caractères`;
    case 'nothing-left':
      return md`car le nom du dépôt n’a rien que la console accepte (minuscules sans accent, chiffres, tirets)`;
    case 'reserved':
      return md`car ${code(inside.refused)} est réservé par la plateforme`;
    case 'taken':
      return md`car ${code(inside.refused)} est déjà celui de ${code(inside.by)} dans ce dossier`;
    default:
      return inside satisfies never;
  }
}
