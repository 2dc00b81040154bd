import { say } from '../../words/sentence.ts';
import { needingSecrets, readSecret } from '../ci/catalogue.ts';
import { type CiJob, inherited, type Pipeline, runningJobs, templatesOf, unreadInclude } from '../ci/pipeline.ts';
import { orderedStages, stageOf } from '../ci/stage-order.ts';
import { at, itemsOf, type Node, textOf } from '../yaml/node.ts';
import { type RuleFinding, undetermined, violation, yamlFix } from './finding.ts';
import { inPipeline } from './in-pipeline.ts';
import type { Rule } from './rule.ts';

/** `ci-read-secret`: a job reads the secrets by `.vault:read_secret`, before those that use them, and these receive them. */
export const ciReadSecret: Rule = (repository) => inPipeline(repository, judge);

function judge(pipeline: Pipeline): readonly RuleFinding[] {
  const jobs = runningJobs(pipeline);
  // `ci-jobs` tells that nothing runs.
  if (jobs.length === 0 && unreadInclude(pipeline) === null) return [];
  const readers = jobs.filter((job) => templatesOf(job, pipeline).includes(readSecret));
  const users = jobs.filter((job) => templatesOf(job, pipeline).some((name) => needingSecrets.has(name)));
  return readers.length === 0 ? absent(pipeline, users) : users.flatMap((user) => judgeUser(user, { readers, pipeline }));
}

function absent(pipeline: Pipeline, [user]: readonly CiJob[]): readonly RuleFinding[] {
  const place = user?.place ?? { path: pipeline.path, line: 1 };
  const elsewhere = unreadInclude(pipeline);
  if (elsewhere !== null) {
    const because = say`aucun job de ce fichier n’étend ${readSecret} ; ce qui est inclus d’ailleurs (${elsewhere.name}) le fait peut-être`;
    return [undetermined({ place, because, fix })];
  }
  if (user === undefined) {
    const because = say`aucun job n’étend ${readSecret}, et aucun ne construit d’image par le catalogue : s’il en est envoyé une à Harbor, ce sera sans identifiants`;
    return [undetermined({ place, because, fix })];
  }
  const because = say`aucun job n’étend ${readSecret} : le job ${user.name} n’aura pas les identifiants de Harbor, et échouera`;
  // A script of the file may read Vault by itself.
  const isAlone = [...pipeline.jobs.values()].some(({ body }) => writesVault(at(body, 'script')) || writesVault(at(body, 'before_script')));
  return [
    isAlone
      ? undetermined({ place, because: say`${because}, à moins qu’un script de ce fichier ne les lise`, fix })
      : violation({ place, because, fix }),
  ];
}

function writesVault(script: Node | null): boolean {
  const lines = script?.kind === 'list' ? script.items : [script];
  return lines.some((line) => /\bvault\b|DOCKER_AUTH/.test(textOf(line) ?? ''));
}

interface Readers {
  readonly readers: readonly CiJob[];
  readonly pipeline: Pipeline;
}

function judgeUser(user: CiJob, { readers, pipeline }: Readers): readonly RuleFinding[] {
  const needs = inherited(user, pipeline, 'needs');
  const listed = needs ?? inherited(user, pipeline, 'dependencies');
  if (listed !== null) return judgeList(user, { listed, readers });
  const order = orderedStages(pipeline);
  const [stage, ...first] = [user, ...readers].map((job) => order.indexOf(stageOf(job, pipeline)));
  // A stage that is not declared, `ci-jobs` tells.
  if (stage === undefined || stage < 0 || first.some((one) => one < 0 || one < stage)) return [];
  const because = say`le job ${user.name} ne vient pas après celui qui lit les secrets (${names(readers)}) : il n’aura pas les identifiants de Harbor`;
  const later = yamlFix(`stage: ${stageOf(user, pipeline)} # une étape placée après celle de ${names(readers)}`);
  return [violation({ place: (inherited(user, pipeline, 'stage') ?? user).place, because, fix: later })];
}

/** With `needs`, a job receives what the jobs of the list give, and nothing else ("needs", CI/CD YAML syntax reference, GitLab). */
function judgeList(
  user: CiJob,
  { listed, readers }: { readonly listed: Node; readonly readers: readonly CiJob[] },
): readonly RuleFinding[] {
  const items = itemsOf(listed);
  const given = items.map((item) => textOf(item) ?? textOf(at(item, 'job')));
  if (given.some((name) => readers.some((reader) => reader.name === name))) return [];
  const place = listed.place;
  const because = say`le job ${user.name} ne reçoit pas ce que lit ${names(readers)}, absent de sa liste : il n’aura pas les identifiants de Harbor`;
  const fixed = yamlFix('needs:', ...readers.slice(0, 1).map(({ name }) => `  - ${JSON.stringify(name)}`));
  const isKnown = listed.kind === 'list' && given.every((name) => name !== null && !name.includes('$'));
  return [isKnown ? violation({ place, because, fix: fixed }) : undetermined({ place, because, fix: fixed })];
}

function names(readers: readonly CiJob[]): string {
  return readers.map(({ name }) => name).join(', ');
}

const fix = yamlFix('read_secret:', '  stage: read-secret # la première étape', '  extends: .vault:read_secret');
