import { argoInstalls, isSameInstall, joinInstalls, mentionsApplications, ownTree } from '../delivery/argo-installs.ts';
import { ownDelivery } from '../delivery/own-delivery.ts';
import { helmfilesAbove } from '../files/helmfiles-above.ts';
import { parentFolder } from '../files/paths.ts';
import type { HelmfileInput } from '../helmfile/read-helmfiles.ts';
import type { Install } from '../helmfile/install.ts';
import { deployedObject } from '../kubernetes/workload.ts';
import { localEnvironments } from './local-environments.ts';
import { givenElsewhere } from './other-values.ts';
import type { ChartPlan } from './chart-plan.ts';
import { planCharts } from './plan-charts.ts';
import { type RenderedChart, readRenderings } from './read-renderings.ts';
import type { ChartRendering } from './rendering.ts';

/** A repository, with what Helm made of its charts, and what was known to be installed when it did. */
export interface MadeSoFar extends HelmfileInput {
  readonly renderings?: readonly ChartRendering[];
  readonly installs?: readonly Install[];
}

/** What Helm must be given, and what objects of Argo CD install with it. */
export interface PlannedCharts {
  readonly plans: readonly ChartPlan[];
  readonly installs: readonly Install[];
}

/**
 * The charts of a repository to render, by what its objects of Argo CD install: those that are written, and those that the charts make as they were rendered so far ("App of apps", Argo
 * CD). Pure; never throws.
 */
export function planDelivered({ renderings = [], installs: known, ...given }: MadeSoFar): PlannedCharts {
  const before = known ?? argoInstalls(given);
  const made = deliveredBy({ ...given, renderings }, before);
  // What was surely deployed may only be so perhaps, now that more is known of what makes it.
  const kept = before.filter((install) => !made.some((one) => isSameInstall(one, install)));
  const installs = joinInstalls([...kept, ...made]);
  return { plans: planCharts(given, installs), installs };
}

/** True where charts made objects of Argo CD, which may install others. */
export function makesApplications(renderings: readonly ChartRendering[]): boolean {
  return renderings.some((one) => one.renderings.some(({ result }) => result.kind === 'rendered' && mentionsApplications(result.text)));
}

function deliveredBy({ renderings = [], ...given }: MadeSoFar, installs: readonly Install[]): readonly Install[] {
  if ((given.repository ?? null) === null || !makesApplications(renderings)) return [];
  const tree = ownTree(given);
  const charts = planCharts(given, installs).flatMap((plan) => {
    const found = renderings.find(({ chart, inflatedBy = null }) => chart === plan.chart && inflatedBy === plan.inflatedBy);
    return found === undefined || plan.inflatedBy !== null ? [] : (readRenderings(plan, found) ?? []);
  });
  const objects = charts.flatMap(({ resources }) => resources);
  const local = localEnvironments(objects.map(deployedObject));
  const helmfileOf = helmfilesAbove(given.paths);
  return charts.flatMap((chart) => {
    const isElsewhere = givenElsewhere(parentFolder(chart.own), { helmfileOf, objects }) !== null;
    return chart.resources.flatMap((resource) => {
      const by = resource.assembledBy ?? '';
      const isSupposed = isPerhaps(chart, { by, isElsewhere }) || local.has(by) ? ({ isSupposed: true } as const) : {};
      return ownDelivery(tree, resource, objects).installs.map((install) => ({ ...install, ...isSupposed }));
    });
  });
}

/** True for what a chart makes with values that may be those of no deployment: its own where there are others, or those that such values give. */
function isPerhaps({ environments, own, supposed }: RenderedChart, { by, isElsewhere }: { by: string; isElsewhere: boolean }): boolean {
  return supposed.includes(by) || (by === own && (isElsewhere || environments.length > 1));
}
