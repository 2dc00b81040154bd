import type { Problem } from '../yaml/problem.ts';

/** File of a hub's own process. */
export const hubConfigPath = '.github/accostage.yml';

/** What is wrong with a hub that has no file of its own process, from the names in its `.github`: one that was meant to be it. Null without such a name. */
export function misplacedConfig(files: readonly string[]): Problem | null {
  if (files.includes('accostage.yml')) {
    const message = 'ce fichier ne peut pas être lu (dossier, lien, ou fichier trop gros)';
    return { file: hubConfigPath, line: 1, column: 1, message, fix: 'remplacez-le par un fichier ordinaire' };
  }
  const meant = files.find((file) => /^accostage\.ya?ml$/i.test(file));
  if (meant === undefined) return null;
  const message = 'ce fichier n’est pas lu : seul accostage.yml, en minuscules et avec cette extension, l’est';
  return { file: `.github/${meant}`, line: 1, column: 1, message, fix: `renommez-le en ${hubConfigPath}` };
}
