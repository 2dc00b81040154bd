import { textOf } from '../yaml/node.ts';
import { type CiJob, inherited, type Pipeline } from './pipeline.ts';

/** The stages of a file that names none, without the two that are always there ("stages", CI/CD YAML syntax reference, GitLab). */
const ownStages = ['build', 'test', 'deploy'];

/** The stages in the order in which they run. */
export function orderedStages({ stages }: Pick<Pipeline, 'stages'>): readonly string[] {
  return ['.pre', ...(stages ?? ownStages).filter((stage) => stage !== '.pre' && stage !== '.post'), '.post'];
}

/** The stage of a job; `test` where nothing names one. */
export function stageOf(job: CiJob, pipeline: Pick<Pipeline, 'jobs'>): string {
  return textOf(inherited(job, pipeline, 'stage')) ?? 'test';
}
