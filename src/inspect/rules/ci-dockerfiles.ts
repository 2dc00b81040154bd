import { say } from '../../words/sentence.ts';
import { nearestName } from '../../words/nearest.ts';
import { type ImageBuild, imageBuilds } from '../ci/image-builds.ts';
import { inherited, type Pipeline } from '../ci/pipeline.ts';
import { parentFolder } from '../files/paths.ts';
import type { Repository } from '../repository.ts';
import { at } from '../yaml/node.ts';
import { type RuleFinding, undetermined, violation, yamlFix } from './finding.ts';
import { inPipeline } from './in-pipeline.ts';
import type { Rule } from './rule.ts';

/** `ci-dockerfiles`: the Dockerfile of each job that builds an image by the catalogue is in the repository. */
export const ciDockerfiles: Rule = (repository) =>
  inPipeline(repository, (pipeline) => imageBuilds(pipeline).flatMap((build) => judge(build, { pipeline, repository })));

interface Around {
  readonly pipeline: Pipeline;
  readonly repository: Pick<Repository, 'facts' | 'paths'>;
}

function judge(build: ImageBuild, { pipeline, repository }: Around): readonly RuleFinding[] {
  const { job, template, dockerfiles } = build;
  const names = template.dockerfile.flatMap((written) => /\w+/.exec(written) ?? []);
  const place = (names.toReversed().flatMap((name) => at(at(job.body, 'variables'), name) ?? [])[0] ?? job).place;
  if (dockerfiles === null) {
    const because = say`le chemin du Dockerfile du job ${job.name} (${template.dockerfile.join('/')}) n’est connu qu’à l’exécution`;
    return [undetermined({ place, because })];
  }
  const missing = dockerfiles.filter((path) => !repository.paths.includes(path));
  return missing.map((path) => {
    const near = nearestDockerfile(path, repository.facts.dockerfiles);
    const [last = 'DOCKERFILE'] = names.slice(-1);
    const fix = near === null || names.length > 1 ? null : yamlFix('variables:', `  ${last}: ${near}`);
    const hint = near === null ? [] : say` ; celui du dépôt le plus proche est ${near}`;
    const why = isOfWholeFile(build, pipeline)
      ? say` (la variable ${last} du fichier est remplacée par celle du modèle ${build.templateName} : écrivez-la dans le job)`
      : [];
    const because = say`le job ${job.name} construit ${path}, qui n’est pas dans le dépôt${why}${hint}`;
    return isMade(build, { pipeline, repository })
      ? undetermined({ place, because: say`${because}, à moins qu’un job ne le crée`, fix })
      : violation({ place, because, fix });
  });
}

function isOfWholeFile({ job, template }: ImageBuild, pipeline: Pipeline): boolean {
  const name = template.dockerfile.at(-1)?.slice(1) ?? '';
  return inherited(job, pipeline, 'variables', name) === null && at(at(pipeline.body, 'variables'), name) !== null;
}

/** Something before the job may write files: its own commands, another job's artifacts, a submodule. */
function isMade({ job, sure }: ImageBuild, { pipeline, repository }: Around): boolean {
  const before =
    inherited(job, pipeline, 'before_script') ?? at(pipeline.body, 'before_script') ?? at(pipeline.body, 'default', 'before_script');
  const makes = [...pipeline.jobs.values()].some(({ body }) => at(body, 'artifacts', 'paths') !== null);
  return !sure || before !== null || makes || repository.paths.includes('.gitmodules');
}

function nearestDockerfile(path: string, dockerfiles: readonly string[]): string | null {
  const sameFolder = dockerfiles.filter((one) => parentFolder(one) === parentFolder(path));
  const [only] = dockerfiles;
  return sameFolder[0] ?? (dockerfiles.length === 1 ? (only ?? null) : nearestName(path, dockerfiles));
}
