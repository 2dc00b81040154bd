import { say } from '../../words/sentence.ts';
import type { Pipeline } from '../ci/pipeline.ts';
import type { Repository } from '../repository.ts';
import { type Judged, type RuleFinding, undetermined } from './finding.ts';

/** Judges the CI file that the platform reads; that there is none, or another, `ci-file` tells. */
export function inPipeline(
  { facts, pipeline }: Pick<Repository, 'facts' | 'pipeline'>,
  judge: (pipeline: Pipeline) => readonly RuleFinding[],
): Judged {
  const path = facts.ciFile;
  if (path !== '.gitlab-ci-dso.yml') return { examined: [], findings: [] };
  const place = { path, line: 1 };
  const unread = say`ce fichier n’a pas pu être lu en entier : ses jobs restent à vérifier dans l’éditeur de pipeline de GitLab`;
  return { examined: [place], findings: pipeline === null ? [undetermined({ place, because: unread })] : judge(pipeline) };
}
