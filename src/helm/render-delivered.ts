import { isAsDelivered } from '../inspect/delivery/argo-installs.ts';
import { makesApplications, type PlannedCharts } from '../inspect/helm/plan-delivered.ts';
import type { InspectInput } from '../inspect/repository.ts';
import { renderCharts, type ToRender } from './render-charts.ts';

/** What is rendered first, and what plans it again by what came of that; null where that cannot be read. */
export interface ToDeliver extends Omit<ToRender, 'plans' | 'further'> {
  readonly planned: PlannedCharts;
  readonly plan: (made: Pick<InspectInput, 'renderings' | 'installs'>) => Promise<PlannedCharts | null>;
}

/**
 * What Helm makes of the charts of a repository, and of those that the applications of Argo CD which these make install in their turn, with what they give ("App of apps", Argo CD). Rejects only
 * where no file can be written, or as `plan` does.
 */
export async function renderDelivered({
  planned,
  plan,
  ...how
}: ToDeliver): Promise<Pick<InspectInput, 'renderings' | 'installs' | 'noHelm'>> {
  let { installs } = planned;
  const rendered = await renderCharts({
    ...how,
    plans: planned.plans,
    further: async (renderings) => {
      // What somebody asks to see is rendered alone.
      const next = how.wanted === undefined && makesApplications(renderings) ? await plan({ renderings, installs }) : null;
      if (next === null || isAsDelivered(next.installs, installs)) return [];
      ({ installs } = next);
      return next.plans;
    },
  });
  return { ...rendered, installs };
}
