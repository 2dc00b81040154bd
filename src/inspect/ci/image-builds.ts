import { resolvePath } from '../files/paths.ts';
import { type ImageTemplate, imageTemplates } from './catalogue.ts';
import { type JobVariables, jobVariables } from './job-variables.ts';
import { at, isAbsent } from '../yaml/node.ts';
import { type CiJob, inherited, lineageOf, type Pipeline, runningJobs, templatesOf, unreadInclude } from './pipeline.ts';

/** A job that builds an image by a template of the catalogue. */
export interface ImageBuild {
  readonly job: CiJob;
  readonly templateName: string;
  readonly template: ImageTemplate;
  readonly variables: JobVariables;
  /** Paths from the root; null where a variable is not known, or a path leaves the repository. */
  readonly dockerfiles: readonly string[] | null;
  /** False where what is included from elsewhere may write the template anew, or give the job more. */
  readonly sure: boolean;
}

/** The jobs that build images as the catalogue does: one that writes its own script, or the template anew, does as it likes. */
export function imageBuilds(pipeline: Pipeline): readonly ImageBuild[] {
  return runningJobs(pipeline).flatMap((job): ImageBuild[] => {
    const [templateName, ...others] = templatesOf(job, pipeline).filter((name) => imageTemplates.has(name));
    const template = templateName === undefined ? undefined : imageTemplates.get(templateName);
    if (templateName === undefined || template === undefined || others.length > 0) return [];
    if (pipeline.jobs.has(templateName) || inherited(job, pipeline, 'script') !== null) return [];
    const variables = jobVariables(job, pipeline, template);
    return [{ job, templateName, template, variables, dockerfiles: dockerfilesOf(template, variables), sure: isSure(job, pipeline) }];
  });
}

/** Nothing that was not read may write what the job has: an include, or a reference for all its variables. */
function isSure(job: CiJob, pipeline: Pipeline): boolean {
  const written = lineageOf(job, pipeline).flatMap(({ body }) => at(body, 'variables') ?? []);
  return unreadInclude(pipeline) === null && written.every((variables) => isAbsent(variables) || variables.kind === 'map');
}

function dockerfilesOf({ dockerfile }: ImageTemplate, variables: JobVariables): readonly string[] | null {
  const written = variables.values(dockerfile.join('/'));
  if (written === null) return null;
  const paths = written.flatMap((path) => resolvePath('', path) ?? []);
  return paths.length < written.length ? null : paths;
}
