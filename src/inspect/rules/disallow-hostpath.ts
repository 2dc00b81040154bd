import { say } from '../../words/sentence.ts';
import type { Resource } from '../kubernetes/resource.ts';
import { asMap, at, isAbsent, itemsOf, type MapNode, type Node, placeOfKey, textOf } from '../yaml/node.ts';
import { type RuleFinding, together, violation, yamlFix } from './finding.ts';
import { eachOfKind, eachWorkload, type Rule } from './rule.ts';

/** `disallow-hostpath`: no pod and no PersistentVolume mounts a folder of the node. */
export const disallowHostpath: Rule = (repository) =>
  together([
    eachWorkload(repository, ({ pod, resource }) => judge(itemsOf(at(pod, 'volumes')), resource)),
    eachOfKind(repository, 'PersistentVolume', (resource) => judge([at(resource.body, 'spec')], resource)),
  ]);

function judge(volumes: readonly (Node | null)[], resource: Resource): readonly RuleFinding[] {
  return volumes.flatMap((volume) => {
    const map = asMap(volume);
    return map !== null && !isAbsent(at(map, 'hostPath')) ? [tell(map, resource)] : [];
  });
}

function tell(volume: MapNode, resource: Resource): RuleFinding {
  const name = textOf(at(volume, 'name')) ?? resource.name;
  const because = say`le volume ${name} monte un dossier du nœud (hostPath)`;
  return violation({ place: placeOfKey(volume, 'hostPath'), because, fix: yamlFix('emptyDir: {} # ou persistentVolumeClaim') }, resource);
}
