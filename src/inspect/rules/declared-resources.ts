import type { DeclaredResources, DeclaredText } from '../../answers/declared-resources.ts';
import { plainName } from '../../words/nearest.ts';
import { say, type Sentence } from '../../words/sentence.ts';
import { baseName, parentFolder } from '../files/paths.ts';
import { environmentOf } from '../helm/environments.ts';
import { addLimits, type Amounts, podLimits, type PodLimits } from '../kubernetes/pod-limits.ts';
import type { DeployedObject } from '../kubernetes/workload.ts';
import { advice, type RuleFinding, undetermined, violation } from './finding.ts';
import type { Rule } from './rule.ts';

/**
 * `declared-resources`: the limits of what is deployed in each environment come to no more than the dossier declares, as the console's quota counts them. Where
 * nothing is declared, the sum is told as advice.
 */
export const declaredResources: Rule = ({ objects, declared, assemblers }) =>
  objects.judgedTogether((all) => {
    const groups = Map.groupBy(
      all.filter(({ resource, workloads }) => resource.conditional === null && workloads.length > 0),
      ({ resource }) => resource.assembledBy,
    );
    const scalers = all.filter(({ resource }) => /^(HorizontalPodAutoscaler|ScaledObject)$/.test(resource.kind)).slice(0, MAX_SCALERS);
    const deployed = [...groups]
      // A chart's own values, which those of environments complete, are no environment.
      .filter(([assembledBy]) => !assemblers.some(({ own, names }) => own === assembledBy && own !== null && names.length > 1))
      .map(([assembledBy, objectsOfOne]): Deployed => {
        const neighbours = scalers.filter(({ resource }) => resource.assembledBy === assembledBy);
        const limits = addLimits(objectsOfOne.flatMap(({ workloads }) => workloads.map((workload) => podLimits(workload, neighbours))));
        return { assembledBy, limits, objects: objectsOfOne };
      });
    const examined = declared.length === 0 ? [] : deployed.flatMap((one) => one.objects.map(({ resource }) => resource.place));
    const findings = [...deployed.flatMap((one) => judge(one, declared)), ...besideOneAnother(deployed, declared)];
    return { examined, findings };
  });

/** Autoscalers that are looked at; each is held against each workload. */
const MAX_SCALERS = 200;

/** What is deployed together, and what its limits come to. */
interface Deployed {
  readonly assembledBy: string | null;
  readonly limits: PodLimits;
  readonly objects: readonly DeployedObject[];
}

function judge(deployed: Deployed, declared: DeclaredText): readonly RuleFinding[] {
  const { limits, objects } = deployed;
  const [first] = objects;
  if (first === undefined) return [];
  const { place } = first.resource;
  const sum = say`les limites de ce qui se déploie ensemble font ${limits.complete ? [] : ['au moins ']}${told(limits.total)}`;
  const settle = say`${'kubectl describe resourcequota'} donne le quota de l’environnement`;
  if (declared.length === 0 && isNothing(limits.total)) return [];
  if (declared.length === 0) return [advice({ place, because: say`${sum} ; ${settle}` }, first.resource)];
  if (declared === 'unread') {
    const because = say`${sum}, et ce que le dossier dit des ressources n’est pas lu : ${'production : 6 vCPU, 16 Go de RAM'} le serait ; ${settle}`;
    return [undetermined({ place, because }, first.resource)];
  }
  const quota = quotaOf(deployed.assembledBy, declared);
  if (quota === null) {
    const named = environmentNamed(deployed.assembledBy);
    const because =
      named === null
        ? say`${sum}, et les ressources déclarées ne disent pas pour quel environnement ; ${settle}`
        : say`${sum}, et aucune des ressources déclarées n’est sûrement celle de l’environnement ${named} ; ${settle}`;
    return [undetermined({ place, because }, first.resource)];
  }
  const over = exceeds(limits.total, quota);
  const most = mostOf(quota, deployed);
  if (over) {
    // Manifests that are applied as they are may be those of several environments.
    const isWhole = deployed.assembledBy !== null;
    const because = say`${sum}, plus que les ${most} : ${'exceeded quota'}`;
    return [
      isWhole
        ? violation({ place, because }, first.resource)
        : undetermined({ place, because: say`${because}, s’ils se déploient tous dans un même environnement` }, first.resource),
    ];
  }
  if (!limits.complete)
    return [undetermined({ place, because: say`${sum}, et tout n’y est pas écrit : à comparer aux ${most}` }, first.resource)];
  const updating = { cpu: limits.total.cpu + limits.surge.cpu, memory: limits.total.memory + limits.surge.memory };
  if (!exceeds(updating, quota)) return [];
  const because = say`${sum}, et ${told(updating)} pendant une mise à jour, plus que les ${most} : elle n’aboutira pas sans place libre`;
  return [advice({ place, because }, first.resource)];
}

