import { say } from '../../words/sentence.ts';
import type { ValuesFile } from '../helm/values.ts';
import { parseQuantity } from '../kubernetes/quantity.ts';
import type { Resource } from '../kubernetes/resource.ts';
import { isTemplated } from '../kubernetes/templated.ts';
import { asMap, at, isAbsent, type Node, placeOfKey, textOf } from '../yaml/node.ts';
import { lacking, replaceable, type RuleFinding, together, undetermined, yamlFix } from './finding.ts';
import { eachContainer, type InWorkload, type Rule } from './rule.ts';

const wanted = [
  ['requests', 'cpu'],
  ['requests', 'memory'],
  ['limits', 'cpu'],
  ['limits', 'memory'],
] as const;

/** `need-containers-ressources`: each container, those of initialisation too, requests and limits CPU and memory. */
export const needContainersRessources: Rule = (repository) =>
  together([{ examined: [], findings: repository.values.flatMap(judgeValues) }, eachContainer(repository, judge)]);

function judge({ workload: { resource }, container: { node, name } }: InWorkload): readonly RuleFinding[] {
  const resources = at(node, 'resources');
  const wrong = wanted.flatMap(([part, key]) => judgeQuantity(resource, at(resources, part, key)));
  const missing = missingOf(resources);
  if (missing.length === 0) return wrong;
  const because = say`le conteneur ${name} n’a pas toutes les ressources demandées, il manque ${[missing.join(', ')]}`;
  return [...wrong, lacking({ place: placeOfKey(node, 'resources'), because, fix }, resource)];
}

/** Kubernetes refuses what is no quantity, and one that is negative. */
function judgeQuantity(resource: Resource, node: Node | null): readonly RuleFinding[] {
  const value = textOf(node);
  if (node === null || value === null || isTemplated(value)) return [];
  const amount = parseQuantity(value);
  if (amount !== null && amount >= 0) return [];
  const because = say`${value} n’est pas une quantité que Kubernetes ${amount === null ? 'comprend' : 'accepte'}`;
  return [replaceable({ place: node.place, because, fix }, resource)];
}

function missingOf(resources: Node | null): readonly string[] {
  return wanted.flatMap(([part, key]) => (isAbsent(at(resources, part, key)) ? [`${part}.${key}`] : []));
}

/** Values under `resources` that are begun and not finished, or left empty as charts are created. */
function judgeValues({ maps }: ValuesFile): readonly RuleFinding[] {
  return maps.flatMap(({ node }) => {
    const resources = asMap(at(node, 'resources'));
    const missing = missingOf(resources);
    const isOther =
      resources !== null && resources.entries.size > 0 && !resources.entries.has('limits') && !resources.entries.has('requests');
    if (resources === null || isOther || missing.length === 0) return [];
    const because = say`ces valeurs ne donnent pas ${[missing.join(', ')]} ; un autre fichier de valeurs ou le gabarit peut les apporter`;
    return [undetermined({ place: placeOfKey(node, 'resources'), because, fix })];
  });
}

const fix = yamlFix('resources:', '  requests:', '    cpu: 100m', '    memory: 128Mi', '  limits:', '    cpu: 500m', '    memory: 256Mi');
