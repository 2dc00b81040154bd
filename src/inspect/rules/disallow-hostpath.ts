import { say } from '../../words/sentence.ts';
import type { Resource } from '../kubernetes/resource.ts';
import { workloadOf } from '../kubernetes/workload.ts';
import { asMap, at, itemsOf, type MapNode, placeOfKey, textOf } from '../yaml/node.ts';
import { hidden, type Rule, type RuleFinding, together, violation, yamlFix } from './rule.ts';

/** `disallow-hostpath`: no pod and no PersistentVolume mounts a folder of the node. */
export const disallowHostpath: Rule = (repository) => {
  const resources = repository.resources.filter((resource) => resource.kind === 'PersistentVolume' || workloadOf(resource) !== null);
  return together([{ examined: resources.map(({ place }) => place), findings: resources.flatMap(judge) }, hidden(repository, 'objects')]);
};

function judge(resource: Resource): readonly RuleFinding[] {
  const volumes =
    resource.kind === 'PersistentVolume' ? [at(resource.body, 'spec')] : itemsOf(at(workloadOf(resource)?.pod ?? null, 'volumes'));
  return volumes.flatMap((volume) => {
    const map = asMap(volume);
    return map !== null && map.entries.has('hostPath') ? [tell(map, resource)] : [];
  });
}

function tell(volume: MapNode, resource: Resource): RuleFinding {
  const name = textOf(at(volume, 'name')) ?? resource.name;
  const because = say`le volume ${name} monte un dossier du nœud (hostPath)`;
  return violation({ place: placeOfKey(volume, 'hostPath'), because, fix: yamlFix('emptyDir: {} # ou persistentVolumeClaim') }, resource);
}
