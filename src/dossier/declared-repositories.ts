import type { Procedure } from '../config/procedure.ts';
import type { Answers } from '../form/answers.ts';
import { parseAnswers } from '../form/parse-answers.ts';
import type { Observation } from './observation.ts';
import { readRepositories } from '../answers/repository-list.ts';

/** The GitHub repositories declared in the dossier, `owner/name`, each once, in the order of the form. */
export function declaredRepositories({ procedure, answers }: { procedure: Procedure; answers: Answers }): readonly string[] {
  const names = procedure.prerequisites
    .filter(({ kind }) => kind === 'repositories')
    .flatMap(({ field }) => {
      const answer = answers[field] ?? null;
      return typeof answer === 'string' ? readRepositories(answer) : [];
    })
    .flatMap((mention) => (mention.kind === 'github' ? [`${mention.owner}/${mention.name}`] : []));
  return [...new Map(names.map((name) => [name.toLowerCase(), name])).values()];
}

/** The same, straight from an observation. */
export function declaredRepositoriesOf({ procedure, form, issue }: Observation): readonly string[] {
  return declaredRepositories({ procedure, answers: parseAnswers(form, issue.body).answers });
}
