import { nearestName } from '../../words/nearest.ts';
import { say } from '../../words/sentence.ts';
import { catalogue, catalogueDate } from '../ci/catalogue.ts';
import type { Include, WrittenName } from '../ci/includes.ts';
import { type CiJob, inherited, type Pipeline, runningJobs, unreadInclude } from '../ci/pipeline.ts';
import { orderedStages, stageOf } from '../ci/stage-order.ts';
import { type RuleFinding, undetermined, violation, yamlFix } from './finding.ts';
import { inPipeline } from './in-pipeline.ts';
import type { Rule } from './rule.ts';

/** `ci-jobs`: what the jobs extend exists, in the file or in what it includes of the catalogue, and their stages are declared; else GitLab starts nothing. */
export const ciJobs: Rule = (repository) =>
  inPipeline(repository, (pipeline) => [
    ...judgeEmptiness(pipeline),
    ...pipeline.includes.flatMap(judgeInclude),
    ...[...pipeline.jobs.values()].flatMap((job) => job.parents.flatMap((parent) => judgeParent(parent, pipeline))),
    ...runningJobs(pipeline).flatMap((job) => judgeStage(job, pipeline)),
  ]);

/** GitLab wants at least one job that runs; that the file holds nothing at all, `ci-file` tells. */
function judgeEmptiness(pipeline: Pipeline): readonly RuleFinding[] {
  if (runningJobs(pipeline).length > 0 || unreadInclude(pipeline) !== null || pipeline.body.entries.size === 0) return [];
  return [violation({ place: { path: pipeline.path, line: 1 }, because: say`ce fichier n’a aucun job à exécuter : GitLab le refuse` })];
}

function judgeInclude(include: Include): readonly RuleFinding[] {
  const { place, name } = include;
  if (include.from === 'absent')
    return [
      violation({ place, because: say`le fichier inclus ${name} n’est pas dans le dépôt : GitLab refuse tout le fichier`, fix: null }),
    ];
  if (include.from === 'elsewhere') {
    const because = say`ce qui est inclus d’ailleurs (${name}) n’a pas été lu : l’éditeur de pipeline de GitLab le vérifie`;
    return [undetermined({ place, because })];
  }
  if (catalogue.some(({ file }) => file === name)) return [];
  const near = nearestName(
    name,
    catalogue.map(({ file }) => file),
  );
  const because = say`le fichier ${name} n’est pas du catalogue tel qu’il était en ${catalogueDate} : vérifiez son nom`;
  return [undetermined({ place, because, fix: near === null ? null : yamlFix(`file: ${near}`) })];
}

function judgeParent({ name, place }: WrittenName, pipeline: Pipeline): readonly RuleFinding[] {
  if (pipeline.jobs.has(name)) return [];
  const home = catalogue.find(({ jobs }) => jobs.includes(name))?.file;
  const elsewhere = unreadInclude(pipeline);
  if (home !== undefined) return judgeHome({ name, place, home }, pipeline);
  if (elsewhere !== null) {
    const because = say`${name} n’est ni dans ce fichier ni dans le catalogue : peut-être dans ce qui est inclus d’ailleurs (${elsewhere.name})`;
    return [undetermined({ place, because })];
  }
  const known = [
    ...pipeline.jobs.keys(),
    ...pipeline.includes.flatMap((include) => catalogue.find(({ file }) => file === include.name)?.jobs ?? []),
  ];
  const near = nearestName(name, known);
  const fix = near === null ? null : yamlFix(`extends: ${near}`);
  if (pipeline.includes.length > 0 && name !== '.kaniko:build') {
    const because = say`${name} n’est ni dans ce fichier ni dans le catalogue tel qu’il était en ${catalogueDate} : s’il n’existe pas, GitLab refuse tout le fichier`;
    return [undetermined({ place, because, fix })];
  }
  return [violation({ place, because: say`${name} n’existe pas : GitLab refuse tout le fichier`, fix })];
}

function judgeHome(
  { name, place, home }: WrittenName & { readonly home: string },
  { includes }: Pick<Pipeline, 'includes'>,
): readonly RuleFinding[] {
  if (includes.some((include) => include.name === home && include.from === 'catalogue')) return [];
  const fix = yamlFix('include:', '  - project: $CATALOG_PATH', `    file: ${home}`, '    ref: main');
  // A branch of the catalogue, or a file of another project, may define it as well.
  const [other] = includes.filter((include) => include.from !== 'catalogue' || !include.isMain || isUnknown(include));
  if (other !== undefined) {
    return [
      undetermined({
        place,
        because: say`${name} vient de ${home}, que ce fichier n’inclut pas ; ${other.name} le définit peut-être`,
        fix,
      }),
    ];
  }
  return [violation({ place, because: say`${name} vient de ${home}, que ce fichier n’inclut pas : GitLab refuse tout le fichier`, fix })];
}

function isUnknown({ name }: Include): boolean {
  return !catalogue.some(({ file }) => file === name);
}

function judgeStage(job: CiJob, pipeline: Pipeline): readonly RuleFinding[] {
  const stage = stageOf(job, pipeline);
  const stages = orderedStages(pipeline);
  if (stages.includes(stage)) return [];
  const place = inherited(job, pipeline, 'stage')?.place ?? job.place;
  const elsewhere = unreadInclude(pipeline);
  if (stage.includes('$') || elsewhere !== null) {
    return [undetermined({ place, because: say`l’étape ${stage} du job ${job.name} n’est pas dans ${'stages'} de ce fichier` })];
  }
  const fix = yamlFix('stages:', ...stages.slice(1, -1).map((one) => `  - ${one}`), `  - ${stage}`);
  return [
    violation({ place, because: say`l’étape ${stage} du job ${job.name} n’est pas dans ${'stages'} : GitLab refuse tout le fichier`, fix }),
  ];
}
