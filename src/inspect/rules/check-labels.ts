import { say } from '../../dossier/sentence.ts';
import { isTemplated } from '../kubernetes/templated.ts';
import type { Workload } from '../kubernetes/workload.ts';
import { asMap, at, isAbsent, type MapNode, textOf } from '../yaml/node.ts';
import { hidden, lacking, type Rule, type RuleFinding, together, undetermined, violation, workloadsOf, yamlFix } from './rule.ts';

/** The labels, with the values that the policy admits; `app` takes any. */
const required: readonly { readonly name: string; readonly values: readonly string[]; readonly example: string }[] = [
  { name: 'app', values: [], example: 'mon-application' },
  { name: 'env', values: ['dev', 'formation', 'qualif', 'test', 'preprod', 'prod'], example: 'preprod' },
  { name: 'tier', values: ['frontend', 'backend', 'db', 'cache', 'auth'], example: 'backend' },
];

/** `check-labels`: app, env and tier on each workload and on its pod template. */
export const checkLabels: Rule = (repository) => {
  const workloads = workloadsOf(repository);
  return together([
    { examined: workloads.map(({ resource }) => resource.place), findings: workloads.flatMap(judge) },
    hidden(repository, 'objects'),
  ]);
};

function judge(workload: Workload): readonly RuleFinding[] {
  const own = asMap(at(workload.resource.body, 'metadata'));
  const findings = judgeMetadata(workload, { metadata: own, on: say`cet objet` });
  if (!workload.hasTemplate) return findings;
  return [...findings, ...judgeMetadata(workload, { metadata: workload.templateMetadata, on: say`le modèle de pod` })];
}

function judgeMetadata(
  { resource, pod }: Workload,
  { metadata, on }: { metadata: MapNode | null; on: ReturnType<typeof say> },
): readonly RuleFinding[] {
  const labels = asMap(at(metadata, 'labels'));
  const missing = required.filter(({ name }) => isAbsent(at(labels, name)));
  const place = metadata?.entries.get('labels')?.place ?? metadata?.place ?? (on[0] === 'le modèle de pod' ? pod.place : resource.place);
  const names = missing.map(({ name }) => name).join(', ');
  const fix = yamlFix(
    'labels:',
    ...missing.map(({ name, values, example }) => `  ${name}: ${example}${values.length === 0 ? '' : ` # ${values.join(', ')}`}`),
  );
  const lacks =
    missing.length === 0
      ? []
      : [lacking({ place, because: say`${on} n’a pas toutes les étiquettes demandées, il manque ${[names]}`, fix }, resource)];
  return [...lacks, ...required.flatMap(({ name, values }) => judgeValue(labels, { name, values }).map((told) => told(resource)))];
}

type Tell = (resource: Workload['resource']) => RuleFinding;

function judgeValue(labels: MapNode | null, { name, values }: { name: string; values: readonly string[] }): readonly Tell[] {
  const node = at(labels, name);
  const value = textOf(node);
  if (node === null || value === null || values.length === 0 || values.includes(value)) return [];
  const told = { place: node.place, fix: yamlFix(`${name}: ${values[0] ?? ''} # ${values.join(', ')}`) };
  if (isTemplated(value)) {
    return [
      (resource) =>
        undetermined({ ...told, because: say`la valeur ${value} de l’étiquette ${[name]} n’est connue qu’au déploiement` }, resource),
    ];
  }
  return [
    (resource) => violation({ ...told, because: say`l’étiquette ${[name]} vaut ${value}, qui n’est pas une valeur admise` }, resource),
  ];
}
