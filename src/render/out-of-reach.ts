import { md } from '../words/markdown.ts';

/**
 * Why the App does nothing in a repository, the same words in all three cases: which of them holds must not be told to somebody who may not see the
 * repository.
 */
export const outOfReach = md`l’application n’y est pas installée, ou ce dépôt n’existe pas, ou il est privé et la personne qui l’a inscrit dans la demande n’a pas le droit d’y écrire`;
