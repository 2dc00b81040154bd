import { say } from '../../words/sentence.ts';
import type { Resource } from '../kubernetes/resource.ts';
import { isTemplated } from '../kubernetes/templated.ts';
import { at, isAbsent, placeOfKey, textOf } from '../yaml/node.ts';
import { lacking, type RuleFinding, undetermined, violation, yamlFix } from './finding.ts';
import { eachOfKind, type Rule } from './rule.ts';

/** `job-history`: a CronJob keeps the last 5 jobs that succeeded and the last 5 that failed. */
export const jobHistory: Rule = (repository) => eachOfKind(repository, 'CronJob', judge);

function judge(resource: Resource): readonly RuleFinding[] {
  return ['successfulJobsHistoryLimit', 'failedJobsHistoryLimit'].flatMap((key) => judgeLimit(resource, key));
}

function judgeLimit(resource: Resource, key: string): readonly RuleFinding[] {
  const spec = at(resource.body, 'spec');
  const node = at(spec, key);
  const value = textOf(node);
  const fix = yamlFix(`${key}: 5`);
  if (node === null || isAbsent(node)) {
    return [lacking({ place: placeOfKey(resource.body, 'spec'), because: say`${[key]} n’est pas écrit, et doit valoir 5`, fix }, resource)];
  }
  if (value !== null && Number(value) === 5) return [];
  if (value === null || isTemplated(value))
    return [undetermined({ place: node.place, because: say`la valeur de ${[key]} n’est connue qu’au déploiement`, fix }, resource)];
  return [violation({ place: node.place, because: say`${[key]} vaut ${value}, et doit valoir 5`, fix }, resource)];
}
