import { say } from '../../words/sentence.ts';
import { parseQuantity } from '../kubernetes/quantity.ts';
import type { Resource } from '../kubernetes/resource.ts';
import { postgresClaims } from '../kubernetes/cloud-native-pg.ts';
import { isPostgresCluster } from '../kubernetes/kinds.ts';
import type { DeployedObject } from '../kubernetes/workload.ts';
import { asMap, at, itemsOf, type MapNode, textOf } from '../yaml/node.ts';
import { type RuleFinding, undetermined, violation, yamlFix } from './finding.ts';
import { eachPart, type Rule } from './rule.ts';

const LIMIT = 2 ** 40;

/** `limit-size-pvc`: each claim of storage, alone or in a StatefulSet or a pod, asks for less than 1Ti. */
export const limitSizePvc: Rule = (repository) => eachPart(repository, { partsOf: claimsOf, placeOf: ({ place }) => place, judge });

function claimsOf({ resource, workloads }: DeployedObject): readonly MapNode[] {
  if (resource.kind === 'PersistentVolumeClaim') return [resource.body];
  if (isPostgresCluster(resource)) return postgresClaims(resource.body);
  const ephemeral = workloads
    .flatMap(({ pod }) => itemsOf(at(pod, 'volumes')))
    .map((volume) => at(volume, 'ephemeral', 'volumeClaimTemplate'));
  return [...itemsOf(at(resource.body, 'spec', 'volumeClaimTemplates')), ...ephemeral].flatMap((claim) => asMap(claim) ?? []);
}

function judge(claim: MapNode, resource: Resource): readonly RuleFinding[] {
  const node = at(claim, 'spec', 'resources', 'requests', 'storage');
  const written = textOf(node);
  if (node === null || written === null) {
    return [undetermined({ place: claim.place, because: say`la taille demandée n’est pas écrite`, fix }, resource)];
  }
  const size = parseQuantity(written);
  if (size === null)
    return [undetermined({ place: node.place, because: say`la taille ${written} n’est connue qu’au déploiement`, fix }, resource)];
  if (size <= 0) {
    const because = say`la taille ${written} n’est pas supérieure à zéro : Kubernetes refuse cette demande`;
    return [violation({ place: node.place, because, fix }, resource)];
  }
  return size < LIMIT
    ? []
    : [violation({ place: node.place, because: say`la taille ${written} n’est pas inférieure à 1Ti`, fix }, resource)];
}

const fix = yamlFix('resources:', '  requests:', '    storage: 100Gi # moins de 1Ti');
