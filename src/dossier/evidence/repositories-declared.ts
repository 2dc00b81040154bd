import { say } from '../../words/sentence.ts';
import type { Evidence } from './evidence.ts';

/** At least one GitHub repository is declared and can be read as such. */
export const repositoriesDeclared: Evidence = ({ repositories }) => {
  const count = repositories.length;
  return count === 0 ? null : say`${count} ${[count > 1 ? 'dépôts GitHub déclarés' : 'dépôt GitHub déclaré']} dans le formulaire`;
};
