import { say } from '../../words/sentence.ts';
import type { Resource } from '../kubernetes/resource.ts';
import { isTemplated } from '../kubernetes/templated.ts';
import { at, integerOf, isAbsent, textOf } from '../yaml/node.ts';
import { type RuleFinding, undetermined, violation, yamlFix } from './finding.ts';
import { eachOfKind, type Rule } from './rule.ts';

/**
 * `job-history`: the platform's policy adds the history limits to each CronJob by itself, so that nothing has to be written; what is written has to be a number, as
 * Kubernetes wants it.
 */
export const jobHistory: Rule = (repository) => eachOfKind(repository, 'CronJob', judge);

/** It is kept in 32 bits ("CronJobSpec v1 batch", Kubernetes API reference). */
const MOST = 2 ** 31 - 1;

function judge(resource: Resource): readonly RuleFinding[] {
  return ['successfulJobsHistoryLimit', 'failedJobsHistoryLimit'].flatMap((key) => judgeLimit(resource, key));
}

function judgeLimit(resource: Resource, key: string): readonly RuleFinding[] {
  const node = at(resource.body, 'spec', key);
  if (node === null || isAbsent(node)) return [];
  const value = textOf(node);
  const { place } = node;
  if (value !== null && isTemplated(value))
    return [undetermined({ place, because: say`la valeur de ${[key]} n’est connue qu’au déploiement` }, resource)];
  const limit = integerOf(node);
  if (limit !== null && limit >= 0 && limit <= MOST) return [];
  const because = say`${[key]} n’est pas un nombre entier, positif ou nul, que Kubernetes accepte : il refuse cet objet`;
  return [violation({ place, because, fix: yamlFix(`${key}: 5`) }, resource)];
}
