import { say, type Sentence } from '../../words/sentence.ts';
import { parentFolder } from '../files/paths.ts';
import type { FileKind } from '../files/file-kind.ts';
import { chartFoldersOf } from '../files/tree-kinds.ts';
import type { TextFile } from '../files/text-file.ts';
import type { Resource } from '../kubernetes/resource.ts';
import type { Opaque } from '../sight.ts';
import { at, booleanOf, type Node } from '../yaml/node.ts';
import type { ComputedText } from '../helmfile/computed-texts.ts';
import type { Install } from '../helmfile/install.ts';
import { missingFiles } from './chart-files.ts';
import { environmentsBeyond } from './environments.ts';
import { notGiven } from './not-given.ts';
import type { ChartPlan, MissingDependency } from './chart-plan.ts';
import { planCharts } from './plan-charts.ts';
import { failure, type RenderedChart, readRenderings, valuesGiven } from './read-renderings.ts';
import type { ChartRendering } from './rendering.ts';

/** A repository's files, and what Helm made of its charts. */
export interface RenderingInput {
  readonly paths: readonly string[];
  readonly kinds: ReadonlyMap<string, FileKind>;
  readonly files: readonly TextFile[];
  readonly renderings: readonly ChartRendering[];
  /** What Helm computed for the helmfiles; absent where it was not asked. */
  readonly computed?: readonly ComputedText[];
  readonly repository: string | null;
  /** What its objects of Argo CD install. */
  readonly argo: readonly Install[];
}

/** What Helm made of the charts of a repository. */
export interface RenderedCharts {
  readonly charts: readonly RenderedChart[];
  /** Objects of the charts that kustomizations inflate, by which one of them; nothing of one that failed. */
  readonly inflated: ReadonlyMap<string, readonly Resource[]>;
  /** Folders of the charts that it rendered. */
  readonly folders: ReadonlySet<string>;
  /** Templates of which it made nothing, of charts that it rendered. */
  readonly unmade: ReadonlySet<string>;
  /** Folders of those of which it made nothing. */
  readonly failed: ReadonlySet<string>;
  /** What it could not make, and what it was not given. */
  readonly opaques: readonly Opaque[];
}

/** Reads what Helm made of a repository's charts, with what was missing. Pure; never throws. */
export function readRenderedCharts({ paths, kinds, files, renderings, computed, repository, argo }: RenderingInput): RenderedCharts {
  if (renderings.length === 0)
    return { charts: [], inflated: new Map(), folders: new Set(), unmade: new Set(), failed: new Set(), opaques: [] };
  const read = planCharts({ paths, files, repository, ...(computed === undefined ? {} : { computed }) }, argo).flatMap((plan) => {
    const found = renderings.find(({ chart, inflatedBy = null }) => chart === plan.chart && inflatedBy === plan.inflatedBy);
    return found === undefined ? [] : [{ plan, found, rendered: readRenderings(plan, found) }];
  });
  const foldersOf = (isRendered: boolean) =>
    new Set(read.filter(({ rendered }) => (rendered !== null) === isRendered).map(({ plan }) => parentFolder(plan.chart)));
  const known = new Set(files.map(({ path }) => path));
  return {
    charts: read.flatMap(({ plan, rendered }) => (plan.inflatedBy === null ? (rendered ?? []) : [])),
    inflated: new Map(
      read.flatMap(({ plan, rendered }) => (plan.inflatedBy === null ? [] : [[plan.inflatedBy, rendered?.resources ?? []]])),
    ),
    folders: foldersOf(true),
    unmade: new Set(read.flatMap(({ rendered }) => rendered?.unmade ?? [])),
    failed: foldersOf(false),
    opaques: read.flatMap(({ plan, found, rendered }) =>
      rendered === null
        ? whyNothing(plan, found)
        : [
            ...rendered.opaques,
            ...missing(plan),
            ...notGiven(plan),
            ...missingFiles(plan, paths),
            ...beyond({ plan, found, kinds, known }),
          ],
    ),
  };
}

/** Why nothing that a chart makes is known. */
function whyNothing(plan: ChartPlan, { renderings }: ChartRendering): readonly Opaque[] {
  const [path] = [...plan.unread.base, ...plan.unread.shared];
  if (path === undefined) return renderings.slice(0, 1).flatMap((rendering) => failure(plan, rendering));
  const because = say`ce fichier de valeurs n’a pas été lu : ce que ${plan.chart} produit reste à vérifier`;
  return [{ place: { path, line: 1 }, because, hides: 'objects' }];
}

function missing(plan: ChartPlan): readonly Opaque[] {
  const { chart, environments } = plan;
  if (plan.missing.length === 0) return [];
  const given = [null, ...environments.map(({ path }) => path)].map((environment) => valuesGiven(plan, environment));
  const isNowhere = (dependency: MissingDependency) => given.every((values) => isLeftOut(dependency, values));
  return plan.missing
    .filter((dependency) => !isNowhere(dependency))
    .map(({ name, version, standing, place }) => ({
      place,
      because: say`le chart ${version === null ? name : `${name} ${version}`}, dont dépend ${chart}, ${whereabouts[standing]} : ses objets n’ont pas été vus`,
      // What the project writes itself, and is not where it says, may be anything of its own.
      hides: standing === 'own' ? 'objects' : 'objects-of-others',
    }));
}

const whereabouts: Readonly<Record<MissingDependency['standing'], Sentence>> = {
  elsewhere: say`n’est pas dans le dépôt`,
  archived: say`est dans une archive, qui n’est pas lue`,
  own: say`n’est pas dans le dépôt, à l’endroit qu’il dit`,
};

/** As Helm leaves a dependency out: by the first condition that is given, else by its tags. */
function isLeftOut({ conditions, tags }: Pick<MissingDependency, 'conditions' | 'tags'>, values: readonly Node[]): boolean {
  const given = (path: readonly string[]) => values.flatMap((node) => booleanOf(at(node, ...path)) ?? []).slice(0, 1);
  const [decided] = conditions.flatMap((key) => given(key.split('.')));
  if (decided !== undefined) return !decided;
  const tagged = tags.flatMap((tag) => given(['tags', tag]));
  return tagged.length > 0 && !tagged.includes(true);
}

interface Rendered extends Pick<RenderingInput, 'kinds'> {
  readonly known: ReadonlySet<string>;
  readonly plan: ChartPlan;
  readonly found: ChartRendering;
}

/** Environments with which nobody rendered a chart that was rendered with all the others. */
function beyond({ plan, found, kinds, known }: Rendered): readonly Opaque[] {
  const given = new Set(found.renderings.map(({ values }) => values));
  if (plan.inflatedBy !== null || !plan.environments.every(({ path }) => given.has(path))) return [];
  const left = environmentsBeyond({ folder: parentFolder(plan.chart), chartFolders: chartFoldersOf(kinds), paths: [...known] });
  const place = { path: left[0] ?? plan.chart, line: 1 };
  const because =
    left.length === 1
      ? say`ce chart n’a pas été calculé avec ce fichier de valeurs, après ${plan.environments.length} environnements : ${'accostage inspect --values'} l’essaie`
      : say`ce chart n’a pas été calculé avec ${left.length} fichiers de valeurs, à partir de celui-ci, après ${plan.environments.length} environnements : ${'accostage inspect --values'} les essaie un à un`;
  return left.length === 0 ? [] : [{ place, because, hides: 'objects' }];
}
