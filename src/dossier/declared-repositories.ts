import type { Facts } from './facts.ts';
import { readRepositories } from './prerequisites/repository-list.ts';

/** The GitHub repositories declared in the dossier, `owner/name`, each once, in the order of the form. */
export function declaredRepositories({ procedure, answers }: Facts): readonly string[] {
  const names = procedure.prerequisites
    .filter(({ kind }) => kind === 'repositories')
    .flatMap(({ field }) => {
      const answer = answers[field] ?? null;
      return typeof answer === 'string' ? readRepositories(answer) : [];
    })
    .flatMap((mention) => (mention.kind === 'github' ? [`${mention.owner}/${mention.name}`] : []));
  return [...new Map(names.map((name) => [name.toLowerCase(), name])).values()];
}
