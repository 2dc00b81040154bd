import type { Place } from '../../dossier/checks/check.ts';
import { say } from '../../words/sentence.ts';
import { unknownRelease } from '../helm/chart-plan.ts';
import { isTemplated } from '../kubernetes/templated.ts';
import type { Workload } from '../kubernetes/workload.ts';
import { isPostgresCluster } from '../kubernetes/kinds.ts';
import type { Resource } from '../kubernetes/resource.ts';
import { asMap, at, entriesOf, type Entry, isAbsent, isString, type MapNode, type Node, placeOfKey, textOf } from '../yaml/node.ts';
import { advice, lacking, replaceable, type RuleFinding, undetermined, violation, yamlFix } from './finding.ts';
import { eachWorkload, type Rule } from './rule.ts';

interface Label {
  readonly name: string;
  /** Those that the platform recommends; `app` takes any. */
  readonly values: readonly string[];
  readonly example: string;
}

const required: readonly Label[] = [
  { name: 'app', values: [], example: 'mon-application' },
  { name: 'env', values: ['dev', 'formation', 'qualif', 'test', 'preprod', 'prod'], example: 'preprod' },
  { name: 'tier', values: ['frontend', 'backend', 'db', 'cache', 'auth'], example: 'backend' },
];

/**
 * `check-labels`: app, env and tier on each pod, by its template or by itself: the platform's documentation asks for them "appliquées aux pod", and an object
 * above the pods needs none. An empty one is none; a value out of the recommended list is told as advice, unless it is the namespace that stands for the one of the deployment.
 */
export const checkLabels: Rule = (repository) => eachWorkload(repository, judge);

/** The labels that the pods of a workload lack, and the line of those that they have, or else of where they would be. */
export function lackedLabels({ resource, template }: Workload): { readonly names: readonly string[]; readonly place: Place } {
  const holder = template ?? resource.body;
  const metadata = asMap(at(holder, 'metadata'));
  const labels = asMap(at(metadata, 'labels'));
  const names = required.filter(({ name }) => isEmpty(labels, name)).map(({ name }) => name);
  return { names, place: metadata?.entries.get('labels')?.place ?? placeOfKey(holder, 'metadata') };
}

function judge(workload: Workload): readonly RuleFinding[] {
  const { resource, template } = workload;
  const labels = asMap(at(template ?? resource.body, 'metadata', 'labels'));
  const { names: lacked, place } = lackedLabels(workload);
  const missing = required.filter(({ name }) => lacked.includes(name));
  const values = [
    ...entriesOf(labels).flatMap((label) => judgeForm(label, resource)),
    ...required.flatMap((label) => judgeValue({ resource, labels, label })),
  ];
  if (missing.length === 0) return values;
  const names = missing.map(({ name }) => name).join(', ');
  const pod = template === null ? say`ce pod` : say`le modèle de pod`;
  const because = say`${pod} n’a pas toutes les étiquettes demandées, il manque ${[names]}`;
  if (isPostgresCluster(resource) && missing.every(({ name }) => !isEmpty(asMap(at(resource.body, 'metadata', 'labels')), name))) {
    const inherited = say`${because}, à moins que l’opérateur ne les prenne de l’objet (${'INHERITED_LABELS'})`;
    return [
      undetermined(
        { place, because: inherited, fix: yamlFix('inheritedMetadata:', '  labels:', ...missing.map((one) => `  ${line(one)}`)) },
        resource,
      ),
      ...values,
    ];
  }
  return [lacking({ place, because, fix: yamlFix('labels:', ...missing.map(line)) }, resource), ...values];
}

function isEmpty(labels: MapNode | null, name: string): boolean {
  const label = at(labels, name);
  return isAbsent(label) || textOf(label)?.trim() === '';
}

function line({ name, values, example }: Label): string {
  return `  ${name}: ${example}${values.length === 0 ? '' : ` # ${values.join(', ')}`}`;
}

/** Of any label of a pod, Kubernetes refuses what is no text, and what has another form ("Labels and Selectors", its documentation). */
function judgeForm({ key, value: node }: Entry & { readonly key: string }, resource: Resource): readonly RuleFinding[] {
  const value = textOf(node);
  // One that is wanted and empty is told as lacking.
  if (value === null || isTaken(node) || value.trim() === '') return [];
  if (!isString(node)) {
    const because = say`l’étiquette ${[key]} vaut ${value} sans guillemets : Kubernetes refuse ce qui n’est pas un texte`;
    return [violation({ place: node.place, because, fix: yamlFix(`${JSON.stringify(key)}: "${value}"`) }, resource)];
  }
  const because = say`l’étiquette ${[key]} vaut ${value}, que Kubernetes refuse : 63 lettres, chiffres, points, tirets ou soulignés au plus, une lettre ou un chiffre à chaque bout`;
  return [replaceable({ place: node.place, because }, resource)];
}

/** True for a value that Kubernetes may take; what is only known when it is deployed may be one. */
function isTaken(node: Node): boolean {
  const value = textOf(node) ?? '';
  if (isTemplated(value)) return true;
  return isString(node) && /^([A-Za-z0-9]([\w.-]{0,61}[A-Za-z0-9])?)?$/.test(value);
}

function judgeValue({
  resource,
  labels,
  label,
}: Pick<Workload, 'resource'> & { labels: MapNode | null; label: Label }): readonly RuleFinding[] {
  const { name, values } = label;
  const node = at(labels, name);
  const value = textOf(node);
  if (node === null || value === null || value.trim() === '' || values.length === 0 || values.includes(value) || !isTaken(node)) return [];
  const fix = yamlFix(`${name}: ${values[0] ?? ''} # ${values.join(', ')}`);
  const { place } = node;
  if (isTemplated(value))
    return [
      undetermined({ place, fix, because: say`la valeur ${value} de l’étiquette ${[name]} n’est connue qu’au déploiement` }, resource),
    ];
  if (place.made !== undefined && value === unknownRelease.namespace) return [];
  return [
    advice({ place, fix, because: say`l’étiquette ${[name]} vaut ${value}, hors des valeurs que la plateforme recommande` }, resource),
  ];
}
