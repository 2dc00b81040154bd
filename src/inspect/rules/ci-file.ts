import { say } from '../../words/sentence.ts';
import { baseName } from '../files/paths.ts';
import { type RuleFinding, undetermined, violation } from './finding.ts';
import { isForDevelopment, type Rule } from './rule.ts';

/** `ci-file`: where there is something to build, the platform's CI file lies at the root of the repository. */
export const ciFile: Rule = (repository) => {
  const { facts } = repository;
  if (facts.dockerfiles.every(isForDevelopment)) return { examined: [], findings: [] };
  const examined = [{ path: facts.ciFile ?? '.gitlab-ci-dso.yml', line: 1 }];
  return { examined, findings: facts.ciFile === null ? [absent(repository.paths)] : judge(facts.ciFile, repository) };
};

function absent(paths: readonly string[]): RuleFinding {
  const elsewhere = paths.find((path) => /^\.?gitlab-ci-dso\.ya?ml$/i.test(baseName(path)));
  const because =
    elsewhere === undefined
      ? say`il n’y a pas de fichier ${'.gitlab-ci-dso.yml'} à la racine : la plateforme ne peut pas construire les images`
      : say`la plateforme ne lit que ${'.gitlab-ci-dso.yml'} à la racine, et ce fichier est ailleurs : ${elsewhere}`;
  return violation({ place: elsewhere === undefined ? null : { path: elsewhere, line: 1 }, because });
}

function judge(path: string, { ci, yamlFiles }: Parameters<Rule>[0]): readonly RuleFinding[] {
  const place = { path, line: 1 };
  if (path !== '.gitlab-ci-dso.yml')
    return [violation({ place, because: say`la plateforme ne lit que ${'.gitlab-ci-dso.yml'} : renommez ce fichier` })];
  if (ci === null) return [undetermined({ place, because: say`ce fichier est présent, mais n’a pas été lu` })];
  if (yamlFiles.some((file) => file.path === path && file.troubles.some(({ kind }) => kind === 'refused'))) {
    return [violation({ place, because: say`ce fichier n’est pas du YAML correct : la plateforme ne pourra pas le lire` })];
  }
  const isEmpty = ci.text.split('\n').every((line) => /^\s*(#|---|$)/.test(line));
  return isEmpty ? [violation({ place, because: say`ce fichier est vide : la plateforme n’a rien à exécuter` })] : [];
}