/** The environment is called as the repository does: what a dossier says stays in it. */
function mostOf(quota: DeclaredResources, { assembledBy }: Deployed): Sentence {
  const named = quota.environment === null ? null : environmentNamed(assembledBy);
  return say`${declaredText(quota)} déclarés${named === null ? [] : say` pour ${named}`}`;
}

/** Charts and kustomizations that are for one environment, each within what is declared for it, and past it together. */
function besideOneAnother(deployed: readonly Deployed[], declared: DeclaredText): readonly RuleFinding[] {
  if (declared === 'unread') return [];
  const placed = deployed.flatMap((one) => {
    const [quota, name] = [quotaOf(one.assembledBy, declared), environmentNamed(one.assembledBy)];
    return quota === null || name === null || exceeds(one.limits.total, quota) ? [] : [{ ...one, quota, name }];
  });
  return [...Map.groupBy(placed, ({ name }) => plainName(name)).values()].flatMap((some): readonly RuleFinding[] => {
    const [first] = some;
    const resource = first?.objects[0]?.resource;
    const sum = addLimits(some.map(({ limits }) => limits)).total;
    if (first === undefined || resource === undefined || some.length < 2 || !exceeds(sum, first.quota)) return [];
    const because = say`les limites de ce que ${some.length} charts ou kustomizations ont pour ${first.name} font ensemble ${told(sum)}, plus que les ${mostOf(first.quota, first)} : ${'exceeded quota'}, s’ils se déploient dans un même environnement`;
    return [undetermined({ place: resource.place, because }, resource)];
  });
}

/** Where no container has a limit, their sum tells nothing; that they have none is told by another rule. */
function isNothing({ cpu, memory }: Amounts): boolean {
  return cpu === 0 && memory === 0;
}

function exceeds(sum: Amounts, { cpu, memory }: DeclaredResources): boolean {
  // Sums of decimals are not exact.
  return (cpu !== null && sum.cpu > cpu + 1e-9) || (memory !== null && sum.memory > memory + 1);
}

/** What is declared for the environment that a values file or a folder is for; what is for each, else, where that is said once. */
function quotaOf(assembledBy: string | null, declared: readonly DeclaredResources[]): DeclaredResources | null {
  const unnamed = declared.filter(({ environment }) => environment === null);
  const each = unnamed.length === 1 ? (unnamed[0] ?? null) : null;
  if (assembledBy === null) return each ?? (declared.length === 1 ? (declared[0] ?? null) : null);
  const name = environmentNamed(assembledBy);
  const same = declared.filter(({ environment }) => environment !== null && name !== null && isSame(environment, name));
  return same.find(({ environment }) => !/quota/i.test(environment ?? '')) ?? same[0] ?? each;
}

/** The environment that a values file or the folder of a kustomization is for; null for what names none. */
function environmentNamed(assembledBy: string | null): string | null {
  if (assembledBy === null) return null;
  const name =
    environmentOf(assembledBy) ?? (/\.ya?ml$/.test(assembledBy) ? '' : baseName(assembledBy) || baseName(parentFolder(assembledBy)));
  return name === '' ? null : name;
}

const synonyms: readonly RegExp[] = [
  /^(prod|production|prd)$/,
  /^(dev|developpement|development)$/,
  /^(preprod|preproduction|pre prod|pre production|ppr|pprd)$/,
  /^(recette|rec|rct)$/,
  /^(qualif|qualification|qual)$/,
  /^(int|integ|integration)$/,
  /^(staging|stage)$/,
];

function isSame(one: string, other: string): boolean {
  const [a, b] = [one, other].map((name) => plainName(name).replace(/^(quota|environnement)s? (de |d |du )?/, ''));
  return a !== undefined && b !== undefined && (a === b || synonyms.some((same) => same.test(a) && same.test(b)));
}

function declaredText({ cpu, memory }: DeclaredResources): Sentence {
  if (memory === null) return [`${decimal(cpu ?? 0)} CPU`];
  return cpu === null ? [`${decimal(memory / 2 ** 30)} Gi`] : told({ cpu, memory });
}

/** « 1,5 CPU et 2 Gi »: decimals as they are read in French. */
function told({ cpu, memory }: Amounts): Sentence {
  const size = memory < 2 ** 30 ? `${decimal(memory / 2 ** 20)} Mi` : `${decimal(memory / 2 ** 30)} Gi`;
  return [`${decimal(cpu)} CPU et ${size}`];
}

function decimal(value: number): string {
  return String(Math.round(value * 100) / 100).replace('.', ',');
}
