import type { RunCause } from '../dossier/mirror/mirror-workflow.ts';
import { type Markdown, md, trusted } from '../words/markdown.ts';

const texts: Readonly<Record<RunCause, string>> = {
  'variable-absente':
    'Une variable du dépôt manque. Ajoutez-la : **Settings**, **Secrets and variables**, **Actions**, onglet **Variables**.',
  'secret-absent':
    'Le secret qui porte le jeton manque. Ajoutez-le : **Settings**, **Secrets and variables**, **Actions**, onglet **Secrets**.',
  'adresse-incorrecte':
    'L’adresse de GitLab n’est pas correcte : elle doit commencer par https://. C’est celle de la tuile GitLab, sous **Services externes**, dans la console.',
  'projet-incorrect':
    'L’identifiant du projet miroir n’est pas un nombre. Recopiez-le depuis la console ; un chemin de projet s’écrit `groupe%2Fprojet`.',
  'valeur-non-fournie':
    'Une variable ou le secret vaut « undefined » : la console ne l’a pas donné, le plus souvent l’identifiant du projet miroir. Rechargez-y la page des secrets, ou demandez-le à la Service Team.',
  'jeton-expose':
    '**Un jeton est écrit dans une variable du dépôt, qui n’est pas masquée.** Révoquez-le, retirez-le de la variable, et mettez le nouveau dans le secret.',
  'jeton-personnel':
    'Le secret contient un jeton d’accès personnel (`glpat-…`). Il faut le jeton de déclenchement (`glptt-…`) que donne la console.',
  'nom-interne-refuse':
    'La console n’accepte pas le nom interne du dépôt (2 à 20 minuscules sans accent, chiffres et tirets). Le passage propose un nom qui convient.',
  'ref-refusee':
    'GitLab refuse la demande (400), le plus souvent parce que le projet miroir n’a pas de branche main. Le passage montre le message de GitLab : transmettez-le à la Service Team.',
  'ci-absente': 'GitLab refuse la demande (400) : le projet miroir n’a pas de fichier de CI. Prévenez la Service Team.',
  'variables-refusees': 'GitLab refuse la demande (400) : le projet miroir n’accepte pas de variables. Prévenez la Service Team.',
  'jeton-refuse': 'GitLab refuse le jeton (401). Recopiez-le depuis la console dans le secret du dépôt.',
  'projet-introuvable':
    'GitLab ne trouve pas le projet, ou le jeton n’est pas le sien (404) : il ne dit pas lequel des deux. Vérifiez l’identifiant du projet et le jeton.',
  'gitlab-injoignable':
    'GitLab était injoignable. Vérifiez la variable qui porte son adresse, puis relancez le passage ; si une machine de GitHub ne peut pas le joindre, demandez à la Service Team un autre transport (`/transport`).',
  'gitlab-en-panne': 'GitLab était en panne. Relancez le passage plus tard ; rien n’est à corriger de votre côté.',
  'reponse-inattendue': 'GitLab a donné une réponse inattendue. Vérifiez la variable qui porte son adresse.',
  'demarrage-impossible':
    'GitHub n’a pas pu démarrer le workflow : son fichier a été modifié, un secret qu’il exige manque, ou les Actions du dépôt n’ont pas accès au workflow de l’organisation. La page du passage donne la cause.',
  'delai-depasse': 'Le passage a dépassé son délai. Relancez-le ; s’il le dépasse encore, prévenez la Service Team.',
};

/** What made a run fail and what to do, as far as the App could read it. */
export function causeText(cause: RunCause | 'not-yet' | null): Markdown {
  if (cause === 'not-yet') return md`Son journal n’est pas encore arrivé : l’application le demande de nouveau dans quelques minutes.`;
  return cause === null
    ? md`L’application n’a pas pu en lire la cause : ouvrez le passage, l’étape en échec la donne.`
    : trusted(texts[cause]);
}
