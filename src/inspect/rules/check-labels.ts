import { type Sentence, say } from '../../words/sentence.ts';
import { isTemplated } from '../kubernetes/templated.ts';
import type { Resource } from '../kubernetes/resource.ts';
import type { Workload } from '../kubernetes/workload.ts';
import { asMap, at, isAbsent, type MapNode, placeOfKey, textOf } from '../yaml/node.ts';
import { hidden, lacking, type Rule, type RuleFinding, together, undetermined, violation, yamlFix } from './rule.ts';

/** The labels, with the values that the policy admits; `app` takes any. */
const required: readonly { readonly name: string; readonly values: readonly string[]; readonly example: string }[] = [
  { name: 'app', values: [], example: 'mon-application' },
  { name: 'env', values: ['dev', 'formation', 'qualif', 'test', 'preprod', 'prod'], example: 'preprod' },
  { name: 'tier', values: ['frontend', 'backend', 'db', 'cache', 'auth'], example: 'backend' },
];

/** `check-labels`: app, env and tier on each workload and on its pod template. */
export const checkLabels: Rule = (repository) => {
  const { workloads } = repository;
  return together([
    { examined: workloads.map(({ resource }) => resource.place), findings: workloads.flatMap(judge) },
    hidden(repository, 'objects'),
  ]);
};

function judge({ resource, template }: Workload): readonly RuleFinding[] {
  const own = judgeMetadata(resource, { holder: resource.body, on: say`cet objet` });
  return template === null ? own : [...own, ...judgeMetadata(resource, { holder: template, on: say`le modèle de pod` })];
}

function judgeMetadata(resource: Resource, { holder, on }: { holder: MapNode; on: Sentence }): readonly RuleFinding[] {
  const metadata = asMap(at(holder, 'metadata'));
  const labels = asMap(at(metadata, 'labels'));
  const missing = required.filter(({ name }) => isAbsent(at(labels, name)));
  const place = metadata?.entries.get('labels')?.place ?? placeOfKey(holder, 'metadata');
  const names = missing.map(({ name }) => name).join(', ');
  const fix = yamlFix(
    'labels:',
    ...missing.map(({ name, values, example }) => `  ${name}: ${example}${values.length === 0 ? '' : ` # ${values.join(', ')}`}`),
  );
  const because = say`${on} n’a pas toutes les étiquettes demandées, il manque ${[names]}`;
  const lacks = missing.length === 0 ? [] : [lacking({ place, because, fix }, resource)];
  return [...lacks, ...required.flatMap((label) => judgeValue(resource, { labels, ...label }))];
}

function judgeValue(
  resource: Resource,
  { labels, name, values }: { labels: MapNode | null; name: string; values: readonly string[] },
): readonly RuleFinding[] {
  const node = at(labels, name);
  const value = textOf(node);
  if (node === null || value === null || values.length === 0 || values.includes(value)) return [];
  const fix = yamlFix(`${name}: ${values[0] ?? ''} # ${values.join(', ')}`);
  const { place } = node;
  if (isTemplated(value)) {
    return [
      undetermined({ place, fix, because: say`la valeur ${value} de l’étiquette ${[name]} n’est connue qu’au déploiement` }, resource),
    ];
  }
  return [violation({ place, fix, because: say`l’étiquette ${[name]} vaut ${value}, qui n’est pas une valeur admise` }, resource)];
}
