import { say } from '../../words/sentence.ts';
import type { ValuesFile } from '../helm/values.ts';
import type { Resource } from '../kubernetes/resource.ts';
import { isTemplated } from '../kubernetes/templated.ts';
import { at, textOf } from '../yaml/node.ts';
import { type RuleFinding, together, undetermined, violation, yamlFix } from './finding.ts';
import { eachOfKind, type Rule } from './rule.ts';

/** `restrict-nodeport`: no service opens a port on the nodes. */
export const restrictNodeport: Rule = (repository) =>
  together([{ examined: [], findings: repository.values.flatMap(judgeValues) }, eachOfKind(repository, 'Service', judge)]);

function judge(resource: Resource): readonly RuleFinding[] {
  const node = at(resource.body, 'spec', 'type');
  const type = textOf(node);
  if (node === null || type === null) return [];
  if (type === 'NodePort')
    return [violation({ place: node.place, because: say`le service ${resource.name} est de type ${type}`, fix }, resource)];
  return isTemplated(type)
    ? [undetermined({ place: node.place, because: say`le type ${type} n’est connu qu’au déploiement`, fix }, resource)]
    : [];
}

function judgeValues({ maps }: ValuesFile): readonly RuleFinding[] {
  return maps.flatMap(({ node }) => {
    const type = at(node, 'type');
    if (type === null || textOf(type) !== 'NodePort') return [];
    return [
      undetermined({
        place: type.place,
        because: say`ces valeurs demandent un service ${'NodePort'} ; un autre fichier de valeurs peut les remplacer`,
        fix,
      }),
    ];
  });
}

const fix = yamlFix('type: ClusterIP # exposé par une Ingress ou une Route');
