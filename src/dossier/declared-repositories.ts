import { answerTo } from '../form/answer-to.ts';
import { repositoryKey } from '../words/key.ts';
import type { Procedure } from '../config/procedure.ts';
import type { Answers } from '../form/answers.ts';
import { parseAnswers } from '../form/parse-answers.ts';
import type { Observation } from './observation.ts';
import { readRepositories, type RepositoryMention } from '../answers/repository-list.ts';

/** A repository that the form names and that can be read. */
export type Mention = Exclude<RepositoryMention, { kind: 'unreadable' }>;

interface Declaring {
  readonly procedure: Procedure;
  readonly answers: Answers;
}

/** The repositories declared in the dossier, on GitHub or elsewhere, each once, in the order of the form. */
export function readMentions({ procedure, answers }: Declaring): readonly Mention[] {
  const mentions = procedure.prerequisites
    .filter(({ kind }) => kind === 'repositories')
    .flatMap(({ field }) => {
      const answer = answerTo(answers, field);
      return typeof answer === 'string' ? readRepositories(answer, procedure.github) : [];
    })
    .flatMap((mention) => (mention.kind === 'unreadable' ? [] : [mention]));
  const keyed = mentions.map((mention) => [mention.kind === 'github' ? repositoryKey(fullName(mention)) : mention.url, mention] as const);
  return [...new Map(keyed).values()];
}

/** `owner/name`. */
export function fullName({ owner, name }: Extract<Mention, { kind: 'github' }>): string {
  return `${owner}/${name}`;
}

/** The names of those on GitHub, `owner/name`. */
export function namesOf(mentions: readonly Mention[]): readonly string[] {
  return mentions.flatMap((mention) => (mention.kind === 'github' ? [fullName(mention)] : []));
}

/** The GitHub repositories declared in the dossier, `owner/name`, each once, in the order of the form. */
export function declaredRepositories(declaring: Declaring): readonly string[] {
  return namesOf(readMentions(declaring));
}

/** The same, straight from an observation. */
export function declaredRepositoriesOf({ procedure, form, issue }: Observation): readonly string[] {
  return declaredRepositories({ procedure, answers: parseAnswers(form, issue.body).answers });
}
