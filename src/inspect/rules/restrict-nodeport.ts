import { say } from '../../words/sentence.ts';
import type { ValuesFile } from '../helm/values.ts';
import type { Resource } from '../kubernetes/resource.ts';
import { isTemplated } from '../kubernetes/templated.ts';
import { postgresServices } from '../kubernetes/cloud-native-pg.ts';
import { groupOf, isOwnGroup, isPostgresCluster } from '../kubernetes/kinds.ts';
import type { DeployedObject } from '../kubernetes/workload.ts';
import { at, type MapNode, textOf } from '../yaml/node.ts';
import { type RuleFinding, together, undetermined, violation, yamlFix } from './finding.ts';
import { eachPart, type Rule } from './rule.ts';

/** `restrict-nodeport`: no service opens a port on the nodes. */
export const restrictNodeport: Rule = (repository) =>
  together([
    { examined: [], findings: repository.values.flatMap(judgeValues) },
    eachPart(repository, { partsOf: servicesOf, placeOf: ({ place }) => place, judge }),
  ]);

/** A service, or those that an operator makes of an object. */
function servicesOf({ resource }: DeployedObject): readonly MapNode[] {
  if (isPostgresCluster(resource)) return postgresServices(resource.body);
  return resource.kind === 'Service' && isOwnGroup(groupOf(resource)) ? [resource.body] : [];
}

function judge(service: MapNode, resource: Resource): readonly RuleFinding[] {
  const node = at(service, 'spec', 'type');
  const type = textOf(node);
  if (node === null || type === null) return [];
  if (type === 'NodePort')
    return [
      violation(
        { place: node.place, because: say`le service ${textOf(at(service, 'metadata', 'name')) ?? ''} est de type ${type}`, fix },
        resource,
      ),
    ];
  if (isTemplated(type))
    return [undetermined({ place: node.place, because: say`le type ${type} n’est connu qu’au déploiement`, fix }, resource)];
  if (type === '' || others.has(type)) return [];
  return [violation({ place: node.place, because: say`${type} n’est pas un type de service que Kubernetes accepte`, fix }, resource)];
}

/** "ServiceSpec v1 core", Kubernetes API reference. */
const others = new Set(['ClusterIP', 'LoadBalancer', 'ExternalName']);

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

const fix = yamlFix('type: ClusterIP # exposé par un Ingress ou une Route');
